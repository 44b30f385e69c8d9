using System.Text;
using FsCheck;
using FsCheck.Fluent;
using ProcVM.Core;
using ProcVM.Maps.Model;

namespace ProcVM.Maps.Tests;

/// <summary>Properties of parser, printer and checker over generated and damaged maps.</summary>
public class MapProperties
{
    private const string Units = "(){}[]\"#=>.,:;?*@^-+ \n\0é0zA";

    [Fact]
    public void WhatIsPrintedIsReadBackEqual() => ForAllSeeds(1500, static seed =>
    {
        MapFile map = new MapGenerator(seed).Generate();
        string text = MapPrinter.Print(map);
        MapFile again = MapTexts.MustParse(text);
        Assert.Equal(text, MapPrinter.Print(again));
        Assert.True(map.Equals(again), text);
    });

    [Fact]
    public void TheCheckerTakesAnyMap() => ForAllSeeds(1500, static seed =>
    {
        MapFile map = MapTexts.MustParse(MapPrinter.Print(new MapGenerator(seed).Generate()));
        Assert.All(MapChecker.Check([map, map], HandlerCatalogue.Of(map)), static one => Assert.NotEmpty(one.ToString()));
    });

    [Fact]
    public void DamagedMapsGiveErrorsAndNothingElse()
    {
        string[] maps = [MapTexts.Examples(), MapTexts.Shipped("pvm.map")];
        ForAllSeeds(600, seed =>
        {
            LoadResult<MapFile> result = MapTexts.Parse(Damage(maps[seed % 2], new Random(seed)));
            Assert.All(result.Diagnostics, static one => Assert.NotEmpty(one.ToString()));
            if (result.Succeeded)
            {
                Assert.All(MapChecker.Check([result.Value]), static one => Assert.NotEmpty(one.ToString()));
                Assert.Equal(result.Value, MapTexts.MustParse(MapPrinter.Print(result.Value)));
            }
        });
    }

    private static string Damage(string map, Random random)
    {
        StringBuilder text = new(map);
        for (int i = random.Next(1, 8); i > 0; i--)
        {
            int place = random.Next(text.Length);
            switch (random.Next(4))
            {
                case 0:
                    text[place] = Units[random.Next(Units.Length)];
                    break;
                case 1:
                    text.Remove(place, Math.Min(random.Next(1, 30), text.Length - place));
                    break;
                case 2:
                    text.Insert(place, map.AsSpan(random.Next(map.Length - 40), random.Next(40)));
                    break;
                default:
                    text.Insert(place, new string("({[\"-0"[random.Next(6)], random.Next(1, 40)));
                    break;
            }
        }

        return text.ToString();
    }

    private static void ForAllSeeds(int count, Action<int> property) => Prop
        .ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), property)
        .Check(Config.QuickThrowOnFailure.WithMaxTest(count).WithQuietOnSuccess(true));
}

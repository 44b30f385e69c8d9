using FsCheck;
using FsCheck.Fluent;
using ProcVM.Core;
using ProcVM.Fuzz.Modules;

namespace ProcVM.Module.Tests;

/// <summary>Reader and writer on generated modules.</summary>
public class CodecTests
{
    [Fact]
    public void GeneratedModulesVerify() => Each(static module =>
    {
        LoadResult<LinkableModule> result = Verifier.VerifyLinkable(module);
        Assert.True(result.Succeeded, string.Join('\n', result.Diagnostics));
        Assert.Equal(module.Relocations.Length == 0, Verifier.Verify(module).Succeeded);
    });

    [Fact]
    public void WhatWasWrittenIsReadBack() => Each(static module =>
    {
        LoadResult<PcodeModule> read = ModuleReader.Read(ModuleWriter.ToArray(module), "m.pcode");
        Assert.True(read.Succeeded, string.Join('\n', read.Diagnostics));
        Assert.Empty(read.Diagnostics);
        ModuleEquality.AssertEqual(module, read.Value);
    });

    [Fact]
    public void WritingIsCanonical() => Each(static module =>
    {
        byte[] first = ModuleWriter.ToArray(module);
        byte[] second = ModuleWriter.ToArray(ModuleReader.Read(first, "m.pcode").Value!);
        Assert.Equal(first, second);
    });

    [Fact]
    public void LazyReadingGivesTheSame() => Each(static module =>
    {
        byte[] bytes = ModuleWriter.ToArray(module);
        ModuleEquality.AssertEqual(module, ModuleReader.Read(bytes, "m.pcode", lazy: true).Value!);
    });

    [Fact]
    public void EveryPrefixIsRefusedOrHarmless()
    {
        byte[] bytes = ModuleWriter.ToArray(new ModuleGenerator(4711).Generate());
        for (int length = 0; length < bytes.Length; length++)
        {
            LoadResult<PcodeModule> read = ModuleReader.Read(bytes.AsMemory(0, length), "m.pcode");
            if (read.Succeeded)
            {
                Verifier.Verify(read.Value);
            }
        }
    }

    [Fact]
    public void GeneratedCodeCoversEveryOpcode()
    {
        HashSet<Opcode> seen = [];
        for (int seed = 0; seed < 400; seed++)
        {
            foreach (Function function in new ModuleGenerator(seed).Generate().Functions)
            {
                CodeReader reader = new(function.Code.Span);
                while (!reader.AtEnd)
                {
                    Opcode opcode = reader.ReadOpcode();
                    seen.Add(opcode);
                    reader.Skip(OpcodeTable.Get(opcode).Immediate);
                }
            }
        }

        List<string> missing = [];
        foreach (ref readonly OpcodeRow row in OpcodeTable.Rows)
        {
            if (!seen.Contains(row.Opcode))
            {
                missing.Add(row.Name);
            }
        }

        Assert.Empty(missing);
    }

    private static void Each(Action<PcodeModule> property) => Prop
        .ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed => property(new ModuleGenerator(seed).Generate()))
        .Check(Config.QuickThrowOnFailure.WithMaxTest(300).WithQuietOnSuccess(true));
}

namespace ProcVM.Pascal.Tests.Generated;

/// <summary>Sets: within 64 members, beyond them, and of characters.</summary>
internal sealed class Sets(Expressions all)
{
    private readonly Dice _dice = all.Dice;

    /// <summary>A set of 0..40.</summary>
    internal string Small(int depth) => Make(depth, Kind.SmallSet, "[0]",
        () => all.Integers.Fit(all.Integers.Narrow(Math.Max(0, depth - 1)), 0, 31), $"(abs(g_count + {all.Integers.Leaf().Text}) mod 41)");

    /// <summary>A set of 0..200.</summary>
    internal string Big(int depth) => Make(depth, Kind.BigSet, "[70, 130..133]",
        () => all.Integers.Fit(all.Integers.Narrow(Math.Max(0, depth - 1)), 0, 150), $"(abs(g_count + {all.Integers.Leaf().Text}) mod 201)");

    /// <summary>A set of characters.</summary>
    internal string Characters(int depth) => Make(depth, Kind.CharacterSet, "['q']",
        () => all.Ordinals.Character(Math.Max(0, depth - 1)), "g_shapes[1].letter");

    /// <summary>Two sets compared.</summary>
    internal string Any(int depth)
    {
        string compare = _dice.Of("=", "<>", "<=", ">=");
        return _dice.Below(3) switch
        {
            0 => $"{Small(depth)} {compare} {Small(depth)}",
            1 => $"{Big(depth)} {compare} {Big(depth)}",
            _ => $"{Characters(depth)} {compare} {Characters(depth)}",
        };
    }

    private string Make(int depth, Kind kind, string constant, Func<string> member, string variable)
    {
        if (depth > 0 && _dice.OneIn(2))
        {
            return $"({Make(depth - 1, kind, constant, member, variable)} {_dice.Of("+", "-", "*")} {Make(depth - 1, kind, constant, member, variable)})";
        }

        if (all.Find(kind) is Place found && !_dice.OneIn(3))
        {
            return all.Render(found);
        }

        return _dice.Below(3) switch
        {
            0 => constant,
            1 => $"[{member()}, {variable}]",
            _ => $"[{member()}..{variable}]",
        };
    }
}

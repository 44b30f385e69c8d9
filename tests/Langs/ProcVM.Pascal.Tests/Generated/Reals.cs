namespace ProcVM.Pascal.Tests.Generated;

/// <summary>Real numbers of 64 and of 32 bits.</summary>
internal sealed class Reals(Expressions all)
{
    private readonly Dice _dice = all.Dice;

    /// <summary>A real number no larger than a bound of 100 or more. What keeps it small must not magnify differences of
    /// the last bit: fpc works out sin or ln in 80 bits.</summary>
    internal string Double(int depth, double bound)
    {
        (string text, double largest) = Term(depth);
        return largest <= bound ? text : $"({text} / (1.0 + abs({text}) * 0.01))";
    }

    /// <summary>A single no larger than a bound of 100 or more, computed in 32 bits. Its constants stand beside variables: fpc folds
    /// constants in 80 bits.</summary>
    internal string Single(int depth, double bound)
    {
        (string text, double largest) = SingleTerm(depth);
        return largest <= bound ? text : $"({text} / (single(1.0) + abs({text}) * single(0.015625)))";
    }

    private (string Text, double Largest) Term(int depth)
    {
        if (depth <= 0)
        {
            return Leaf();
        }

        (string left, double first) = Term(depth - 1);
        (string right, double second) = Term(depth - 1);
        return _dice.Below(all.IsIso ? 13 : 17) switch
        {
            0 => ($"({left} + {right})", first + second),
            1 => ($"({left} - {right})", first + second),
            2 => ($"({left} * {right})", first * second),
            3 => ($"({left} / (abs({right}) + 1.5))", first),
            4 => ($"sqrt(abs({left}))", Math.Sqrt(first) + 1),
            5 => ($"sin({left})", 1),
            6 => ($"cos({left})", 1),
            7 => ($"arctan({left})", 2),
            8 => ($"exp(sin({left}))", 3),
            9 => ($"ln(abs({left}) + 1.0)", 1000),
            10 => ($"(-{left})", first),
            11 => ($"({all.Integers.Fit(all.Integers.Narrow(depth - 1), -100_000, 100_000)} * 0.25)", 25_000),
            12 => all.Called(Kind.Real, depth) is (string text, Scalar type) ? (text, type.High) : (left, first),
            13 => ($"({all.Unsigneds.Cardinal(depth - 1)} * 0.25)", 1.1e9),
            14 => ($"({all.Unsigneds.QWord(depth - 1)} * 0.125)", 1.3e11),
            15 => ($"double({Single(depth - 1, 1000)})", 1000),
            _ => ($"({_dice.Of("int", "frac")}({left}) * 0.5)", first + 1),
        };
    }

    private (string Text, double Largest) Leaf()
    {
        if (all.Find(Kind.Real) is Place found && !_dice.OneIn(4))
        {
            return (all.Render(found), found.Type.High);
        }

        return (_dice.Of("0.5", "1.25", "3.14159", "100.001", "2.0", "1e-3", "7.75"), 101);
    }

    private (string Text, double Largest) SingleTerm(int depth)
    {
        if (depth <= 0)
        {
            return all.Find(Kind.Single) is Place found ? (all.Render(found), found.Type.High)
                : ($"single({all.Integers.Fit(all.Integers.Narrow(0), -1000, 1000)} + g_count mod 3)", 1003);
        }

        (string left, double first) = SingleTerm(depth - 1);
        (string right, double second) = SingleTerm(depth - 1);
        return _dice.Below(13) switch
        {
            0 => ($"({left} + {right})", first + second),
            1 => ($"({left} - {right})", first + second),
            2 => ($"({left} * {right})", first * second),
            3 => ($"({left} / (abs({right}) + single(1.5)))", first),
            9 => ($"single(cardinal({all.Unsigneds.Cardinal(depth - 1)} mod 1000))", 1000),
            10 => ($"single({all.Unsigneds.QWord(depth - 1)} mod qword(1000))", 1000),
            11 => ($"({left} + int64({all.Integers.Fit(all.Integers.Narrow(depth - 1), -1000, 1000)}))", first + 1000),
            4 => ($"sqrt(abs({left}))", Math.Sqrt(first) + 1),
            5 => ($"abs({left})", first),
            6 when first < 1e6 => ($"sqr({left})", first * first),
            7 => ($"(-{left})", first),
            8 => ($"({left} * integer({all.Integers.Fit(all.Integers.Narrow(depth - 1), -1000, 1000)}))", first * 1000),
            _ => (left, first),
        };
    }
}

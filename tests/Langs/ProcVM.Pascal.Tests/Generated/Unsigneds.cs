namespace ProcVM.Pascal.Tests.Generated;

/// <summary>Numbers of the types qword and cardinal.</summary>
internal sealed class Unsigneds(Expressions all)
{
    private const string Most = "qword(999999999989)";
    private readonly Dice _dice = all.Dice;

    /// <summary>A number of the widest unsigned type, below 10^12.</summary>
    internal string QWord(int depth)
    {
        if (depth <= 0 || all.Find(Kind.Unsigned) is not Place place)
        {
            return $"qword({Small(depth)})";
        }

        string left = all.Render(place);
        string right = QWord(depth - 1);
        return _dice.Below(9) switch
        {
            0 => $"(({left} + {right}) mod {Most})",
            1 => $"(({left} mod qword(999983)) * ({right} mod qword(999979)))",
            2 => $"({left} div ({right} + qword(1)))",
            3 => $"({left} mod ({right} + qword(1)))",
            4 => $"(({left} shr {_dice.Below(20)}) and {right})",
            5 => $"((({right} mod qword(500000000)) xor {left}) mod {Most})",
            6 => $"(({left} + {right}) - {right})",
            7 => $"({_dice.Of("rolqword", "rorqword")}({left}, {_dice.Below(64)}) mod {Most})",
            _ => left,
        };
    }

    /// <summary>A number of 32 bits, any of them. fpc computes sums and quotients of cardinals in 64 bits, as ProcVM does: a typecast makes
    /// cardinals of them again.</summary>
    internal string Cardinal(int depth)
    {
        if (depth <= 0)
        {
            return all.Find(Kind.Cardinal) is Place place && !_dice.OneIn(4) ? all.Render(place)
                : _dice.OneIn(3) ? $"edges[{_dice.Below(4)}]" : Variable(depth);
        }

        string left = Cardinal(depth - 1);
        string right = Cardinal(depth - 1);
        return _dice.Below(14) switch
        {
            0 => $"({left} and {right})",
            1 => $"({left} or {right})",
            2 => $"({left} xor {right})",
            3 => $"({left} shr {_dice.Below(32)})",
            4 => $"cardinal({left} shl {_dice.Below(32)})",
            5 => $"cardinal({left} div ({right} or 1))",
            6 => $"cardinal({left} mod ({right} or 1))",
            7 => $"{_dice.Of("roldword", "rordword")}({left}, {_dice.Below(32)})",
            8 => $"cardinal({left} + {right})",
            9 => $"cardinal({left} - {right})",
            10 => $"cardinal(not {left})",
            11 => $"cardinal(({left} mod 65536) * ({right} mod 65536))",
            12 => $"swap({left})",
            _ => Variable(depth),
        };
    }

    /// <summary>A question about the bits of a number, or a byte or word rotated.</summary>
    internal string Bits(int depth) => _dice.Below(9) switch
    {
        0 => $"popcnt({Cardinal(depth)})",
        1 => $"popcnt({QWord(depth)})",
        2 => $"bsfdword({Cardinal(depth)})",
        3 => $"bsrdword({Cardinal(depth)})",
        4 => $"bsfqword({QWord(depth)})",
        5 => $"bsrqword({QWord(depth)})",
        6 => $"{_dice.Of("rolbyte", "rorbyte")}(byte({Cardinal(depth)}), {_dice.Below(8)})",
        7 => $"({_dice.Of("rolword", "rorword")}(word({Cardinal(depth)}), {_dice.Below(16)}) and 255)",
        _ => $"(swap(word({Cardinal(depth)})) and 255)",
    };

    // fpc folds constants in 64 bits, where rotations and exchanges mean something else.
    private string Variable(int depth) => $"cardinal({Small(depth)} + g_zero)";

    private string Small(int depth) => all.Integers.Fit(all.Integers.Narrow(Math.Min(depth, 1)), 0, 100_000);
}

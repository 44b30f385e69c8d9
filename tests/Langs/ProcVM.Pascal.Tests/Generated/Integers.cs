namespace ProcVM.Pascal.Tests.Generated;

/// <summary>Signed numbers of 32 and 64 bits, and what keeps them within limits.</summary>
internal sealed class Integers(Expressions all)
{
    private const long NarrowLimit = 1 << 30;
    private const long WideLimit = 1L << 60;
    private readonly Dice _dice = all.Dice;

    /// <summary>A 32-bit number.</summary>
    internal Number Narrow(int depth)
    {
        if (depth <= 0)
        {
            return Leaf();
        }

        Number left = Narrow(depth - 1);
        return _dice.Below(all.IsIso ? 16 : 26) switch
        {
            0 => Bounded("+", left, Narrow(depth - 1), NarrowLimit),
            1 => Bounded("-", left, Narrow(depth - 1), NarrowLimit),
            2 => Bounded("*", left, Narrow(depth - 1), NarrowLimit),
            3 => Divided(left, Narrow(depth - 1)),
            4 or 5 => Remainder(left, Narrow(depth - 1)),
            6 => new($"abs({Plain(left)})", 0, left.Largest),
            7 => new($"(-{Plain(left)})", -left.High, -left.Low),
            8 => Squared(Reduced(left, 30_000)),
            9 => new($"{Whole}(ord({all.Ordinals.Character(depth - 1)}))", 0, 255),
            10 => new($"{Whole}(ord({(_dice.OneIn(2) ? all.Ordinals.Boolean(depth - 1) : all.Ordinals.Color(depth - 1))}))", 0, 5),
            11 => new($"trunc({all.Reals.Double(depth - 1, 1_000_000)})", -1_000_001, 1_000_001),
            12 => new($"round({all.Reals.Double(depth - 1, 1000)} * 3.7)", -4000, 4000),
            13 => Neighbour(Reduced(left, NarrowLimit - 2)),
            14 => all.Mapped() is string mapped ? new(mapped, -100_000, 100_000) : Leaf(),
            15 => Called(depth),
            _ => OfDialect(left, depth),
        };
    }

    /// <summary>A 64-bit number.</summary>
    internal Number Wide(int depth) => WideTerm(depth) with { IsWide = true };

    /// <summary>The text of a number brought between two limits.</summary>
    internal string Fit(Number number, long low, long high) => number.IsWithin(low, high) ? number.Text
        : low < 0 ? $"({number.Text} mod {Math.Min(-low, high)})"
        : all.IsIso ? $"({number.Text} mod {high - low + 1} + {low})"
        : low == 0 ? $"(abs({Plain(number)}) mod {high + 1})"
        : $"(abs({Plain(number)}) mod {high - low + 1} + {low})";

    /// <summary>A variable or constant.</summary>
    internal Number Leaf()
    {
        if (!_dice.OneIn(4) && all.Find(Kind.Integer) is Place place)
        {
            return new(Signed(all.Render(place), place.Type), place.Type.Low, place.Type.High);
        }

        int value = _dice.Of(_dice.Below(10), _dice.Between(-200, 200), _dice.Below(70_000));
        return new(value < 0 ? $"({value})" : $"{value}", value, value);
    }

    /// <summary>The text as an operand of exactly 32 or 64 bits: fpc can't choose an abs for operands narrower than that.</summary>
    private string Plain(Number number) => number.IsWide ? $"int64({number.Text})" : $"{Whole}({number.Text})";

    private string Whole => all.IsIso ? "same" : "integer";

    // fpc takes a subrange beside .. for the type of the set, and a difference of unsigned numbers for unsigned.
    private string Signed(string text, Scalar type) => type.Low >= 0 && type.Name != "integer" ? $"{Whole}({text})" : text;

    private Number OfDialect(Number left, int depth)
    {
        switch (_dice.Below(10))
        {
            case 0: return Bits(left, Narrow(depth - 1));
            case 1: return new($"length({all.Texts.Any(depth - 1, 120).Text})", 0, 255);
            case 2: return new($"pos({all.Texts.Any(0, 20).Text}, {all.Texts.Any(depth - 1, 100).Text})", 0, 255);
            case 3: return new($"({Fit(left, 0, 1 << 20)} shl {_dice.Below(8)})", 0, 1 << 28);
            case 4: return new($"({Fit(left, 0, NarrowLimit - 1)} shr {_dice.Between(1, 9)})", 0, NarrowLimit);
            case 5: return Cut(left);
            case 6: return new($"sarlongint({Plain(left)}, {_dice.Between(1, 20)})", -left.Largest, left.Largest);
            case 7: return new($"integer({all.Unsigneds.Cardinal(depth - 1)} mod {_dice.Between(2, 100_000)})", 0, 100_000);
            case 8: return new($"integer({all.Unsigneds.Bits(depth - 1)})", 0, 255);
            default: return _dice.OneIn(2) ? Overloaded(left, depth) : new($"total([integer({left.Text}), integer({Narrow(0).Text}), 7])", -65_537, 65_537);
        }
    }

    // An explicit typecast cuts off without a check, here and there; but fpc refuses a constant that doesn't fit.
    private Number Cut(Number left) => _dice.Below(4) switch
    {
        0 => new($"shortint({left.Text} + g_zero)", -128, 127),
        1 => new($"smallint({left.Text} + g_zero)", -32_768, 32_767),
        2 => new($"integer(byte({left.Text} + g_zero))", 0, 255),
        _ => new($"integer(word({left.Text} + g_zero))", 0, 65_535),
    };

    private Number Overloaded(Number left, int depth) => new(
        _dice.Below(4) switch
        {
            0 => $"picked({Fit(left, -1000, 1000)})",
            1 => $"picked({Fit(left, -1000, 1000)}, {_dice.Between(1, 9)})",
            2 => $"picked({all.Ordinals.Character(depth - 1)})",
            _ => $"picked({all.Ordinals.Boolean(depth - 1)})",
        },
        -20_000,
        20_000);

    private Number WideTerm(int depth)
    {
        if (depth <= 0)
        {
            return all.Find(Kind.Wide) is Place place ? new(all.Render(place), place.Type.Low, place.Type.High) : Widened(Leaf());
        }

        Number left = Wide(depth - 1);
        return _dice.Below(12) switch
        {
            0 => Bounded("+", left, Wide(depth - 1), WideLimit),
            1 => Bounded("-", left, Wide(depth - 1), WideLimit),
            2 => Bounded("*", left, Wide(depth - 1), WideLimit),
            3 => Divided(left, Wide(depth - 1)),
            4 => Remainder(left, Wide(depth - 1)),
            5 => Bits(left, Wide(depth - 1)),
            6 => new($"abs({Plain(left)})", 0, left.Largest),
            7 => new($"(-{Plain(left)})", -left.High, -left.Low),
            8 => new($"({Fit(left, 0, 1L << 40)} {_dice.Of("shl", "shr")} {_dice.Below(12)})", 0, 1L << 52),
            9 => new($"sarint64({Plain(left)}, {_dice.Between(1, 50)})", -left.Largest, left.Largest),
            10 => new($"int64({all.Unsigneds.Cardinal(depth - 1)})", 0, uint.MaxValue),
            _ => Widened(Narrow(depth - 1)),
        };
    }

    private Number Called(int depth) =>
        all.Called(Kind.Integer, depth) is (string text, Scalar type) ? new(Signed(text, type), type.Low, type.High) : Leaf();

    private Number Squared(Number small) => new($"sqr({Plain(small)})", 0, small.Largest * small.Largest);

    private Number Neighbour(Number near) => new($"{_dice.Of("succ", "pred")}({Plain(near)})", near.Low - 1, near.High + 1);

    private static Number Widened(Number number) => number with { Text = $"int64({number.Text})", IsWide = true };

    private static Number Bounded(string sign, Number left, Number right, long limit)
    {
        long half = sign == "*" ? (long)Math.Sqrt(limit) - 1 : (limit / 2) - 1;
        left = Reduced(left, half);
        right = Reduced(right, half);
        long[] corners = [left.Low * right.Low, left.Low * right.High, left.High * right.Low, left.High * right.High];
        string text = $"({left.Text} {sign} {right.Text})";
        return sign switch
        {
            "+" => new(text, left.Low + right.Low, left.High + right.High),
            "-" => new(text, left.Low - right.High, left.High - right.Low),
            _ => new(text, corners.Min(), corners.Max()),
        };
    }

    private Number Divided(Number left, Number right) => new($"({left.Text} div ({Fit(Divisor(right), 1, 50)}))", -left.Largest, left.Largest);

    private Number Remainder(Number left, Number right) => new($"({left.Text} mod ({Fit(Divisor(right), 1, 5000)}))", -5000, 5000);

    // fpc runs out of registers in nests of ISO's mod.
    private Number Divisor(Number right) => all.IsIso ? Leaf() : right;

    private Number Bits(Number left, Number right)
    {
        long mask = 1;
        while (mask <= Math.Max(left.Largest, right.Largest))
        {
            mask <<= 1;
        }

        return _dice.OneIn(4) ? new($"(not {Plain(left)})", -left.High - 1, -left.Low - 1)
            : new($"({left.Text} {_dice.Of("and", "or", "xor")} {right.Text})", -mask, mask);
    }

    private static Number Reduced(Number number, long limit) => number.Largest <= limit
        ? number : new($"({number.Text} mod {Math.Min(limit, 9973)})", -Math.Min(limit, 9973), Math.Min(limit, 9973));
}

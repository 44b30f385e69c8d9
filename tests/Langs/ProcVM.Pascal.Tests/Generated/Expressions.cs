namespace ProcVM.Pascal.Tests.Generated;

/// <summary>Random expressions without side effects that fail no check and mean the same to fpc.</summary>
internal sealed class Expressions(Dice dice)
{
    private const long NarrowLimit = 1 << 30;
    private const long WideLimit = 1L << 60;

    /// <summary>What the next expressions may name.</summary>
    internal Visible Scope { get; set; } = new(null);

    /// <summary>How often the present statement runs.</summary>
    internal int Times { get; set; } = 1;

    /// <summary>What the present routine has cost so far.</summary>
    internal int Cost { get; set; }

    /// <summary>An expression that may be assigned to a variable of the type.</summary>
    internal string Value(Scalar type, int depth) => type.Kind switch
    {
        Kind.Integer => Fit(Integer(depth), type.Low, type.High),
        Kind.Wide => Fit(Wide(depth), type.Low, type.High),
        Kind.Unsigned => Unsigned(depth),
        Kind.Boolean => Boolean(depth),
        Kind.Character => Character(depth),
        Kind.Color => Color(depth),
        Kind.Real => Real(depth, type.High),
        Kind.Text => Text(depth, (int)type.High).Text,
        Kind.SmallSet => SmallSet(depth),
        _ => CharacterSet(depth),
    };

    /// <summary>A variable of the type; null when none is visible.</summary>
    internal Place? Find(Func<Place, bool> wanted)
    {
        Place[] found = [.. Scope.Places.Where(wanted)];
        return found.Length == 0 ? null : found[dice.Below(found.Length)];
    }

    /// <summary>The text of a place, its indices chosen.</summary>
    internal string Render(Place place)
    {
        string text = place.Text;
        foreach (Slot slot in place.Slots)
        {
            int at = text.IndexOf('#', StringComparison.Ordinal);
            text = string.Concat(text.AsSpan(0, at), Index(slot), text.AsSpan(at + 1));
        }

        return text;
    }

    /// <summary>A call's arguments, in brackets.</summary>
    internal string? Arguments(Routine routine, int depth, Func<Place, bool> assignable)
    {
        List<string> arguments = [];
        foreach (Parameter parameter in routine.Parameters)
        {
            if (!parameter.IsVar)
            {
                arguments.Add(Value(parameter.Type, depth));
                continue;
            }

            Place? place = Find(found => found.Type == parameter.Type && assignable(found));
            if (place is null)
            {
                return null;
            }

            arguments.Add(Render(place));
        }

        Cost += Times * routine.Cost;
        return arguments.Count == 0 ? "" : $"({string.Join(", ", arguments)})";
    }

    /// <summary>True when a call still fits the routine's budget.</summary>
    internal bool Affords(Routine routine) => Cost + ((long)Times * routine.Cost) < 4000;

    /// <summary>A 32-bit number.</summary>
    internal Number Integer(int depth)
    {
        if (depth <= 0)
        {
            return IntegerLeaf();
        }

        Number left = Integer(depth - 1);
        switch (dice.Below(19))
        {
            case 0: return Bounded("+", left, Integer(depth - 1), NarrowLimit);
            case 1: return Bounded("-", left, Integer(depth - 1), NarrowLimit);
            case 2: return Bounded("*", left, Integer(depth - 1), NarrowLimit);
            case 3: return Divided(left, Integer(depth - 1));
            case 4: return Remainder(left, Integer(depth - 1));
            case 5: return Bits(left, Integer(depth - 1));
            case 6: return new($"abs({left.Plain})", 0, left.Largest);
            case 7: return new($"(-{left.Plain})", -left.High, -left.Low);
            case 8:
                Number small = Reduced(left, 30_000);
                return new($"sqr({small.Plain})", 0, small.Largest * small.Largest);
            case 9: return new($"ord({Character(depth - 1)})", 0, 255);
            case 10: return new($"ord({(dice.OneIn(2) ? Boolean(depth - 1) : Color(depth - 1))})", 0, 5);
            case 11: return new($"length({Text(depth - 1, 120).Text})", 0, 255);
            case 12: return new($"pos({Text(0, 20).Text}, {Text(depth - 1, 100).Text})", 0, 255);
            case 13: return new($"trunc({Real(depth - 1, 1_000_000)})", -1_000_001, 1_000_001);
            case 14: return new($"round({Real(depth - 1, 1000)} * 3.7)", -4000, 4000);
            case 15: return new($"({Fit(left, 0, 1 << 20)} shl {dice.Below(8)})", 0, 1 << 28);
            case 16: return new($"({Fit(left, 0, NarrowLimit - 1)} shr {dice.Between(1, 9)})", 0, NarrowLimit);
            case 17:
                Number near = Reduced(left, NarrowLimit - 2);
                return new($"{dice.Of("succ", "pred")}({near.Plain})", near.Low - 1, near.High + 1);
            default: return Called(Kind.Integer, depth) is (string text, Scalar type) ? new(text, type.Low, type.High) : IntegerLeaf();
        }
    }

    /// <summary>A 64-bit number.</summary>
    internal Number Wide(int depth) => WideTerm(depth) with { IsWide = true };

    private Number WideTerm(int depth)
    {
        if (depth <= 0)
        {
            return Find(place => place.Type.Kind == Kind.Wide) is Place place
                ? new(Render(place), place.Type.Low, place.Type.High) : Widened(IntegerLeaf());
        }

        Number left = Wide(depth - 1);
        return dice.Below(10) switch
        {
            0 => Bounded("+", left, Wide(depth - 1), WideLimit),
            1 => Bounded("-", left, Wide(depth - 1), WideLimit),
            2 => Bounded("*", left, Wide(depth - 1), WideLimit),
            3 => Divided(left, Wide(depth - 1)),
            4 => Remainder(left, Wide(depth - 1)),
            5 => Bits(left, Wide(depth - 1)),
            6 => new($"abs({left.Plain})", 0, left.Largest),
            7 => new($"(-{left.Plain})", -left.High, -left.Low),
            8 => new($"({Fit(left, 0, 1L << 40)} {dice.Of("shl", "shr")} {dice.Below(12)})", 0, 1L << 52),
            _ => Widened(Integer(depth - 1)),
        };
    }

    /// <summary>The condition of a statement, or a value.</summary>
    internal string Boolean(int depth)
    {
        if (depth <= 0)
        {
            return Find(place => place.Type.Kind == Kind.Boolean) is Place place && !dice.OneIn(6)
                ? Render(place) : dice.Of("true", "false");
        }

        string compare = dice.Of("=", "<>", "<", ">", "<=", ">=");
        depth--;
        return dice.Below(16) switch
        {
            0 or 1 => $"({Integer(depth).Text} {compare} {Integer(depth).Text})",
            2 => $"({Wide(depth).Text} {compare} {Wide(depth).Text})",
            3 => $"({Real(depth, 1_000_000)} {compare} {Real(depth, 1_000_000)})",
            4 => $"({Text(depth, 100).Text} {compare} {Text(depth, 100).Text})",
            5 => $"({Character(depth)} {compare} {Character(depth)})",
            6 => $"({Color(depth)} {compare} {Color(depth)})",
            7 => $"({Boolean(depth)} {dice.Of("and", "or", "xor")} {Boolean(depth)})",
            8 => $"(not {Boolean(depth)})",
            9 => $"odd({Integer(depth).Text})",
            10 => $"({Fit(Integer(depth), 0, 40)} in {SmallSet(depth)})",
            11 => $"({Character(depth)} in {CharacterSet(depth)})",
            12 => $"({SmallSet(depth)} {dice.Of("=", "<>", "<=", ">=")} {SmallSet(depth)})",
            13 => $"({CharacterSet(depth)} {dice.Of("=", "<>", "<=", ">=")} {CharacterSet(depth)})",
            14 => $"({Unsigned(depth)} {compare} {Unsigned(depth)})",
            _ => Called(Kind.Boolean, depth) is (string text, _) ? text : $"({Boolean(0)} = {Boolean(depth)})",
        };
    }

    /// <summary>A number of the widest unsigned type, below 10^12.</summary>
    internal string Unsigned(int depth)
    {
        if (depth <= 0 || Find(found => found.Type.Kind == Kind.Unsigned) is not Place place)
        {
            return $"qword({Fit(Integer(Math.Min(depth, 1)), 0, 100_000)})";
        }

        string right = Unsigned(depth - 1);
        return dice.Below(7) switch
        {
            0 => $"(({Render(place)} + {right}) mod qword(999999999989))",
            1 => $"(({Render(place)} mod qword(999983)) * ({right} mod qword(999979)))",
            2 => $"({Render(place)} div ({right} + qword(1)))",
            3 => $"({Render(place)} mod ({right} + qword(1)))",
            4 => $"(({Render(place)} shr {dice.Below(20)}) and {right})",
            5 => $"((({right} mod qword(500000000)) xor {Render(place)}) mod qword(999999999989))",
            _ => Render(place),
        };
    }

    /// <summary>A character that prints.</summary>
    internal string Character(int depth)
    {
        if (depth > 0)
        {
            switch (dice.Below(5))
            {
                case 0: return $"chr({Fit(Integer(depth - 1), 32, 126)})";
                case 1: return $"upcase({Character(depth - 1)})";
                case 2 when Called(Kind.Character, depth) is (string text, _): return text;
                default: break;
            }
        }

        return Find(place => place.Type.Kind == Kind.Character) is Place found && !dice.OneIn(4)
            ? Render(found) : $"'{(char)('a' + dice.Below(26))}'";
    }

    /// <summary>A value of the enumerated type.</summary>
    internal string Color(int depth)
    {
        if (depth > 0 && dice.OneIn(3))
        {
            return $"tcolor({Fit(Integer(depth - 1), 0, 5)})";
        }

        return Find(place => place.Type.Kind == Kind.Color) is Place found && !dice.OneIn(3)
            ? Render(found) : dice.Of("red", "green", "blue", "black", "white", "grey");
    }

    /// <summary>A real number no larger than a bound of 100 or more. What keeps it small must not magnify differences of
    /// the last bit: fpc works out sin or ln in 80 bits.</summary>
    internal string Real(int depth, double bound)
    {
        (string text, double largest) = RealTerm(depth);
        return largest <= bound ? text : $"({text} / (1.0 + abs({text}) * 0.01))";
    }

    /// <summary>A string and the longest it can be.</summary>
    internal (string Text, int Longest) Text(int depth, int limit)
    {
        if (depth > 0)
        {
            switch (dice.Below(5))
            {
                case 0 or 1:
                    (string left, int first) = Text(depth - 1, limit / 2);
                    (string right, int second) = Text(depth - 1, limit / 2);
                    return ($"({left} + {right})", first + second);
                case 2:
                    int count = dice.Between(1, Math.Max(1, Math.Min(limit, 12)));
                    return ($"copy({Text(depth - 1, 100).Text}, {Fit(Integer(depth - 1), 1, 9)}, {count})", count);
                case 3 when limit >= 3:
                    return ($"({Character(depth - 1)} + {Literal()})", 9);
                default:
                    break;
            }
        }

        if (limit >= 40 && Find(place => place.Type.Kind == Kind.Text) is Place found)
        {
            return (Render(found), 40);
        }

        return limit >= 8 ? (Literal(), 8) : ($"'{(char)('a' + dice.Below(26))}{(char)('0' + dice.Below(10))}'", 2);
    }

    private string Literal() => dice.Of("'alpha'", "'be''ta'", "'Gamma'", "'x1'", "'zz'", "'9 lives'", "'mn'", "'DELTA'");

    private string SmallSet(int depth) => Set(depth, Kind.SmallSet, "[0]",
        () => Fit(Integer(Math.Max(0, depth - 1)), 0, 31), $"(abs(g_count + {IntegerLeaf().Text}) mod 41)");

    private string CharacterSet(int depth) => Set(depth, Kind.CharacterSet, "['q']", () => Character(Math.Max(0, depth - 1)),
        "g_shapes[1].letter");

    private string Set(int depth, Kind kind, string constant, Func<string> member, string variable)
    {
        if (depth > 0 && dice.OneIn(2))
        {
            return $"({Set(depth - 1, kind, constant, member, variable)} {dice.Of("+", "-", "*")} {Set(depth - 1, kind, constant, member, variable)})";
        }

        if (Find(place => place.Type.Kind == kind) is Place found && !dice.OneIn(3))
        {
            return Render(found);
        }

        return dice.Below(3) switch
        {
            0 => constant,
            1 => $"[{member()}, {variable}]",
            _ => $"[{member()}..{variable}]",
        };
    }

    private (string Text, double Largest) RealTerm(int depth)
    {
        if (depth <= 0)
        {
            return Find(place => place.Type.Kind == Kind.Real) is Place found && !dice.OneIn(4)
                ? (Render(found), found.Type.High) : (dice.Of("0.5", "1.25", "3.14159", "100.001", "2.0", "1e-3", "7.75"), 101);
        }

        (string left, double first) = RealTerm(depth - 1);
        (string right, double second) = RealTerm(depth - 1);
        return dice.Below(13) switch
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
            11 => ($"({Fit(Integer(depth - 1), -100_000, 100_000)} * 0.25)", 25_000),
            _ => Called(Kind.Real, depth) is (string text, Scalar type) ? (text, type.High) : (left, first),
        };
    }

    private (string Text, Scalar Type)? Called(Kind kind, int depth)
    {
        Routine[] found = [.. Scope.Routines.Where(routine => routine.Result?.Kind == kind && Affords(routine))];
        if (found.Length == 0)
        {
            return null;
        }

        Routine chosen = found[dice.Below(found.Length)];
        return (chosen.Name + Arguments(chosen, Math.Min(depth - 1, 1), _ => false), chosen.Result!);
    }

    private Number IntegerLeaf()
    {
        if (!dice.OneIn(4) && Find(found => found.Type.Kind == Kind.Integer) is Place place)
        {
            string text = place.Type.Name == "tlittle" ? $"integer({Render(place)})" : Render(place);
            return new(text, place.Type.Low, place.Type.High);
        }

        int value = dice.Of(dice.Below(10), dice.Between(-200, 200), dice.Below(70_000));
        return new(value < 0 ? $"({value})" : $"{value}", value, value);
    }

    private string Index(Slot slot)
    {
        Place? place = Find(found => found.Type.Kind == Kind.Integer && found.Slots.Length == 0);
        return place is null || dice.OneIn(3)
            ? $"{slot.Low + dice.Below(slot.Count)}"
            : Fit(new(place.Text, place.Type.Low, place.Type.High), slot.Low, slot.Low + slot.Count - 1);
    }

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

    private static Number Divided(Number left, Number right) =>
        new($"({left.Text} div ({Fit(right, 1, 50)}))", -left.Largest, left.Largest);

    private static Number Remainder(Number left, Number right) => new($"({left.Text} mod ({Fit(right, 1, 5000)}))", -5000, 5000);

    private Number Bits(Number left, Number right)
    {
        long mask = 1;
        while (mask <= Math.Max(left.Largest, right.Largest))
        {
            mask <<= 1;
        }

        return dice.OneIn(4) ? new($"(not {left.Plain})", -left.High - 1, -left.Low - 1)
            : new($"({left.Text} {dice.Of("and", "or", "xor")} {right.Text})", -mask, mask);
    }

    private static Number Reduced(Number number, long limit) => number.Largest <= limit
        ? number : new($"({number.Text} mod {Math.Min(limit, 9973)})", -Math.Min(limit, 9973), Math.Min(limit, 9973));

    private static string Fit(Number number, long low, long high) => number.IsWithin(low, high) ? number.Text
        : low < 0 ? $"({number.Text} mod {Math.Min(-low, high)})"
        : low == 0 ? $"(abs({number.Plain}) mod {high + 1})"
        : $"(abs({number.Plain}) mod {high - low + 1} + {low})";
}

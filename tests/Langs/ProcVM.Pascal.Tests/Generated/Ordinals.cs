namespace ProcVM.Pascal.Tests.Generated;

/// <summary>Booleans, characters and values of the enumerated type.</summary>
internal sealed class Ordinals(Expressions all)
{
    private readonly Dice _dice = all.Dice;

    /// <summary>The condition of a statement, or a value.</summary>
    internal string Boolean(int depth)
    {
        if (depth <= 0)
        {
            return all.Find(Kind.Boolean) is Place place && !_dice.OneIn(6) ? all.Render(place) : _dice.Of("true", "false");
        }

        depth--;
        string compare = _dice.Of("=", "<>", "<", ">", "<=", ">=");
        return _dice.Below(all.IsIso ? 13 : 19) switch
        {
            0 or 1 => $"({all.Integers.Narrow(depth).Text} {compare} {all.Integers.Narrow(depth).Text})",
            2 => $"({all.Reals.Double(depth, 1_000_000)} {compare} {all.Reals.Double(depth, 1_000_000)})",
            3 => $"({Character(depth)} {compare} {Character(depth)})",
            4 => $"({Color(depth)} {compare} {Color(depth)})",
            5 => $"({Boolean(depth)} {(all.IsIso ? _dice.Of("and", "or") : _dice.Of("and", "or", "xor"))} {Boolean(depth)})",
            6 => $"(not {Boolean(depth)})",
            7 => $"odd({all.Integers.Narrow(depth).Text})",
            8 => $"({all.Integers.Fit(all.Integers.Narrow(depth), 0, 40)} in {all.Sets.Small(depth)})",
            9 => $"({Character(depth)} in {all.Sets.Characters(depth)})",
            10 => $"({all.Integers.Fit(all.Integers.Narrow(depth), 0, 200)} in {all.Sets.Big(depth)})",
            11 => $"({all.Sets.Any(depth)})",
            12 => all.Called(Kind.Boolean, depth) is (string text, _) ? text : $"({Boolean(0)} = {Boolean(depth)})",
            13 => $"({all.Integers.Wide(depth).Text} {compare} {all.Integers.Wide(depth).Text})",
            14 => $"({all.Texts.Any(depth, 100).Text} {compare} {all.Texts.Any(depth, 100).Text})",
            15 => $"({all.Unsigneds.QWord(depth)} {compare} {all.Unsigneds.QWord(depth)})",
            16 or 17 => $"({all.Unsigneds.Cardinal(depth)} {compare} {all.Unsigneds.Cardinal(depth)})",
            _ => $"({all.Reals.Single(depth, 1000)} {compare} {all.Reals.Single(depth, 1000)})",
        };
    }

    /// <summary>A character that prints.</summary>
    internal string Character(int depth)
    {
        if (depth > 0)
        {
            switch (_dice.Below(5))
            {
                case 0: return $"chr({all.Integers.Fit(all.Integers.Narrow(depth - 1), 32, 126)})";
                case 1 when !all.IsIso: return $"upcase({Character(depth - 1)})";
                case 2 when all.Called(Kind.Character, depth) is (string text, _): return text;
                default: break;
            }
        }

        return all.Find(Kind.Character) is Place found && !_dice.OneIn(4) ? all.Render(found) : $"'{(char)('a' + _dice.Below(26))}'";
    }

    /// <summary>A value of the enumerated type.</summary>
    internal string Color(int depth)
    {
        if (depth > 0 && _dice.OneIn(3) && !all.IsIso)
        {
            return $"tcolor({all.Integers.Fit(all.Integers.Narrow(depth - 1), 0, 5)})";
        }

        return all.Find(Kind.Color) is Place found && !_dice.OneIn(3)
            ? all.Render(found) : _dice.Of("red", "green", "blue", "black", "white", "grey");
    }
}

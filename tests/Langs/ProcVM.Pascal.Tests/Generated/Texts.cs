namespace ProcVM.Pascal.Tests.Generated;

/// <summary>Strings.</summary>
internal sealed class Texts(Expressions all)
{
    private readonly Dice _dice = all.Dice;

    /// <summary>A string and the longest it can be.</summary>
    internal (string Text, int Longest) Any(int depth, int limit)
    {
        if (depth > 0)
        {
            switch (_dice.Below(6))
            {
                case 0 or 1:
                    (string left, int first) = Any(depth - 1, limit / 2);
                    (string right, int second) = Any(depth - 1, limit / 2);
                    return ($"({left} + {right})", first + second);
                case 2:
                    int count = _dice.Between(1, Math.Max(1, Math.Min(limit, 12)));
                    return ($"copy({Any(depth - 1, 100).Text}, {all.Integers.Fit(all.Integers.Narrow(depth - 1), 1, 9)}, {count})", count);
                case 3 when limit >= 3:
                    return ($"({all.Ordinals.Character(depth - 1)} + {Literal()})", 9);
                case 4 when limit >= 40 && all.Called(Kind.Text, depth) is (string text, _):
                    return (text, 40);
                default:
                    break;
            }
        }

        if (limit >= 40 && all.Find(Kind.Text) is Place found)
        {
            return (all.Render(found), 40);
        }

        return limit >= 8 ? (Literal(), 8) : ($"'{(char)('a' + _dice.Below(26))}{(char)('0' + _dice.Below(10))}'", 2);
    }

    private string Literal() => _dice.Of("'alpha'", "'be''ta'", "'Gamma'", "'x1'", "'zz'", "'9 lives'", "'mn'", "'DELTA'");
}

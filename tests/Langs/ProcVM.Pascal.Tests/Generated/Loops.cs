namespace ProcVM.Pascal.Tests.Generated;

/// <summary>Statements that run others several times, each with a bound.</summary>
internal sealed class Loops(Expressions expressions, ProgramText text, Statements statements)
{
    private readonly Dice _dice = expressions.Dice;
    private readonly Queue<string> _counters = new();
    private string _prefix = "";
    private bool _hasColor;
    private bool _hasCharacter;

    /// <summary>Declares a routine's counters.</summary>
    internal void Declare(string prefix, int count)
    {
        Resume(prefix, count);
        text.Line($"  {string.Join(", ", _counters)}: integer; {prefix}e: tcolor; {prefix}c: char;");
    }

    /// <summary>Makes counters declared before the present ones.</summary>
    internal void Resume(string prefix, int count)
    {
        _prefix = prefix;
        _hasColor = true;
        _hasCharacter = true;
        _counters.Clear();
        foreach (string name in Enumerable.Range(1, count).Select(number => $"{prefix}i{number}"))
        {
            _counters.Enqueue(name);
        }
    }

    /// <summary>for, with a counter of one type or another.</summary>
    internal void For(int depth)
    {
        switch (_dice.Below(4))
        {
            case 0 when _hasColor:
                _hasColor = false;
                string first = _dice.Of("red", "green", "blue");
                Counted(depth, $"{_prefix}e", _dice.OneIn(2) ? (first, "white") : ("grey", first), new Scalar("tcolor", Kind.Color), 6);
                _hasColor = true;
                break;
            case 1 when _hasCharacter:
                _hasCharacter = false;
                (string, string) limits = _dice.OneIn(2) ? ("'p'", "'s'") : ("'m'", "'k'");
                Counted(depth, $"{_prefix}c", limits, new Scalar("char", Kind.Character), 4);
                _hasCharacter = true;
                break;
            default:
                Numbered(depth);
                break;
        }
    }

    /// <summary>for-in over a set, an array or a string.</summary>
    internal void ForEach(int depth)
    {
        if (expressions.IsIso || !_hasCharacter || _counters.Count == 0 || expressions.Times > 10)
        {
            statements.Simple();
            return;
        }

        if (_dice.OneIn(2))
        {
            _hasCharacter = false;
            string from = _dice.Of("'some text'", "['a'..'c', 'x']", $"{expressions.Sets.Characters(1)} * ['a'..'k']");
            text.Line($"for {_prefix}c in {from} do begin");
            Body(11, depth, new Place(new Scalar("char", Kind.Character), $"{_prefix}c") { IsReadOnly = true });
            _hasCharacter = true;
        }
        else
        {
            string counter = _counters.Dequeue();
            text.Line($"for {counter} in {(_dice.OneIn(2) ? "g_vector" : "[3, 70..74, 199]")} do begin");
            Body(8, depth, new Place(new Scalar("integer", Kind.Integer, -100_000, 100_000), counter) { IsReadOnly = true });
        }

        text.Line("end;");
    }

    internal void While(int depth)
    {
        if (_counters.Count == 0)
        {
            statements.Simple();
            return;
        }

        string counter = _counters.Dequeue();
        int count = _dice.Between(1, 5);
        text.Line($"{counter} := 0;");
        text.Line($"while ({counter} < {count}) and {expressions.Ordinals.Boolean(2)} do begin");
        text.Line($"  {counter} := {counter} + 1;");
        Body(count, depth, null);
        text.Line("end;");
    }

    internal void Repeat(int depth)
    {
        if (_counters.Count == 0)
        {
            statements.Simple();
            return;
        }

        string counter = _counters.Dequeue();
        int count = _dice.Between(1, 5);
        text.Line($"{counter} := {count};");
        text.Line("repeat");
        text.Line($"  {counter} := {counter} - 1;");
        Body(count, depth, null);
        if (_dice.OneIn(3) && !expressions.IsIso)
        {
            text.Line($"  if {expressions.Ordinals.Boolean(2)} then {_dice.Of("break", "continue")};");
        }

        text.Line($"until ({counter} <= 0) or {expressions.Ordinals.Boolean(2)};");
    }

    /// <summary>A loop made of a label and a goto.</summary>
    internal void Goto(int depth, string label)
    {
        if (_counters.Count == 0 || expressions.Times > 1)
        {
            statements.Labels.Enqueue(label);
            statements.Simple();
            return;
        }

        string counter = _counters.Dequeue();
        int count = _dice.Between(1, 4);
        text.Line($"{counter} := 0;");
        text.Line($"{label}:");
        text.Line($"{counter} := {counter} + 1;");
        expressions.Times *= count;
        text.Indent--;
        statements.Several(2, depth > 1 ? 0 : depth - 1);
        text.Indent++;
        expressions.Times /= count;
        text.Line($"if ({counter} < {count}) and {expressions.Ordinals.Boolean(2)} then goto {label};");
    }

    private void Numbered(int depth)
    {
        if (_counters.Count == 0)
        {
            statements.Simple();
            return;
        }

        int first = _dice.Between(-3, 6);
        int count = _dice.Between(1, 5);
        string last = $"{first + count - 1}";
        Scalar type = new("integer", Kind.Integer, first, first + count - 1);
        Counted(depth, _counters.Dequeue(), _dice.OneIn(2) ? ($"{first}", last) : (last, $"{first}"), type, count);
    }

    private void Counted(int depth, string counter, (string First, string Last) limits, Scalar type, int count)
    {
        bool isDown = type.Kind switch
        {
            Kind.Integer => limits.Last == $"{type.Low}" && type.Low != type.High,
            Kind.Color => limits.First == "grey",
            _ => limits.First == "'m'",
        };
        text.Line($"for {counter} := {limits.First} {(isDown ? "downto" : "to")} {limits.Last} do begin");
        Body(count, depth, new Place(type, counter) { IsReadOnly = true });
        text.Line("end;");
    }

    private void Body(int count, int depth, Place? counter)
    {
        if (counter is not null)
        {
            expressions.Scope.Places.Add(counter);
        }

        expressions.Times *= count;
        statements.Several(_dice.Between(1, 3), depth - 1);
        expressions.Times /= count;
        if (counter is not null)
        {
            expressions.Scope.Places.Remove(counter);
        }
    }
}

namespace ProcVM.Pascal.Tests.Generated;

/// <summary>Random statements that end and fail no check.</summary>
internal sealed class Statements(Dice dice, Expressions expressions, ProgramText text)
{
    private readonly List<string> _counters = [];
    private int _used;

    /// <summary>True in a function, which changes its own variables alone and writes nothing: Pascal leaves open in which
    /// order operands are evaluated.</summary>
    internal bool IsPure { get; set; }

    /// <summary>Labels of the present routine that are free.</summary>
    internal Queue<string> Labels { get; } = new();

    /// <summary>Makes variables for a routine's loops.</summary>
    internal void Counters(params ReadOnlySpan<string> names)
    {
        _counters.Clear();
        _counters.AddRange(names);
        _used = 0;
    }

    /// <summary>Statements between begin and end.</summary>
    internal void Several(int count, int depth)
    {
        text.Indent++;
        for (int i = 0; i < count; i++)
        {
            One(depth);
        }

        text.Indent--;
    }

    /// <summary>Writes what a place holds.</summary>
    internal void Show(Scalar type, string value) => text.Line(type.Kind switch
    {
        Kind.SmallSet => $"putsmall({value});",
        Kind.CharacterSet => $"putchars({value});",
        Kind.Real => $"write({value}:0:{dice.Between(1, 4)}, ' ');",
        Kind.Color => $"write(ord({value}), ' ');",
        Kind.Text => $"write('<', {value}, '>', {value}:{dice.Between(1, 12)}, ' ');",
        _ => $"write({value}, ' ', {value}:{dice.Between(1, 9)}, ' ');",
    });

    private bool IsAssignable(Place place) =>
        !place.IsReadOnly && (!IsPure || expressions.Scope.Places.IndexOf(place) >= expressions.Scope.OwnFrom);

    private void One(int depth)
    {
        expressions.Cost += expressions.Times;
        if (depth <= 0)
        {
            Simple();
            return;
        }

        switch (dice.Below(14))
        {
            case 0 or 1: If(depth); break;
            case 2: For(depth); break;
            case 3: While(depth); break;
            case 4: Repeat(depth); break;
            case 5 or 6: Case(depth); break;
            case 7: Goto(depth); break;
            case 8: With(); break;
            default: Simple(); break;
        }
    }

    private void Simple()
    {
        switch (dice.Below(12))
        {
            case 0 or 1 when !IsPure:
                Scalar shown = dice.Of(Scalar.All);
                Show(shown, expressions.Value(shown, 2));
                return;
            case 2 or 3 when !IsPure && Call():
            case 4 when TextChange():
            case 5 when Step():
                return;
            case 6 when !IsPure && expressions.Times <= 8:
                text.Line($"write(total([{expressions.Value(Scalar.Integer, 1)}, {expressions.Value(Scalar.Integer, 1)}, 7]), ' ');");
                return;
            default:
                Assign();
                return;
        }
    }

    private void Assign()
    {
        if (expressions.Find(IsAssignable) is Place place)
        {
            text.Line($"{expressions.Render(place)} := {expressions.Value(place.Type, dice.Between(1, 3))};");
        }
    }

    private bool Call()
    {
        Routine[] found = [.. expressions.Scope.Routines.Where(routine => routine.Result is null && expressions.Affords(routine))];
        if (found.Length == 0)
        {
            return false;
        }

        Routine routine = found[dice.Below(found.Length)];
        string? arguments = expressions.Arguments(routine, 2, IsAssignable);
        text.Line(arguments is null ? "writeln;" : $"{routine.Name}{arguments};");
        return true;
    }

    private bool TextChange()
    {
        if (expressions.Find(place => place.Type == Scalar.Text && IsAssignable(place)) is not Place place)
        {
            return false;
        }

        string name = expressions.Render(place);
        text.Line(dice.Below(5) switch
        {
            0 => $"delete({name}, {dice.Between(1, 6)}, {dice.Between(1, 4)});",
            1 => $"insert({expressions.Text(1, 20).Text}, {name}, {dice.Between(1, 5)});",
            2 => $"str({expressions.Value(Scalar.Integer, 2)}:{dice.Between(1, 7)}, {name});",
            3 => $"if length({name}) >= 3 then {name}[{dice.Between(1, 3)}] := {expressions.Character(2)};",
            _ => $"{name} := {name} + {expressions.Character(2)};",
        });
        return true;
    }

    private bool Step()
    {
        if (expressions.Find(found => found.Type == Scalar.Integer && IsAssignable(found)) is not Place place)
        {
            return false;
        }

        string name = expressions.Render(place);
        text.Line($"if abs({name}) < 90000 then {dice.Of("inc", "dec")}({name}, {dice.Between(1, 1000)});");
        return true;
    }

    private void If(int depth)
    {
        text.Line($"if {expressions.Boolean(3)} then begin");
        Several(dice.Between(1, 2), depth - 1);
        if (dice.OneIn(2))
        {
            text.Line("end else begin");
            Several(dice.Between(1, 2), depth - 1);
        }

        text.Line("end;");
    }

    private void For(int depth)
    {
        if (_used == _counters.Count)
        {
            Simple();
            return;
        }

        string counter = _counters[_used++];
        int first = dice.Between(-3, 6);
        int count = dice.Between(1, 5);
        text.Line(dice.OneIn(2) ? $"for {counter} := {first} to {first + count - 1} do begin"
            : $"for {counter} := {first + count - 1} downto {first} do begin");
        Place visible = new(new Scalar("integer", Kind.Integer, first, first + count - 1), counter) { IsReadOnly = true };
        expressions.Scope.Places.Add(visible);
        Body(count, depth);
        expressions.Scope.Places.Remove(visible);
        text.Line("end;");
    }

    private void While(int depth)
    {
        if (_used == _counters.Count)
        {
            Simple();
            return;
        }

        string counter = _counters[_used++];
        int count = dice.Between(1, 5);
        text.Line($"{counter} := 0;");
        text.Line($"while ({counter} < {count}) and {expressions.Boolean(2)} do begin");
        text.Line($"  {counter} := {counter} + 1;");
        Body(count, depth);
        text.Line("end;");
    }

    private void Repeat(int depth)
    {
        if (_used == _counters.Count)
        {
            Simple();
            return;
        }

        string counter = _counters[_used++];
        int count = dice.Between(1, 5);
        text.Line($"{counter} := {count};");
        text.Line("repeat");
        text.Line($"  {counter} := {counter} - 1;");
        Body(count, depth);
        if (dice.OneIn(3))
        {
            text.Line($"  if {expressions.Boolean(2)} then {dice.Of("break", "continue")};");
        }

        text.Line($"until ({counter} <= 0) or {expressions.Boolean(2)};");
    }

    private void Body(int count, int depth)
    {
        int times = expressions.Times;
        expressions.Times *= count;
        Several(dice.Between(1, 3), depth - 1);
        expressions.Times = times;
    }

    private void Case(int depth)
    {
        (string selector, string[] labels) = dice.Below(4) switch
        {
            0 => (expressions.Character(2), new[] { "'a'..'f', '0'", "'g', 'i', 'k'", "'A'..'Z'" }),
            1 => (expressions.Color(2), ["red", "blue..white", "grey"]),
            2 => ($"integer({expressions.Value(new Scalar("integer", Kind.Integer, 0, 9), 2)})", ["0", "1", "2..4", "5, 7"]),
            _ => ($"integer({expressions.Value(Scalar.Integer, 2)})", ["-100000..-5", "0", "77, 100..50000"]),
        };
        text.Line($"case {selector} of");
        foreach (string label in labels)
        {
            text.Line($"  {label}: begin");
            Several(1, depth - 1);
            text.Line("  end;");
        }

        text.Line("  else begin");
        Several(1, depth - 1);
        text.Line("  end;");
        text.Line("end;");
    }

    private void Goto(int depth)
    {
        if (_used == _counters.Count || Labels.Count == 0 || expressions.Times > 1)
        {
            Simple();
            return;
        }

        string label = Labels.Dequeue();
        string counter = _counters[_used++];
        int count = dice.Between(1, 4);
        text.Line($"{counter} := 0;");
        text.Line($"{label}:");
        text.Line($"{counter} := {counter} + 1;");
        int times = expressions.Times;
        expressions.Times *= count;
        text.Indent--;
        Several(2, depth > 1 ? 0 : depth - 1);
        text.Indent++;
        expressions.Times = times;
        text.Line($"if ({counter} < {count}) and {expressions.Boolean(2)} then goto {label};");
    }

    private void With()
    {
        if (IsPure)
        {
            Simple();
            return;
        }

        text.Line($"with g_shapes[{dice.Below(3)}] do begin");
        text.Line($"  count := {expressions.Value(Scalar.Integer, 2)};");
        text.Line($"  weight := {expressions.Real(2, 1000)};");
        text.Line($"  members := {expressions.Value(Scalar.SmallSet, 2)};");
        text.Line($"  row[{dice.Between(1, 4)}] := count and 255;");
        text.Line("end;");
    }
}

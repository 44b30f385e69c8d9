namespace ProcVM.Pascal.Tests.Generated;

/// <summary>Random statements that end and fail no check.</summary>
internal sealed class Statements
{
    private readonly Dice _dice;
    private readonly Expressions _expressions;
    private readonly ProgramText _text;
    private readonly Loops _loops;
    private int _branches;

    internal Statements(Expressions expressions, ProgramText text)
    {
        _dice = expressions.Dice;
        _expressions = expressions;
        _text = text;
        _loops = new Loops(expressions, text, this);
    }

    /// <summary>True in a function, which changes its own variables alone and writes nothing: Pascal leaves open in which
    /// order operands are evaluated.</summary>
    internal bool IsPure { get; set; }

    /// <summary>Labels of the present routine that are free.</summary>
    internal Queue<string> Labels { get; } = new();

    private bool IsIso => _expressions.IsIso;

    /// <summary>Makes variables for a routine's loops.</summary>
    internal void Counters(string prefix, int count) => _loops.Declare(prefix, count);

    /// <summary>Goes on with the variables that were declared so.</summary>
    internal void Resume(string prefix, int count) => _loops.Resume(prefix, count);

    /// <summary>Statements between begin and end.</summary>
    internal void Several(int count, int depth)
    {
        _text.Indent++;
        for (int i = 0; i < count; i++)
        {
            One(depth);
        }

        _text.Indent--;
    }

    /// <summary>Writes what a place holds.</summary>
    internal void Show(Scalar type, string value) => _text.Line(type.Kind switch
    {
        Kind.SmallSet => $"putsmall({value});",
        Kind.BigSet => $"putbig({value});",
        Kind.CharacterSet => $"putchars({value});",
        Kind.Color => $"write(ord({value}):1, ' ');",
        Kind.Boolean when IsIso => $"write(ord({value}):1, ' ');",
        Kind.Real when IsIso => $"write({value}:1:{_dice.Between(1, 4)}, ' ');",
        Kind.Real => $"write(double({value}):0:{_dice.Between(1, 4)}, ' ');",
        Kind.Single => $"write({value}:0:{_dice.Between(1, 3)}, ' ');",
        Kind.Text => $"write('<', {value}, '>', {value}:{_dice.Between(1, 12)}, ' ');",
        _ when IsIso => $"write({value}:1, ' ', {value}:{_dice.Between(1, 9)}, ' ');",
        _ => $"write({value}, ' ', {value}:{_dice.Between(1, 9)}, ' ');",
    });

    /// <summary>A statement without others in it.</summary>
    internal void Simple()
    {
        switch (_dice.Below(16))
        {
            case 0 or 1 when !IsPure:
                Scalar shown = _dice.Of(_expressions.Scalars);
                Show(shown, _expressions.Value(shown, 2));
                return;
            case 2 or 3 when !IsPure && Call():
            case 4 when !IsIso && TextChange():
            case 5 when !IsIso && Step():
            case 6 when !IsIso && Member():
            case 7 when !IsPure && Escape():
            case 8 when !IsIso && Lengthen():
                return;
            default:
                Assign();
                return;
        }
    }

    internal bool IsAssignable(Place place) =>
        !place.IsReadOnly && (!IsPure || _expressions.Scope.Places.IndexOf(place) >= _expressions.Scope.OwnFrom);

    private void One(int depth)
    {
        _expressions.Cost += _expressions.Times;
        if (depth <= 0)
        {
            Simple();
            return;
        }

        switch (_dice.Below(16))
        {
            case 0 or 1: If(depth); break;
            case 2 or 3: _loops.For(depth); break;
            case 4: _loops.While(depth); break;
            case 5: _loops.Repeat(depth); break;
            case 6 or 7: Case(depth); break;
            case 8 when Labels.Count > 0 && _branches == 0: _loops.Goto(depth, Labels.Dequeue()); break;
            case 9 when !IsPure: With(); break;
            case 10: _loops.ForEach(depth); break;
            default: Simple(); break;
        }
    }

    private void Assign()
    {
        if (_expressions.Find(IsAssignable) is Place place)
        {
            _text.Line($"{_expressions.Render(place)} := {_expressions.Value(place.Type, _dice.Between(1, 3))};");
        }
    }

    private bool Call()
    {
        Routine[] found = [.. _expressions.Scope.Routines.Where(routine => routine.Result is null && _expressions.Affords(routine))];
        if (found.Length == 0)
        {
            return false;
        }

        Routine routine = found[_dice.Below(found.Length)];
        string? arguments = _expressions.Arguments(routine, 2, IsAssignable);
        _text.Line(arguments is null ? "writeln;" : $"{routine.Name}{arguments};");
        return true;
    }

    private bool TextChange()
    {
        if (_expressions.Find(place => place.Type == Scalar.Text && IsAssignable(place)) is not Place place)
        {
            return false;
        }

        string name = _expressions.Render(place);
        _text.Line(_dice.Below(5) switch
        {
            0 => $"delete({name}, {_dice.Between(1, 6)}, {_dice.Between(1, 4)});",
            1 => $"insert({_expressions.Texts.Any(1, 20).Text}, {name}, {_dice.Between(1, 5)});",
            2 => $"str({_expressions.Value(Scalar.Integer, 2)}:{_dice.Between(1, 7)}, {name});",
            3 => $"if length({name}) >= 3 then {name}[{_dice.Between(1, 3)}] := {_expressions.Ordinals.Character(2)};",
            _ => $"{name} := {name} + {_expressions.Ordinals.Character(2)};",
        });
        return true;
    }

    private bool Step()
    {
        if (_expressions.Find(found => found.Type == Scalar.Integer && IsAssignable(found)) is not Place place)
        {
            return false;
        }

        string name = _expressions.Render(place);
        _text.Line($"if abs({name}) < 90000 then {_dice.Of("inc", "dec")}({name}, {_dice.Between(1, 1000)});");
        return true;
    }

    private bool Member()
    {
        if (_expressions.Find(found => found.Type == Scalar.BigSet && IsAssignable(found)) is not Place place)
        {
            return false;
        }

        _text.Line($"{_dice.Of("include", "exclude")}({_expressions.Render(place)}, {_expressions.Value(Scalar.Little, 2)});");
        return true;
    }

    /// <summary>A goto that ends the activations up to a surrounding procedure.</summary>
    private bool Escape()
    {
        // fpc trips over labels and jumps in branches that it finds dead.
        if (_branches > 0 || (IsIso && _expressions.Scope.Escapes.Count == 0))
        {
            return false;
        }

        if (!IsIso)
        {
            _text.Line($"if {_expressions.Ordinals.Boolean(1)} and (abs(g_count) mod 7 = {_dice.Below(7)}) then exit;");
            return true;
        }

        string label = _dice.Of([.. _expressions.Scope.Escapes]);
        _text.Line($"if (g_count + {_expressions.Integers.Leaf().Text}) mod 5 = {_dice.Below(5)} then goto {label};");
        return true;
    }

    /// <summary>A dynamic array grows, keeps its elements and is shared.</summary>
    private bool Lengthen()
    {
        if (IsPure || _expressions.Times > 40)
        {
            return false;
        }

        _text.Line(_dice.Below(4) switch
        {
            0 => $"if length(g_list) < 30 then setlength(g_list, length(g_list) + {_dice.Between(1, 3)});",
            1 => $"g_list[high(g_list)] := {_expressions.Value(Scalar.Integer, 2)};",
            2 => $"recut({_dice.Below(3)}, {_dice.Between(4, 9)});",
            _ => "write(total(g_list), ' ', length(g_list), ' ');",
        });
        return true;
    }

    private void If(int depth)
    {
        _branches++;
        _text.Line($"if {_expressions.Ordinals.Boolean(3)} then begin");
        Several(_dice.Between(1, 2), depth - 1);
        if (_dice.OneIn(2))
        {
            _text.Line("end else begin");
            Several(_dice.Between(1, 2), depth - 1);
        }

        _text.Line("end;");
        _branches--;
    }

    private void Case(int depth)
    {
        _branches++;
        (string selector, string[] labels) = IsIso ? IsoSelector() : Selector();
        _text.Line($"case {selector} of");
        foreach (string label in labels)
        {
            _text.Line($"  {label}: begin");
            Several(1, depth - 1);
            _text.Line("  end;");
        }

        if (!IsIso)
        {
            _text.Line("  else begin");
            Several(1, depth - 1);
            _text.Line("  end;");
        }

        _text.Line("end;");
        _branches--;
    }

    private (string Selector, string[] Labels) Selector() => _dice.Below(5) switch
    {
        0 => (_expressions.Ordinals.Character(2), ["'a'..'f', '0'", "'g', 'i', 'k'", "'A'..'Z'"]),
        1 => (_expressions.Ordinals.Color(2), ["red", "blue..white", "grey"]),
        2 => ($"integer({_expressions.Value(new Scalar("integer", Kind.Integer, 0, 9), 2)})", ["0", "1", "2..4", "5, 7"]),
        3 => ($"int64({_expressions.Value(Scalar.Wide, 2)})", ["-5000000000..-1", "0, 7", "10..5000000000"]),
        _ => ($"integer({_expressions.Value(Scalar.Integer, 2)})", ["-100000..-5", "0", "77, 100..50000"]),
    };

    /// <summary>ISO has neither ranges nor else: every value has its label.</summary>
    private (string Selector, string[] Labels) IsoSelector() => _dice.Below(3) switch
    {
        0 => (_expressions.Ordinals.Color(2), ["red, grey", "blue", "white, black", "green"]),
        1 => (_expressions.Ordinals.Boolean(2), ["true", "false"]),
        _ => (_expressions.Value(new Scalar("integer", Kind.Integer, 0, 5), 2), ["0, 2", "1", "3, 5, 4"]),
    };

    private void With()
    {
        _text.Line($"with g_shapes[{_dice.Below(3)}] do begin");
        _text.Line($"  count := {_expressions.Value(Scalar.Integer, 2)};");
        _text.Line($"  weight := {_expressions.Reals.Double(2, 1000)};");
        _text.Line($"  members := {_expressions.Value(Scalar.SmallSet, 2)};");
        _text.Line($"  row[{_dice.Between(1, 4)}] := abs(count) mod 256;");
        if (_dice.OneIn(2))
        {
            _text.Line($"  kind := blue; left := count mod {_dice.Between(2, 90)}; right := left - count mod 30;");
            _text.Line("  write(left * right:1, ' '); kind := red; wide := count;");
        }

        _text.Line("end;");
    }
}

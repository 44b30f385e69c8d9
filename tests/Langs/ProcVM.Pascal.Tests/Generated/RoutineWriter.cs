namespace ProcVM.Pascal.Tests.Generated;

/// <summary>Writes the routines of one program: global functions and procedures, procedures nested in them, and the
/// procedure that calls them.</summary>
internal sealed class RoutineWriter
{
    private static readonly Scalar s_small = Scalar.All.First(type => type.Name == "smallint");
    private static readonly Scalar s_byte = Scalar.All.First(type => type.Name == "byte");
    private readonly int _seed;
    private readonly Dice _dice;
    private readonly ProgramText _text = new();
    private readonly Expressions _expressions;
    private readonly Statements _statements;
    private int _names;

    private static readonly Place[] s_globals =
    [
        new(Scalar.Wide, "g_big"), new(Scalar.Integer, "g_count"), new(Scalar.Text, "g_name"), new(Scalar.Real, "g_ratio"),
        new(Scalar.Integer, "g_vector[#]", new Slot(1, 8)), new(Scalar.Integer, "g_shapes[#].count", new Slot(0, 3)),
        new(s_small, "g_matrix[#, #]", new Slot(0, 4), new Slot(1, 5)), new(Scalar.Character, "g_shapes[#].letter", new Slot(0, 3)),
        new(Scalar.Real, "g_shapes[#].weight", new Slot(0, 3)), new(Scalar.Text, "g_shapes[#].title", new Slot(0, 3)),
        new(Scalar.SmallSet, "g_shapes[#].members", new Slot(0, 3)), new(Scalar.Wide, "g_shapes[#].wide", new Slot(0, 3)),
        new(s_byte, "g_shapes[#].row[#]", new Slot(0, 3), new Slot(1, 4)),
    ];

    internal RoutineWriter(int seed)
    {
        _seed = seed;
        _dice = new Dice((ulong)seed);
        _expressions = new Expressions(_dice);
        _statements = new Statements(_dice, _expressions, _text);
    }

    internal GeneratedProgram Program()
    {
        Visible scope = new(null);
        scope.Places.AddRange(s_globals);
        Nested(scope, level: 0, mayWrite: true, _dice.Between(1, 3));
        Routine entry = Write(scope, $"p{_seed}", null, [], 0, isEntry: true);
        return new GeneratedProgram(_seed, _text.ToString(), entry.Name);
    }

    private Routine Write(Visible outer, string name, Scalar? result, Parameter[] parameters, int level, bool isEntry = false)
    {
        Visible scope = new(outer);
        scope.Places.AddRange(parameters.Select(parameter => new Place(parameter.Type, parameter.Name)));
        string heading = parameters.Length == 0 ? "" : $"({string.Join("; ", parameters.Select(Declaration))})";
        _text.Line($"{(result is null ? "procedure" : "function")} {name}{heading}{(result is null ? "" : $": {result.Name}")};");
        string prefix = $"v{_names++}";
        string[] labels = [.. Enumerable.Range(1, 3).Select(number => $"{(_names * 10) + number}")];
        bool usesLabels = result is null || _dice.OneIn(2);
        if (usesLabels)
        {
            _text.Line($"label {string.Join(", ", labels)};");
        }

        Place[] own = Variables(prefix, isEntry);
        string[] counters = [.. Enumerable.Range(1, 8).Select(number => $"{prefix}i{number}")];
        _text.Line($"  {string.Join(", ", counters)}: integer;");
        scope.Places.AddRange(own);
        Nested(scope, level + 1, result is null, isEntry ? _dice.Between(2, 5) : level < 2 ? _dice.Below(2) : 0);
        _expressions.Scope = scope;
        _expressions.Times = 1;
        _expressions.Cost = 1;
        _statements.IsPure = result is not null;
        _statements.Counters(counters);
        _statements.Labels.Clear();
        foreach (string label in usesLabels ? labels[..2] : [])
        {
            _statements.Labels.Enqueue(label);
        }

        Body(name, result, own, isEntry);
        if (usesLabels)
        {
            _text.Line($"{string.Join(": ", labels[2..])}:");
            int left = _statements.Labels.Count;
            foreach (string label in labels[(2 - left)..2])
            {
                _text.Line($"{label}:");
            }
        }

        _text.Line("end;");
        _text.Line("");
        return new Routine(name, result, parameters, _expressions.Cost);
    }

    private void Body(string name, Scalar? result, Place[] own, bool isEntry)
    {
        _text.Line("begin");
        _text.Indent++;
        if (isEntry)
        {
            _text.Line($"reset_all({_seed % 1000 + 1});");
        }

        Initialize(own);
        _text.Indent--;
        _statements.Several(_dice.Between(4, isEntry ? 14 : 8), isEntry ? 3 : 2);
        _text.Indent++;
        if (result is not null)
        {
            _text.Line($"{name} := {_expressions.Value(result, 2)};");
        }
        else
        {
            foreach (Place place in own)
            {
                _statements.Show(place.Type, _expressions.Render(place));
            }

            _text.Line("writeln;");
        }

        if (isEntry)
        {
            _text.Line($"chain({_dice.Between(0, 6)});");
            foreach (Routine mapping in Mappings())
            {
                _text.Line($"writeln(mapped(g_vector, {{$ifdef FPC}}@{{$endif}}{mapping.Name}));");
            }

            _text.Line("put_all;");
        }

        _text.Indent--;
    }

    /// <summary>Routines in a routine: the entry holds all the others, so that every one reaches variables of its own,
    /// of its surroundings and of the program.</summary>
    private void Nested(Visible scope, int level, bool mayWrite, int count)
    {
        _text.Indent++;
        for (int i = 0; i < count; i++)
        {
            Scalar? result = mayWrite && _dice.OneIn(2) ? null : Any();
            if (result is not null && _dice.OneIn(3))
            {
                scope.Routines.Add(Write(scope, $"f{_seed}_{_names++}", Scalar.Integer, [new($"a{_names++}", Scalar.Integer, IsVar: false)], level));
                continue;
            }

            Parameter[] parameters = [.. Enumerable.Range(0, _dice.Below(5)).Select(_ =>
                new Parameter($"a{_names++}", Any(), result is null && _dice.OneIn(2)))];
            scope.Routines.Add(Write(scope, $"r{_seed}_{_names++}", result, parameters, level));
        }

        _text.Indent--;
    }

    /// <summary>Functions that may be passed where one from integer to integer is wanted.</summary>
    private IEnumerable<Routine> Mappings() => _expressions.Scope.Routines.Where(routine =>
        routine.Result == Scalar.Integer && routine.Parameters is [{ IsVar: false } only] && only.Type == Scalar.Integer && routine.Cost < 500);

    private Scalar Any() => Scalar.All[_dice.Below(Scalar.All.Length)];

    private static string Declaration(Parameter parameter) =>
        $"{(parameter.IsVar ? "var " : "")}{parameter.Name}: {parameter.Type.Name}";

    private Place[] Variables(string prefix, bool isEntry)
    {
        List<Place> places = [];
        _text.Line("var");
        for (int i = _dice.Between(3, isEntry ? 16 : 7); i > 0; i--)
        {
            Scalar type = Any();
            string name = $"{prefix}x{i}";
            _text.Line($"  {name}: {type.Name};");
            places.Add(new Place(type, name));
        }

        return [.. places];
    }

    private void Initialize(Place[] own)
    {
        foreach (Place place in own)
        {
            _text.Line($"{place.Text} := {Initial(place.Type)};");
        }
    }

    private string Initial(Scalar type) => type.Kind switch
    {
        Kind.Integer or Kind.Wide or Kind.Unsigned => $"{Math.Max(type.Low, 0) + _dice.Below(20)}",
        Kind.Boolean => _dice.Of("true", "false"),
        Kind.Character => $"'{(char)('a' + _dice.Below(26))}'",
        Kind.Color => _dice.Of("red", "blue", "grey"),
        Kind.Real => $"{_dice.Below(100)}.{_dice.Of("5", "25", "1", "75")}",
        Kind.Text => _dice.Of("'one'", "'Two'", "''", "'a longer name'"),
        Kind.SmallSet => _dice.Of("[]", "[1, 5, 7..9]", "[31..40]"),
        _ => _dice.Of("[]", "['a'..'f']", "['x', '0'..'9']"),
    };
}

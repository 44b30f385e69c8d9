namespace ProcVM.Pascal.Tests.Generated;

/// <summary>Writes the routines of one program: global functions and procedures, procedures nested in them, and the
/// procedure that calls them.</summary>
internal sealed class RoutineWriter
{
    private readonly int _seed;
    private readonly bool _isIso;
    private readonly Dice _dice;
    private readonly ProgramText _text = new();
    private readonly Expressions _expressions;
    private readonly Statements _statements;
    private int _names;

    private static readonly Place[] s_common =
    [
        new(Scalar.Integer, "g_count"), new(Scalar.Integer, "g_vector[#]", new Slot(1, 8)),
        new(Scalar.Integer, "g_shapes[#].count", new Slot(0, 3)), new(Scalar.Character, "g_shapes[#].letter", new Slot(0, 3)),
        new(Scalar.SmallSet, "g_shapes[#].members", new Slot(0, 3)),
    ];

    private static readonly Place[] s_dialect =
    [
        new(Scalar.Wide, "g_big"), new(Scalar.Text, "g_name"), new(Scalar.Real, "g_ratio"), new(Scalar.Single, "g_part"), new(Scalar.Cardinal, "g_mask"),
        new(Scalar.SmallInt, "g_matrix[#, #]", new Slot(0, 4), new Slot(1, 5)), new(Scalar.Real, "g_shapes[#].weight", new Slot(0, 3)),
        new(Scalar.Text, "g_shapes[#].title", new Slot(0, 3)), new(Scalar.Wide, "g_shapes[#].wide", new Slot(0, 3)),
        new(Scalar.Byte, "g_shapes[#].row[#]", new Slot(0, 3), new Slot(1, 4)),
        new(Scalar.Integer, "g_list[#]", new Slot(0, 6)) { IsMovable = true },
        new(Scalar.Byte, "g_grid[#, #]", new Slot(0, 4), new Slot(0, 3)) { IsMovable = true },
    ];

    private static readonly Place[] s_iso =
    [
        new(Scalar.Integer, "g_big"), new(Scalar.IsoReal, "g_ratio"), new(Scalar.Integer, "g_matrix[#, #]", new Slot(0, 4), new Slot(1, 5)),
        new(Scalar.IsoReal, "g_shapes[#].weight", new Slot(0, 3)), new(Scalar.Integer, "g_shapes[#].wide", new Slot(0, 3)),
        new(Scalar.Integer, "g_shapes[#].row[#]", new Slot(0, 3), new Slot(1, 4)),
    ];

    internal RoutineWriter(int seed, bool isIso)
    {
        _seed = seed;
        _isIso = isIso;
        _dice = new Dice((ulong)seed + (isIso ? 1UL << 40 : 0));
        _expressions = new Expressions(_dice, isIso);
        _statements = new Statements(_expressions, _text);
    }

    internal GeneratedProgram Program()
    {
        Visible scope = new(null);
        scope.Places.AddRange(s_common);
        scope.Places.AddRange(_isIso ? s_iso : s_dialect);
        for (int i = _isIso ? 0 : _dice.Below(3); i > 0; i--)
        {
            scope.Routines.Add(new Wrapping(_dice, _text).Write($"w{_seed}_{_names++}"));
        }

        Nested(scope, level: 0, mayWrite: true, _dice.Between(1, 3));
        List<Routine> extras = [];
        if (!_isIso && _dice.OneIn(3))
        {
            extras.Add(new JumpWriter(_dice, _text).Write($"jump{_seed}"));
        }

        if (_dice.OneIn(3))
        {
            FileWriter files = new(_dice, _text);
            extras.Add(_isIso ? files.Iso($"files{_seed}") : files.Dialect($"files{_seed}", _seed));
        }

        Routine entry = Write(scope, new Routine($"p{_seed}", null, [], 0), 0, isEntry: true, extras);
        return new GeneratedProgram(_seed, _text.ToString(), entry.Name, _isIso);
    }

    private Routine Write(Visible outer, Routine routine, int level, bool isEntry = false, List<Routine>? extras = null)
    {
        Scalar? result = routine.Result;
        Visible scope = new(outer);
        scope.Places.AddRange(routine.Parameters.Select(parameter => new Place(parameter.Type, parameter.Name)));
        WriteHeading(routine);
        string prefix = $"v{_names++}";
        string[] labels = [.. Enumerable.Range(1, 3).Select(number => $"{(_names * 10) + number}")];
        string? list = !_isIso && _dice.OneIn(3) ? $"{prefix}d" : null;
        // fpc allows no goto in a routine that has something to release.
        bool usesLabels = list is null && (result is null || _dice.OneIn(2));
        if (usesLabels)
        {
            _text.Line($"label {string.Join(", ", labels)};");
        }

        Place[] own = Variables(prefix, isEntry);
        if (list is not null)
        {
            _text.Line($"  {list}: tlist;");
        }

        _statements.Counters(prefix, 8);
        scope.Places.AddRange(own);
        if (list is not null)
        {
            scope.Places.Add(new Place(Scalar.Integer, $"{list}[#]", new Slot(0, 6)) { IsMovable = true });
        }

        if (result is null && _isIso)
        {
            scope.Escapes.Add(labels[2]);
        }

        Nested(scope, level + 1, result is null, isEntry ? _dice.Between(2, 5) : level < 2 ? _dice.Below(2) : 0);
        Begin(scope, result, prefix, usesLabels ? labels[..2] : []);
        _text.Line("begin");
        _text.Indent++;
        if (isEntry)
        {
            _text.Line($"reset_all({_seed % 1000 + 1});");
        }

        Initialize(own, list);
        Body(routine.Name, result, isEntry);
        if (usesLabels)
        {
            _text.Line($"{labels[2]}:");
        }

        Finish(result, own, isEntry, extras);
        foreach (string unused in _statements.Labels)
        {
            _text.Line($"{unused}:");
        }

        _text.Indent--;
        _text.Line("end;");
        _text.Line("");
        return routine with { Cost = _expressions.Cost };
    }

    private void WriteHeading(Routine routine)
    {
        string parameters = routine.Parameters.Length == 0 ? "" : $"({string.Join("; ", routine.Parameters.Select(Declaration))})";
        string result = routine.Result is null ? "" : $": {routine.Result.Name}";
        _text.Line($"{(routine.Result is null ? "procedure" : "function")} {routine.Name}{parameters}{result};{(routine.IsOverloaded ? " overload;" : "")}");
    }

    /// <summary>Nested routines are written: from here on the statements are the routine's own.</summary>
    private void Begin(Visible scope, Scalar? result, string prefix, string[] labels)
    {
        _expressions.Scope = scope;
        _expressions.Times = 1;
        _expressions.Cost = 1;
        _statements.IsPure = result is not null;
        _statements.Resume(prefix, 8);
        _statements.Labels.Clear();
        foreach (string label in labels)
        {
            _statements.Labels.Enqueue(label);
        }
    }

    private void Body(string name, Scalar? result, bool isEntry)
    {
        _text.Indent--;
        _statements.Several(_dice.Between(4, isEntry ? 14 : 8), isEntry ? 3 : 2);
        _text.Indent++;
        if (result is not null)
        {
            _text.Line($"{name} := {_expressions.Value(result, 2)};");
        }
    }

    private void Finish(Scalar? result, Place[] own, bool isEntry, List<Routine>? extras)
    {
        if (result is not null)
        {
            return;
        }

        foreach (Place place in own)
        {
            _statements.Show(place.Type, _expressions.Render(place));
        }

        _text.Line("writeln;");
        if (isEntry)
        {
            _text.Line($"chain({_dice.Between(0, 6)});");
            if (_expressions.Mapped() is string mapped)
            {
                _text.Line($"writeln({mapped}:1);");
            }

            foreach (Routine extra in extras ?? [])
            {
                _text.Line($"{extra.Name};");
            }

            _text.Line("put_all;");
        }
    }

    /// <summary>Routines in a routine: the entry holds most of the others, so that every one reaches variables of its own,
    /// of its surroundings and of the program.</summary>
    private void Nested(Visible scope, int level, bool mayWrite, int count)
    {
        _text.Indent++;
        for (int i = 0; i < count; i++)
        {
            Scalar? result = mayWrite && _dice.OneIn(2) ? null : Result();
            if (result is not null && _dice.OneIn(3))
            {
                Parameter only = new($"a{_names++}", Scalar.Integer, IsVar: false);
                scope.Routines.Add(Write(scope, new Routine($"f{_seed}_{_names++}", Scalar.Integer, [only], 0), level));
                continue;
            }

            bool isOverloaded = !_isIso && _dice.OneIn(5);
            Routine routine = new($"r{_seed}_{_names++}", result, Parameters(result is null, !isOverloaded), 0) { IsOverloaded = isOverloaded };
            scope.Routines.Add(Write(scope, routine, level));
            if (isOverloaded)
            {
                Parameter more = new($"a{_names++}", Any(), IsVar: false);
                Routine other = routine with { Parameters = [.. Renamed(routine), more] };
                scope.Routines.Add(Write(scope, other, level));
            }
        }

        _text.Indent--;
    }

    private Parameter[] Renamed(Routine routine) => [.. routine.Parameters.Select(parameter => parameter with { Name = $"a{_names++}" })];

    private Parameter[] Parameters(bool isProcedure, bool mayDefault)
    {
        Parameter[] parameters = [.. Enumerable.Range(0, _dice.Below(5)).Select(_ =>
            new Parameter($"a{_names++}", Any(), isProcedure && _dice.OneIn(2)))];
        for (int i = parameters.Length - 1; i >= 0 && mayDefault && !_isIso; i--)
        {
            if (parameters[i].IsVar || parameters[i].Type.Kind != Kind.Integer || _dice.OneIn(3))
            {
                break;
            }

            parameters[i] = parameters[i] with { Default = $"{_dice.Between(1, 20)}" };
        }

        return parameters;
    }

    private Scalar Any() => _expressions.Scalars[_dice.Below(_expressions.Scalars.Length)];

    // ISO functions give simple values.
    private Scalar Result()
    {
        Scalar[] simple = [.. _expressions.Scalars.Where(type => !_isIso || type.Kind is not (Kind.SmallSet or Kind.BigSet or Kind.CharacterSet))];
        return simple[_dice.Below(simple.Length)];
    }

    private static string Declaration(Parameter parameter) =>
        $"{(parameter.IsVar ? "var " : "")}{parameter.Name}: {parameter.Type.Name}{(parameter.Default is null ? "" : $" = {parameter.Default}")}";

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

    private void Initialize(Place[] own, string? list)
    {
        foreach (Place place in own)
        {
            _text.Line($"{place.Text} := {Initial(place.Type)};");
        }

        if (list is not null)
        {
            _text.Line($"{list} := g_list;{(_dice.OneIn(2) ? $" setlength({list}, {_dice.Between(6, 12)});" : "")}");
        }
    }

    private string Initial(Scalar type) => type.Kind switch
    {
        Kind.Integer or Kind.Wide or Kind.Unsigned or Kind.Cardinal => $"{Math.Max(type.Low, 0) + _dice.Below(20)}",
        Kind.Boolean => _dice.Of("true", "false"),
        Kind.Character => $"'{(char)('a' + _dice.Below(26))}'",
        Kind.Color => _dice.Of("red", "blue", "grey"),
        Kind.Real or Kind.Single => $"{_dice.Below(100)}.{_dice.Of("5", "25", "1", "75")}",
        Kind.Text => _dice.Of("'one'", "'Two'", "''", "'a longer name'"),
        Kind.SmallSet => _dice.Of("[]", "[1, 5, 7..9]", "[31..40]"),
        Kind.BigSet => _dice.Of("[]", "[1, 64, 150..200]", "[63..65]"),
        _ => _dice.Of("[]", "['a'..'f']", "['x', '0'..'9']"),
    };
}

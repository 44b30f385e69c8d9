namespace ProcVM.Pascal.Binding;

/// <summary>The required types and names.</summary>
internal sealed class Universe
{
    private readonly Dictionary<(OrdinalType Host, bool IsSmall), SetType> _sets = [];

    internal Universe(bool isIso)
    {
        IsIso = isIso;
        Nil = new PointerType(null) { Name = "nil" };
        DeclareIso();
        if (!isIso)
        {
            DeclareDialect();
        }
    }

    internal bool IsIso { get; }

    /// <summary>The outermost region.</summary>
    internal Scope Scope { get; } = new();

    internal IntegerType ShortInt { get; } = new("shortint", 1, isSigned: true);

    internal IntegerType Byte { get; } = new("byte", 1, isSigned: false);

    internal IntegerType SmallInt { get; } = new("smallint", 2, isSigned: true);

    internal IntegerType Word { get; } = new("word", 2, isSigned: false);

    internal IntegerType Integer { get; } = new("integer", 4, isSigned: true);

    internal IntegerType Cardinal { get; } = new("cardinal", 4, isSigned: false);

    internal IntegerType Int64 { get; } = new("int64", 8, isSigned: true);

    internal IntegerType QWord { get; } = new("qword", 8, isSigned: false);

    internal BooleanType Boolean { get; } = new();

    internal CharType Char { get; } = new();

    internal RealType Real { get; } = new("real", 8);

    internal RealType Single { get; } = new("single", 4);

    internal PointerType Pointer { get; } = new(null) { Name = "pointer" };

    internal PointerType Nil { get; }

    internal StringType String { get; } = new(255) { Name = "string" };

    internal FileType Text { get; private set; } = null!;

    internal SetType EmptySet { get; } = new(null, 0, 63, isPacked: false) { IsCanonical = true };

    /// <summary>The type of constructors and operators for sets of a host's values.</summary>
    internal SetType SetOf(OrdinalType host, bool isSmall)
    {
        if (!_sets.TryGetValue((host, isSmall), out SetType? set))
        {
            set = new SetType(host, 0, isSmall ? 63 : SetType.LastMember, isPacked: false) { IsCanonical = true };
            _sets.Add((host, isSmall), set);
        }

        return set;
    }

    internal bool IsText(PascalType type) => ReferenceEquals(type, Text);

    private void DeclareIso()
    {
        Text = new FileType(Char, isText: true) { Name = "text" };
        foreach (PascalType type in (PascalType[])[Integer, Boolean, Char, Real, Text])
        {
            Type(type.Name!, type);
        }

        Constant("false", new BoundOrdinal(default, Boolean, 0));
        Constant("true", new BoundOrdinal(default, Boolean, 1));
        Constant("maxint", new BoundOrdinal(default, Integer, int.MaxValue));
        for (Predeclared routine = Predeclared.Abs; routine <= Predeclared.Unpack; routine++)
        {
            Routine(routine.ToString(), routine);
        }
    }

    private void DeclareDialect()
    {
        foreach (PascalType type in (PascalType[])[ShortInt, Byte, SmallInt, Word, Cardinal, Int64, QWord, Single, Pointer, String])
        {
            Type(type.Name!, type);
        }

        (string Alias, PascalType Type)[] aliases =
        [
            ("longint", Integer), ("longword", Cardinal), ("dword", Cardinal), ("int8", ShortInt), ("uint8", Byte), ("int16", SmallInt),
            ("uint16", Word), ("int32", Integer), ("uint32", Cardinal), ("uint64", QWord), ("double", Real), ("extended", Real),
            ("shortstring", String), ("ansichar", Char), ("textfile", Text), ("nativeint", Integer), ("nativeuint", Cardinal),
            ("sizeint", Integer), ("ptrint", Integer), ("ptruint", Cardinal), ("comp", Int64), ("bytebool", Boolean),
        ];
        foreach ((string alias, PascalType type) in aliases)
        {
            Type(alias, type);
        }

        Constant("maxlongint", new BoundOrdinal(default, Integer, int.MaxValue));
        Constant("maxsmallint", new BoundOrdinal(default, Integer, short.MaxValue));
        Constant("maxint64", new BoundOrdinal(default, Int64, long.MaxValue));
        Constant("lineending", new BoundOrdinal(default, Char, '\n'));
        Constant("pi", new BoundReal(default, Real, Math.PI));
        for (Predeclared routine = Predeclared.Inc; routine <= Predeclared.RandSeed; routine++)
        {
            if (routine != Predeclared.Pi)
            {
                Routine(routine.ToString(), routine);
            }
        }

        Routine("getenvironmentvariable", Predeclared.GetEnv);
        Routine("gettickcount64", Predeclared.TickCount);
        Routine("assignfile", Predeclared.Assign);
        Routine("closefile", Predeclared.Close);
        Routine("freememory", Predeclared.FreeMem);
    }

    private void Type(string name, PascalType type) => Scope.Names.Add(name, new TypeSymbol(name, type));

    private void Constant(string name, BoundConstant value) => Scope.Names.Add(name, new ConstantSymbol(name, value));

    private void Routine(string name, Predeclared routine)
    {
        string key = name.ToLowerInvariant();
        Scope.Names.Add(key, new PredeclaredSymbol(key, routine));
    }
}

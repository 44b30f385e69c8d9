namespace ProcVM.Module.Pasm;

/// <summary>The parts of a module as the assembler finds them.</summary>
internal sealed class ModuleParts(LineParser line, Symbols symbols)
{
    private readonly List<FunctionType> _types = [];
    private readonly Dictionary<FunctionType, int> _typeIndex = [];
    private readonly List<Import> _imports = [];
    private readonly List<TableType> _tables = [];
    private readonly List<Global> _globals = [];
    private readonly List<Export> _exports = [];
    private readonly List<ElementSegment> _elements = [];
    private readonly NameSection _names = new();
    private MemoryType? _memory;

    internal List<Function> Functions { get; } = [];

    internal List<DataSegment> Data { get; } = [];

    internal List<CustomSection> Customs { get; } = [];

    internal List<Relocation> Relocations { get; } = [];

    internal Dictionary<int, LineEntry[]> Lines { get; } = [];

    internal List<string>? Files { get; set; }

    internal string? Producer { get; set; }

    internal int Entry { get; set; } = -1;

    internal bool HasNames { get; set; }

    internal int LocalsLeft { get; set; } = ModuleLimits.AllLocals;

    internal PcodeModule Build(string path) => new()
    {
        FileName = path,
        Types = [.. _types],
        Imports = [.. _imports],
        Functions = [.. Functions],
        Tables = [.. _tables],
        Memory = _memory ?? default,
        Globals = [.. _globals],
        Exports = [.. _exports],
        Entry = Entry,
        Elements = [.. _elements],
        Data = [.. Data],
        Names = HasNames ? _names : null,
        Lines = Files is null ? null : new LineSection { Files = [.. Files], Functions = Lines },
        Producer = Producer,
        Customs = [.. Customs],
        Relocations = [.. Relocations],
    };

    internal void DeclareType()
    {
        FunctionType type = Signature(null);
        _typeIndex.TryAdd(type, _types.Count);
        _types.Add(type);
    }

    internal void Import()
    {
        int index = _imports.Count;
        string? name = line.TakeName(TokenKind.Function);
        string module = line.ExpectText();
        string item = line.ExpectText();
        List<string?> locals = [];
        _imports.Add(new Import(module, item, TypeOf(Signature(locals))));
        NameFunction(index, name, locals);
    }

    internal FunctionAssembler Function()
    {
        int index = symbols.Imports + Functions.Count;
        string? name = line.TakeName(TokenKind.Function);
        List<string?> locals = [];
        int typeIndex = TypeOf(Signature(locals));
        uint frame = line.TakeWord("frame") ? line.ExpectU32("a number of bytes") : 0;
        return new FunctionAssembler(line, symbols, this, new FunctionHeader(index, name, typeIndex, frame), locals);
    }

    internal void NameFunction(int index, string? name, List<string?> locals)
    {
        if (name is not null)
        {
            HasNames = true;
            _names.Functions[index] = name;
        }

        int count = locals.FindLastIndex(local => local is not null) + 1;
        if (count > 0)
        {
            HasNames = true;
            _names.Locals[index] = [.. locals.Take(count).Select(local => local ?? "")];
        }
    }

    internal void Table()
    {
        uint minimum = line.ExpectU32("the minimum");
        Add(_tables, new TableType(minimum, line.ExpectU32("the maximum")), ModuleLimits.Tables, "tables");
    }

    internal void Memory()
    {
        if (_memory is not null)
        {
            line.Fail(PasmDiagnostics.Twice, line.Current, "the memory");
        }

        uint minimum = line.ExpectU32("the minimum");
        uint maximum = line.ExpectU32("the maximum");
        bool hasStack = line.TakeWord("stack");
        uint stackBase = hasStack ? line.ExpectU32("the stack's address") : 0;
        _memory = new MemoryType(minimum, maximum, stackBase, hasStack ? line.ExpectU32("the stack's size") : 0);
    }

    internal void Global()
    {
        if (line.TakeName(TokenKind.Global) is { } name)
        {
            HasNames = true;
            _names.Globals[_globals.Count] = name;
        }

        ValueType type = line.ExpectType();
        bool isMutable = line.TakeWord("mut");
        line.ExpectMark("=");
        Add(_globals, new Global(type, isMutable, line.ExpectConstant(type)), ModuleLimits.Items, "globals");
    }

    internal void Export()
    {
        string name = line.ExpectText();
        foreach (ExportKind kind in (ReadOnlySpan<ExportKind>)
            [ExportKind.Function, ExportKind.Table, ExportKind.Memory, ExportKind.Global])
        {
            if (line.TakeWord(PasmText.Of(kind)))
            {
                int index = kind switch
                {
                    ExportKind.Function => (int)Reference("function", TokenKind.Function, symbols.Functions, int.MaxValue),
                    ExportKind.Global => (int)Reference("global", TokenKind.Global, symbols.Globals, int.MaxValue),
                    _ => (int)line.ExpectNumber("an index", 0, int.MaxValue),
                };
                _exports.Add(new Export(name, kind, index));
                return;
            }
        }

        line.Unexpected("func, table, memory or global");
    }

    internal void Elements()
    {
        bool isActive = !line.TakeWord("passive");
        int table = isActive ? (int)line.ExpectNumber("a table's index or 'passive'", 0, int.MaxValue) : 0;
        uint offset = isActive ? line.ExpectU32("an index in the table") : 0;
        List<uint> references = [];
        line.ExpectMark("[");
        while (!line.Failed && !line.TakeMark("]"))
        {
            references.Add(line.TakeWord("null")
                ? 0
                : (uint)Reference("function", TokenKind.Function, symbols.Functions, uint.MaxValue - 1) + 1);
        }

        _elements.Add(new ElementSegment(isActive, table, offset, [.. references]));
    }

    /// <summary>An index: a name with the sign of its kind, or a number.</summary>
    internal long Reference(string thing, TokenKind kind, NameTable names, long most)
    {
        Token token = line.Current;
        return line.TakeName(kind) is { } name
            ? Resolve(thing, names, name, token)
            : line.ExpectNumber("a " + thing, 0, most);
    }

    internal int Resolve(string thing, NameTable names, string name, Token token)
    {
        if (!names.TryGet(name, out int index) || index == NameTable.Several)
        {
            line.Fail(index == NameTable.Several ? PasmDiagnostics.Ambiguous : PasmDiagnostics.Undefined, token, thing, name);
            return 0;
        }

        return index;
    }

    /// <summary>A type's index: a number, or a signature, which is declared when it isn't yet.</summary>
    internal long TypeReference() => line.IsMark("(") ? TypeOf(Signature(null)) : line.ExpectU32("a type");

    /// <summary>Types in parentheses.</summary>
    internal ValueType[] TypeList(int most, List<string?>? names = null)
    {
        List<ValueType> types = [];
        line.ExpectMark("(");
        while (!line.Failed && !line.TakeMark(")"))
        {
            Token token = line.Current;
            types.Add(line.ExpectType());
            names?.Add(line.TakeName(TokenKind.Local));
            if (types.Count > most)
            {
                line.Fail(PasmDiagnostics.TooMany, token, most, "types");
            }
        }

        return [.. types];
    }

    private FunctionType Signature(List<string?>? names)
    {
        ValueType[] parameters = TypeList(FunctionType.MaxParameters, names);
        return new FunctionType(parameters, line.TakeMark("->") ? TypeList(FunctionType.MaxResults) : []);
    }

    // "type N" after a signature tells equal types apart.
    private int TypeOf(FunctionType type)
    {
        if (line.TakeWord("type"))
        {
            return (int)line.ExpectNumber("a type", 0, int.MaxValue);
        }

        if (!_typeIndex.TryGetValue(type, out int index))
        {
            index = _types.Count;
            _typeIndex.Add(type, index);
            _types.Add(type);
        }

        return index;
    }

    private void Add<T>(List<T> items, T item, int most, string things)
    {
        items.Add(item);
        if (items.Count > most)
        {
            line.Fail(PasmDiagnostics.TooMany, line.Current, most, things);
        }
    }
}

/// <summary>The first line of a function.</summary>
internal sealed record FunctionHeader(int Index, string? Name, int TypeIndex, uint Frame);

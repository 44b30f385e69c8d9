namespace ProcVM.Module;

/// <summary>Makes a module: types and imports are interned, functions may name functions and imports that come later.</summary>
public sealed class ModuleBuilder
{
    /// <summary>Bytes of stack area a program gets when nobody says otherwise.</summary>
    public const uint DefaultStackSize = 8 << 20;

    private readonly List<FunctionType> _types = [];
    private readonly Dictionary<FunctionType, int> _typeIndex = [];
    private readonly Dictionary<string, int> _typeLetters = new(StringComparer.Ordinal);
    private readonly List<Import> _imports = [];
    private readonly Dictionary<(string Module, string Name, int Type), FunctionHandle> _importIndex = [];
    private readonly List<FunctionBuilder> _functions = [];
    private readonly List<Global> _globals = [];
    private readonly Dictionary<int, string> _globalNames = [];
    private readonly List<(string Name, ExportKind Kind, int Index, FunctionHandle Function)> _exports = [];
    private readonly List<CustomSection> _customs = [];
    private readonly List<string> _files = [];
    private readonly Dictionary<string, int> _fileIndex = new(StringComparer.Ordinal);

    /// <summary>Static memory.</summary>
    public DataBuilder Data { get; } = new();

    /// <summary>Bytes of stack area: call depth and memory frames. A multiple of 16.</summary>
    public uint StackSize { get; set; } = DefaultStackSize;

    /// <summary>The memory's largest size, in pages.</summary>
    public uint MaximumPages { get; set; } = 65536;

    /// <summary>The function to start; its type is [] → [].</summary>
    public FunctionHandle Entry { get; set; }

    /// <summary>What made the module.</summary>
    public string? Producer { get; set; }

    /// <summary>False leaves names and lines out.</summary>
    public bool HasDebugInformation { get; set; } = true;

    /// <summary>False leaves out the names of parameters and locals, which only people who read the code need.</summary>
    public bool HasLocalNames { get; set; } = true;

    /// <summary>True for a module that is to be linked: references are recorded as relocations.</summary>
    public bool IsRelocatable { get; init; }

    /// <summary>Functions with code begun so far.</summary>
    public IReadOnlyList<FunctionBuilder> Functions => _functions;

    /// <summary>The index of a signature.</summary>
    public int Type(FunctionType type)
    {
        if (!_typeIndex.TryGetValue(type, out int index))
        {
            index = _types.Count;
            _types.Add(type);
            _typeIndex.Add(type, index);
        }

        return index;
    }

    /// <summary>The index of a signature in letters, as "il&gt;i".</summary>
    public int Type(string letters)
    {
        if (!_typeLetters.TryGetValue(letters, out int index))
        {
            index = Type(FunctionType.FromLetters(letters));
            _typeLetters.Add(letters, index);
        }

        return index;
    }

    /// <summary>The signature at an index.</summary>
    public FunctionType TypeAt(int index) => _types[index];

    /// <summary>An imported function; the same one for the same name and signature.</summary>
    public FunctionHandle Import(string module, string name, string letters)
    {
        (string, string, int) key = (module, name, Type(letters));
        if (!_importIndex.TryGetValue(key, out FunctionHandle handle))
        {
            handle = FunctionHandle.ForImport(_imports.Count);
            _imports.Add(new Import(module, name, key.Item3));
            _importIndex.Add(key, handle);
        }

        return handle;
    }

    /// <summary>Begins a function with code.</summary>
    /// <param name="name">Its name for people.</param>
    /// <param name="type">Its signature's index.</param>
    public FunctionBuilder Function(string name, int type)
    {
        FunctionBuilder function = new(this, FunctionHandle.ForFunction(_functions.Count), name, type);
        _functions.Add(function);
        return function;
    }

    /// <summary>Adds a global variable.</summary>
    /// <returns>Its index.</returns>
    public int Global(ValueType type, bool isMutable, ulong initial, string? name = null)
    {
        if (name is not null)
        {
            _globalNames.Add(_globals.Count, name);
        }

        _globals.Add(new Global(type, isMutable, initial));
        return _globals.Count - 1;
    }

    /// <summary>The global at an index.</summary>
    public Global GlobalAt(int index) => _globals[index];

    /// <summary>A function's signature.</summary>
    public FunctionType TypeOf(FunctionHandle function) =>
        _types[function.IsImport ? _imports[function.Number].Type : _functions[function.Number].TypeIndex];

    /// <summary>Exports a function.</summary>
    public void Export(string name, FunctionHandle function) => _exports.Add((name, ExportKind.Function, 0, function));

    /// <summary>Exports the memory or a global.</summary>
    public void Export(string name, ExportKind kind, int index) => _exports.Add((name, kind, index, default));

    /// <summary>Adds bytes of the language's own.</summary>
    public void Custom(string name, ReadOnlyMemory<byte> bytes) => _customs.Add(new CustomSection(name, bytes));

    /// <summary>The number of a source file for line marks.</summary>
    public int File(string path)
    {
        if (!_fileIndex.TryGetValue(path, out int index))
        {
            index = _files.Count;
            _files.Add(path);
            _fileIndex.Add(path, index);
        }

        return index;
    }

    /// <summary>The function's place in the finished module's index space; final once no import is added any more.</summary>
    public int IndexOf(FunctionHandle function) =>
        function.IsImport ? function.Number : _imports.Count + function.Number;

    /// <summary>The finished module. The builder is used up.</summary>
    /// <exception cref="InvalidOperationException">A label was used but never marked, or a function exceeds a limit.</exception>
    public PcodeModule Build()
    {
        Function[] functions = new Function[_functions.Count];
        NameSection names = new() { Globals = _globalNames };
        LineSection lines = new() { Files = [.. _files] };
        List<Relocation> relocations = [];
        for (int i = 0; i < functions.Length; i++)
        {
            FunctionBuilder builder = _functions[i];
            int index = _imports.Count + i;
            functions[i] = builder.Build(IndexOf, out LineEntry[] entries, relocations);
            names.Functions.Add(index, builder.Name);
            if (HasLocalNames && builder.LocalNames() is { } locals)
            {
                names.Locals.Add(index, locals);
            }

            if (entries.Length > 0)
            {
                lines.Functions.Add(index, entries);
            }
        }

        DataSegment[] data = Data.Build(IndexOf);
        return new PcodeModule
        {
            Types = [.. _types],
            Imports = [.. _imports],
            Functions = functions,
            Memory = LayOutMemory(),
            Globals = [.. _globals],
            Exports = [.. _exports.Select(e =>
                new Export(e.Name, e.Kind, e.Kind == ExportKind.Function ? IndexOf(e.Function) : e.Index))],
            Entry = Entry.IsValid ? IndexOf(Entry) : -1,
            Data = data,
            Names = HasDebugInformation ? names : null,
            Lines = HasDebugInformation ? lines : null,
            Producer = Producer,
            Customs = [.. _customs],
            Relocations = [.. relocations],
        };
    }

    private MemoryType LayOutMemory()
    {
        uint stackBase = (Data.End + 15) & ~15u;
        ulong pages = ((ulong)stackBase + StackSize + 65535) / 65536;
        return new MemoryType((uint)pages, Math.Max((uint)pages, MaximumPages), stackBase, StackSize);
    }
}

namespace ProcVM.Module;

/// <summary>A P-code module in memory, section by section (SPEC.md section 2). Immutable once built; not necessarily
/// verified.</summary>
public sealed class PcodeModule
{
    /// <summary>The format's version.</summary>
    public const uint Version = 1;

    /// <summary>The file it was read from, for messages; empty when it was made in memory.</summary>
    public string FileName { get; init; } = "";

    /// <summary>Signatures.</summary>
    public required FunctionType[] Types { get; init; }

    /// <summary>Imported functions: the first of the function index space.</summary>
    public required Import[] Imports { get; init; }

    /// <summary>Functions with code: the function index space after the imports.</summary>
    public required Function[] Functions { get; init; }

    /// <summary>Tables of references.</summary>
    public TableType[] Tables { get; init; } = None<TableType>.Items;

    /// <summary>The memory.</summary>
    public MemoryType Memory { get; init; }

    /// <summary>Global variables.</summary>
    public Global[] Globals { get; init; } = None<Global>.Items;

    /// <summary>What other code may name.</summary>
    public Export[] Exports { get; init; } = None<Export>.Items;

    /// <summary>Index of the function to start, or −1.</summary>
    public int Entry { get; init; } = -1;

    /// <summary>Element segments.</summary>
    public ElementSegment[] Elements { get; init; } = None<ElementSegment>.Items;

    /// <summary>Data segments.</summary>
    public DataSegment[] Data { get; init; } = None<DataSegment>.Items;

    /// <summary>Names for people; null when stripped.</summary>
    public NameSection? Names
    {
        get => field ?? LazyNames?.Value;
        init;
    }

    /// <summary>Source lines; null when stripped.</summary>
    public LineSection? Lines
    {
        get => field ?? LazyLines?.Value;
        init;
    }

    /// <summary>What made the module; null when unknown.</summary>
    public string? Producer { get; init; }

    /// <summary>Sections owned by a language.</summary>
    public CustomSection[] Customs { get; init; } = None<CustomSection>.Items;

    /// <summary>Places for a linker to patch; empty in a program.</summary>
    public Relocation[] Relocations { get; init; } = None<Relocation>.Items;

    /// <summary>Names that are parsed when somebody asks.</summary>
    internal Lazy<NameSection?>? LazyNames { private get; init; }

    /// <summary>Lines that are parsed when somebody asks.</summary>
    internal Lazy<LineSection?>? LazyLines { private get; init; }

    /// <summary>Number of functions, imports included.</summary>
    public int FunctionCount => Imports.Length + Functions.Length;

    /// <summary>The signature of a function or import.</summary>
    public FunctionType TypeOf(int function) => Types[
        function < Imports.Length ? Imports[function].Type : Functions[function - Imports.Length].Type];

    /// <summary>A function's name for people: from the name section, else the import's or export's, else "fN".</summary>
    public string NameOf(int function)
    {
        if (Names is not null && Names.Functions.TryGetValue(function, out string? name))
        {
            return name;
        }

        if (function < Imports.Length)
        {
            return Imports[function].Module + "." + Imports[function].Name;
        }

        foreach (Export export in Exports)
        {
            if (export.Kind == ExportKind.Function && export.Index == function)
            {
                return export.Name;
            }
        }

        return "f" + function.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }
}

/// <summary>An imported function.</summary>
/// <param name="Module">The map's personality, as "pvm".</param>
/// <param name="Name">The call's name.</param>
/// <param name="Type">Type index.</param>
public readonly record struct Import(string Module, string Name, int Type);

/// <summary>A function with code.</summary>
public sealed class Function
{
    /// <summary>The largest memory frame, in bytes.</summary>
    public const uint MaxFrame = 16 << 20;

    /// <summary>Type index.</summary>
    public required int Type { get; init; }

    /// <summary>Bytes of memory frame, a multiple of 16.</summary>
    public uint Frame { get; init; }

    /// <summary>Locals after the parameters.</summary>
    public ValueType[] Locals { get; init; } = None<ValueType>.Items;

    /// <summary>Labels, by number.</summary>
    public Label[] Labels { get; init; } = None<Label>.Items;

    /// <summary>Instructions.</summary>
    public required ReadOnlyMemory<byte> Code { get; init; }

    /// <summary>Byte of the file at which the code starts; −1 when it was made in memory.</summary>
    public int CodeStart { get; init; } = -1;
}

/// <summary>A label's declaration.</summary>
/// <param name="IsEscapeTarget">True when <c>escape</c> may name it.</param>
/// <param name="Stack">The operand stack at it, bottom to top.</param>
public readonly record struct Label(bool IsEscapeTarget, ValueType[] Stack);

/// <summary>A table's bounds, in entries.</summary>
public readonly record struct TableType(uint Minimum, uint Maximum);

/// <summary>The memory's bounds.</summary>
/// <param name="Minimum">Pages at first.</param>
/// <param name="Maximum">Pages it may grow to.</param>
/// <param name="StackBase">Address of the stack area.</param>
/// <param name="StackSize">Bytes in the stack area; also the limit of call depth.</param>
public readonly record struct MemoryType(uint Minimum, uint Maximum, uint StackBase, uint StackSize);

/// <summary>A global variable.</summary>
/// <param name="Type">Its type.</param>
/// <param name="IsMutable">False for a constant.</param>
/// <param name="Initial">Its first value's bits, zero-extended.</param>
public readonly record struct Global(ValueType Type, bool IsMutable, ulong Initial);

/// <summary>What an export names.</summary>
public enum ExportKind : byte
{
    /// <summary>A function.</summary>
    Function,

    /// <summary>A table.</summary>
    Table,

    /// <summary>The memory.</summary>
    Memory,

    /// <summary>A global.</summary>
    Global,
}

/// <summary>An exported item.</summary>
public readonly record struct Export(string Name, ExportKind Kind, int Index);

/// <summary>References for a table.</summary>
/// <param name="IsActive">Copied when the instance is made.</param>
/// <param name="Table">Destination table of an active segment.</param>
/// <param name="Offset">Destination index of an active segment.</param>
/// <param name="References">0 for null, function index + 1 otherwise.</param>
public readonly record struct ElementSegment(bool IsActive, int Table, uint Offset, uint[] References);

/// <summary>Bytes for the memory.</summary>
/// <param name="IsActive">Copied when the instance is made.</param>
/// <param name="Offset">Destination address of an active segment.</param>
/// <param name="Bytes">The bytes.</param>
public readonly record struct DataSegment(bool IsActive, uint Offset, ReadOnlyMemory<byte> Bytes);

/// <summary>Names for people, by index.</summary>
public sealed class NameSection
{
    /// <summary>Function names.</summary>
    public Dictionary<int, string> Functions { get; init; } = [];

    /// <summary>Global names.</summary>
    public Dictionary<int, string> Globals { get; init; } = [];

    /// <summary>Names of parameters and locals, by function.</summary>
    public Dictionary<int, string[]> Locals { get; init; } = [];
}

/// <summary>Where code came from.</summary>
public sealed class LineSection
{
    /// <summary>Source paths.</summary>
    public string[] Files { get; init; } = [];

    /// <summary>Line entries by function, in order of code offset.</summary>
    public Dictionary<int, LineEntry[]> Functions { get; init; } = [];

    /// <summary>The source line of the instruction at a code offset; false when unknown.</summary>
    public bool TryFind(int function, int codeOffset, out string file, out int line)
    {
        if (Functions.TryGetValue(function, out LineEntry[]? entries))
        {
            int low = 0;
            int high = entries.Length;
            while (low < high)
            {
                int middle = (low + high) / 2;
                if (entries[middle].CodeOffset <= codeOffset)
                {
                    low = middle + 1;
                }
                else
                {
                    high = middle;
                }
            }

            if (low > 0)
            {
                file = Files[entries[low - 1].File];
                line = entries[low - 1].Line;
                return true;
            }
        }

        file = "";
        line = 0;
        return false;
    }
}

/// <summary>From this offset on, code comes from this line.</summary>
public readonly record struct LineEntry(int CodeOffset, int File, int Line);

/// <summary>Bytes owned by a language.</summary>
public readonly record struct CustomSection(string Name, ReadOnlyMemory<byte> Bytes);

/// <summary>A place in code whose immediate a linker fills in.</summary>
/// <param name="Function">Function index.</param>
/// <param name="CodeOffset">Offset of the immediate in the function's code; it is written in 5 bytes.</param>
/// <param name="Kind">What the immediate is.</param>
/// <param name="Symbol">The name to resolve, with "+n" for an addend perhaps.</param>
public readonly record struct Relocation(int Function, int CodeOffset, RelocationKind Kind, string Symbol);

/// <summary>What a relocated immediate is.</summary>
public enum RelocationKind : byte
{
    /// <summary>A function index (of call).</summary>
    Function,

    /// <summary>A function reference (of i32.const): index + 1.</summary>
    Reference,

    /// <summary>A data address (of i32.const).</summary>
    Address,

    /// <summary>A global index.</summary>
    Global,

    /// <summary>A type index.</summary>
    Type,
}

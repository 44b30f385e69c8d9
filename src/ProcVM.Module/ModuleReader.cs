using System.Buffers.Binary;
using ProcVM.Core;

namespace ProcVM.Module;

/// <summary>Reads binary modules (SPEC.md section 2). Input may be hostile: nothing is allocated beyond a small multiple of
/// what the input holds, and nothing throws.</summary>
public sealed class ModuleReader
{
    private const int HeaderSize = 8;

    private readonly ReadOnlyMemory<byte> _data;
    private readonly string _file;
    private readonly bool _lazy;
    private readonly List<Diagnostic> _warnings = [];
    private FunctionType[] _types = [];
    private Import[] _imports = None<Import>.Items;
    private int[] _functionTypes = [];
    private Function[] _functions = [];
    private TableType[] _tables = None<TableType>.Items;
    private MemoryType _memory;
    private Global[] _globals = None<Global>.Items;
    private Export[] _exports = None<Export>.Items;
    private int _entry = -1;
    private ElementSegment[] _elements = None<ElementSegment>.Items;
    private DataSegment[] _segments = None<DataSegment>.Items;
    private Lazy<NameSection?>? _names;
    private Lazy<LineSection?>? _lines;
    private string? _producer;
    private CustomSection[] _customs = None<CustomSection>.Items;
    private Relocation[] _relocations = None<Relocation>.Items;

    private ModuleReader(ReadOnlyMemory<byte> data, string file, bool lazy)
    {
        _data = data;
        _file = file;
        _lazy = lazy;
    }

    /// <summary>True when the bytes begin as a module does.</summary>
    public static bool IsModule(ReadOnlySpan<byte> bytes) => bytes.StartsWith("\0pvm"u8);

    /// <summary>Reads a module. Its code and data are slices of the input, which must not change any more.</summary>
    /// <param name="data">The whole file.</param>
    /// <param name="name">The file's name, for messages.</param>
    /// <param name="lazy">True puts off the names and lines until somebody asks for them: damage there then just means
    /// that there are none, without a warning.</param>
    public static LoadResult<PcodeModule> Read(ReadOnlyMemory<byte> data, string name, bool lazy = false)
    {
        ModuleReader reader = new(data, name, lazy);
        if ((reader.ReadHeader() ?? reader.ReadSections()) is { } error)
        {
            return reader.Failure(error);
        }

        PcodeModule module = reader.Build();
        return LoadResult<PcodeModule>.Success(module, reader._warnings);
    }

    private LoadResult<PcodeModule> Failure(Diagnostic error) => LoadResult<PcodeModule>.Failure([error, .. _warnings]);

    private PcodeModule Build() => new()
    {
        FileName = _file,
        Types = _types,
        Imports = _imports,
        Functions = _functions,
        Tables = _tables,
        Memory = _memory,
        Globals = _globals,
        Exports = _exports,
        Entry = _entry,
        Elements = _elements,
        Data = _segments,
        LazyNames = _names,
        LazyLines = _lines,
        Producer = _producer,
        Customs = _customs,
        Relocations = _relocations,
    };

    private Diagnostic? ReadHeader()
    {
        ReadOnlySpan<byte> bytes = _data.Span;
        if (bytes.Length > ModuleLimits.ModuleSize)
        {
            return Fault(ModuleDiagnostics.TooLarge, 0, bytes.Length, ModuleLimits.ModuleSize);
        }

        if (!IsModule(bytes) || bytes.Length < HeaderSize)
        {
            return Fault(ModuleDiagnostics.NotAModule, 0);
        }

        uint version = BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]);
        return version == PcodeModule.Version
            ? null
            : Fault(ModuleDiagnostics.WrongVersion, 4, version, PcodeModule.Version);
    }

    private Diagnostic? ReadSections()
    {
        ReadOnlySpan<byte> bytes = _data.Span;
        int offset = HeaderSize;
        SectionId last = SectionId.None;
        while (offset < bytes.Length)
        {
            int start = offset;
            SectionId id = (SectionId)bytes[offset++];
            if (id is SectionId.None or (> SectionId.Data and < SectionId.Names))
            {
                return Fault(ModuleDiagnostics.UnknownSection, start, (int)id);
            }

            if (id <= last)
            {
                return Fault(ModuleDiagnostics.SectionOrder, start, (int)id, id.Name(), (int)last);
            }

            if (!Leb128.TryReadU32(bytes, ref offset, out uint size) || size > (uint)(bytes.Length - offset))
            {
                return Fault(ModuleDiagnostics.SectionSize, start, (int)id, id.Name(), size, bytes.Length - offset);
            }

            last = id;
            SectionReader section = new(_data, offset, offset + (int)size, id, _file);
            if (ReadSection(id, ref section) is { } error)
            {
                return error;
            }

            offset += (int)size;
        }

        return _functionTypes.Length == _functions.Length
            ? null
            : Fault(ModuleDiagnostics.CodeCount, bytes.Length, _functionTypes.Length, 0);
    }

    private Diagnostic? ReadSection(SectionId id, ref SectionReader section)
    {
        switch (id)
        {
            case SectionId.Types:
                _types = CodeSections.Types(ref section);
                break;
            case SectionId.Imports:
                _imports = CodeSections.Imports(ref section);
                break;
            case SectionId.Functions:
                _functionTypes = CodeSections.FunctionTypes(ref section);
                break;
            case SectionId.Tables:
                _tables = StateSections.Tables(ref section);
                break;
            case SectionId.Memory:
                _memory = StateSections.Memory(ref section);
                break;
            case SectionId.Globals:
                _globals = StateSections.Globals(ref section);
                break;
            case SectionId.Exports:
                _exports = StateSections.Exports(ref section);
                break;
            case SectionId.Entry:
                _entry = section.Index("function index");
                break;
            case SectionId.Elements:
                _elements = StateSections.Elements(ref section);
                break;
            case SectionId.Code:
                _functions = CodeSections.Bodies(ref section, _functionTypes);
                break;
            case SectionId.Data:
                _segments = StateSections.Data(ref section);
                break;
            default:
                return ReadOptional(id, ref section);
        }

        section.Finish();
        return section.Error;
    }

    // Sections that change nothing of what the program does: a damaged one is left out.
    private Diagnostic? ReadOptional(SectionId id, ref SectionReader section)
    {
        int start = section.Offset;
        int end = start + section.Remaining;
        switch (id)
        {
            case SectionId.Names:
                _names = new Lazy<NameSection?>(() => Names(start, end));
                _ = _lazy ? null : _names.Value;
                break;
            case SectionId.Lines:
                _lines = new Lazy<LineSection?>(() => Lines(start, end));
                _ = _lazy ? null : _lines.Value;
                break;
            case SectionId.Producer:
                string producer = section.Text("name");
                section.Finish();
                _producer = Dropped(id, section.Error) ? null : producer;
                break;
            case SectionId.Custom:
                CustomSection[] customs = ToolSections.Customs(ref section);
                section.Finish();
                _customs = Dropped(id, section.Error) ? None<CustomSection>.Items : customs;
                break;
            case SectionId.Relocations:
                _relocations = ToolSections.Relocations(ref section, _imports.Length, _functions);
                section.Finish();
                return section.Error;
            default:
                break;
        }

        return null;
    }

    private NameSection? Names(int start, int end)
    {
        SectionReader section = new(_data, start, end, SectionId.Names, _file);
        NameSection names = ToolSections.Names(ref section, _imports.Length + _functions.Length, _globals.Length, Slots);
        section.Finish();
        return Dropped(SectionId.Names, section.Error) ? null : names;
    }

    private int Slots(int function)
    {
        int code = function - _imports.Length;
        int type = code < 0 ? _imports[function].Type : _functions[code].Type;
        int parameters = type < _types.Length ? _types[type].Parameters.Length : 0;
        return parameters + (code < 0 ? 0 : _functions[code].Locals.Length);
    }

    private LineSection? Lines(int start, int end)
    {
        SectionReader section = new(_data, start, end, SectionId.Lines, _file);
        LineSection lines = ToolSections.Lines(ref section, _imports.Length, _functions);
        section.Finish();
        return Dropped(SectionId.Lines, section.Error) ? null : lines;
    }

    private bool Dropped(SectionId id, Diagnostic? error)
    {
        if (error is null)
        {
            return false;
        }

        _warnings.Add(new Diagnostic(ModuleDiagnostics.Dropped, null, id.Name(), error.Message)
        {
            File = _file,
            Offset = error.Offset,
        });
        return true;
    }

    private Diagnostic Fault(DiagnosticDescriptor descriptor, int offset, params object[] arguments) =>
        new(descriptor, null, arguments) { File = _file, Offset = offset };
}

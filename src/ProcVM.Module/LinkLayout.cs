using ProcVM.Core;

namespace ProcVM.Module;

/// <summary>Where the items of one linked module go in the program.</summary>
internal sealed class LinkMap
{
    internal required int[] Type { get; init; }

    internal required int[] Function { get; init; }

    /// <summary>Added to addresses of statics.</summary>
    internal uint Address { get; set; }

    internal int Global { get; set; }

    internal int Table { get; set; }

    internal int Data { get; set; }

    internal int Element { get; set; }

    internal int File { get; set; }

    internal Export Move(Export export) => export with
    {
        Index = export.Kind switch
        {
            ExportKind.Function => Function[export.Index],
            ExportKind.Table => export.Index + Table,
            ExportKind.Global => export.Index + Global,
            _ => export.Index,
        },
    };
}

/// <summary>Index spaces and memory of a program made of several modules.</summary>
internal sealed class LinkLayout
{
    private readonly IReadOnlyList<LinkInput> _inputs;
    private readonly List<Diagnostic> _errors;
    private readonly Dictionary<FunctionType, int> _typeIndex = [];
    private readonly Dictionary<string, int> _inputIndex = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Export>[] _exports;

    internal LinkLayout(IReadOnlyList<LinkInput> inputs, List<Diagnostic> errors)
    {
        _inputs = inputs;
        _errors = errors;
        _exports = new Dictionary<string, Export>[inputs.Count];
        Maps = new LinkMap[inputs.Count];
        for (int i = 0; i < inputs.Count; i++)
        {
            if (!_inputIndex.TryAdd(inputs[i].Name, i))
            {
                errors.Add(new Diagnostic(LinkerDiagnostics.SameName, null, inputs[i].Name));
            }

            PcodeModule module = inputs[i].Module.Module;
            _exports[i] = module.Exports.ToDictionary(e => e.Name, StringComparer.Ordinal);
            Maps[i] = new LinkMap { Type = MapTypes(module), Function = new int[module.FunctionCount] };
        }

        PlaceImports();
        PlaceItems();
        ResolveImports();
    }

    internal LinkMap[] Maps { get; }

    internal List<FunctionType> Types { get; } = [];

    internal List<Import> Imports { get; } = [];

    internal List<string> Files { get; } = [];

    internal MemoryType Memory { get; private set; }

    /// <summary>The address or reference that a relocation's symbol means: "unit:name+n" for a global of another input
    /// that holds an address, "+n" for address n of the module itself.</summary>
    internal bool TryResolveAddress(LinkMap own, string symbol, out uint address)
    {
        address = 0;
        int plus = symbol.LastIndexOf('+');
        uint addend = 0;
        if (plus >= 0 && !uint.TryParse(symbol.AsSpan(plus + 1), out addend))
        {
            return false;
        }

        string name = plus >= 0 ? symbol[..plus] : symbol;
        if (name.Length == 0)
        {
            address = own.Address + addend;
            return true;
        }

        int colon = name.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0 || !_inputIndex.TryGetValue(name[..colon], out int input) ||
            !_exports[input].TryGetValue(name[(colon + 1)..], out Export export) || export.Kind != ExportKind.Global)
        {
            return false;
        }

        Global global = _inputs[input].Module.Module.Globals[export.Index];
        address = (uint)global.Initial + Maps[input].Address + addend;
        return global.Type == ValueType.I32 && !global.IsMutable;
    }

    private int[] MapTypes(PcodeModule module)
    {
        int[] map = new int[module.Types.Length];
        for (int t = 0; t < map.Length; t++)
        {
            if (!_typeIndex.TryGetValue(module.Types[t], out map[t]))
            {
                map[t] = Types.Count;
                _typeIndex.Add(module.Types[t], map[t]);
                Types.Add(module.Types[t]);
            }
        }

        return map;
    }

    // Imports that name no input stay imports; equal ones are joined.
    private void PlaceImports()
    {
        Dictionary<Import, int> index = [];
        for (int i = 0; i < _inputs.Count; i++)
        {
            PcodeModule module = _inputs[i].Module.Module;
            for (int k = 0; k < module.Imports.Length; k++)
            {
                if (_inputIndex.ContainsKey(module.Imports[k].Module))
                {
                    continue;
                }

                Import import = module.Imports[k] with { Type = Maps[i].Type[module.Imports[k].Type] };
                if (!index.TryGetValue(import, out int place))
                {
                    place = Imports.Count;
                    index.Add(import, place);
                    Imports.Add(import);
                }

                Maps[i].Function[k] = place;
            }
        }
    }

    private void PlaceItems()
    {
        int function = Imports.Count;
        ulong end = DataBuilder.NilPage;
        uint stackSize = 0;
        uint maximum = 0;
        LinkMap next = new() { Type = [], Function = [] };
        for (int i = 0; i < _inputs.Count; i++)
        {
            PcodeModule module = _inputs[i].Module.Module;
            LinkMap map = Maps[i];
            (map.Global, map.Table, map.Data, map.Element) = (next.Global, next.Table, next.Data, next.Element);
            map.File = Files.Count;
            map.Address = (uint)(end - DataBuilder.NilPage);
            for (int f = 0; f < module.Functions.Length; f++)
            {
                map.Function[module.Imports.Length + f] = function++;
            }

            next.Global += module.Globals.Length;
            next.Table += module.Tables.Length;
            next.Data += module.Data.Length;
            next.Element += module.Elements.Length;
            Files.AddRange(module.Lines?.Files ?? []);
            end += Math.Max(module.Memory.StackBase, DataBuilder.NilPage) - DataBuilder.NilPage;
            end = (end + 15) & ~15UL;
            stackSize = module.Memory.StackSize;
            maximum = Math.Max(maximum, module.Memory.Maximum);
        }

        ulong pages = (end + stackSize + 65535) / 65536;
        if (pages > 65536 || function > ModuleLimits.Items)
        {
            _errors.Add(new Diagnostic(LinkerDiagnostics.TooLarge, null, pages > 65536 ? "memory" : "functions"));
            return;
        }

        Memory = new MemoryType((uint)pages, Math.Max(maximum, (uint)pages), (uint)end, stackSize);
    }

    private void ResolveImports()
    {
        for (int i = 0; i < _inputs.Count; i++)
        {
            PcodeModule module = _inputs[i].Module.Module;
            for (int k = 0; k < module.Imports.Length; k++)
            {
                Import import = module.Imports[k];
                if (_inputIndex.TryGetValue(import.Module, out int other))
                {
                    Maps[i].Function[k] = Resolve(_inputs[i].Name, module.Types[import.Type], import, other);
                }
            }
        }
    }

    private int Resolve(string user, FunctionType type, Import import, int input)
    {
        PcodeModule module = _inputs[input].Module.Module;
        if (!_exports[input].TryGetValue(import.Name, out Export export) || export.Kind != ExportKind.Function ||
            export.Index < module.Imports.Length)
        {
            _errors.Add(new Diagnostic(LinkerDiagnostics.Unresolved, null, user, import.Name, import.Module));
            return 0;
        }

        FunctionType actual = module.TypeOf(export.Index);
        if (!actual.Equals(type))
        {
            _errors.Add(new Diagnostic(
                LinkerDiagnostics.WrongType, null, user, import.Name, import.Module, type.Letters, actual.Letters));
        }

        return Maps[input].Function[export.Index];
    }
}

using ProcVM.Module;
using ValueType = ProcVM.Module.ValueType;

namespace ProcVM.Fuzz.Modules;

/// <summary>Makes random modules that verify and use every part of the format: the seeds of the fuzzer and the subjects
/// of the codec properties. The same seed gives the same module.</summary>
public sealed class ModuleGenerator(int seed)
{
    private static readonly string[] s_names =
        ["main", "x", "a b", "", "naïve", "q\"uote\\", "semi;colon", "@at", "%p", "tab\there", "ünïcødé ✓", "i32.add", ".func", "12", "-3", "Ω", "new\nline"];

    private readonly Random _random = new(seed);
    private readonly List<FunctionType> _types = [];
    private readonly List<Import> _imports = [];
    private readonly List<Relocation> _relocations = [];

    /// <summary>Functions planned, before any has code: calls may name any of them.</summary>
    internal List<FunctionPlan> Plans { get; } = [];

    internal IReadOnlyList<FunctionType> Types => _types;

    internal int ImportCount => _imports.Count;

    internal TableType[] Tables { get; private set; } = [];

    internal Global[] Globals { get; private set; } = [];

    internal int DataCount { get; private set; }

    internal int ElementCount { get; private set; }

    /// <summary>True when imports may be called; false gives modules that run without any host.</summary>
    public bool AllowImports { get; init; } = true;

    /// <summary>Leave places to a linker: such a module can't run.</summary>
    public bool AllowRelocations { get; init; } = true;

    /// <summary>A module.</summary>
    public PcodeModule Generate()
    {
        _types.Add(new FunctionType([], []));
        for (int i = _random.Next(6); i >= 0; i--)
        {
            _types.Add(new FunctionType(RandomTypes(4), RandomTypes(_random.Next(3) == 0 ? 3 : 1)));
        }

        for (int i = AllowImports ? _random.Next(3) : 0; i > 0; i--)
        {
            _imports.Add(new Import(Name(), Name(), _random.Next(_types.Count)));
        }

        Tables = Many(3, () => new TableType((uint)_random.Next(4), 4 + (uint)_random.Next(8)));
        Globals = Many(5, RandomGlobal);
        for (int i = 0; i < 1 + _random.Next(4); i++)
        {
            Plans.Add(new FunctionPlan(i == 0 ? 0 : _random.Next(_types.Count), 16u * (uint)_random.Next(3), RandomTypes(6)));
        }

        ElementSegment[] elements = RandomElements();
        DataSegment[] data = Many(4, RandomData);
        ElementCount = elements.Length;
        DataCount = data.Length;
        LineSection? lines = _random.Next(3) > 0 ? new LineSection { Files = ["a.pas", "dir/b c.pas", "ü.pas"] } : null;
        Function[] functions = new Function[Plans.Count];
        for (int i = 0; i < functions.Length; i++)
        {
            functions[i] = new FunctionGenerator(this, _random, i).Generate(lines, _relocations);
        }

        return Assemble(functions, elements, data, lines);
    }

    internal string Name() => s_names[_random.Next(s_names.Length)] + (_random.Next(2) == 0 ? _random.Next(100) : "");

    internal FunctionType TypeOf(int function) => _types[
        function < _imports.Count ? _imports[function].Type : Plans[function - _imports.Count].Type];

    internal ValueType RandomType() => (ValueType)(0x7C + _random.Next(4));

    internal ValueType[] RandomTypes(int most) => [.. Enumerable.Range(0, _random.Next(most + 1)).Select(_ => RandomType())];

    private PcodeModule Assemble(Function[] functions, ElementSegment[] elements, DataSegment[] data, LineSection? lines)
    {
        int count = _imports.Count + functions.Length;
        return new PcodeModule
        {
            Types = [.. _types],
            Imports = [.. _imports],
            Functions = functions,
            Tables = Tables,
            Memory = new MemoryType(2, 2 + (uint)_random.Next(8), 1024, 65536),
            Globals = Globals,
            Exports = [.. Enumerable.Range(0, _random.Next(4)).Select(i => RandomExport(i, count))],
            Entry = _random.Next(8) > 0 ? _imports.Count : -1,
            Elements = elements,
            Data = data,
            Names = _random.Next(3) > 0 ? RandomNames(count) : null,
            Lines = lines,
            Producer = _random.Next(2) == 0 ? "generator " + Name() : null,
            Customs = Many(2, () => new CustomSection(Name(), RandomBytes())),
            Relocations = AllowRelocations ? [.. _relocations] : [],
        };
    }

    private Global RandomGlobal()
    {
        ValueType type = RandomType();
        ulong bits = (ulong)_random.NextInt64(long.MinValue, long.MaxValue) >> _random.Next(64);
        return new Global(type, _random.Next(3) > 0, type is ValueType.I32 or ValueType.F32 ? (uint)bits : bits);
    }

    private ElementSegment[] RandomElements() => Many(3, () =>
    {
        int functions = _imports.Count + Plans.Count;
        int table = _random.Next(Math.Max(1, Tables.Length));
        bool isActive = Tables.Length > 0 && _random.Next(2) == 0;
        uint room = isActive ? Tables[table].Minimum : 5;
        uint[] references = [.. Enumerable.Range(0, _random.Next((int)room + 1)).Select(_ => (uint)_random.Next(functions + 1))];
        return isActive
            ? new ElementSegment(true, table, (uint)_random.Next((int)room - references.Length + 1), references)
            : new ElementSegment(false, 0, 0, references);
    });

    private DataSegment RandomData() => _random.Next(2) == 0
        ? new DataSegment(true, (uint)_random.Next(65536), RandomBytes())
        : new DataSegment(false, 0, RandomBytes());

    private byte[] RandomBytes()
    {
        byte[] bytes = new byte[_random.Next(60)];
        if (_random.Next(2) == 0)
        {
            _random.NextBytes(bytes);
        }
        else
        {
            bytes.AsSpan().Fill((byte)_random.Next(32, 127));
        }

        return bytes;
    }

    private Export RandomExport(int number, int functions)
    {
        string name = Name() + "#" + number;
        return _random.Next(4) switch
        {
            0 when Tables.Length > 0 => new Export(name, ExportKind.Table, _random.Next(Tables.Length)),
            1 => new Export(name, ExportKind.Memory, 0),
            2 when Globals.Length > 0 => new Export(name, ExportKind.Global, _random.Next(Globals.Length)),
            _ => new Export(name, ExportKind.Function, _random.Next(functions)),
        };
    }

    private NameSection RandomNames(int functions)
    {
        NameSection names = new();
        for (int i = 0; i < functions; i++)
        {
            if (_random.Next(3) > 0)
            {
                names.Functions.Add(i, Name());
            }

            int slots = TypeOf(i).Parameters.Length + (i < ImportCount ? 0 : Plans[i - ImportCount].Locals.Length);
            if (slots > 0 && _random.Next(3) == 0)
            {
                names.Locals.Add(i, [.. Enumerable.Range(1, _random.Next(slots)).Select(_ => Name()), "last"]);
            }
        }

        for (int i = 0; i < Globals.Length; i++)
        {
            if (_random.Next(2) == 0)
            {
                names.Globals.Add(i, Name());
            }
        }

        return names;
    }

    private T[] Many<T>(int most, Func<T> make) => [.. Enumerable.Range(0, _random.Next(most + 1)).Select(_ => make())];
}

/// <summary>What is settled of a function before its code: a large frame makes it have an escape target as label 0. Compiling tiers leave such functions
/// to the interpreter, and those with several results: so most are different.</summary>
internal sealed record FunctionPlan(int Type, uint Frame, ValueType[] Locals)
{
    internal bool HasEscapeTarget => Frame > 16;
}

using ProcVM.Module;

namespace ProcVM.Fuzz.Modules;

/// <summary>Changes a module in a few places, most often such that reader and verifier have something to think about.</summary>
internal sealed class ModuleMutator(int seed)
{
    private readonly Random _random = new(seed);

    /// <summary>A changed copy of a module that verifies.</summary>
    internal byte[] Mutate(byte[] original)
    {
        if (_random.Next(10) < 3)
        {
            return new SectionMutator(_random).Mutate(original);
        }

        PcodeModule module = ModuleReader.Read(original, "seed.pcode").Value!;
        for (int i = _random.Next(1, 4); i > 0; i--)
        {
            module = _random.Next(10) < 8 ? InFunction(module) : InState(module);
        }

        return ModuleWriter.ToArray(module);
    }

    private PcodeModule InFunction(PcodeModule module)
    {
        List<Function> functions = [.. module.Functions];
        if (functions.Count == 0)
        {
            return module;
        }

        int place = _random.Next(functions.Count);
        switch (_random.Next(24))
        {
            case 0:
                functions.Add(functions[place]);
                break;
            case 1:
                functions.RemoveAt(place);
                break;
            case 2:
                functions[place] = functions[_random.Next(functions.Count)];
                break;
            default:
                functions[place] = new FunctionMutator(_random, module).Mutate(functions[place]);
                break;
        }

        return Copy(module, functions: [.. functions]);
    }

    private PcodeModule InState(PcodeModule module)
    {
        MemoryType memory = module.Memory;
        switch (_random.Next(8))
        {
            case 0:
                return Copy(module, memory: memory with { Minimum = (uint)_random.Next(4) });
            case 1:
                return Copy(module, memory: memory with { Maximum = Number() });
            case 2:
                return Copy(module, memory: memory with { StackSize = Number() & 0x1FFF0 });
            case 3:
                return Copy(module, memory: memory with { StackBase = Number() & ~15u });
            case 4 when module.Tables.Length > 0:
                TableType[] tables = [.. module.Tables];
                tables[_random.Next(tables.Length)] = new TableType((uint)_random.Next(8), (uint)_random.Next(20));
                return Copy(module, tables: tables);
            case 5 when module.Globals.Length > 0:
                Global[] globals = [.. module.Globals];
                int global = _random.Next(globals.Length);
                globals[global] = globals[global] with { IsMutable = _random.Next(4) > 0, Initial = Number() };
                return Copy(module, globals: globals);
            case 6:
                return Copy(module, entry: _random.Next(-1, module.FunctionCount + 1));
            default:
                return Copy(module, data: [.. module.Data, new DataSegment(true, Number(), new byte[_random.Next(9)])]);
        }
    }

    private uint Number() => _random.Next(4) switch
    {
        0 => (uint)_random.Next(),
        1 => uint.MaxValue - (uint)_random.Next(20),
        _ => (uint)_random.Next(70_000),
    };

    private static PcodeModule Copy(
        PcodeModule module,
        Function[]? functions = null,
        MemoryType? memory = null,
        TableType[]? tables = null,
        Global[]? globals = null,
        int? entry = null,
        DataSegment[]? data = null) => new()
        {
            Types = module.Types,
            Imports = module.Imports,
            Functions = functions ?? module.Functions,
            Tables = tables ?? module.Tables,
            Memory = memory ?? module.Memory,
            Globals = globals ?? module.Globals,
            Exports = module.Exports,
            Entry = entry ?? module.Entry,
            Elements = module.Elements,
            Data = data ?? module.Data,
            Names = module.Names,
            Lines = module.Lines,
            Producer = module.Producer,
            Customs = module.Customs,
        };
}

namespace ProcVM.Module.Tests.Wasm;

/// <summary>Makes P-code modules of a WebAssembly module as SPEC.md section 11 says: one for each export that takes no
/// parameters, whose entry runs the start function, calls the export and reports its results to the host.</summary>
internal static class WasmLowering
{
    /// <summary>The import module of the reports.</summary>
    internal const string ReportModule = "report";

    private const uint StackSize = 1 << 17;

    internal static PcodeModule Lower(WasmModule wasm, string export)
    {
        List<FunctionType> types = [.. wasm.Types];
        List<Import> imports = [.. wasm.Imports.Select(import => new Import(import.Module, import.Name, import.Type))];
        Dictionary<ValueType, int> reports = [];
        foreach (ValueType type in (ReadOnlySpan<ValueType>)[ValueType.I32, ValueType.I64, ValueType.F32, ValueType.F64])
        {
            reports[type] = imports.Count;
            types.Add(new FunctionType([type], []));
            imports.Add(new Import(ReportModule, type.Name(), types.Count - 1));
        }

        types.Add(new FunctionType([], []));
        int added = imports.Count - wasm.Imports.Count;
        int Moved(int function) => function < wasm.Imports.Count ? function : function + added;
        List<Function> functions = [];
        for (int i = 0; i < wasm.Bodies.Count; i++)
        {
            functions.Add(new WasmFunctionLowering(wasm, i, Moved).Lower());
        }

        int target = wasm.Exports.First(item => item.Name == export).Index;
        functions.Add(Entry(wasm, target, Moved, reports, types.Count - 1));
        (uint minimum, uint maximum) = wasm.Memory ?? (0, 0);
        return new PcodeModule
        {
            Types = [.. types],
            Imports = [.. imports],
            Functions = [.. functions],
            Tables = [.. wasm.Tables],
            Memory = new MemoryType(minimum, maximum, 0, StackSize),
            Globals = [.. wasm.Globals.Select(global => new Global(global.Type, global.IsMutable, global.Initial))],
            Exports = [.. wasm.Exports.Select(item => new Export(
                item.Name, (ExportKind)item.Kind, item.Kind == 0 ? Moved(item.Index) : item.Index))],
            Entry = imports.Count + functions.Count - 1,
            Elements = [.. wasm.Elements.Select(segment => segment with
            {
                References = [.. segment.References.Select(r => r == 0 ? 0 : (uint)Moved((int)r - 1) + 1)],
            })],
            Data = [.. wasm.Data],
        };
    }

    private static Function Entry(
        WasmModule wasm, int target, Func<int, int> moved, Dictionary<ValueType, int> reports, int type)
    {
        CodeBuffer code = new();
        if (wasm.Start >= 0)
        {
            code.WriteByte((byte)Opcode.Call);
            code.WriteU32((uint)moved(wasm.Start));
        }

        code.WriteByte((byte)Opcode.Call);
        code.WriteU32((uint)moved(target));
        ValueType[] results = wasm.TypeOf(target).Results.ToArray();

        // Reported from the first on: into locals, top first.
        for (int i = results.Length - 1; i >= 0; i--)
        {
            code.WriteByte((byte)Opcode.LocalSet);
            code.WriteU32((uint)i);
        }

        for (int i = 0; i < results.Length; i++)
        {
            code.WriteByte((byte)Opcode.LocalGet);
            code.WriteU32((uint)i);
            code.WriteByte((byte)Opcode.Call);
            code.WriteU32((uint)reports[results[i]]);
        }

        code.WriteByte((byte)Opcode.Return);
        return new Function { Type = type, Locals = results, Code = code.Written.ToArray() };
    }
}

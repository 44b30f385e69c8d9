namespace ProcVM.Module.Tests.Wasm;

/// <summary>A WebAssembly 2.0 module as far as P-code has a counterpart for it. References are i32 here already.</summary>
internal sealed class WasmModule
{
    internal List<FunctionType> Types { get; } = [];

    internal List<(string Module, string Name, int Type)> Imports { get; } = [];

    internal List<int> FunctionTypes { get; } = [];

    internal List<TableType> Tables { get; } = [];

    internal (uint Minimum, uint Maximum)? Memory { get; set; }

    internal List<(ValueType Type, bool IsMutable, ulong Initial)> Globals { get; } = [];

    internal List<(string Name, byte Kind, int Index)> Exports { get; } = [];

    internal int Start { get; set; } = -1;

    /// <summary>References as P-code has them, but with WebAssembly's function indices.</summary>
    internal List<ElementSegment> Elements { get; } = [];

    internal List<(ValueType[] Locals, byte[] Code)> Bodies { get; } = [];

    internal List<DataSegment> Data { get; } = [];

    internal FunctionType TypeOf(int function) =>
        Types[function < Imports.Count ? Imports[function].Type : FunctionTypes[function - Imports.Count]];
}

using System.Runtime.InteropServices;
using ProcVM.Module;

namespace ProcVM.Jit.Cache;

/// <summary>A digest of all of a module that its code can depend on: of everything but what is there for people and linkers.</summary>
/// <remarks>Not of the module's file, which a compiled source has none of, and which has names and lines. Each list has its length before it.</remarks>
internal static class ModuleDigest
{
    /// <summary>The digest in hexadecimal.</summary>
    public static string Of(PcodeModule module)
    {
        Sha256 sha = new();
        sha.Add((ulong)module.Types.Length);
        foreach (FunctionType type in module.Types)
        {
            Add(sha, type.Letters);
        }

        sha.Add((ulong)module.Imports.Length);
        foreach (Import import in module.Imports)
        {
            Add(sha, import.Module);
            Add(sha, import.Name);
            sha.Add((ulong)import.Type);
        }

        sha.Add((ulong)module.Functions.Length);
        foreach (Function function in module.Functions)
        {
            Add(sha, function);
        }

        AddState(sha, module);
        return sha.Text();
    }

    private static void Add(Sha256 sha, Function function)
    {
        sha.Add((ulong)function.Type);
        sha.Add(function.Frame);
        Add(sha, function.Locals);
        sha.Add((ulong)function.Labels.Length);
        foreach (Module.Label label in function.Labels)
        {
            sha.Add(label.IsEscapeTarget ? 1UL : 0);
            Add(sha, label.Stack);
        }

        Add(sha, function.Code.Span);
    }

    private static void AddState(Sha256 sha, PcodeModule module)
    {
        sha.Add((ulong)module.Tables.Length);
        foreach (TableType table in module.Tables)
        {
            sha.Add(table.Minimum);
            sha.Add(table.Maximum);
        }

        sha.Add(module.Memory.Minimum);
        sha.Add(module.Memory.Maximum);
        sha.Add(module.Memory.StackBase);
        sha.Add(module.Memory.StackSize);
        sha.Add((ulong)module.Globals.Length);
        foreach (Global global in module.Globals)
        {
            sha.Add((ulong)global.Type);
            sha.Add(global.IsMutable ? 1UL : 0);
            sha.Add(global.Initial);
        }

        sha.Add((ulong)(long)module.Entry);
        sha.Add((ulong)module.Elements.Length);
        foreach (ElementSegment segment in module.Elements)
        {
            sha.Add(segment.IsActive ? 1UL : 0);
            sha.Add((ulong)segment.Table);
            sha.Add(segment.Offset);
            Add(sha, MemoryMarshal.AsBytes(segment.References.AsSpan()));
        }

        sha.Add((ulong)module.Data.Length);
        foreach (DataSegment segment in module.Data)
        {
            sha.Add(segment.IsActive ? 1UL : 0);
            sha.Add(segment.Offset);
            Add(sha, segment.Bytes.Span);
        }
    }

    private static void Add(Sha256 sha, string text) => Add(sha, MemoryMarshal.AsBytes(text.AsSpan()));

    private static void Add(Sha256 sha, ReadOnlySpan<byte> bytes)
    {
        sha.Add((ulong)bytes.Length);
        sha.Add(bytes);
    }

    private static void Add(Sha256 sha, ValueType[] types)
    {
        sha.Add((ulong)types.Length);
        foreach (ValueType type in types)
        {
            sha.Add((ulong)type);
        }
    }
}

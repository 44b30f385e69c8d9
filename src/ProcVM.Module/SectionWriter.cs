using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace ProcVM.Module;

/// <summary>Collects one section's payload after the other behind a module's header.</summary>
internal sealed class SectionWriter
{
    private readonly CodeBuffer _payload = new(1024);
    private readonly CodeBuffer _body = new();

    internal SectionWriter()
    {
        Output = new CodeBuffer(1024);
        Output.WriteBytes("\0pvm"u8);
        Span<byte> version = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(version, PcodeModule.Version);
        Output.WriteBytes(version);
    }

    internal CodeBuffer Output { get; }

    /// <summary>Puts the payload written since the last section into the output.</summary>
    internal void End(SectionId id)
    {
        Output.WriteByte((byte)id);
        Output.WriteU32((uint)_payload.Length);
        Output.WriteBytes(_payload.Written);
        _payload.Clear();
    }

    /// <summary>A section that is one vector; none when it is empty.</summary>
    internal void Vector<T>(SectionId id, T[] items, Action<SectionWriter, T> write)
    {
        if (items.Length == 0)
        {
            return;
        }

        Index(items.Length);
        foreach (T item in items)
        {
            write(this, item);
        }

        End(id);
    }

    internal void Byte(byte value) => _payload.WriteByte(value);

    internal void U32(uint value) => _payload.WriteU32(value);

    internal void Index(int value) => _payload.WriteU32((uint)value);

    internal void Bytes(ReadOnlySpan<byte> bytes)
    {
        Index(bytes.Length);
        _payload.WriteBytes(bytes);
    }

    internal void Text(string text) => Bytes(Encoding.UTF8.GetBytes(text));

    internal void Types(ReadOnlySpan<ValueType> types) => Bytes(MemoryMarshal.AsBytes(types));

    internal void Global(Global global)
    {
        Byte((byte)global.Type);
        Byte(global.IsMutable ? (byte)1 : (byte)0);
        switch (global.Type)
        {
            case ValueType.I32:
                _payload.WriteS32((int)global.Initial);
                break;
            case ValueType.I64:
                _payload.WriteS64((long)global.Initial);
                break;
            default:
                Span<byte> bits = stackalloc byte[8];
                BinaryPrimitives.WriteUInt64LittleEndian(bits, global.Initial);
                _payload.WriteBytes(global.Type == ValueType.F32 ? bits[..4] : bits);
                break;
        }
    }

    internal void Elements(ElementSegment segment)
    {
        Byte(segment.IsActive ? (byte)0 : (byte)1);
        if (segment.IsActive)
        {
            Index(segment.Table);
            U32(segment.Offset);
        }

        Index(segment.References.Length);
        foreach (uint reference in segment.References)
        {
            U32(reference);
        }
    }

    internal void Bodies(Function[] functions)
    {
        if (functions.Length == 0)
        {
            return;
        }

        Index(functions.Length);
        foreach (Function function in functions)
        {
            _body.Clear();
            _body.WriteU32(function.Frame);
            Locals(function.Locals);
            _body.WriteU32((uint)function.Labels.Length);
            foreach (Label label in function.Labels)
            {
                _body.WriteByte(label.IsEscapeTarget ? (byte)1 : (byte)0);
                _body.WriteU32((uint)label.Stack.Length);
                _body.WriteBytes(MemoryMarshal.AsBytes(label.Stack.AsSpan()));
            }

            Index(_body.Length + function.Code.Length);
            _payload.WriteBytes(_body.Written);
            _payload.WriteBytes(function.Code.Span);
        }

        End(SectionId.Code);
    }

    internal void Names(NameSection names)
    {
        NameMap(names.Functions);
        NameMap(names.Globals);
        (int Function, int Count)[] locals =
            [.. names.Locals.OrderBy(pair => pair.Key).Select(pair => (pair.Key, CountOf(pair.Value))).Where(l => l.Item2 > 0)];
        Index(locals.Length);
        foreach ((int function, int count) in locals)
        {
            Index(function);
            Index(count);
            foreach (string local in names.Locals[function].AsSpan(0, count))
            {
                Text(local);
            }
        }

        End(SectionId.Names);
    }

    internal void Lines(LineSection lines)
    {
        Index(lines.Files.Length);
        foreach (string file in lines.Files)
        {
            Text(file);
        }

        KeyValuePair<int, LineEntry[]>[] functions =
            [.. lines.Functions.Where(pair => pair.Value.Length > 0).OrderBy(pair => pair.Key)];
        Index(functions.Length);
        foreach ((int function, LineEntry[] entries) in functions)
        {
            Index(function);
            Index(entries.Length);
            LineEntry last = default;
            foreach (LineEntry entry in entries)
            {
                Index(entry.CodeOffset - last.CodeOffset);
                Index(entry.File);
                _payload.WriteS32(entry.Line - last.Line);
                last = entry;
            }
        }

        End(SectionId.Lines);
    }

    // An empty name is none: those at the end aren't written.
    private static int CountOf(string[] names) => Array.FindLastIndex(names, name => name.Length > 0) + 1;

    private void NameMap(Dictionary<int, string> names)
    {
        Index(names.Count);
        foreach ((int index, string name) in names.OrderBy(pair => pair.Key))
        {
            Index(index);
            Text(name);
        }
    }

    // Equal neighbours share a run, so that equal locals always give equal bytes.
    private void Locals(ValueType[] locals)
    {
        int runs = 0;
        for (int i = 0; i < locals.Length; i++)
        {
            runs += i == 0 || locals[i] != locals[i - 1] ? 1 : 0;
        }

        _body.WriteU32((uint)runs);
        for (int i = 0; i < locals.Length;)
        {
            int start = i;
            while (i < locals.Length && locals[i] == locals[start])
            {
                i++;
            }

            _body.WriteU32((uint)(i - start));
            _body.WriteByte((byte)locals[start]);
        }
    }
}

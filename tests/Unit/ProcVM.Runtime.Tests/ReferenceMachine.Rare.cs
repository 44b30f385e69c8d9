using ProcVM.Core;
using ProcVM.Module;
using ValueType = ProcVM.Module.ValueType;

namespace ProcVM.Runtime.Tests;

/// <summary>A host call of the reference machine: arguments with one NaN each, the memory, the results.</summary>
internal delegate HostCallStatus ReferenceHostCall(int import, ulong[] arguments, Span<byte> memory, out ulong[] results);

/// <summary>What programs seldom do: host calls, tables, segments, growing.</summary>
internal sealed partial class ReferenceMachine
{
    private readonly uint[][] _tables;
    private readonly uint[][] _elements;
    private readonly byte[][] _data;
    private bool _isOver;

    private static uint[][] MakeTables(PcodeModule module)
    {
        uint[][] tables = [.. module.Tables.Select(t => new uint[t.Minimum])];
        foreach (ElementSegment segment in module.Elements.Where(s => s.IsActive))
        {
            segment.References.CopyTo(tables[segment.Table], segment.Offset);
        }

        return tables;
    }

    private ulong[]? CallHost(int import, ulong[] arguments)
    {
        ReadOnlySpan<ValueType> types = _module.TypeOf(import).Parameters;
        for (int i = 0; i < arguments.Length; i++)
        {
            arguments[i] = types[i] switch
            {
                ValueType.F32 => ReferenceArithmetic.Canonical32(arguments[i]),
                ValueType.F64 => ReferenceArithmetic.Canonical64(arguments[i]),
                _ => arguments[i],
            };
        }

        switch (Host!(import, arguments, Memory, out ulong[] results))
        {
            case HostCallStatus.Ok:
                return results;
            case HostCallStatus.Exit:
                End = RunEnd.Exited;
                _isOver = true;
                return null;
            default:
                Trap = (TrapKind)results[0];
                return null;
        }
    }

    private void Rare(Opcode op, ref CodeReader reader, Stack<ulong> stack)
    {
        switch (op)
        {
            case Opcode.MemoryGrow:
                Grow(stack);
                break;
            case Opcode.MemoryInit:
                CopyFrom(TrapKind.Memory, _data[reader.ReadU32()], Memory, stack);
                break;
            case Opcode.DataDrop:
                _data[reader.ReadU32()] = [];
                break;
            case Opcode.ElemDrop:
                _elements[reader.ReadU32()] = [];
                break;
            case Opcode.TableGet:
                uint[] read = _tables[reader.ReadU32()];
                uint place = (uint)stack.Pop();
                stack.Push(Has(read, place, 1) ? read[place] : 0);
                break;
            case Opcode.TableSet:
                uint[] written = _tables[reader.ReadU32()];
                uint reference = (uint)stack.Pop();
                uint at = (uint)stack.Pop();
                if (Has(written, at, 1))
                {
                    written[at] = reference;
                }

                break;
            case Opcode.TableSize:
                stack.Push((uint)_tables[reader.ReadU32()].Length);
                break;
            case Opcode.TableInit:
                uint[] segment = _elements[reader.ReadU32()];
                CopyFrom(TrapKind.Table, segment, _tables[reader.ReadU32()], stack);
                break;
            case Opcode.TableCopy:
                uint[] target = _tables[reader.ReadU32()];
                CopyFrom(TrapKind.Table, _tables[reader.ReadU32()], target, stack);
                break;
            case Opcode.TableFill:
                uint[] filled = _tables[reader.ReadU32()];
                uint count = (uint)stack.Pop();
                uint value = (uint)stack.Pop();
                uint from = (uint)stack.Pop();
                if (Has(filled, from, count))
                {
                    filled.AsSpan((int)from, (int)count).Fill(value);
                }

                break;
            default:
                GrowTable((int)reader.ReadU32(), stack);
                break;
        }
    }

    private void Grow(Stack<ulong> stack)
    {
        ulong more = (uint)stack.Pop();
        ulong old = (ulong)Memory.Length / 65536;
        if (old + more > _module.Memory.Maximum)
        {
            stack.Push(uint.MaxValue);
            return;
        }

        byte[] larger = new byte[(old + more) * 65536];
        Memory.CopyTo(larger, 0);
        Memory = larger;
        stack.Push(old);
    }

    private void GrowTable(int table, Stack<ulong> stack)
    {
        ulong more = (uint)stack.Pop();
        uint value = (uint)stack.Pop();
        ulong old = (ulong)_tables[table].Length;
        if (old + more > _module.Tables[table].Maximum)
        {
            stack.Push(uint.MaxValue);
            return;
        }

        _tables[table] = [.. _tables[table], .. Enumerable.Repeat(value, (int)more)];
        stack.Push(old);
    }

    private bool Has(uint[] table, uint from, uint count)
    {
        if ((ulong)from + count <= (ulong)table.Length)
        {
            return true;
        }

        Trap = TrapKind.Table;
        return false;
    }

    private void CopyFrom<T>(TrapKind trap, T[] source, T[] target, Stack<ulong> stack)
    {
        uint count = (uint)stack.Pop();
        uint from = (uint)stack.Pop();
        uint to = (uint)stack.Pop();
        if ((ulong)from + count > (ulong)source.Length || (ulong)to + count > (ulong)target.Length)
        {
            Trap = trap;
            return;
        }

        Array.Copy(source, from, target, to, count);
    }
}

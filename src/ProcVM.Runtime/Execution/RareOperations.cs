using ProcVM.Core;
using ProcVM.Module;

namespace ProcVM.Runtime.Execution;

/// <summary>Operations that are done outside the interpreter's loop: growing memory, tables and segments, several results,
/// non-local goto.</summary>
internal static unsafe class RareOperations
{
    /// <summary>Does the state's instruction and moves on. Gives a trap's kind, or None. Not for escape.</summary>
    // SAFETY: operands are slots of the running activation, by construction of the code.
    public static TrapKind Execute(EngineState* state, InstanceTables tables, CodeStore code, GuestMemory memory)
    {
        RegisterInstruction* ip = state->Ip;
        ulong* r = state->Slots;
        Opcode op = (Opcode)ip->Imm;
        if (op == Opcode.Return)
        {
            ReturnMany(state, code);
            return TrapKind.None;
        }

        TrapKind trap = Do(op, ip->Target, ip[1].Imm, (uint)r[ip->B], (uint)r[ip->C], (uint)r[ip[1].A], state, tables, memory, out uint? result);
        if (trap == TrapKind.None)
        {
            if (result is { } value)
            {
                r[ip->A] = value;
            }

            state->Ip += 2;
        }

        return trap;
    }

    /// <summary>Does an operation. Gives a trap's kind, or None.</summary>
    /// <param name="op">The operation.</param>
    /// <param name="first">Its first immediate.</param>
    /// <param name="second">Its second immediate.</param>
    /// <param name="a">Its first operand.</param>
    /// <param name="b">Its second operand.</param>
    /// <param name="c">Its third operand.</param>
    /// <param name="state">The state.</param>
    /// <param name="tables">The instance's tables and segments.</param>
    /// <param name="memory">The instance's memory.</param>
    /// <param name="result">Its result, or null when it has none.</param>
    public static TrapKind Do(
        Opcode op, int first, int second, uint a, uint b, uint c, EngineState* state, InstanceTables tables, GuestMemory memory,
        out uint? result)
    {
        result = null;
        bool done = true;
        switch (op)
        {
            case Opcode.MemoryGrow:
                result = Grow(state, memory, a);
                break;
            case Opcode.MemoryInit:
                return Copy(tables.Data(first), b, c, memory, a) ? TrapKind.None : TrapKind.Memory;
            case Opcode.DataDrop:
                tables.DropData(first);
                break;
            case Opcode.TableGet:
                done = a < tables.Entries(first).Length;
                result = done ? tables.Entries(first)[(int)a] : 0;
                break;
            case Opcode.TableSet:
                done = a < tables.Entries(first).Length;
                if (done)
                {
                    tables.Entries(first)[(int)a] = b;
                }

                break;
            case Opcode.TableSize:
                result = (uint)tables.Entries(first).Length;
                break;
            case Opcode.TableGrow:
                result = (uint)tables.Grow(first, b, a);
                break;
            case Opcode.TableFill:
                done = (ulong)a + c <= (ulong)tables.Entries(first).Length;
                if (done)
                {
                    tables.Entries(first).Slice((int)a, (int)c).Fill(b);
                }

                break;
            case Opcode.TableCopy:
                done = Copy(tables.Entries(second), b, c, tables.Entries(first), a);
                break;
            case Opcode.TableInit:
                done = Copy(tables.Elements(first), b, c, tables.Entries(second), a);
                break;
            case Opcode.ElemDrop:
                tables.DropElements(first);
                break;
            default:
                throw new InvalidOperationException("not a rare operation: " + op);
        }

        return done ? TrapKind.None : TrapKind.Table;
    }

    /// <summary>True when an activation of a function whose memory frame is at an address is on the stack (SPEC.md section 3).</summary>
    public static bool IsActive(EngineState* state, CodeStore code, CallFrame* bottom, int function, byte* wanted) =>
        Find(state, code, bottom, function, wanted, out _) >= 0;

    /// <summary>Resumes an activation of this interpreter at a label; false when it is none of this interpreter's.</summary>
    public static bool TryEscape(EngineState* state, CodeStore code, CallFrame* bottom, int function, int label, byte* wanted)
    {
        long i = Find(state, code, bottom, function, wanted, out long returned);
        if (i < 0)
        {
            return false;
        }

        if (i > 0)
        {
            state->Slots = state->Calls[-i].Slots;
            state->Frame = state->Calls[-i].Frame;
            state->Calls -= i;
        }

        state->Depth += returned;
        state->Ip = code.EscapeTarget(function, label);
        return true;
    }

    /// <summary>How many activations are younger than the wanted one, and what they cost; −1 when there is no such activation.</summary>
    private static long Find(EngineState* state, CodeStore code, CallFrame* bottom, int function, byte* wanted, out long returned)
    {
        long depth = state->Calls - bottom;
        returned = 0;
        for (long i = 0; i < depth; i++)
        {
            if (i > 0 && state->Calls[-i].Return == code.ExitStub)
            {
                // Compiled code called the interpreter here.
                continue;
            }

            RegisterInstruction* at = i == 0 ? state->Ip : state->Calls[-i].Return - 1;
            byte* frame = i == 0 ? state->Frame : state->Calls[-i].Frame;
            int running = code.Find(at, out _);
            if (running == function && frame == wanted)
            {
                return i;
            }

            returned += running >= 0 ? state->Functions[running].Cost : 0;
        }

        return -1;
    }

    private static uint Grow(EngineState* state, GuestMemory memory, uint pages)
    {
        ulong old = memory.Size / GuestMemory.PageSize;
        if (!memory.TryGrow((old + pages) * GuestMemory.PageSize))
        {
            return uint.MaxValue;
        }

        state->MemorySize = memory.Size;
        return (uint)old;
    }

    private static bool Copy(ReadOnlySpan<byte> source, uint from, uint count, GuestMemory memory, uint to)
    {
        if ((ulong)from + count > (ulong)source.Length || !memory.TrySlice(to, count, out Span<byte> target))
        {
            return false;
        }

        source.Slice((int)from, (int)count).CopyTo(target);
        return true;
    }

    private static bool Copy(ReadOnlySpan<uint> source, uint from, uint count, Span<uint> target, uint to)
    {
        if ((ulong)from + count > (ulong)source.Length || (ulong)to + count > (ulong)target.Length)
        {
            return false;
        }

        source.Slice((int)from, (int)count).CopyTo(target[(int)to..]);
        return true;
    }

    private static void ReturnMany(EngineState* state, CodeStore code)
    {
        RegisterInstruction* ip = state->Ip;
        ulong* r = state->Slots;
        int count = ip->Target;
        Span<ulong> results = stackalloc ulong[FunctionType.MaxResults];
        for (int i = 0; i < count; i++)
        {
            results[i] = r[ip[1 + i].A];
        }

        results[..count].CopyTo(new Span<ulong>(r, count));
        PopFrame(state, state->Functions[code.Find(ip, out _)].Cost);
    }

    private static void PopFrame(EngineState* state, int cost)
    {
        CallFrame* frame = --state->Calls;
        state->Depth += cost;
        state->Ip = frame->Return;
        state->Slots = frame->Slots;
        state->Frame = frame->Frame;
    }
}

using ProcVM.Core;
using ProcVM.Module;

namespace ProcVM.Runtime.Execution;

/// <summary>Operations that are done outside the interpreter's loop: growing memory, tables and segments, several results,
/// non-local goto.</summary>
internal static unsafe class RareOperations
{
    /// <summary>Does the state's instruction and moves on. Gives a trap's kind, or None.</summary>
    // SAFETY: operands are slots of the running activation, by construction of the code.
    public static TrapKind Execute(EngineState* state, InstanceTables tables, CodeStore code, GuestMemory memory, CallFrame* bottom)
    {
        RegisterInstruction* ip = state->Ip;
        ulong* r = state->Slots;
        Opcode op = (Opcode)ip->Imm;
        if (op == Opcode.Return)
        {
            ReturnMany(state, code);
            return TrapKind.None;
        }

        if (op == Opcode.Escape)
        {
            return Escape(state, code, bottom);
        }

        uint a = (uint)r[ip->B];
        uint b = (uint)r[ip->C];
        uint c = (uint)r[ip[1].A];
        int first = ip->Target;
        int second = ip[1].Imm;
        bool done = true;
        switch (op)
        {
            case Opcode.MemoryGrow:
                r[ip->A] = Grow(state, memory, a);
                break;
            case Opcode.MemoryInit:
                done = Copy(tables.Data(first), b, c, memory, a);
                return Next(state, done ? TrapKind.None : TrapKind.Memory);
            case Opcode.DataDrop:
                tables.DropData(first);
                break;
            case Opcode.TableGet:
                done = a < tables.Entries(first).Length;
                r[ip->A] = done ? tables.Entries(first)[(int)a] : 0;
                break;
            case Opcode.TableSet:
                done = a < tables.Entries(first).Length;
                if (done)
                {
                    tables.Entries(first)[(int)a] = b;
                }

                break;
            case Opcode.TableSize:
                r[ip->A] = (uint)tables.Entries(first).Length;
                break;
            case Opcode.TableGrow:
                r[ip->A] = (uint)tables.Grow(first, b, a);
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

        return Next(state, done ? TrapKind.None : TrapKind.Table);
    }

    private static TrapKind Next(EngineState* state, TrapKind trap)
    {
        if (trap == TrapKind.None)
        {
            state->Ip += 2;
        }

        return trap;
    }

    private static ulong Grow(EngineState* state, GuestMemory memory, uint pages)
    {
        ulong old = memory.Size / GuestMemory.PageSize;
        if (!memory.TryGrow((old + pages) * GuestMemory.PageSize))
        {
            return uint.MaxValue;
        }

        state->MemorySize = memory.Size;
        return old;
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

    /// <summary>Resumes the activation of a function whose memory frame is at an address (SPEC.md section 3).</summary>
    private static TrapKind Escape(EngineState* state, CodeStore code, CallFrame* bottom)
    {
        RegisterInstruction* ip = state->Ip;
        int function = ip->Target;
        int label = ip[1].Imm;
        byte* wanted = state->Memory + (uint)state->Slots[ip->B] + state->Functions[function].Frame;
        int depth = (int)(state->Calls - bottom);
        long returned = 0;
        for (int i = 0; i < depth; i++)
        {
            RegisterInstruction* at = i == 0 ? ip : state->Calls[-i].Return - 1;
            byte* frame = i == 0 ? state->Frame : state->Calls[-i].Frame;
            int running = code.Find(at, out _);
            if (running == function && frame == wanted)
            {
                if (i > 0)
                {
                    state->Slots = state->Calls[-i].Slots;
                    state->Frame = frame;
                    state->Calls -= i;
                }

                state->Depth += returned;
                state->Ip = code.EscapeTarget(function, label);
                return TrapKind.None;
            }

            returned += running >= 0 ? state->Functions[running].Cost : 0;
        }

        return TrapKind.Escape;
    }
}

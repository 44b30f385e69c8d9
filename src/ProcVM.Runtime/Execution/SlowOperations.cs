using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ProcVM.Core;
using ProcVM.Module;
using ProcVM.Runtime.Tiers;

namespace ProcVM.Runtime.Execution;

/// <summary>Operations that call something: the host, the run-time library, or an instruction that not every CPU has.</summary>
/// <remarks>Such instructions must stay out of the interpreter's own method also because it is compiled ahead of time: code that asks for more than the
/// ReadyToRun baseline would be compiled again at start-up, all of it.</remarks>
internal static unsafe class SlowOperations
{
    /// <summary>Does the state's instruction and moves on to the next; Returned when all is well.</summary>
    // SAFETY: as in Interpreter.Run.
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static EngineExit Execute(EngineState* state, HostCallTable host, GuestMemory memory)
    {
        RegisterInstruction* ip = state->Ip;
        ulong* r = state->Slots;
        byte* mem = state->Memory;
        switch (ip->Op)
        {
            case RegisterOp.Clz32: r[ip->A] = Bits.LeadingZeros((uint)r[ip->B]); break;
            case RegisterOp.Ctz32: r[ip->A] = Bits.TrailingZeros((uint)r[ip->B]); break;
            case RegisterOp.Popcnt32: r[ip->A] = Bits.Ones((uint)r[ip->B]); break;
            case RegisterOp.Mul64O: { long h = Bits.Multiply((long)r[ip->B], (long)r[ip->C], out long v); if (h != v >> 63) { return Trapped(state, TrapKind.Overflow); } r[ip->A] = (ulong)v; break; }
            case RegisterOp.Mul64OU: { ulong h = Bits.Multiply(r[ip->B], r[ip->C], out ulong v); if (h != 0) { return Trapped(state, TrapKind.Overflow); } r[ip->A] = v; break; }
            case RegisterOp.Clz64: r[ip->A] = Bits.LeadingZeros(r[ip->B]); break;
            case RegisterOp.Ctz64: r[ip->A] = Bits.TrailingZeros(r[ip->B]); break;
            case RegisterOp.Popcnt64: r[ip->A] = Bits.Ones(r[ip->B]); break;
            case RegisterOp.CeilF64: *(double*)(r + ip->A) = Math.Ceiling(*(double*)(r + ip->B)); break;
            case RegisterOp.FloorF64: *(double*)(r + ip->A) = Math.Floor(*(double*)(r + ip->B)); break;
            case RegisterOp.TruncF64: *(double*)(r + ip->A) = Math.Truncate(*(double*)(r + ip->B)); break;
            case RegisterOp.NearestF64: *(double*)(r + ip->A) = Math.Round(*(double*)(r + ip->B)); break;
            case RegisterOp.MinF64: *(double*)(r + ip->A) = FloatingPoint.Min(*(double*)(r + ip->B), *(double*)(r + ip->C)); break;
            case RegisterOp.MaxF64: *(double*)(r + ip->A) = FloatingPoint.Max(*(double*)(r + ip->B), *(double*)(r + ip->C)); break;
            case RegisterOp.CopysignF64: *(double*)(r + ip->A) = FloatingPoint.CopySign(*(double*)(r + ip->B), *(double*)(r + ip->C)); break;
            case RegisterOp.CeilF32: r[ip->A] = BitConverter.SingleToUInt32Bits(MathF.Ceiling(*(float*)(r + ip->B))); break;
            case RegisterOp.FloorF32: r[ip->A] = BitConverter.SingleToUInt32Bits(MathF.Floor(*(float*)(r + ip->B))); break;
            case RegisterOp.TruncF32: r[ip->A] = BitConverter.SingleToUInt32Bits(MathF.Truncate(*(float*)(r + ip->B))); break;
            case RegisterOp.NearestF32: r[ip->A] = BitConverter.SingleToUInt32Bits(MathF.Round(*(float*)(r + ip->B))); break;
            case RegisterOp.MinF32: r[ip->A] = BitConverter.SingleToUInt32Bits(FloatingPoint.Min(*(float*)(r + ip->B), *(float*)(r + ip->C))); break;
            case RegisterOp.MaxF32: r[ip->A] = BitConverter.SingleToUInt32Bits(FloatingPoint.Max(*(float*)(r + ip->B), *(float*)(r + ip->C))); break;
            case RegisterOp.CopysignF32: r[ip->A] = BitConverter.SingleToUInt32Bits(FloatingPoint.CopySign(*(float*)(r + ip->B), *(float*)(r + ip->C))); break;
            case RegisterOp.SinF64: *(double*)(r + ip->A) = Transcendental.Sin(*(double*)(r + ip->B)); break;
            case RegisterOp.CosF64: *(double*)(r + ip->A) = Transcendental.Cos(*(double*)(r + ip->B)); break;
            case RegisterOp.AtanF64: *(double*)(r + ip->A) = Transcendental.Atan(*(double*)(r + ip->B)); break;
            case RegisterOp.ExpF64: *(double*)(r + ip->A) = Transcendental.Exp(*(double*)(r + ip->B)); break;
            case RegisterOp.LnF64: *(double*)(r + ip->A) = Transcendental.Ln(*(double*)(r + ip->B)); break;
            case RegisterOp.Convert64UF64: *(double*)(r + ip->A) = FloatingPoint.ToDouble(r[ip->B]); break;
            case RegisterOp.Convert32UF32: r[ip->A] = BitConverter.SingleToUInt32Bits((float)(uint)r[ip->B]); break;
            case RegisterOp.Convert64UF32: r[ip->A] = BitConverter.SingleToUInt32Bits(FloatingPoint.ToSingle(r[ip->B])); break;
            case RegisterOp.TruncSatF64To32S: r[ip->A] = (uint)FloatingPoint.TruncateSaturatingInt32(*(double*)(r + ip->B)); break;
            case RegisterOp.TruncF64To32U: { if (!FloatingPoint.TryTruncate(*(double*)(r + ip->B), out uint v)) { return Trapped(state, TrapKind.Conversion); } r[ip->A] = v; break; }
            case RegisterOp.TruncSatF64To32U: r[ip->A] = FloatingPoint.TruncateSaturatingUInt32(*(double*)(r + ip->B)); break;
            case RegisterOp.TruncF64To64S: { if (!FloatingPoint.TryTruncate(*(double*)(r + ip->B), out long v)) { return Trapped(state, TrapKind.Conversion); } r[ip->A] = (ulong)v; break; }
            case RegisterOp.TruncSatF64To64S: r[ip->A] = (ulong)FloatingPoint.TruncateSaturatingInt64(*(double*)(r + ip->B)); break;
            case RegisterOp.TruncF64To64U: { if (!FloatingPoint.TryTruncate(*(double*)(r + ip->B), out ulong v)) { return Trapped(state, TrapKind.Conversion); } r[ip->A] = v; break; }
            case RegisterOp.TruncSatF64To64U: r[ip->A] = FloatingPoint.TruncateSaturatingUInt64(*(double*)(r + ip->B)); break;
            case RegisterOp.TruncF32To32S: { if (!FloatingPoint.TryTruncate(*(float*)(r + ip->B), out int v)) { return Trapped(state, TrapKind.Conversion); } r[ip->A] = (uint)v; break; }
            case RegisterOp.TruncSatF32To32S: r[ip->A] = (uint)FloatingPoint.TruncateSaturatingInt32(*(float*)(r + ip->B)); break;
            case RegisterOp.TruncF32To32U: { if (!FloatingPoint.TryTruncate(*(float*)(r + ip->B), out uint v)) { return Trapped(state, TrapKind.Conversion); } r[ip->A] = v; break; }
            case RegisterOp.TruncSatF32To32U: r[ip->A] = FloatingPoint.TruncateSaturatingUInt32(*(float*)(r + ip->B)); break;
            case RegisterOp.TruncF32To64S: { if (!FloatingPoint.TryTruncate(*(float*)(r + ip->B), out long v)) { return Trapped(state, TrapKind.Conversion); } r[ip->A] = (ulong)v; break; }
            case RegisterOp.TruncSatF32To64S: r[ip->A] = (ulong)FloatingPoint.TruncateSaturatingInt64(*(float*)(r + ip->B)); break;
            case RegisterOp.TruncF32To64U: { if (!FloatingPoint.TryTruncate(*(float*)(r + ip->B), out ulong v)) { return Trapped(state, TrapKind.Conversion); } r[ip->A] = v; break; }
            case RegisterOp.TruncSatF32To64U: r[ip->A] = FloatingPoint.TruncateSaturatingUInt64(*(float*)(r + ip->B)); break;
            case RegisterOp.MemoryCopyImm: { ulong to = (uint)r[ip->A]; ulong from = (uint)r[ip->B]; uint n = (uint)ip->Imm; if (to + n > state->MemorySize || from + n > state->MemorySize) { return Trapped(state, TrapKind.Memory); } Buffer.MemoryCopy(mem + from, mem + to, n, n); break; }
            case RegisterOp.MemoryCopy: { ulong to = (uint)r[ip->A]; ulong from = (uint)r[ip->B]; ulong n = (uint)r[ip->C]; if (to + n > state->MemorySize || from + n > state->MemorySize) { return Trapped(state, TrapKind.Memory); } Buffer.MemoryCopy(mem + from, mem + to, n, n); break; }
            case RegisterOp.MemoryFill: { ulong to = (uint)r[ip->A]; ulong n = (uint)r[ip->C]; if (to + n > state->MemorySize) { return Trapped(state, TrapKind.Memory); } NativeMemory.Fill(mem + to, (nuint)n, (byte)r[ip->B]); break; }
            case RegisterOp.MemoryCompare: { ulong x = (uint)r[ip->B]; ulong y = (uint)r[ip->C]; ulong n = (uint)r[ip->Imm]; if (x + n > state->MemorySize || y + n > state->MemorySize) { return Trapped(state, TrapKind.Memory); } r[ip->A] = (uint)Bulk.Compare(mem + x, mem + y, n); break; }
            case RegisterOp.CallHost: { state->HostStatus = host.Call(ip->Imm, r + ip->A); state->MemorySize = memory.Size; if (state->HostStatus != HostCallStatus.Ok) { return EngineExit.Host; } break; }
            case RegisterOp.CallHostSampled: { if (state->Interrupt != 0) { return EngineExit.Interrupted; } goto case RegisterOp.CallHost; }
            case RegisterOp.HostStub: { state->HostStatus = host.Call(ip->Imm, r); state->MemorySize = memory.Size; if (state->HostStatus != HostCallStatus.Ok) { return EngineExit.Host; } break; }
            case RegisterOp.CompiledStub: return EnterCompiled(state);
            case RegisterOp.Count: ++*(long*)ip->Long; break;
            default: throw new InvalidOperationException("not an operation: " + ip->Op);
        }

        state->Ip = ip + 1;
        return EngineExit.Returned;
    }

    /// <summary>Runs a compiled function that the interpreter has called, and returns from it.</summary>
    private static EngineExit EnterCompiled(EngineState* state)
    {
        int function = state->Ip->Imm;
        FunctionEntry* entry = state->Functions + function;
        if (!CompiledCode.HasStack(state))
        {
            return EngineExit.NeedsInterpreter;
        }

        long depth = state->Depth;
        if (entry->Native != 0)
        {
            NativeCode.Enter(state, entry, state->Frame);
        }
        else
        {
            ((delegate* managed<EngineState*, ulong*, byte*, void>)entry->Enter)(state, state->Slots, state->Frame);
        }

        state->Depth = depth;
        if (state->Leaving != Leaving.Not)
        {
            return EngineExit.Leaving;
        }

        CallFrame* frame = --state->Calls;
        state->Depth += entry->Cost;
        state->Ip = frame->Return;
        state->Slots = frame->Slots;
        state->Frame = frame->Frame;
        if (state->Depth > state->Tell && state->Ip->Op != RegisterOp.Exit)
        {
            state->Behind = function;
            return EngineExit.Tells;
        }

        return EngineExit.Returned;
    }

    private static EngineExit Trapped(EngineState* state, TrapKind kind)
    {
        state->Trap = kind;
        return EngineExit.Trap;
    }
}

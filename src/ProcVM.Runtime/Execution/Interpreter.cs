using System.Numerics;
using ProcVM.Core;
using ProcVM.Module;

namespace ProcVM.Runtime.Execution;

/// <summary>Runs register code: the first tier, and what every other tier is compared with.</summary>
/// <remarks>One operation, one line: the switch is a table, and reads as one (RATIONALE.md, "The interpreter is one
/// switch"). The method makes no call but the one to <see cref="SlowOperations"/>, around which all its variables are saved: so they can live in
/// any register of the host.</remarks>
internal sealed unsafe class Interpreter(EngineState* state, HostCallTable host, GuestMemory memory, bool takesSamples)
{
    // What an operation done elsewhere counts of a slice.
    private const int SlowCost = 4;

    private readonly bool _takesSamples = takesSamples;
    private readonly HostCallTable _host = host;
    private readonly GuestMemory _memory = memory;
    private readonly EngineState* _state = state;

    /// <summary>Runs from the state's instruction on until something must be done that isn't done here. The state is complete
    /// again when it returns.</summary>
    public EngineExit Run() => _takesSamples ? Run<Sampling>() : Run<Unsampled>();

    /// <summary>The same, compiled twice: only sampled runs look at the interrupt flag before each call and return.</summary>
    // SAFETY: the code was lowered from a verified module: slots, targets, functions and globals are in range by
    // construction; every guest address is checked against MemorySize, or was proved in bounds when it was lowered. The frame and slot stacks are as large as
    // the depth limit allows (InstanceStacks).
    private EngineExit Run<T>()
        where T : struct
    {
        EngineState* state = _state;
        RegisterInstruction* ip = state->Ip;
        ulong* r = state->Slots;
        byte* fp = state->Frame;
        CallFrame* sp = state->Calls;
        byte* mem = state->Memory;
        ulong memorySize = state->MemorySize;
        long depth = state->Depth;
        int budget = state->Slice;
        TrapKind trap;
        while (true)
        {
            switch (ip->Op)
            {
                // Moves.
                case RegisterOp.Copy: r[ip->A] = r[ip->B]; ip++; continue;
                case RegisterOp.CopyTwo: r[ip->A] = r[ip->B]; r[ip->C] = r[ip->Imm]; ip++; continue;
                case RegisterOp.LoadImmediate: r[ip->A] = (ulong)ip->Long; ip++; continue;
                case RegisterOp.ZeroRange: for (int i = 0; i < ip->Imm; i++) { r[ip->A + i] = 0; } ip++; continue;
                case RegisterOp.Select: r[ip->A] = (int)r[ip->Imm] != 0 ? r[ip->B] : r[ip->C]; ip++; continue;
                case RegisterOp.GlobalGet: r[ip->A] = state->Globals[ip->Imm]; ip++; continue;
                case RegisterOp.GlobalSet: state->Globals[ip->Imm] = r[ip->A]; ip++; continue;

                // i32 arithmetic; the Imm forms take their second operand from the instruction, the From forms their
                // first.
                case RegisterOp.Add32: r[ip->A] = (uint)((int)r[ip->B] + (int)r[ip->C]); ip++; continue;
                case RegisterOp.Add32Imm: r[ip->A] = (uint)((int)r[ip->B] + ip->Imm); ip++; continue;
                case RegisterOp.Sub32: r[ip->A] = (uint)((int)r[ip->B] - (int)r[ip->C]); ip++; continue;
                case RegisterOp.From32Sub: r[ip->A] = (uint)(ip->Imm - (int)r[ip->B]); ip++; continue;
                case RegisterOp.Mul32: r[ip->A] = (uint)((int)r[ip->B] * (int)r[ip->C]); ip++; continue;
                case RegisterOp.Mul32Imm: r[ip->A] = (uint)((int)r[ip->B] * ip->Imm); ip++; continue;
                case RegisterOp.MulAdd32Imm: r[ip->A] = (uint)(((int)r[ip->B] * ip->Imm) + ip->Target); ip++; continue;
                case RegisterOp.And32: r[ip->A] = (uint)((int)r[ip->B] & (int)r[ip->C]); ip++; continue;
                case RegisterOp.And32Imm: r[ip->A] = (uint)((int)r[ip->B] & ip->Imm); ip++; continue;
                case RegisterOp.Or32: r[ip->A] = (uint)((int)r[ip->B] | (int)r[ip->C]); ip++; continue;
                case RegisterOp.Or32Imm: r[ip->A] = (uint)((int)r[ip->B] | ip->Imm); ip++; continue;
                case RegisterOp.Xor32: r[ip->A] = (uint)((int)r[ip->B] ^ (int)r[ip->C]); ip++; continue;
                case RegisterOp.Xor32Imm: r[ip->A] = (uint)((int)r[ip->B] ^ ip->Imm); ip++; continue;
                case RegisterOp.XorRotr32Imm: r[ip->A] = (uint)r[ip->B] ^ BitOperations.RotateRight((uint)r[ip->C], ip->Imm); ip++; continue;
                case RegisterOp.Shl32: r[ip->A] = (uint)((int)r[ip->B] << (int)r[ip->C]); ip++; continue;
                case RegisterOp.Shl32Imm: r[ip->A] = (uint)((int)r[ip->B] << ip->Imm); ip++; continue;
                case RegisterOp.ShrS32: r[ip->A] = (uint)((int)r[ip->B] >> (int)r[ip->C]); ip++; continue;
                case RegisterOp.ShrS32Imm: r[ip->A] = (uint)((int)r[ip->B] >> ip->Imm); ip++; continue;
                case RegisterOp.ShrU32: r[ip->A] = (uint)((uint)r[ip->B] >> (int)r[ip->C]); ip++; continue;
                case RegisterOp.ShrU32Imm: r[ip->A] = (uint)((uint)r[ip->B] >> ip->Imm); ip++; continue;
                case RegisterOp.Rotl32: r[ip->A] = BitOperations.RotateLeft((uint)r[ip->B], (int)r[ip->C]); ip++; continue;
                case RegisterOp.Rotl32Imm: r[ip->A] = BitOperations.RotateLeft((uint)r[ip->B], ip->Imm); ip++; continue;
                case RegisterOp.Rotr32: r[ip->A] = BitOperations.RotateRight((uint)r[ip->B], (int)r[ip->C]); ip++; continue;
                case RegisterOp.Rotr32Imm: r[ip->A] = BitOperations.RotateRight((uint)r[ip->B], ip->Imm); ip++; continue;
                case RegisterOp.Add32O: { long v = (long)(int)r[ip->B] + (int)r[ip->C]; if (v != (int)v) { goto Overflow; } r[ip->A] = (uint)v; ip++; continue; }
                case RegisterOp.Add32OImm: { long v = (long)(int)r[ip->B] + ip->Imm; if (v != (int)v) { goto Overflow; } r[ip->A] = (uint)v; ip++; continue; }
                case RegisterOp.Sub32O: { long v = (long)(int)r[ip->B] - (int)r[ip->C]; if (v != (int)v) { goto Overflow; } r[ip->A] = (uint)v; ip++; continue; }
                case RegisterOp.From32SubO: { long v = (long)ip->Imm - (int)r[ip->B]; if (v != (int)v) { goto Overflow; } r[ip->A] = (uint)v; ip++; continue; }
                case RegisterOp.Mul32O: { long v = (long)(int)r[ip->B] * (int)r[ip->C]; if (v != (int)v) { goto Overflow; } r[ip->A] = (uint)v; ip++; continue; }
                case RegisterOp.Mul32OImm: { long v = (long)(int)r[ip->B] * ip->Imm; if (v != (int)v) { goto Overflow; } r[ip->A] = (uint)v; ip++; continue; }
                case RegisterOp.Abs32O: { long v = (int)r[ip->B]; v = v < 0 ? -v : v; if (v != (int)v) { goto Overflow; } r[ip->A] = (uint)v; ip++; continue; }
                case RegisterOp.DivS32: { int d = (int)r[ip->C]; if (d == 0) { goto DivisionByZero; } if (d == -1) { if ((int)r[ip->B] == int.MinValue) { goto Overflow; } r[ip->A] = (uint)(-(int)r[ip->B]); ip++; continue; } r[ip->A] = (uint)((int)r[ip->B] / d); ip++; continue; }
                case RegisterOp.DivS32Imm: r[ip->A] = (uint)((int)r[ip->B] / ip->Imm); ip++; continue;
                case RegisterOp.DivU32: { uint d = (uint)r[ip->C]; if (d == 0) { goto DivisionByZero; } r[ip->A] = (uint)r[ip->B] / d; ip++; continue; }
                case RegisterOp.RemS32: { int d = (int)r[ip->C]; if (d == 0) { goto DivisionByZero; } r[ip->A] = (uint)(d == -1 ? 0 : (int)r[ip->B] % d); ip++; continue; }
                case RegisterOp.RemS32Imm: r[ip->A] = (uint)((int)r[ip->B] % ip->Imm); ip++; continue;
                case RegisterOp.RemU32: { uint d = (uint)r[ip->C]; if (d == 0) { goto DivisionByZero; } r[ip->A] = (uint)r[ip->B] % d; ip++; continue; }
                case RegisterOp.Mod32: { int d = (int)r[ip->C]; if (d <= 0) { goto DivisionByZero; } int v = (int)r[ip->B] % d; r[ip->A] = (uint)(v < 0 ? v + d : v); ip++; continue; }
                case RegisterOp.Mod32Imm: { int v = (int)r[ip->B] % ip->Imm; r[ip->A] = (uint)(v < 0 ? v + ip->Imm : v); ip++; continue; }
                case RegisterOp.Add64: r[ip->A] = r[ip->B] + r[ip->C]; ip++; continue;
                case RegisterOp.Add64Imm: r[ip->A] = r[ip->B] + (ulong)ip->Long; ip++; continue;
                case RegisterOp.Sub64: r[ip->A] = r[ip->B] - r[ip->C]; ip++; continue;
                case RegisterOp.From64Sub: r[ip->A] = (ulong)ip->Long - r[ip->B]; ip++; continue;
                case RegisterOp.Mul64: r[ip->A] = r[ip->B] * r[ip->C]; ip++; continue;
                case RegisterOp.Mul64Imm: r[ip->A] = r[ip->B] * (ulong)ip->Long; ip++; continue;
                case RegisterOp.And64: r[ip->A] = r[ip->B] & r[ip->C]; ip++; continue;
                case RegisterOp.And64Imm: r[ip->A] = r[ip->B] & (ulong)ip->Long; ip++; continue;
                case RegisterOp.Or64: r[ip->A] = r[ip->B] | r[ip->C]; ip++; continue;
                case RegisterOp.Or64Imm: r[ip->A] = r[ip->B] | (ulong)ip->Long; ip++; continue;
                case RegisterOp.Xor64: r[ip->A] = r[ip->B] ^ r[ip->C]; ip++; continue;
                case RegisterOp.Xor64Imm: r[ip->A] = r[ip->B] ^ (ulong)ip->Long; ip++; continue;
                case RegisterOp.Shl64: r[ip->A] = (ulong)((long)r[ip->B] << (int)r[ip->C]); ip++; continue;
                case RegisterOp.Shl64Imm: r[ip->A] = (ulong)((long)r[ip->B] << ip->Imm); ip++; continue;
                case RegisterOp.ShrS64: r[ip->A] = (ulong)((long)r[ip->B] >> (int)r[ip->C]); ip++; continue;
                case RegisterOp.ShrS64Imm: r[ip->A] = (ulong)((long)r[ip->B] >> ip->Imm); ip++; continue;
                case RegisterOp.ShrU64: r[ip->A] = (ulong)(r[ip->B] >> (int)r[ip->C]); ip++; continue;
                case RegisterOp.ShrU64Imm: r[ip->A] = (ulong)(r[ip->B] >> ip->Imm); ip++; continue;
                case RegisterOp.Rotl64: r[ip->A] = BitOperations.RotateLeft(r[ip->B], (int)r[ip->C]); ip++; continue;
                case RegisterOp.Rotl64Imm: r[ip->A] = BitOperations.RotateLeft(r[ip->B], ip->Imm); ip++; continue;
                case RegisterOp.Rotr64: r[ip->A] = BitOperations.RotateRight(r[ip->B], (int)r[ip->C]); ip++; continue;
                case RegisterOp.Rotr64Imm: r[ip->A] = BitOperations.RotateRight(r[ip->B], ip->Imm); ip++; continue;
                case RegisterOp.Add64O: { long x = (long)r[ip->B]; long y = (long)r[ip->C]; long v = x + y; if (((x ^ v) & (y ^ v)) < 0) { goto Overflow; } r[ip->A] = (ulong)v; ip++; continue; }
                case RegisterOp.Add64OImm: { long x = (long)r[ip->B]; long y = ip->Long; long v = x + y; if (((x ^ v) & (y ^ v)) < 0) { goto Overflow; } r[ip->A] = (ulong)v; ip++; continue; }
                case RegisterOp.Sub64O: { long x = (long)r[ip->B]; long y = (long)r[ip->C]; long v = x - y; if (((x ^ y) & (x ^ v)) < 0) { goto Overflow; } r[ip->A] = (ulong)v; ip++; continue; }
                case RegisterOp.Abs64O: { long v = (long)r[ip->B]; if (v == long.MinValue) { goto Overflow; } r[ip->A] = (ulong)(v < 0 ? -v : v); ip++; continue; }
                case RegisterOp.Add64OU: { ulong v = r[ip->B] + r[ip->C]; if (v < r[ip->B]) { goto Overflow; } r[ip->A] = v; ip++; continue; }
                case RegisterOp.Sub64OU: { if (r[ip->C] > r[ip->B]) { goto Overflow; } r[ip->A] = r[ip->B] - r[ip->C]; ip++; continue; }
                case RegisterOp.DivS64: { long d = (long)r[ip->C]; if (d == 0) { goto DivisionByZero; } if (d == -1) { if ((long)r[ip->B] == long.MinValue) { goto Overflow; } r[ip->A] = (ulong)(-(long)r[ip->B]); ip++; continue; } r[ip->A] = (ulong)((long)r[ip->B] / d); ip++; continue; }
                case RegisterOp.DivS64Imm: r[ip->A] = (ulong)((long)r[ip->B] / ip->Imm); ip++; continue;
                case RegisterOp.DivU64: { ulong d = r[ip->C]; if (d == 0) { goto DivisionByZero; } r[ip->A] = r[ip->B] / d; ip++; continue; }
                case RegisterOp.RemS64: { long d = (long)r[ip->C]; if (d == 0) { goto DivisionByZero; } r[ip->A] = (ulong)(d == -1 ? 0 : (long)r[ip->B] % d); ip++; continue; }
                case RegisterOp.RemS64Imm: r[ip->A] = (ulong)((long)r[ip->B] % ip->Imm); ip++; continue;
                case RegisterOp.RemU64: { ulong d = r[ip->C]; if (d == 0) { goto DivisionByZero; } r[ip->A] = r[ip->B] % d; ip++; continue; }
                case RegisterOp.Mod64: { long d = (long)r[ip->C]; if (d <= 0) { goto DivisionByZero; } long v = (long)r[ip->B] % d; r[ip->A] = (ulong)(v < 0 ? v + d : v); ip++; continue; }
                case RegisterOp.Mod64Imm: { long v = (long)r[ip->B] % ip->Imm; r[ip->A] = (ulong)(v < 0 ? v + ip->Imm : v); ip++; continue; }

                // Integer conversions.
                case RegisterOp.Wrap64: r[ip->A] = (uint)r[ip->B]; ip++; continue;
                case RegisterOp.Extend8S32: r[ip->A] = (uint)((sbyte)r[ip->B]); ip++; continue;
                case RegisterOp.Extend16S32: r[ip->A] = (uint)((short)r[ip->B]); ip++; continue;
                case RegisterOp.Extend8S64: r[ip->A] = (ulong)((long)(sbyte)r[ip->B]); ip++; continue;
                case RegisterOp.Extend16S64: r[ip->A] = (ulong)((long)(short)r[ip->B]); ip++; continue;
                case RegisterOp.Extend32S64: r[ip->A] = (ulong)((long)(int)r[ip->B]); ip++; continue;
                case RegisterOp.Bit64: r[ip->A] = (uint)r[ip->C] < 64 ? (r[ip->B] >> (int)r[ip->C]) & 1 : 0; ip++; continue;
                case RegisterOp.Bit64Const: r[ip->A] = (uint)r[ip->B] < 64 ? ((ulong)ip->Long >> (int)r[ip->B]) & 1 : 0; ip++; continue;

                // Comparisons to 0 or 1, and branches on them; greater is less with the operands exchanged, or an Imm
                // form.
                case RegisterOp.Eq32: r[ip->A] = (int)r[ip->B] == (int)r[ip->C] ? 1UL : 0UL; ip++; continue;
                case RegisterOp.BrEq32: if ((int)r[ip->A] == (int)r[ip->B]) { int t = ip->Target; ip += t; if ((budget += t >> 31) < 0) { goto Poll; } continue; } ip++; continue;
                case RegisterOp.Ne32: r[ip->A] = (int)r[ip->B] != (int)r[ip->C] ? 1UL : 0UL; ip++; continue;
                case RegisterOp.BrNe32: if ((int)r[ip->A] != (int)r[ip->B]) { int t = ip->Target; ip += t; if ((budget += t >> 31) < 0) { goto Poll; } continue; } ip++; continue;
                case RegisterOp.LtS32: r[ip->A] = (int)r[ip->B] < (int)r[ip->C] ? 1UL : 0UL; ip++; continue;
                case RegisterOp.BrLtS32: if ((int)r[ip->A] < (int)r[ip->B]) { int t = ip->Target; ip += t; if ((budget += t >> 31) < 0) { goto Poll; } continue; } ip++; continue;
                case RegisterOp.LtU32: r[ip->A] = (uint)r[ip->B] < (uint)r[ip->C] ? 1UL : 0UL; ip++; continue;
                case RegisterOp.BrLtU32: if ((uint)r[ip->A] < (uint)r[ip->B]) { int t = ip->Target; ip += t; if ((budget += t >> 31) < 0) { goto Poll; } continue; } ip++; continue;
                case RegisterOp.LeS32: r[ip->A] = (int)r[ip->B] <= (int)r[ip->C] ? 1UL : 0UL; ip++; continue;
                case RegisterOp.BrLeS32: if ((int)r[ip->A] <= (int)r[ip->B]) { int t = ip->Target; ip += t; if ((budget += t >> 31) < 0) { goto Poll; } continue; } ip++; continue;
                case RegisterOp.LeU32: r[ip->A] = (uint)r[ip->B] <= (uint)r[ip->C] ? 1UL : 0UL; ip++; continue;
                case RegisterOp.BrLeU32: if ((uint)r[ip->A] <= (uint)r[ip->B]) { int t = ip->Target; ip += t; if ((budget += t >> 31) < 0) { goto Poll; } continue; } ip++; continue;
                case RegisterOp.Eq32Imm: r[ip->A] = (int)r[ip->B] == ip->Imm ? 1UL : 0UL; ip++; continue;
                case RegisterOp.BrEq32Imm: if ((int)r[ip->A] == ip->Imm) { int t = ip->Target; ip += t; if ((budget += t >> 31) < 0) { goto Poll; } continue; } ip++; continue;
                case RegisterOp.Ne32Imm: r[ip->A] = (int)r[ip->B] != ip->Imm ? 1UL : 0UL; ip++; continue;
                case RegisterOp.BrNe32Imm: if ((int)r[ip->A] != ip->Imm) { int t = ip->Target; ip += t; if ((budget += t >> 31) < 0) { goto Poll; } continue; } ip++; continue;
                case RegisterOp.LtS32Imm: r[ip->A] = (int)r[ip->B] < ip->Imm ? 1UL : 0UL; ip++; continue;
                case RegisterOp.BrLtS32Imm: if ((int)r[ip->A] < ip->Imm) { int t = ip->Target; ip += t; if ((budget += t >> 31) < 0) { goto Poll; } continue; } ip++; continue;
                case RegisterOp.LtU32Imm: r[ip->A] = (uint)r[ip->B] < (uint)ip->Imm ? 1UL : 0UL; ip++; continue;
                case RegisterOp.BrLtU32Imm: if ((uint)r[ip->A] < (uint)ip->Imm) { int t = ip->Target; ip += t; if ((budget += t >> 31) < 0) { goto Poll; } continue; } ip++; continue;
                case RegisterOp.LeS32Imm: r[ip->A] = (int)r[ip->B] <= ip->Imm ? 1UL : 0UL; ip++; continue;
                case RegisterOp.BrLeS32Imm: if ((int)r[ip->A] <= ip->Imm) { int t = ip->Target; ip += t; if ((budget += t >> 31) < 0) { goto Poll; } continue; } ip++; continue;
                case RegisterOp.LeU32Imm: r[ip->A] = (uint)r[ip->B] <= (uint)ip->Imm ? 1UL : 0UL; ip++; continue;
                case RegisterOp.BrLeU32Imm: if ((uint)r[ip->A] <= (uint)ip->Imm) { int t = ip->Target; ip += t; if ((budget += t >> 31) < 0) { goto Poll; } continue; } ip++; continue;
                case RegisterOp.GtS32Imm: r[ip->A] = (int)r[ip->B] > ip->Imm ? 1UL : 0UL; ip++; continue;
                case RegisterOp.BrGtS32Imm: if ((int)r[ip->A] > ip->Imm) { int t = ip->Target; ip += t; if ((budget += t >> 31) < 0) { goto Poll; } continue; } ip++; continue;
                case RegisterOp.GtU32Imm: r[ip->A] = (uint)r[ip->B] > (uint)ip->Imm ? 1UL : 0UL; ip++; continue;
                case RegisterOp.BrGtU32Imm: if ((uint)r[ip->A] > (uint)ip->Imm) { int t = ip->Target; ip += t; if ((budget += t >> 31) < 0) { goto Poll; } continue; } ip++; continue;
                case RegisterOp.GeS32Imm: r[ip->A] = (int)r[ip->B] >= ip->Imm ? 1UL : 0UL; ip++; continue;
                case RegisterOp.BrGeS32Imm: if ((int)r[ip->A] >= ip->Imm) { int t = ip->Target; ip += t; if ((budget += t >> 31) < 0) { goto Poll; } continue; } ip++; continue;
                case RegisterOp.GeU32Imm: r[ip->A] = (uint)r[ip->B] >= (uint)ip->Imm ? 1UL : 0UL; ip++; continue;
                case RegisterOp.BrGeU32Imm: if ((uint)r[ip->A] >= (uint)ip->Imm) { int t = ip->Target; ip += t; if ((budget += t >> 31) < 0) { goto Poll; } continue; } ip++; continue;
                case RegisterOp.Eq64: r[ip->A] = (long)r[ip->B] == (long)r[ip->C] ? 1UL : 0UL; ip++; continue;
                case RegisterOp.BrEq64: if ((long)r[ip->A] == (long)r[ip->B]) { int t = ip->Target; ip += t; if ((budget += t >> 31) < 0) { goto Poll; } continue; } ip++; continue;
                case RegisterOp.Ne64: r[ip->A] = (long)r[ip->B] != (long)r[ip->C] ? 1UL : 0UL; ip++; continue;
                case RegisterOp.BrNe64: if ((long)r[ip->A] != (long)r[ip->B]) { int t = ip->Target; ip += t; if ((budget += t >> 31) < 0) { goto Poll; } continue; } ip++; continue;
                case RegisterOp.LtS64: r[ip->A] = (long)r[ip->B] < (long)r[ip->C] ? 1UL : 0UL; ip++; continue;
                case RegisterOp.BrLtS64: if ((long)r[ip->A] < (long)r[ip->B]) { int t = ip->Target; ip += t; if ((budget += t >> 31) < 0) { goto Poll; } continue; } ip++; continue;
                case RegisterOp.LtU64: r[ip->A] = r[ip->B] < r[ip->C] ? 1UL : 0UL; ip++; continue;
                case RegisterOp.BrLtU64: if (r[ip->A] < r[ip->B]) { int t = ip->Target; ip += t; if ((budget += t >> 31) < 0) { goto Poll; } continue; } ip++; continue;
                case RegisterOp.LeS64: r[ip->A] = (long)r[ip->B] <= (long)r[ip->C] ? 1UL : 0UL; ip++; continue;
                case RegisterOp.BrLeS64: if ((long)r[ip->A] <= (long)r[ip->B]) { int t = ip->Target; ip += t; if ((budget += t >> 31) < 0) { goto Poll; } continue; } ip++; continue;
                case RegisterOp.LeU64: r[ip->A] = r[ip->B] <= r[ip->C] ? 1UL : 0UL; ip++; continue;
                case RegisterOp.BrLeU64: if (r[ip->A] <= r[ip->B]) { int t = ip->Target; ip += t; if ((budget += t >> 31) < 0) { goto Poll; } continue; } ip++; continue;
                case RegisterOp.Eq64Imm: r[ip->A] = (long)r[ip->B] == ip->Imm ? 1UL : 0UL; ip++; continue;
                case RegisterOp.BrEq64Imm: if ((long)r[ip->A] == ip->Imm) { int t = ip->Target; ip += t; if ((budget += t >> 31) < 0) { goto Poll; } continue; } ip++; continue;
                case RegisterOp.Ne64Imm: r[ip->A] = (long)r[ip->B] != ip->Imm ? 1UL : 0UL; ip++; continue;
                case RegisterOp.BrNe64Imm: if ((long)r[ip->A] != ip->Imm) { int t = ip->Target; ip += t; if ((budget += t >> 31) < 0) { goto Poll; } continue; } ip++; continue;
                case RegisterOp.LtS64Imm: r[ip->A] = (long)r[ip->B] < ip->Imm ? 1UL : 0UL; ip++; continue;
                case RegisterOp.BrLtS64Imm: if ((long)r[ip->A] < ip->Imm) { int t = ip->Target; ip += t; if ((budget += t >> 31) < 0) { goto Poll; } continue; } ip++; continue;
                case RegisterOp.LtU64Imm: r[ip->A] = r[ip->B] < (ulong)(long)ip->Imm ? 1UL : 0UL; ip++; continue;
                case RegisterOp.BrLtU64Imm: if (r[ip->A] < (ulong)(long)ip->Imm) { int t = ip->Target; ip += t; if ((budget += t >> 31) < 0) { goto Poll; } continue; } ip++; continue;
                case RegisterOp.LeS64Imm: r[ip->A] = (long)r[ip->B] <= ip->Imm ? 1UL : 0UL; ip++; continue;
                case RegisterOp.BrLeS64Imm: if ((long)r[ip->A] <= ip->Imm) { int t = ip->Target; ip += t; if ((budget += t >> 31) < 0) { goto Poll; } continue; } ip++; continue;
                case RegisterOp.LeU64Imm: r[ip->A] = r[ip->B] <= (ulong)(long)ip->Imm ? 1UL : 0UL; ip++; continue;
                case RegisterOp.BrLeU64Imm: if (r[ip->A] <= (ulong)(long)ip->Imm) { int t = ip->Target; ip += t; if ((budget += t >> 31) < 0) { goto Poll; } continue; } ip++; continue;
                case RegisterOp.GtS64Imm: r[ip->A] = (long)r[ip->B] > ip->Imm ? 1UL : 0UL; ip++; continue;
                case RegisterOp.BrGtS64Imm: if ((long)r[ip->A] > ip->Imm) { int t = ip->Target; ip += t; if ((budget += t >> 31) < 0) { goto Poll; } continue; } ip++; continue;
                case RegisterOp.GtU64Imm: r[ip->A] = r[ip->B] > (ulong)(long)ip->Imm ? 1UL : 0UL; ip++; continue;
                case RegisterOp.BrGtU64Imm: if (r[ip->A] > (ulong)(long)ip->Imm) { int t = ip->Target; ip += t; if ((budget += t >> 31) < 0) { goto Poll; } continue; } ip++; continue;
                case RegisterOp.GeS64Imm: r[ip->A] = (long)r[ip->B] >= ip->Imm ? 1UL : 0UL; ip++; continue;
                case RegisterOp.BrGeS64Imm: if ((long)r[ip->A] >= ip->Imm) { int t = ip->Target; ip += t; if ((budget += t >> 31) < 0) { goto Poll; } continue; } ip++; continue;
                case RegisterOp.GeU64Imm: r[ip->A] = r[ip->B] >= (ulong)(long)ip->Imm ? 1UL : 0UL; ip++; continue;
                case RegisterOp.BrGeU64Imm: if (r[ip->A] >= (ulong)(long)ip->Imm) { int t = ip->Target; ip += t; if ((budget += t >> 31) < 0) { goto Poll; } continue; } ip++; continue;
                case RegisterOp.EqF64: r[ip->A] = *(double*)(r + ip->B) == *(double*)(r + ip->C) ? 1UL : 0UL; ip++; continue;
                case RegisterOp.BrEqF64: if (*(double*)(r + ip->A) == *(double*)(r + ip->B)) { int t = ip->Target; ip += t; if ((budget += t >> 31) < 0) { goto Poll; } continue; } ip++; continue;
                case RegisterOp.NeF64: r[ip->A] = *(double*)(r + ip->B) != *(double*)(r + ip->C) ? 1UL : 0UL; ip++; continue;
                case RegisterOp.BrNeF64: if (*(double*)(r + ip->A) != *(double*)(r + ip->B)) { int t = ip->Target; ip += t; if ((budget += t >> 31) < 0) { goto Poll; } continue; } ip++; continue;
                case RegisterOp.LtF64: r[ip->A] = *(double*)(r + ip->B) < *(double*)(r + ip->C) ? 1UL : 0UL; ip++; continue;
                case RegisterOp.BrLtF64: if (*(double*)(r + ip->A) < *(double*)(r + ip->B)) { int t = ip->Target; ip += t; if ((budget += t >> 31) < 0) { goto Poll; } continue; } ip++; continue;
                case RegisterOp.LeF64: r[ip->A] = *(double*)(r + ip->B) <= *(double*)(r + ip->C) ? 1UL : 0UL; ip++; continue;
                case RegisterOp.BrLeF64: if (*(double*)(r + ip->A) <= *(double*)(r + ip->B)) { int t = ip->Target; ip += t; if ((budget += t >> 31) < 0) { goto Poll; } continue; } ip++; continue;
                case RegisterOp.BrNotLtF64: if (!(*(double*)(r + ip->A) < *(double*)(r + ip->B))) { int t = ip->Target; ip += t; if ((budget += t >> 31) < 0) { goto Poll; } continue; } ip++; continue;
                case RegisterOp.BrNotLeF64: if (!(*(double*)(r + ip->A) <= *(double*)(r + ip->B))) { int t = ip->Target; ip += t; if ((budget += t >> 31) < 0) { goto Poll; } continue; } ip++; continue;
                case RegisterOp.EqF32: r[ip->A] = *(float*)(r + ip->B) == *(float*)(r + ip->C) ? 1UL : 0UL; ip++; continue;
                case RegisterOp.BrEqF32: if (*(float*)(r + ip->A) == *(float*)(r + ip->B)) { int t = ip->Target; ip += t; if ((budget += t >> 31) < 0) { goto Poll; } continue; } ip++; continue;
                case RegisterOp.NeF32: r[ip->A] = *(float*)(r + ip->B) != *(float*)(r + ip->C) ? 1UL : 0UL; ip++; continue;
                case RegisterOp.BrNeF32: if (*(float*)(r + ip->A) != *(float*)(r + ip->B)) { int t = ip->Target; ip += t; if ((budget += t >> 31) < 0) { goto Poll; } continue; } ip++; continue;
                case RegisterOp.LtF32: r[ip->A] = *(float*)(r + ip->B) < *(float*)(r + ip->C) ? 1UL : 0UL; ip++; continue;
                case RegisterOp.BrLtF32: if (*(float*)(r + ip->A) < *(float*)(r + ip->B)) { int t = ip->Target; ip += t; if ((budget += t >> 31) < 0) { goto Poll; } continue; } ip++; continue;
                case RegisterOp.LeF32: r[ip->A] = *(float*)(r + ip->B) <= *(float*)(r + ip->C) ? 1UL : 0UL; ip++; continue;
                case RegisterOp.BrLeF32: if (*(float*)(r + ip->A) <= *(float*)(r + ip->B)) { int t = ip->Target; ip += t; if ((budget += t >> 31) < 0) { goto Poll; } continue; } ip++; continue;
                case RegisterOp.BrNotLtF32: if (!(*(float*)(r + ip->A) < *(float*)(r + ip->B))) { int t = ip->Target; ip += t; if ((budget += t >> 31) < 0) { goto Poll; } continue; } ip++; continue;
                case RegisterOp.BrNotLeF32: if (!(*(float*)(r + ip->A) <= *(float*)(r + ip->B))) { int t = ip->Target; ip += t; if ((budget += t >> 31) < 0) { goto Poll; } continue; } ip++; continue;
                case RegisterOp.Br: { int t = ip->Target; ip += t; if ((budget += t >> 31) < 0) { goto Poll; } continue; }
                case RegisterOp.BrTable: { uint t = (uint)r[ip->A]; ip += ip[1 + (t < (uint)ip->Imm ? (int)t : ip->Imm)].Target; if (--budget < 0) { goto Poll; } continue; }

                // Loop ends: a for-statement's step, and addition with a comparison.
                case RegisterOp.ForUp32: if ((int)r[ip->A] < (int)r[ip->B]) { r[ip->A] = (uint)((int)r[ip->A] + 1); ip += ip->Target; if (--budget < 0) { goto Poll; } continue; } ip++; continue;
                case RegisterOp.ForUp32Imm: if ((int)r[ip->A] < ip->Imm) { r[ip->A] = (uint)((int)r[ip->A] + 1); ip += ip->Target; if (--budget < 0) { goto Poll; } continue; } ip++; continue;
                case RegisterOp.ForDown32: if ((int)r[ip->A] > (int)r[ip->B]) { r[ip->A] = (uint)((int)r[ip->A] - 1); ip += ip->Target; if (--budget < 0) { goto Poll; } continue; } ip++; continue;
                case RegisterOp.ForDown32Imm: if ((int)r[ip->A] > ip->Imm) { r[ip->A] = (uint)((int)r[ip->A] - 1); ip += ip->Target; if (--budget < 0) { goto Poll; } continue; } ip++; continue;
                case RegisterOp.Add32OBrLt: { long v = (long)(int)r[ip->A] + (int)r[ip->B]; if (v != (int)v) { goto Overflow; } r[ip->A] = (uint)v; if ((int)v < (int)r[ip->C]) { int t = ip->Target; ip += t; if ((budget += t >> 31) < 0) { goto Poll; } continue; } ip++; continue; }
                case RegisterOp.Add32OImmBrLt: { long v = (long)(int)r[ip->A] + ip->Imm; if (v != (int)v) { goto Overflow; } r[ip->A] = (uint)v; if ((int)v < (int)r[ip->B]) { int t = ip->Target; ip += t; if ((budget += t >> 31) < 0) { goto Poll; } continue; } ip++; continue; }
                case RegisterOp.Add32OBrLe: { long v = (long)(int)r[ip->A] + (int)r[ip->B]; if (v != (int)v) { goto Overflow; } r[ip->A] = (uint)v; if ((int)v <= (int)r[ip->C]) { int t = ip->Target; ip += t; if ((budget += t >> 31) < 0) { goto Poll; } continue; } ip++; continue; }
                case RegisterOp.Add32OImmBrLe: { long v = (long)(int)r[ip->A] + ip->Imm; if (v != (int)v) { goto Overflow; } r[ip->A] = (uint)v; if ((int)v <= (int)r[ip->B]) { int t = ip->Target; ip += t; if ((budget += t >> 31) < 0) { goto Poll; } continue; } ip++; continue; }
                case RegisterOp.Add32OBrNe: { long v = (long)(int)r[ip->A] + (int)r[ip->B]; if (v != (int)v) { goto Overflow; } r[ip->A] = (uint)v; if ((int)v != (int)r[ip->C]) { int t = ip->Target; ip += t; if ((budget += t >> 31) < 0) { goto Poll; } continue; } ip++; continue; }
                case RegisterOp.Add32OImmBrNe: { long v = (long)(int)r[ip->A] + ip->Imm; if (v != (int)v) { goto Overflow; } r[ip->A] = (uint)v; if ((int)v != (int)r[ip->B]) { int t = ip->Target; ip += t; if ((budget += t >> 31) < 0) { goto Poll; } continue; } ip++; continue; }

                // Floating point; K forms take an operand from the instruction.
                case RegisterOp.AddF64: *(double*)(r + ip->A) = *(double*)(r + ip->B) + *(double*)(r + ip->C); ip++; continue;
                case RegisterOp.AddF64K: *(double*)(r + ip->A) = *(double*)(r + ip->B) + ip->Double; ip++; continue;
                case RegisterOp.SubF64: *(double*)(r + ip->A) = *(double*)(r + ip->B) - *(double*)(r + ip->C); ip++; continue;
                case RegisterOp.SubF64K: *(double*)(r + ip->A) = *(double*)(r + ip->B) - ip->Double; ip++; continue;
                case RegisterOp.KSubF64: *(double*)(r + ip->A) = ip->Double - *(double*)(r + ip->B); ip++; continue;
                case RegisterOp.MulF64: *(double*)(r + ip->A) = *(double*)(r + ip->B) * *(double*)(r + ip->C); ip++; continue;
                case RegisterOp.MulF64K: *(double*)(r + ip->A) = *(double*)(r + ip->B) * ip->Double; ip++; continue;
                case RegisterOp.DivF64: *(double*)(r + ip->A) = *(double*)(r + ip->B) / *(double*)(r + ip->C); ip++; continue;
                case RegisterOp.DivF64K: *(double*)(r + ip->A) = *(double*)(r + ip->B) / ip->Double; ip++; continue;
                case RegisterOp.KDivF64: *(double*)(r + ip->A) = ip->Double / *(double*)(r + ip->B); ip++; continue;
                case RegisterOp.NegF64: *(double*)(r + ip->A) = -*(double*)(r + ip->B); ip++; continue;
                case RegisterOp.AbsF64: *(double*)(r + ip->A) = Math.Abs(*(double*)(r + ip->B)); ip++; continue;
                case RegisterOp.SqrtF64: *(double*)(r + ip->A) = Math.Sqrt(*(double*)(r + ip->B)); ip++; continue;
                case RegisterOp.AddF32: r[ip->A] = BitConverter.SingleToUInt32Bits(*(float*)(r + ip->B) + *(float*)(r + ip->C)); ip++; continue;
                case RegisterOp.SubF32: r[ip->A] = BitConverter.SingleToUInt32Bits(*(float*)(r + ip->B) - *(float*)(r + ip->C)); ip++; continue;
                case RegisterOp.MulF32: r[ip->A] = BitConverter.SingleToUInt32Bits(*(float*)(r + ip->B) * *(float*)(r + ip->C)); ip++; continue;
                case RegisterOp.DivF32: r[ip->A] = BitConverter.SingleToUInt32Bits(*(float*)(r + ip->B) / *(float*)(r + ip->C)); ip++; continue;
                case RegisterOp.NegF32: r[ip->A] = BitConverter.SingleToUInt32Bits(-*(float*)(r + ip->B)); ip++; continue;
                case RegisterOp.AbsF32: r[ip->A] = BitConverter.SingleToUInt32Bits(MathF.Abs(*(float*)(r + ip->B))); ip++; continue;
                case RegisterOp.SqrtF32: r[ip->A] = BitConverter.SingleToUInt32Bits(MathF.Sqrt(*(float*)(r + ip->B))); ip++; continue;
                case RegisterOp.DivZF64: if (*(double*)(r + ip->C) == 0) { goto DivisionByZero; } *(double*)(r + ip->A) = *(double*)(r + ip->B) / *(double*)(r + ip->C); ip++; continue;
                case RegisterOp.MulAddF64: *(double*)(r + ip->A) = *(double*)(r + ip->Imm) + (*(double*)(r + ip->B) * *(double*)(r + ip->C)); ip++; continue;
                case RegisterOp.MulSubF64: *(double*)(r + ip->A) = *(double*)(r + ip->Imm) - (*(double*)(r + ip->B) * *(double*)(r + ip->C)); ip++; continue;
                case RegisterOp.MulRsubF64: *(double*)(r + ip->A) = (*(double*)(r + ip->B) * *(double*)(r + ip->C)) - *(double*)(r + ip->Imm); ip++; continue;
                case RegisterOp.Convert32SF64: *(double*)(r + ip->A) = (double)(int)r[ip->B]; ip++; continue;
                case RegisterOp.Convert32UF64: *(double*)(r + ip->A) = (double)(uint)r[ip->B]; ip++; continue;
                case RegisterOp.Convert64SF64: *(double*)(r + ip->A) = (double)(long)r[ip->B]; ip++; continue;
                case RegisterOp.Convert32SF32: r[ip->A] = BitConverter.SingleToUInt32Bits((float)(int)r[ip->B]); ip++; continue;
                case RegisterOp.Convert64SF32: r[ip->A] = BitConverter.SingleToUInt32Bits((float)(long)r[ip->B]); ip++; continue;
                case RegisterOp.DemoteF64: r[ip->A] = BitConverter.SingleToUInt32Bits((float)*(double*)(r + ip->B)); ip++; continue;
                case RegisterOp.PromoteF32: *(double*)(r + ip->A) = (double)*(float*)(r + ip->B); ip++; continue;
                case RegisterOp.CanonF64: r[ip->A] = FloatingPoint.Canonical(r[ip->B]); ip++; continue;
                case RegisterOp.CanonF32: r[ip->A] = FloatingPoint.Canonical((uint)r[ip->B]); ip++; continue;
                case RegisterOp.TruncF64To32S: { double d = *(double*)(r + ip->B); if (!(d > -2147483649.0 && d < 2147483648.0)) { goto Conversion; } r[ip->A] = (uint)(int)d; ip++; continue; }

                // Checks: pass, or trap.
                case RegisterOp.Range32: if ((int)r[ip->A] < ip->Imm || (int)r[ip->A] > ip->Target) { goto Range; } ip++; continue;
                case RegisterOp.Range64: if ((long)r[ip->A] < ip->Long || (long)r[ip->A] > ip[1].Long) { goto Range; } ip += 2; continue;
                case RegisterOp.RangeV32: if ((int)r[ip->A] < (int)r[ip->B] || (int)r[ip->A] > (int)r[ip->C]) { goto Range; } ip++; continue;
                case RegisterOp.RangeV64: if ((long)r[ip->A] < (long)r[ip->B] || (long)r[ip->A] > (long)r[ip->C]) { goto Range; } ip++; continue;
                case RegisterOp.NilCheck: if ((uint)r[ip->A] == 0) { goto Nil; } ip++; continue;
                case RegisterOp.Index: { uint i = (uint)r[ip->C] - (uint)ip->Imm; if (i >= (uint)ip->Target) { goto Index; } r[ip->A] = (uint)r[ip->B] + (i * (uint)ip[1].Imm); ip += 2; continue; }
                case RegisterOp.IndexImm: { uint i = (uint)r[ip->C] - (uint)ip->Imm; if (i >= (uint)ip->Target) { goto Index; } r[ip->A] = (uint)ip[1].Target + (i * (uint)ip[1].Imm); ip += 2; continue; }
                case RegisterOp.IndexOffsetV: if ((int)r[ip->B] < (int)r[ip->C] || (int)r[ip->B] > (int)r[ip->Imm]) { goto Index; } r[ip->A] = ((uint)r[ip->B] - (uint)r[ip->C]) * (uint)ip->Target; ip++; continue;
                case RegisterOp.FrameAddress: r[ip->A] = (uint)(fp - mem) + (uint)ip->Imm; ip++; continue;
                case RegisterOp.ScaledAddress: r[ip->A] = (uint)r[ip->B] + ((uint)r[ip->C] * (uint)ip->Imm) + (uint)ip->Target; ip++; continue;

                // Memory: Abs at a constant address and Frame in the memory frame, both proved in bounds when lowered;
                // Reg at slot + offset; Nil the same, not nil; Idx* at a checked index into a constant, frame or slot
                // base (two units); Scaled at slot + slot * scale + constant, modulo 2^32, + offset (two units); ScaledAbs without the first slot.
                case RegisterOp.Load8S32Abs: r[ip->A] = (uint)(int)(*(sbyte*)(mem + (uint)ip->Imm)); ip++; continue;
                case RegisterOp.Load8S32Frame: r[ip->A] = (uint)(int)(*(sbyte*)(fp + ip->Imm)); ip++; continue;
                case RegisterOp.Load8S32Reg: { ulong a = (uint)r[ip->B] + (ulong)(uint)ip->Imm; if (a + 1 > memorySize) { goto Memory; } r[ip->A] = (uint)(int)(*(sbyte*)(mem + a)); ip++; continue; }
                case RegisterOp.Load8S32Nil: { ulong a = (uint)r[ip->B]; if (a == 0) { goto Nil; } a += (uint)ip->Imm; if (a + 1 > memorySize) { goto Memory; } r[ip->A] = (uint)(int)(*(sbyte*)(mem + a)); ip++; continue; }
                case RegisterOp.Load8S32IdxAbs: { uint i = (uint)r[ip->B] - (uint)ip->Imm; if (i >= (uint)ip->Target) { goto Index; } r[ip->A] = (uint)(int)(*(sbyte*)(mem + (uint)ip[1].Imm + ((ulong)i * ip->C))); ip += 2; continue; }
                case RegisterOp.Load8S32IdxFrame: { uint i = (uint)r[ip->B] - (uint)ip->Imm; if (i >= (uint)ip->Target) { goto Index; } r[ip->A] = (uint)(int)(*(sbyte*)(fp + ip[1].Imm + ((ulong)i * ip->C))); ip += 2; continue; }
                case RegisterOp.Load8S32IdxReg: { uint i = (uint)r[ip->B] - (uint)ip->Imm; if (i >= (uint)ip->Target) { goto Index; } ulong a = (uint)r[ip[1].A] + (i * (uint)ip->C); a = (uint)a + (ulong)(uint)ip[1].Imm; if (a + 1 > memorySize) { goto Memory; } r[ip->A] = (uint)(int)(*(sbyte*)(mem + a)); ip += 2; continue; }
                case RegisterOp.Load8S32Scaled: { ulong a = (uint)r[ip->B] + ((uint)r[ip->C] * (uint)ip->Imm) + (uint)ip->Target; a = (uint)a + (ulong)(uint)ip[1].Imm; if (a + 1 > memorySize) { goto Memory; } r[ip->A] = (uint)(int)(*(sbyte*)(mem + a)); ip += 2; continue; }
                case RegisterOp.Load8S32ScaledAbs: { ulong a = (uint)ip->Target + ((uint)r[ip->B] * (uint)ip->Imm); a = (uint)a + (ulong)(uint)ip[1].Imm; if (a + 1 > memorySize) { goto Memory; } r[ip->A] = (uint)(int)(*(sbyte*)(mem + a)); ip += 2; continue; }
                case RegisterOp.Load8UAbs: r[ip->A] = *(mem + (uint)ip->Imm); ip++; continue;
                case RegisterOp.Load8UFrame: r[ip->A] = *(fp + ip->Imm); ip++; continue;
                case RegisterOp.Load8UReg: { ulong a = (uint)r[ip->B] + (ulong)(uint)ip->Imm; if (a + 1 > memorySize) { goto Memory; } r[ip->A] = *(mem + a); ip++; continue; }
                case RegisterOp.Load8UNil: { ulong a = (uint)r[ip->B]; if (a == 0) { goto Nil; } a += (uint)ip->Imm; if (a + 1 > memorySize) { goto Memory; } r[ip->A] = *(mem + a); ip++; continue; }
                case RegisterOp.Load8UIdxAbs: { uint i = (uint)r[ip->B] - (uint)ip->Imm; if (i >= (uint)ip->Target) { goto Index; } r[ip->A] = *(mem + (uint)ip[1].Imm + ((ulong)i * ip->C)); ip += 2; continue; }
                case RegisterOp.Load8UIdxFrame: { uint i = (uint)r[ip->B] - (uint)ip->Imm; if (i >= (uint)ip->Target) { goto Index; } r[ip->A] = *(fp + ip[1].Imm + ((ulong)i * ip->C)); ip += 2; continue; }
                case RegisterOp.Load8UIdxReg: { uint i = (uint)r[ip->B] - (uint)ip->Imm; if (i >= (uint)ip->Target) { goto Index; } ulong a = (uint)r[ip[1].A] + (i * (uint)ip->C); a = (uint)a + (ulong)(uint)ip[1].Imm; if (a + 1 > memorySize) { goto Memory; } r[ip->A] = *(mem + a); ip += 2; continue; }
                case RegisterOp.Load8UScaled: { ulong a = (uint)r[ip->B] + ((uint)r[ip->C] * (uint)ip->Imm) + (uint)ip->Target; a = (uint)a + (ulong)(uint)ip[1].Imm; if (a + 1 > memorySize) { goto Memory; } r[ip->A] = *(mem + a); ip += 2; continue; }
                case RegisterOp.Load8UScaledAbs: { ulong a = (uint)ip->Target + ((uint)r[ip->B] * (uint)ip->Imm); a = (uint)a + (ulong)(uint)ip[1].Imm; if (a + 1 > memorySize) { goto Memory; } r[ip->A] = *(mem + a); ip += 2; continue; }
                case RegisterOp.Load16S32Abs: r[ip->A] = (uint)(int)(*(short*)(mem + (uint)ip->Imm)); ip++; continue;
                case RegisterOp.Load16S32Frame: r[ip->A] = (uint)(int)(*(short*)(fp + ip->Imm)); ip++; continue;
                case RegisterOp.Load16S32Reg: { ulong a = (uint)r[ip->B] + (ulong)(uint)ip->Imm; if (a + 2 > memorySize) { goto Memory; } r[ip->A] = (uint)(int)(*(short*)(mem + a)); ip++; continue; }
                case RegisterOp.Load16S32Nil: { ulong a = (uint)r[ip->B]; if (a == 0) { goto Nil; } a += (uint)ip->Imm; if (a + 2 > memorySize) { goto Memory; } r[ip->A] = (uint)(int)(*(short*)(mem + a)); ip++; continue; }
                case RegisterOp.Load16S32IdxAbs: { uint i = (uint)r[ip->B] - (uint)ip->Imm; if (i >= (uint)ip->Target) { goto Index; } r[ip->A] = (uint)(int)(*(short*)(mem + (uint)ip[1].Imm + ((ulong)i * ip->C))); ip += 2; continue; }
                case RegisterOp.Load16S32IdxFrame: { uint i = (uint)r[ip->B] - (uint)ip->Imm; if (i >= (uint)ip->Target) { goto Index; } r[ip->A] = (uint)(int)(*(short*)(fp + ip[1].Imm + ((ulong)i * ip->C))); ip += 2; continue; }
                case RegisterOp.Load16S32IdxReg: { uint i = (uint)r[ip->B] - (uint)ip->Imm; if (i >= (uint)ip->Target) { goto Index; } ulong a = (uint)r[ip[1].A] + (i * (uint)ip->C); a = (uint)a + (ulong)(uint)ip[1].Imm; if (a + 2 > memorySize) { goto Memory; } r[ip->A] = (uint)(int)(*(short*)(mem + a)); ip += 2; continue; }
                case RegisterOp.Load16S32Scaled: { ulong a = (uint)r[ip->B] + ((uint)r[ip->C] * (uint)ip->Imm) + (uint)ip->Target; a = (uint)a + (ulong)(uint)ip[1].Imm; if (a + 2 > memorySize) { goto Memory; } r[ip->A] = (uint)(int)(*(short*)(mem + a)); ip += 2; continue; }
                case RegisterOp.Load16S32ScaledAbs: { ulong a = (uint)ip->Target + ((uint)r[ip->B] * (uint)ip->Imm); a = (uint)a + (ulong)(uint)ip[1].Imm; if (a + 2 > memorySize) { goto Memory; } r[ip->A] = (uint)(int)(*(short*)(mem + a)); ip += 2; continue; }
                case RegisterOp.Load16UAbs: r[ip->A] = *(ushort*)(mem + (uint)ip->Imm); ip++; continue;
                case RegisterOp.Load16UFrame: r[ip->A] = *(ushort*)(fp + ip->Imm); ip++; continue;
                case RegisterOp.Load16UReg: { ulong a = (uint)r[ip->B] + (ulong)(uint)ip->Imm; if (a + 2 > memorySize) { goto Memory; } r[ip->A] = *(ushort*)(mem + a); ip++; continue; }
                case RegisterOp.Load16UNil: { ulong a = (uint)r[ip->B]; if (a == 0) { goto Nil; } a += (uint)ip->Imm; if (a + 2 > memorySize) { goto Memory; } r[ip->A] = *(ushort*)(mem + a); ip++; continue; }
                case RegisterOp.Load16UIdxAbs: { uint i = (uint)r[ip->B] - (uint)ip->Imm; if (i >= (uint)ip->Target) { goto Index; } r[ip->A] = *(ushort*)(mem + (uint)ip[1].Imm + ((ulong)i * ip->C)); ip += 2; continue; }
                case RegisterOp.Load16UIdxFrame: { uint i = (uint)r[ip->B] - (uint)ip->Imm; if (i >= (uint)ip->Target) { goto Index; } r[ip->A] = *(ushort*)(fp + ip[1].Imm + ((ulong)i * ip->C)); ip += 2; continue; }
                case RegisterOp.Load16UIdxReg: { uint i = (uint)r[ip->B] - (uint)ip->Imm; if (i >= (uint)ip->Target) { goto Index; } ulong a = (uint)r[ip[1].A] + (i * (uint)ip->C); a = (uint)a + (ulong)(uint)ip[1].Imm; if (a + 2 > memorySize) { goto Memory; } r[ip->A] = *(ushort*)(mem + a); ip += 2; continue; }
                case RegisterOp.Load16UScaled: { ulong a = (uint)r[ip->B] + ((uint)r[ip->C] * (uint)ip->Imm) + (uint)ip->Target; a = (uint)a + (ulong)(uint)ip[1].Imm; if (a + 2 > memorySize) { goto Memory; } r[ip->A] = *(ushort*)(mem + a); ip += 2; continue; }
                case RegisterOp.Load16UScaledAbs: { ulong a = (uint)ip->Target + ((uint)r[ip->B] * (uint)ip->Imm); a = (uint)a + (ulong)(uint)ip[1].Imm; if (a + 2 > memorySize) { goto Memory; } r[ip->A] = *(ushort*)(mem + a); ip += 2; continue; }
                case RegisterOp.Load32Abs: r[ip->A] = *(uint*)(mem + (uint)ip->Imm); ip++; continue;
                case RegisterOp.Load32Frame: r[ip->A] = *(uint*)(fp + ip->Imm); ip++; continue;
                case RegisterOp.Load32Reg: { ulong a = (uint)r[ip->B] + (ulong)(uint)ip->Imm; if (a + 4 > memorySize) { goto Memory; } r[ip->A] = *(uint*)(mem + a); ip++; continue; }
                case RegisterOp.Load32Nil: { ulong a = (uint)r[ip->B]; if (a == 0) { goto Nil; } a += (uint)ip->Imm; if (a + 4 > memorySize) { goto Memory; } r[ip->A] = *(uint*)(mem + a); ip++; continue; }
                case RegisterOp.Load32IdxAbs: { uint i = (uint)r[ip->B] - (uint)ip->Imm; if (i >= (uint)ip->Target) { goto Index; } r[ip->A] = *(uint*)(mem + (uint)ip[1].Imm + ((ulong)i * ip->C)); ip += 2; continue; }
                case RegisterOp.Load32IdxFrame: { uint i = (uint)r[ip->B] - (uint)ip->Imm; if (i >= (uint)ip->Target) { goto Index; } r[ip->A] = *(uint*)(fp + ip[1].Imm + ((ulong)i * ip->C)); ip += 2; continue; }
                case RegisterOp.Load32IdxReg: { uint i = (uint)r[ip->B] - (uint)ip->Imm; if (i >= (uint)ip->Target) { goto Index; } ulong a = (uint)r[ip[1].A] + (i * (uint)ip->C); a = (uint)a + (ulong)(uint)ip[1].Imm; if (a + 4 > memorySize) { goto Memory; } r[ip->A] = *(uint*)(mem + a); ip += 2; continue; }
                case RegisterOp.Load32Scaled: { ulong a = (uint)r[ip->B] + ((uint)r[ip->C] * (uint)ip->Imm) + (uint)ip->Target; a = (uint)a + (ulong)(uint)ip[1].Imm; if (a + 4 > memorySize) { goto Memory; } r[ip->A] = *(uint*)(mem + a); ip += 2; continue; }
                case RegisterOp.Load32ScaledAbs: { ulong a = (uint)ip->Target + ((uint)r[ip->B] * (uint)ip->Imm); a = (uint)a + (ulong)(uint)ip[1].Imm; if (a + 4 > memorySize) { goto Memory; } r[ip->A] = *(uint*)(mem + a); ip += 2; continue; }
                case RegisterOp.Load64Abs: r[ip->A] = *(ulong*)(mem + (uint)ip->Imm); ip++; continue;
                case RegisterOp.Load64Frame: r[ip->A] = *(ulong*)(fp + ip->Imm); ip++; continue;
                case RegisterOp.Load64Reg: { ulong a = (uint)r[ip->B] + (ulong)(uint)ip->Imm; if (a + 8 > memorySize) { goto Memory; } r[ip->A] = *(ulong*)(mem + a); ip++; continue; }
                case RegisterOp.Load64Nil: { ulong a = (uint)r[ip->B]; if (a == 0) { goto Nil; } a += (uint)ip->Imm; if (a + 8 > memorySize) { goto Memory; } r[ip->A] = *(ulong*)(mem + a); ip++; continue; }
                case RegisterOp.Load64IdxAbs: { uint i = (uint)r[ip->B] - (uint)ip->Imm; if (i >= (uint)ip->Target) { goto Index; } r[ip->A] = *(ulong*)(mem + (uint)ip[1].Imm + ((ulong)i * ip->C)); ip += 2; continue; }
                case RegisterOp.Load64IdxFrame: { uint i = (uint)r[ip->B] - (uint)ip->Imm; if (i >= (uint)ip->Target) { goto Index; } r[ip->A] = *(ulong*)(fp + ip[1].Imm + ((ulong)i * ip->C)); ip += 2; continue; }
                case RegisterOp.Load64IdxReg: { uint i = (uint)r[ip->B] - (uint)ip->Imm; if (i >= (uint)ip->Target) { goto Index; } ulong a = (uint)r[ip[1].A] + (i * (uint)ip->C); a = (uint)a + (ulong)(uint)ip[1].Imm; if (a + 8 > memorySize) { goto Memory; } r[ip->A] = *(ulong*)(mem + a); ip += 2; continue; }
                case RegisterOp.Load64Scaled: { ulong a = (uint)r[ip->B] + ((uint)r[ip->C] * (uint)ip->Imm) + (uint)ip->Target; a = (uint)a + (ulong)(uint)ip[1].Imm; if (a + 8 > memorySize) { goto Memory; } r[ip->A] = *(ulong*)(mem + a); ip += 2; continue; }
                case RegisterOp.Load64ScaledAbs: { ulong a = (uint)ip->Target + ((uint)r[ip->B] * (uint)ip->Imm); a = (uint)a + (ulong)(uint)ip[1].Imm; if (a + 8 > memorySize) { goto Memory; } r[ip->A] = *(ulong*)(mem + a); ip += 2; continue; }
                case RegisterOp.Load8S64Abs: r[ip->A] = (ulong)(*(sbyte*)(mem + (uint)ip->Imm)); ip++; continue;
                case RegisterOp.Load8S64Frame: r[ip->A] = (ulong)(*(sbyte*)(fp + ip->Imm)); ip++; continue;
                case RegisterOp.Load8S64Reg: { ulong a = (uint)r[ip->B] + (ulong)(uint)ip->Imm; if (a + 1 > memorySize) { goto Memory; } r[ip->A] = (ulong)(*(sbyte*)(mem + a)); ip++; continue; }
                case RegisterOp.Load8S64Nil: { ulong a = (uint)r[ip->B]; if (a == 0) { goto Nil; } a += (uint)ip->Imm; if (a + 1 > memorySize) { goto Memory; } r[ip->A] = (ulong)(*(sbyte*)(mem + a)); ip++; continue; }
                case RegisterOp.Load8S64IdxAbs: { uint i = (uint)r[ip->B] - (uint)ip->Imm; if (i >= (uint)ip->Target) { goto Index; } r[ip->A] = (ulong)(*(sbyte*)(mem + (uint)ip[1].Imm + ((ulong)i * ip->C))); ip += 2; continue; }
                case RegisterOp.Load8S64IdxFrame: { uint i = (uint)r[ip->B] - (uint)ip->Imm; if (i >= (uint)ip->Target) { goto Index; } r[ip->A] = (ulong)(*(sbyte*)(fp + ip[1].Imm + ((ulong)i * ip->C))); ip += 2; continue; }
                case RegisterOp.Load8S64IdxReg: { uint i = (uint)r[ip->B] - (uint)ip->Imm; if (i >= (uint)ip->Target) { goto Index; } ulong a = (uint)r[ip[1].A] + (i * (uint)ip->C); a = (uint)a + (ulong)(uint)ip[1].Imm; if (a + 1 > memorySize) { goto Memory; } r[ip->A] = (ulong)(*(sbyte*)(mem + a)); ip += 2; continue; }
                case RegisterOp.Load8S64Scaled: { ulong a = (uint)r[ip->B] + ((uint)r[ip->C] * (uint)ip->Imm) + (uint)ip->Target; a = (uint)a + (ulong)(uint)ip[1].Imm; if (a + 1 > memorySize) { goto Memory; } r[ip->A] = (ulong)(*(sbyte*)(mem + a)); ip += 2; continue; }
                case RegisterOp.Load8S64ScaledAbs: { ulong a = (uint)ip->Target + ((uint)r[ip->B] * (uint)ip->Imm); a = (uint)a + (ulong)(uint)ip[1].Imm; if (a + 1 > memorySize) { goto Memory; } r[ip->A] = (ulong)(*(sbyte*)(mem + a)); ip += 2; continue; }
                case RegisterOp.Load16S64Abs: r[ip->A] = (ulong)(*(short*)(mem + (uint)ip->Imm)); ip++; continue;
                case RegisterOp.Load16S64Frame: r[ip->A] = (ulong)(*(short*)(fp + ip->Imm)); ip++; continue;
                case RegisterOp.Load16S64Reg: { ulong a = (uint)r[ip->B] + (ulong)(uint)ip->Imm; if (a + 2 > memorySize) { goto Memory; } r[ip->A] = (ulong)(*(short*)(mem + a)); ip++; continue; }
                case RegisterOp.Load16S64Nil: { ulong a = (uint)r[ip->B]; if (a == 0) { goto Nil; } a += (uint)ip->Imm; if (a + 2 > memorySize) { goto Memory; } r[ip->A] = (ulong)(*(short*)(mem + a)); ip++; continue; }
                case RegisterOp.Load16S64IdxAbs: { uint i = (uint)r[ip->B] - (uint)ip->Imm; if (i >= (uint)ip->Target) { goto Index; } r[ip->A] = (ulong)(*(short*)(mem + (uint)ip[1].Imm + ((ulong)i * ip->C))); ip += 2; continue; }
                case RegisterOp.Load16S64IdxFrame: { uint i = (uint)r[ip->B] - (uint)ip->Imm; if (i >= (uint)ip->Target) { goto Index; } r[ip->A] = (ulong)(*(short*)(fp + ip[1].Imm + ((ulong)i * ip->C))); ip += 2; continue; }
                case RegisterOp.Load16S64IdxReg: { uint i = (uint)r[ip->B] - (uint)ip->Imm; if (i >= (uint)ip->Target) { goto Index; } ulong a = (uint)r[ip[1].A] + (i * (uint)ip->C); a = (uint)a + (ulong)(uint)ip[1].Imm; if (a + 2 > memorySize) { goto Memory; } r[ip->A] = (ulong)(*(short*)(mem + a)); ip += 2; continue; }
                case RegisterOp.Load16S64Scaled: { ulong a = (uint)r[ip->B] + ((uint)r[ip->C] * (uint)ip->Imm) + (uint)ip->Target; a = (uint)a + (ulong)(uint)ip[1].Imm; if (a + 2 > memorySize) { goto Memory; } r[ip->A] = (ulong)(*(short*)(mem + a)); ip += 2; continue; }
                case RegisterOp.Load16S64ScaledAbs: { ulong a = (uint)ip->Target + ((uint)r[ip->B] * (uint)ip->Imm); a = (uint)a + (ulong)(uint)ip[1].Imm; if (a + 2 > memorySize) { goto Memory; } r[ip->A] = (ulong)(*(short*)(mem + a)); ip += 2; continue; }
                case RegisterOp.Load32S64Abs: r[ip->A] = (ulong)(*(int*)(mem + (uint)ip->Imm)); ip++; continue;
                case RegisterOp.Load32S64Frame: r[ip->A] = (ulong)(*(int*)(fp + ip->Imm)); ip++; continue;
                case RegisterOp.Load32S64Reg: { ulong a = (uint)r[ip->B] + (ulong)(uint)ip->Imm; if (a + 4 > memorySize) { goto Memory; } r[ip->A] = (ulong)(*(int*)(mem + a)); ip++; continue; }
                case RegisterOp.Load32S64Nil: { ulong a = (uint)r[ip->B]; if (a == 0) { goto Nil; } a += (uint)ip->Imm; if (a + 4 > memorySize) { goto Memory; } r[ip->A] = (ulong)(*(int*)(mem + a)); ip++; continue; }
                case RegisterOp.Load32S64IdxAbs: { uint i = (uint)r[ip->B] - (uint)ip->Imm; if (i >= (uint)ip->Target) { goto Index; } r[ip->A] = (ulong)(*(int*)(mem + (uint)ip[1].Imm + ((ulong)i * ip->C))); ip += 2; continue; }
                case RegisterOp.Load32S64IdxFrame: { uint i = (uint)r[ip->B] - (uint)ip->Imm; if (i >= (uint)ip->Target) { goto Index; } r[ip->A] = (ulong)(*(int*)(fp + ip[1].Imm + ((ulong)i * ip->C))); ip += 2; continue; }
                case RegisterOp.Load32S64IdxReg: { uint i = (uint)r[ip->B] - (uint)ip->Imm; if (i >= (uint)ip->Target) { goto Index; } ulong a = (uint)r[ip[1].A] + (i * (uint)ip->C); a = (uint)a + (ulong)(uint)ip[1].Imm; if (a + 4 > memorySize) { goto Memory; } r[ip->A] = (ulong)(*(int*)(mem + a)); ip += 2; continue; }
                case RegisterOp.Load32S64Scaled: { ulong a = (uint)r[ip->B] + ((uint)r[ip->C] * (uint)ip->Imm) + (uint)ip->Target; a = (uint)a + (ulong)(uint)ip[1].Imm; if (a + 4 > memorySize) { goto Memory; } r[ip->A] = (ulong)(*(int*)(mem + a)); ip += 2; continue; }
                case RegisterOp.Load32S64ScaledAbs: { ulong a = (uint)ip->Target + ((uint)r[ip->B] * (uint)ip->Imm); a = (uint)a + (ulong)(uint)ip[1].Imm; if (a + 4 > memorySize) { goto Memory; } r[ip->A] = (ulong)(*(int*)(mem + a)); ip += 2; continue; }
                case RegisterOp.Store8Abs: *(mem + (uint)ip->Imm) = (byte)r[ip->A]; ip++; continue;
                case RegisterOp.Store8Frame: *(fp + ip->Imm) = (byte)r[ip->A]; ip++; continue;
                case RegisterOp.Store8Reg: { ulong a = (uint)r[ip->B] + (ulong)(uint)ip->Imm; if (a + 1 > memorySize) { goto Memory; } *(mem + a) = (byte)r[ip->A]; ip++; continue; }
                case RegisterOp.Store8Nil: { ulong a = (uint)r[ip->B]; if (a == 0) { goto Nil; } a += (uint)ip->Imm; if (a + 1 > memorySize) { goto Memory; } *(mem + a) = (byte)r[ip->A]; ip++; continue; }
                case RegisterOp.Store8IdxAbs: { uint i = (uint)r[ip->B] - (uint)ip->Imm; if (i >= (uint)ip->Target) { goto Index; } *(mem + (uint)ip[1].Imm + ((ulong)i * ip->C)) = (byte)r[ip->A]; ip += 2; continue; }
                case RegisterOp.Store8IdxFrame: { uint i = (uint)r[ip->B] - (uint)ip->Imm; if (i >= (uint)ip->Target) { goto Index; } *(fp + ip[1].Imm + ((ulong)i * ip->C)) = (byte)r[ip->A]; ip += 2; continue; }
                case RegisterOp.Store8IdxReg: { uint i = (uint)r[ip->B] - (uint)ip->Imm; if (i >= (uint)ip->Target) { goto Index; } ulong a = (uint)r[ip[1].A] + (i * (uint)ip->C); a = (uint)a + (ulong)(uint)ip[1].Imm; if (a + 1 > memorySize) { goto Memory; } *(mem + a) = (byte)r[ip->A]; ip += 2; continue; }
                case RegisterOp.Store8Scaled: { ulong a = (uint)r[ip->B] + ((uint)r[ip->C] * (uint)ip->Imm) + (uint)ip->Target; a = (uint)a + (ulong)(uint)ip[1].Imm; if (a + 1 > memorySize) { goto Memory; } *(mem + a) = (byte)r[ip->A]; ip += 2; continue; }
                case RegisterOp.Store8ScaledAbs: { ulong a = (uint)ip->Target + ((uint)r[ip->B] * (uint)ip->Imm); a = (uint)a + (ulong)(uint)ip[1].Imm; if (a + 1 > memorySize) { goto Memory; } *(mem + a) = (byte)r[ip->A]; ip += 2; continue; }
                case RegisterOp.Store16Abs: *(ushort*)(mem + (uint)ip->Imm) = (ushort)r[ip->A]; ip++; continue;
                case RegisterOp.Store16Frame: *(ushort*)(fp + ip->Imm) = (ushort)r[ip->A]; ip++; continue;
                case RegisterOp.Store16Reg: { ulong a = (uint)r[ip->B] + (ulong)(uint)ip->Imm; if (a + 2 > memorySize) { goto Memory; } *(ushort*)(mem + a) = (ushort)r[ip->A]; ip++; continue; }
                case RegisterOp.Store16Nil: { ulong a = (uint)r[ip->B]; if (a == 0) { goto Nil; } a += (uint)ip->Imm; if (a + 2 > memorySize) { goto Memory; } *(ushort*)(mem + a) = (ushort)r[ip->A]; ip++; continue; }
                case RegisterOp.Store16IdxAbs: { uint i = (uint)r[ip->B] - (uint)ip->Imm; if (i >= (uint)ip->Target) { goto Index; } *(ushort*)(mem + (uint)ip[1].Imm + ((ulong)i * ip->C)) = (ushort)r[ip->A]; ip += 2; continue; }
                case RegisterOp.Store16IdxFrame: { uint i = (uint)r[ip->B] - (uint)ip->Imm; if (i >= (uint)ip->Target) { goto Index; } *(ushort*)(fp + ip[1].Imm + ((ulong)i * ip->C)) = (ushort)r[ip->A]; ip += 2; continue; }
                case RegisterOp.Store16IdxReg: { uint i = (uint)r[ip->B] - (uint)ip->Imm; if (i >= (uint)ip->Target) { goto Index; } ulong a = (uint)r[ip[1].A] + (i * (uint)ip->C); a = (uint)a + (ulong)(uint)ip[1].Imm; if (a + 2 > memorySize) { goto Memory; } *(ushort*)(mem + a) = (ushort)r[ip->A]; ip += 2; continue; }
                case RegisterOp.Store16Scaled: { ulong a = (uint)r[ip->B] + ((uint)r[ip->C] * (uint)ip->Imm) + (uint)ip->Target; a = (uint)a + (ulong)(uint)ip[1].Imm; if (a + 2 > memorySize) { goto Memory; } *(ushort*)(mem + a) = (ushort)r[ip->A]; ip += 2; continue; }
                case RegisterOp.Store16ScaledAbs: { ulong a = (uint)ip->Target + ((uint)r[ip->B] * (uint)ip->Imm); a = (uint)a + (ulong)(uint)ip[1].Imm; if (a + 2 > memorySize) { goto Memory; } *(ushort*)(mem + a) = (ushort)r[ip->A]; ip += 2; continue; }
                case RegisterOp.Store32Abs: *(uint*)(mem + (uint)ip->Imm) = (uint)r[ip->A]; ip++; continue;
                case RegisterOp.Store32Frame: *(uint*)(fp + ip->Imm) = (uint)r[ip->A]; ip++; continue;
                case RegisterOp.Store32Reg: { ulong a = (uint)r[ip->B] + (ulong)(uint)ip->Imm; if (a + 4 > memorySize) { goto Memory; } *(uint*)(mem + a) = (uint)r[ip->A]; ip++; continue; }
                case RegisterOp.Store32Nil: { ulong a = (uint)r[ip->B]; if (a == 0) { goto Nil; } a += (uint)ip->Imm; if (a + 4 > memorySize) { goto Memory; } *(uint*)(mem + a) = (uint)r[ip->A]; ip++; continue; }
                case RegisterOp.Store32IdxAbs: { uint i = (uint)r[ip->B] - (uint)ip->Imm; if (i >= (uint)ip->Target) { goto Index; } *(uint*)(mem + (uint)ip[1].Imm + ((ulong)i * ip->C)) = (uint)r[ip->A]; ip += 2; continue; }
                case RegisterOp.Store32IdxFrame: { uint i = (uint)r[ip->B] - (uint)ip->Imm; if (i >= (uint)ip->Target) { goto Index; } *(uint*)(fp + ip[1].Imm + ((ulong)i * ip->C)) = (uint)r[ip->A]; ip += 2; continue; }
                case RegisterOp.Store32IdxReg: { uint i = (uint)r[ip->B] - (uint)ip->Imm; if (i >= (uint)ip->Target) { goto Index; } ulong a = (uint)r[ip[1].A] + (i * (uint)ip->C); a = (uint)a + (ulong)(uint)ip[1].Imm; if (a + 4 > memorySize) { goto Memory; } *(uint*)(mem + a) = (uint)r[ip->A]; ip += 2; continue; }
                case RegisterOp.Store32Scaled: { ulong a = (uint)r[ip->B] + ((uint)r[ip->C] * (uint)ip->Imm) + (uint)ip->Target; a = (uint)a + (ulong)(uint)ip[1].Imm; if (a + 4 > memorySize) { goto Memory; } *(uint*)(mem + a) = (uint)r[ip->A]; ip += 2; continue; }
                case RegisterOp.Store32ScaledAbs: { ulong a = (uint)ip->Target + ((uint)r[ip->B] * (uint)ip->Imm); a = (uint)a + (ulong)(uint)ip[1].Imm; if (a + 4 > memorySize) { goto Memory; } *(uint*)(mem + a) = (uint)r[ip->A]; ip += 2; continue; }
                case RegisterOp.Store64Abs: *(ulong*)(mem + (uint)ip->Imm) = r[ip->A]; ip++; continue;
                case RegisterOp.Store64Frame: *(ulong*)(fp + ip->Imm) = r[ip->A]; ip++; continue;
                case RegisterOp.Store64Reg: { ulong a = (uint)r[ip->B] + (ulong)(uint)ip->Imm; if (a + 8 > memorySize) { goto Memory; } *(ulong*)(mem + a) = r[ip->A]; ip++; continue; }
                case RegisterOp.Store64Nil: { ulong a = (uint)r[ip->B]; if (a == 0) { goto Nil; } a += (uint)ip->Imm; if (a + 8 > memorySize) { goto Memory; } *(ulong*)(mem + a) = r[ip->A]; ip++; continue; }
                case RegisterOp.Store64IdxAbs: { uint i = (uint)r[ip->B] - (uint)ip->Imm; if (i >= (uint)ip->Target) { goto Index; } *(ulong*)(mem + (uint)ip[1].Imm + ((ulong)i * ip->C)) = r[ip->A]; ip += 2; continue; }
                case RegisterOp.Store64IdxFrame: { uint i = (uint)r[ip->B] - (uint)ip->Imm; if (i >= (uint)ip->Target) { goto Index; } *(ulong*)(fp + ip[1].Imm + ((ulong)i * ip->C)) = r[ip->A]; ip += 2; continue; }
                case RegisterOp.Store64IdxReg: { uint i = (uint)r[ip->B] - (uint)ip->Imm; if (i >= (uint)ip->Target) { goto Index; } ulong a = (uint)r[ip[1].A] + (i * (uint)ip->C); a = (uint)a + (ulong)(uint)ip[1].Imm; if (a + 8 > memorySize) { goto Memory; } *(ulong*)(mem + a) = r[ip->A]; ip += 2; continue; }
                case RegisterOp.Store64Scaled: { ulong a = (uint)r[ip->B] + ((uint)r[ip->C] * (uint)ip->Imm) + (uint)ip->Target; a = (uint)a + (ulong)(uint)ip[1].Imm; if (a + 8 > memorySize) { goto Memory; } *(ulong*)(mem + a) = r[ip->A]; ip += 2; continue; }
                case RegisterOp.Store64ScaledAbs: { ulong a = (uint)ip->Target + ((uint)r[ip->B] * (uint)ip->Imm); a = (uint)a + (ulong)(uint)ip[1].Imm; if (a + 8 > memorySize) { goto Memory; } *(ulong*)(mem + a) = r[ip->A]; ip += 2; continue; }
                case RegisterOp.StoreF32Abs: *(uint*)(mem + (uint)ip->Imm) = FloatingPoint.Canonical((uint)r[ip->A]); ip++; continue;
                case RegisterOp.StoreF32Frame: *(uint*)(fp + ip->Imm) = FloatingPoint.Canonical((uint)r[ip->A]); ip++; continue;
                case RegisterOp.StoreF32Reg: { ulong a = (uint)r[ip->B] + (ulong)(uint)ip->Imm; if (a + 4 > memorySize) { goto Memory; } *(uint*)(mem + a) = FloatingPoint.Canonical((uint)r[ip->A]); ip++; continue; }
                case RegisterOp.StoreF32Nil: { ulong a = (uint)r[ip->B]; if (a == 0) { goto Nil; } a += (uint)ip->Imm; if (a + 4 > memorySize) { goto Memory; } *(uint*)(mem + a) = FloatingPoint.Canonical((uint)r[ip->A]); ip++; continue; }
                case RegisterOp.StoreF32IdxAbs: { uint i = (uint)r[ip->B] - (uint)ip->Imm; if (i >= (uint)ip->Target) { goto Index; } *(uint*)(mem + (uint)ip[1].Imm + ((ulong)i * ip->C)) = FloatingPoint.Canonical((uint)r[ip->A]); ip += 2; continue; }
                case RegisterOp.StoreF32IdxFrame: { uint i = (uint)r[ip->B] - (uint)ip->Imm; if (i >= (uint)ip->Target) { goto Index; } *(uint*)(fp + ip[1].Imm + ((ulong)i * ip->C)) = FloatingPoint.Canonical((uint)r[ip->A]); ip += 2; continue; }
                case RegisterOp.StoreF32IdxReg: { uint i = (uint)r[ip->B] - (uint)ip->Imm; if (i >= (uint)ip->Target) { goto Index; } ulong a = (uint)r[ip[1].A] + (i * (uint)ip->C); a = (uint)a + (ulong)(uint)ip[1].Imm; if (a + 4 > memorySize) { goto Memory; } *(uint*)(mem + a) = FloatingPoint.Canonical((uint)r[ip->A]); ip += 2; continue; }
                case RegisterOp.StoreF32Scaled: { ulong a = (uint)r[ip->B] + ((uint)r[ip->C] * (uint)ip->Imm) + (uint)ip->Target; a = (uint)a + (ulong)(uint)ip[1].Imm; if (a + 4 > memorySize) { goto Memory; } *(uint*)(mem + a) = FloatingPoint.Canonical((uint)r[ip->A]); ip += 2; continue; }
                case RegisterOp.StoreF32ScaledAbs: { ulong a = (uint)ip->Target + ((uint)r[ip->B] * (uint)ip->Imm); a = (uint)a + (ulong)(uint)ip[1].Imm; if (a + 4 > memorySize) { goto Memory; } *(uint*)(mem + a) = FloatingPoint.Canonical((uint)r[ip->A]); ip += 2; continue; }
                case RegisterOp.StoreF64Abs: *(ulong*)(mem + (uint)ip->Imm) = FloatingPoint.Canonical(r[ip->A]); ip++; continue;
                case RegisterOp.StoreF64Frame: *(ulong*)(fp + ip->Imm) = FloatingPoint.Canonical(r[ip->A]); ip++; continue;
                case RegisterOp.StoreF64Reg: { ulong a = (uint)r[ip->B] + (ulong)(uint)ip->Imm; if (a + 8 > memorySize) { goto Memory; } *(ulong*)(mem + a) = FloatingPoint.Canonical(r[ip->A]); ip++; continue; }
                case RegisterOp.StoreF64Nil: { ulong a = (uint)r[ip->B]; if (a == 0) { goto Nil; } a += (uint)ip->Imm; if (a + 8 > memorySize) { goto Memory; } *(ulong*)(mem + a) = FloatingPoint.Canonical(r[ip->A]); ip++; continue; }
                case RegisterOp.StoreF64IdxAbs: { uint i = (uint)r[ip->B] - (uint)ip->Imm; if (i >= (uint)ip->Target) { goto Index; } *(ulong*)(mem + (uint)ip[1].Imm + ((ulong)i * ip->C)) = FloatingPoint.Canonical(r[ip->A]); ip += 2; continue; }
                case RegisterOp.StoreF64IdxFrame: { uint i = (uint)r[ip->B] - (uint)ip->Imm; if (i >= (uint)ip->Target) { goto Index; } *(ulong*)(fp + ip[1].Imm + ((ulong)i * ip->C)) = FloatingPoint.Canonical(r[ip->A]); ip += 2; continue; }
                case RegisterOp.StoreF64IdxReg: { uint i = (uint)r[ip->B] - (uint)ip->Imm; if (i >= (uint)ip->Target) { goto Index; } ulong a = (uint)r[ip[1].A] + (i * (uint)ip->C); a = (uint)a + (ulong)(uint)ip[1].Imm; if (a + 8 > memorySize) { goto Memory; } *(ulong*)(mem + a) = FloatingPoint.Canonical(r[ip->A]); ip += 2; continue; }
                case RegisterOp.StoreF64Scaled: { ulong a = (uint)r[ip->B] + ((uint)r[ip->C] * (uint)ip->Imm) + (uint)ip->Target; a = (uint)a + (ulong)(uint)ip[1].Imm; if (a + 8 > memorySize) { goto Memory; } *(ulong*)(mem + a) = FloatingPoint.Canonical(r[ip->A]); ip += 2; continue; }
                case RegisterOp.StoreF64ScaledAbs: { ulong a = (uint)ip->Target + ((uint)r[ip->B] * (uint)ip->Imm); a = (uint)a + (ulong)(uint)ip[1].Imm; if (a + 8 > memorySize) { goto Memory; } *(ulong*)(mem + a) = FloatingPoint.Canonical(r[ip->A]); ip += 2; continue; }
                case RegisterOp.MemorySize: r[ip->A] = (uint)(memorySize >> 16); ip++; continue;

                // Calls and ends.
                case RegisterOp.Call: { if (typeof(T) == typeof(Sampling) && state->Interrupt != 0) { goto Poll; } FunctionEntry* fn = (FunctionEntry*)ip->Long; if ((depth -= fn->Cost) < 0) { depth += fn->Cost; goto Stack; } sp->Return = ip + 1; sp->Slots = r; sp->Frame = fp; sp++; fp += fn->Frame; r += ip->A; ip = fn->Code; if (--budget < 0) { goto Poll; } continue; }
                case RegisterOp.CallRef: { if (typeof(T) == typeof(Sampling) && state->Interrupt != 0) { goto Poll; } uint f = (uint)r[ip->B] - 1; if (f >= state->FunctionCount || state->Functions[f].Signature != ip->Imm) { goto BadCall; } FunctionEntry* fn = state->Functions + f; if ((depth -= fn->Cost) < 0) { depth += fn->Cost; goto Stack; } sp->Return = ip + 1; sp->Slots = r; sp->Frame = fp; sp++; fp += fn->Frame; r += ip->A; ip = fn->Code; if (--budget < 0) { goto Poll; } continue; }
                case RegisterOp.Return: if (typeof(T) == typeof(Sampling) && state->Interrupt != 0) { goto Poll; } sp--; depth += ip->Imm; ip = sp->Return; r = sp->Slots; fp = sp->Frame; continue;
                case RegisterOp.ReturnValue: if (typeof(T) == typeof(Sampling) && state->Interrupt != 0) { goto Poll; } r[0] = r[ip->A]; sp--; depth += ip->Imm; ip = sp->Return; r = sp->Slots; fp = sp->Frame; continue;
                case RegisterOp.Rare: goto Rare;
                case RegisterOp.NeedsLowering: goto NeedsLowering;
                case RegisterOp.Unreachable: goto Unreachable;
                case RegisterOp.Trap: trap = (TrapKind)ip->Imm; goto Trap;
                case RegisterOp.Fuel: if ((state->Fuel -= ip->Imm) < 0) { state->Fuel += ip->Imm; goto FuelSpent; } ip++; continue;
                case RegisterOp.Exit: goto Exit;

                default: goto Slow;
            }

        Overflow:
            trap = TrapKind.Overflow;
            goto Trap;
        DivisionByZero:
            trap = TrapKind.Division;
            goto Trap;
        Conversion:
            trap = TrapKind.Conversion;
            goto Trap;
        Range:
            trap = TrapKind.Range;
            goto Trap;
        Index:
            trap = TrapKind.Index;
            goto Trap;
        Nil:
            trap = TrapKind.Nil;
            goto Trap;
        Memory:
            trap = TrapKind.Memory;
            goto Trap;
        Stack:
            trap = TrapKind.Stack;
            goto Trap;
        BadCall:
            trap = TrapKind.BadCall;
            goto Trap;
        Unreachable:
            trap = TrapKind.Unreachable;
        Trap:
            state->Trap = trap;
            return Leave(state, EngineExit.Trap, ip, r, fp, sp, depth);
        Slow:
            Leave(state, EngineExit.Trap, ip, r, fp, sp, depth);
            EngineExit slow = SlowOperations.Execute(_state, _host, _memory);
            if (slow != EngineExit.Returned)
            {
                return slow;
            }

            state = _state;
            ip = state->Ip;
            r = state->Slots;
            fp = state->Frame;
            sp = state->Calls;
            depth = state->Depth;
            mem = state->Memory;
            memorySize = state->MemorySize;
            if (state->Interrupt != 0)
            {
                return Leave(state, EngineExit.InterruptedBehind, ip, r, fp, sp, depth);
            }

            if ((budget -= SlowCost) >= 0)
            {
                continue;
            }

        Poll:
            if (state->Interrupt != 0)
            {
                return Leave(state, EngineExit.Interrupted, ip, r, fp, sp, depth);
            }

            if (state->CountsHeat != 0)
            {
                return Leave(state, EngineExit.SliceOver, ip, r, fp, sp, depth);
            }

            budget = state->Slice;
        }

    Rare:
        return Leave(state, EngineExit.Rare, ip, r, fp, sp, depth);
    NeedsLowering:
        return Leave(state, EngineExit.NeedsLowering, ip, r, fp, sp, depth);
    FuelSpent:
        return Leave(state, EngineExit.FuelSpent, ip, r, fp, sp, depth);
    Exit:
        return Leave(state, EngineExit.Returned, ip, r, fp, sp, depth);
    }

    private static EngineExit Leave(
        EngineState* state, EngineExit exit, RegisterInstruction* ip, ulong* r, byte* fp, CallFrame* sp, long depth)
    {
        state->Ip = ip;
        state->Slots = r;
        state->Frame = fp;
        state->Calls = sp;
        state->Depth = depth;
        return exit;
    }

    // In this order the loop of ordinary runs lies well (RATIONALE.md, "Where the interpreter's loop lies").
    private readonly struct Sampling;

    private readonly struct Unsampled;
}

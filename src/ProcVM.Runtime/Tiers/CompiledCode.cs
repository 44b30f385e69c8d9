using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ProcVM.Module;
using ProcVM.Runtime.Execution;

namespace ProcVM.Runtime.Tiers;

/// <summary>What compiled code calls for all that it doesn't do itself. After a call the state's <see cref="EngineState.Leaving"/> tells whether
/// the code may go on.</summary>
internal static unsafe class CompiledCode
{
    /// <summary>Ends the run with a trap.</summary>
    public static void Trap(EngineState* state, int function, int offset, TrapKind kind) =>
        Instance(state).EndInCompiledCode(RunEnd.Trapped, kind, function, offset);

    /// <summary>Ends the run because the fuel is spent.</summary>
    public static void FuelSpent(EngineState* state, int function, int offset) =>
        Instance(state).EndInCompiledCode(RunEnd.FuelSpent, TrapKind.None, function, offset);

    /// <summary>Ends the run because it was interrupted.</summary>
    public static void Interrupted(EngineState* state, int function, int offset) =>
        Instance(state).EndInCompiledCode(RunEnd.Interrupted, TrapKind.None, function, offset);

    /// <summary>Takes a sample, or ends the run; the state says which.</summary>
    public static void Answer(EngineState* state, long site) => Instance(state).AnswerInCompiledCode(site, -1);

    /// <summary>The same behind a host call.</summary>
    public static void AnswerBehindHostCall(EngineState* state, long site, int hostCall) => Instance(state).AnswerInCompiledCode(site, hostCall);

    /// <summary>Tells where an activation was when the run ended.</summary>
    public static void Leave(EngineState* state, int function, int offset)
    {
        if (state->Leaving == Leaving.Ending)
        {
            Instance(state).Trace.Add(function, offset);
        }
        else
        {
            Instance(state).NoteEscapedCompiled(function, offset);
        }
    }

    /// <summary>Makes a host call; arguments and result are in the state's slots.</summary>
    public static void CallHost(EngineState* state, int hostCall) => Instance(state).CallHost(hostCall);

    /// <summary>Ends the run for an exception that native code must not see.</summary>
    public static void Fail(EngineState* state, Exception exception) => Instance(state).FailInNativeCode(exception);

    /// <summary>Calls a function that has no code of the caller's kind; arguments and results are in the state's slots.</summary>
    public static void Call(EngineState* state, int function, byte* frame) => Instance(state).CallFromCompiled(function, frame);

    /// <summary>Goes to a label of an older activation.</summary>
    public static void Escape(EngineState* state, int function, int label, uint address, int from, int offset) =>
        Instance(state).EscapeFromCompiledCode(function, label, address, from, offset);

    /// <summary>True when the host's stack has room for another activation in compiled code, and for what it calls.</summary>
    public static bool HasStack(EngineState* state)
    {
        nint here;
        return (nint)(&here) > state->StackLimit && RuntimeHelpers.TryEnsureSufficientExecutionStack();
    }

    /// <summary>Does a rare operation. A trap's kind, or None.</summary>
    public static TrapKind Rare(EngineState* state, Opcode op, int first, int second, uint a, uint b, uint c, uint* result) =>
        Instance(state).DoRare(op, first, second, a, b, c, result);

    /// <summary>memory.copy; false when it is out of bounds.</summary>
    public static bool CopyMemory(EngineState* state, uint to, uint from, uint count)
    {
        if ((ulong)to + count > state->MemorySize || (ulong)from + count > state->MemorySize)
        {
            return false;
        }

        Buffer.MemoryCopy(state->Memory + from, state->Memory + to, count, count);
        return true;
    }

    /// <summary>memory.fill; false when it is out of bounds.</summary>
    public static bool FillMemory(EngineState* state, uint to, int value, uint count)
    {
        if ((ulong)to + count > state->MemorySize)
        {
            return false;
        }

        NativeMemory.Fill(state->Memory + to, count, (byte)value);
        return true;
    }

    /// <summary>True when memory.compare is in bounds.</summary>
    public static bool CanCompare(EngineState* state, uint x, uint y, uint count) =>
        (ulong)x + count <= state->MemorySize && (ulong)y + count <= state->MemorySize;

    /// <summary>memory.compare, in bounds.</summary>
    public static int CompareMemory(EngineState* state, uint x, uint y, uint count) =>
        (int)(uint)Bulk.Compare(state->Memory + x, state->Memory + y, count);

    /// <summary>i32.rotl.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static uint RotateLeft(uint value, int distance) => BitOperations.RotateLeft(value, distance);

    /// <summary>i64.rotl.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static ulong RotateLeft(ulong value, int distance) => BitOperations.RotateLeft(value, distance);

    /// <summary>i32.rotr.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static uint RotateRight(uint value, int distance) => BitOperations.RotateRight(value, distance);

    /// <summary>i64.rotr.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static ulong RotateRight(ulong value, int distance) => BitOperations.RotateRight(value, distance);

    private static PcodeInstance Instance(EngineState* state) => (PcodeInstance)GCHandle.FromIntPtr(state->Instance).Target!;
}

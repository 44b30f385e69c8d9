using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ProcVM.Module;
using ProcVM.Runtime.Execution;
using ProcVM.Runtime.Profiling;

namespace ProcVM.Runtime.Tiers;

/// <summary>What compiled code calls for all that it doesn't do itself. After a call the state's <see cref="EngineState.Leaving"/> tells whether
/// the code may go on.</summary>
internal static unsafe class CompiledCode
{
    /// <summary>Lets the optimizing compiler do at once what the place that attends makes it do: for tests.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void AttendAtOnce(EngineState* state) => Instance(state).AttendAtOnce();

    /// <summary>Goes on in native code for managed code that has put its registers into the slots; the result is left in the first.</summary>
    /// <param name="state">The engine's state.</param>
    /// <param name="number">The place's way out.</param>
    /// <param name="frame">The end of the activation's memory frame.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Continue(EngineState* state, int number, byte* frame) => Instance(state).ContinueNative(number, frame);

    /// <summary>Leaves compiled code before its function returns.</summary>
    /// <param name="state">The engine's state.</param>
    /// <param name="number">Of the way out, in <see cref="CompilationUnit.Exits"/>.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Exit(EngineState* state, int number)
    {
        CompiledExit exit = Instance(state).ExitOf(number);
        Instance(state).LeaveCompiledCode(exit.Kind, exit.Trap, exit.Places);
    }

    /// <summary>Leaves code that stands for one activation alone.</summary>
    public static void Exit(EngineState* state, ExitKind kind, TrapKind trap, int function, int offset) =>
        Instance(state).LeaveCompiledCode(kind, trap, [new CodePlace(function, offset)]);

    /// <summary>Does what is asked: takes a sample, hears where the code is, or ends the run; the state says which.</summary>
    /// <param name="state">The engine's state.</param>
    /// <param name="number">The place's way out.</param>
    /// <param name="behind">The function that has just returned; −1 for none.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Answer(EngineState* state, int number, int behind) =>
        Instance(state).AnswerInCompiledCode(Instance(state).ExitOf(number).Places, ProfileTier.Cil, behind, number);

    /// <summary>The same in native code, which stands for one activation.</summary>
    public static void AnswerInNative(EngineState* state, int function, int offset, int behind) =>
        Instance(state).AnswerInCompiledCode([new CodePlace(function, offset)], ProfileTier.Llvm, behind, -1);

    /// <summary>Makes a host call; arguments and result are in the state's slots.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void CallHost(EngineState* state, int hostCall) => Instance(state).CallHost(hostCall);

    /// <summary>Ends the run for an exception that native code must not see.</summary>
    public static void Fail(EngineState* state, Exception exception) => Instance(state).FailInNativeCode(exception);

    /// <summary>Calls a function that has no code of the caller's kind; arguments and results are in the state's slots.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Call(EngineState* state, int function, byte* frame) => Instance(state).CallFromCompiled(function, frame);

    /// <summary>Goes to a label of an older activation, or leaves by a way out when there is none.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Escape(EngineState* state, int function, int label, uint address, int number) =>
        Instance(state).EscapeFromCompiledCode(function, label, address, Instance(state).ExitOf(number).Places);

    /// <summary>The same in code that stands for one activation alone.</summary>
    public static void Escape(EngineState* state, int function, int label, uint address, int from, int offset) =>
        Instance(state).EscapeFromCompiledCode(function, label, address, [new CodePlace(from, offset)]);

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

using System.Runtime.InteropServices;
using ProcVM.Core;
using ProcVM.Module;
using ProcVM.Runtime.Profiling;

namespace ProcVM.Runtime.Execution;

/// <summary>Why <see cref="Interpreter.Run"/> came back.</summary>
internal enum EngineExit
{
    /// <summary>The entry function returned.</summary>
    Returned,

    /// <summary>A trap at the state's instruction.</summary>
    Trap,

    /// <summary>A host call ended with a status other than Ok.</summary>
    Host,

    /// <summary>The state's instruction is a rare one, done by <see cref="RareOperations"/>.</summary>
    Rare,

    /// <summary>A function is called for the first time.</summary>
    NeedsLowering,

    /// <summary>Less fuel is left than the next block costs.</summary>
    FuelSpent,

    /// <summary>The interrupt flag was seen; the state's instruction is the next.</summary>
    Interrupted,

    /// <summary>The interrupt flag was seen when the instruction before the state's was done.</summary>
    InterruptedBehind,

    /// <summary>A slice is over; only when there are faster tiers.</summary>
    SliceOver,

    /// <summary>Compiled code came back to an activation that has something to tell the profiler.</summary>
    Tells,

    /// <summary>Compiled code can't be entered, for want of host stack: the state's instruction, a stub, is to be interpreted instead.</summary>
    NeedsInterpreter,

    /// <summary>Compiled code ended the run, or goes to another activation; <see cref="EngineState.Leaving"/> says which.</summary>
    Leaving,
}

/// <summary>Why compiled code returned without a result.</summary>
internal enum Leaving
{
    /// <summary>It has a result.</summary>
    Not,

    /// <summary>The run is over: trap, exit, limit, interruption. Each activation on the way out tells where it was.</summary>
    Ending,

    /// <summary>Control goes to an older activation of the interpreter (SPEC.md section 3, escape).</summary>
    Escaping,
}

/// <summary>A caller's state, kept while its callee runs.</summary>
internal unsafe struct CallFrame
{
    /// <summary>Where the caller goes on.</summary>
    public RegisterInstruction* Return;

    /// <summary>The caller's slots.</summary>
    public ulong* Slots;

    /// <summary>The end of the caller's memory frame.</summary>
    public byte* Frame;
}

/// <summary>What a call needs to know of a function.</summary>
internal unsafe struct FunctionEntry
{
    /// <summary>Its code; a <see cref="RegisterOp.NeedsLowering"/> instruction before its first call.</summary>
    public RegisterInstruction* Code;

    /// <summary>What an activation costs of the call depth (SPEC.md section 4).</summary>
    public int Cost;

    /// <summary>Bytes of its memory frame.</summary>
    public int Frame;

    /// <summary>The number of its structurally distinct type.</summary>
    public int Signature;

    /// <summary>Compiled code that takes its arguments as the function's type says, or null.</summary>
    public nint Compiled;

    /// <summary>Compiled code that takes its arguments from slots and leaves the result in the first, or null.</summary>
    public nint Enter;

    /// <summary>Native code that takes its arguments as the function's type says, or null.</summary>
    public nint Native;

    /// <summary>Native code that calls <see cref="Native"/> with arguments from slots; for all functions of a type the same.</summary>
    public nint NativeEnter;
}

/// <summary>All that an engine changes while it runs one instance; lives in native memory.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct EngineState
{
    /// <summary>The next instruction.</summary>
    public RegisterInstruction* Ip;

    /// <summary>The slots of the activation that runs.</summary>
    public ulong* Slots;

    /// <summary>The end of its memory frame.</summary>
    public byte* Frame;

    /// <summary>The first free call frame.</summary>
    public CallFrame* Calls;

    /// <summary>The guest memory's first byte.</summary>
    public byte* Memory;

    /// <summary>The guest memory's size in bytes.</summary>
    public ulong MemorySize;

    /// <summary>Values of the globals.</summary>
    public ulong* Globals;

    /// <summary>Functions, imports first.</summary>
    public FunctionEntry* Functions;

    /// <summary>Number of functions.</summary>
    public uint FunctionCount;

    /// <summary>Bytes of call depth left.</summary>
    public long Depth;

    /// <summary>Fuel left; used by the fuel variant of the code alone.</summary>
    public long Fuel;

    /// <summary>In <see cref="Interrupt"/>: the run is to stop.</summary>
    public const int Stop = 1;

    /// <summary>In <see cref="Interrupt"/>: a sample is wanted. Never in runs that aren't profiled.</summary>
    public const int TakeSample = 2;

    /// <summary>In <see cref="Interrupt"/>: managed compiled code is asked where it is, and whether it would go on in another tier.</summary>
    public const int Attend = 4;

    /// <summary>Looks at loops in inlined code that are let pass for one at the loop around it.</summary>
    public const int MostPatience = 64;

    /// <summary>Looks behind calls that are let pass for one at a loop, when the last one heard of was behind a call.</summary>
    public const int MostCallPatience = 1000;

    /// <summary>Not 0 when the run is to stop, to take a sample, or to attend; set from any thread.</summary>
    public int Interrupt;

    /// <summary>Not Not when compiled code returned without a result. Compiled code looks at this and the one before as at one number.</summary>
    public Leaving Leaving;

    /// <summary>The kind of the last trap.</summary>
    public TrapKind Trap;

    /// <summary>The status of the last host call that wasn't Ok.</summary>
    public HostCallStatus HostStatus;

    /// <summary>Calls and backward branches between two looks at the interrupt flag.</summary>
    public int Slice;

    /// <summary>Not 0 when the interpreter is to come back after each slice.</summary>
    public int CountsHeat;

    /// <summary>The instance (a GCHandle), for calls out of compiled code.</summary>
    public nint Instance;

    /// <summary>What a range or index trap in compiled code was about: the value and its bounds.</summary>
    public long TrapValue;

    /// <summary>The lower bound.</summary>
    public long TrapLow;

    /// <summary>The upper bound.</summary>
    public long TrapHigh;

    /// <summary>Not 0 when these three say something.</summary>
    public int TrapHasBounds;

    /// <summary>Always 0, but no compiler knows.</summary>
    public long Zero;

    /// <summary>The call depth left to an activation above which, when it is returned to, it has something to tell the profiler; −1 when anything is asked of
    /// compiled code. Never reached in runs without samples.</summary>
    public long Tell;

    /// <summary>The function that compiled code came back from to the interpreter, which has something to tell.</summary>
    public int Behind;

    /// <summary>Call depth that native code, and in sampled runs managed code, must not go below: 0, or the greatest number when the run is to stop or to take a
    /// sample, so that one comparison finds all.</summary>
    public long DepthFloor;

    /// <summary>How many times native code was entered and not left yet: at 0 none of it is running.</summary>
    public int NativeDepth;

    /// <summary>The host address below which compiled code must not take its stack; 0 when it isn't known.</summary>
    public nint StackLimit;

    /// <summary>The way out (<see cref="Tiers.CompiledExits"/>) of the place in managed compiled code that attended last; −1 for none.</summary>
    public int Attended;

    /// <summary>The way out of the place from which managed compiled code is to go on in native code; −1 for none.</summary>
    public int SwitchAt;

    /// <summary>Stored before loops of managed compiled code: a store that no compiler leaves out.</summary>
    public int LoopsBegun;

    /// <summary>Looks in inlined code that are still let pass.</summary>
    public int Patience;

    /// <summary>Where the next note of a sample in a loop of managed compiled code goes.</summary>
    public SampleNote* Noted;

    /// <summary>Looks behind calls that are still let pass.</summary>
    public int CallPatience;
}

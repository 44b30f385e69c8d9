using ProcVM.Runtime.Execution;

namespace ProcVM.Jit.Llvm;

/// <summary>Where native code finds the fields of the engine's state, in bytes.</summary>
// SAFETY: addresses of fields are computed, nothing is read.
internal static unsafe class StateLayout
{
    /// <summary>Bytes of the whole state.</summary>
    public static readonly int Size = sizeof(EngineState);

    /// <summary>The slots in which arguments and results are passed.</summary>
    public static readonly int Slots;

    /// <summary>The guest memory's first byte.</summary>
    public static readonly int Memory;

    /// <summary>The guest memory's size.</summary>
    public static readonly int MemorySize;

    /// <summary>The globals.</summary>
    public static readonly int Globals;

    /// <summary>The functions.</summary>
    public static readonly int Functions;

    /// <summary>The number of functions.</summary>
    public static readonly int FunctionCount;

    /// <summary>The call depth left.</summary>
    public static readonly int Depth;

    /// <summary>The call depth that must stay.</summary>
    public static readonly int DepthFloor;

    /// <summary>Why code is left.</summary>
    public static readonly int Leaving;

    /// <summary>The call depth above which there is something to tell.</summary>
    public static readonly int Tell;

    /// <summary>The end of the host's stack.</summary>
    public static readonly int StackLimit;

    /// <summary>The fuel left.</summary>
    public static readonly int Fuel;

    /// <summary>The interrupt flag.</summary>
    public static readonly int Interrupt;

    /// <summary>Bytes of a function's entry.</summary>
    public static readonly int EntrySize = sizeof(FunctionEntry);

    /// <summary>In an entry: what an activation costs.</summary>
    public static readonly int Cost;

    /// <summary>In an entry: bytes of the memory frame.</summary>
    public static readonly int Frame;

    /// <summary>In an entry: the number of the function's type.</summary>
    public static readonly int Signature;

    /// <summary>In an entry: the native code.</summary>
    public static readonly int Native;

    static StateLayout()
    {
        EngineState state = default;
        FunctionEntry entry = default;
        byte* start = (byte*)&state;
        byte* entryStart = (byte*)&entry;
        Slots = (int)((byte*)&state.Slots - start);
        Memory = (int)((byte*)&state.Memory - start);
        MemorySize = (int)((byte*)&state.MemorySize - start);
        Globals = (int)((byte*)&state.Globals - start);
        Functions = (int)((byte*)&state.Functions - start);
        FunctionCount = (int)((byte*)&state.FunctionCount - start);
        Depth = (int)((byte*)&state.Depth - start);
        DepthFloor = (int)((byte*)&state.DepthFloor - start);
        Leaving = (int)((byte*)&state.Leaving - start);
        Tell = (int)((byte*)&state.Tell - start);
        StackLimit = (int)((byte*)&state.StackLimit - start);
        Fuel = (int)((byte*)&state.Fuel - start);
        Interrupt = (int)((byte*)&state.Interrupt - start);
        Cost = (int)((byte*)&entry.Cost - entryStart);
        Frame = (int)((byte*)&entry.Frame - entryStart);
        Signature = (int)((byte*)&entry.Signature - entryStart);
        Native = (int)((byte*)&entry.Native - entryStart);
    }
}

using ProcVM.Runtime.Execution;

namespace ProcVM.Runtime.Tiers;

/// <summary>The way from managed code into native code. Methods of their own: what calls through a pointer to native code isn't compiled ahead of
/// time.</summary>
// SAFETY: the addresses come from the tier that made the code for this state; a thread in it counts as stopped for the garbage collector.
internal static unsafe class NativeCode
{
    /// <summary>Calls a function; arguments and result are in the state's slots, and its cost is charged already.</summary>
    public static void Enter(EngineState* state, FunctionEntry* entry, byte* frame)
    {
        long depth = state->Depth;
        state->NativeDepth++;
        ((delegate* unmanaged[Cdecl]<EngineState*, ulong*, byte*, long, nint, int>)entry->NativeEnter)(
            state, state->Slots, frame, depth, entry->Native);
        // What native code charged it kept in registers, but for its calls of others.
        state->NativeDepth--;
        state->Depth = depth;
    }

    /// <summary>Goes on with an activation of the interpreter at a block; its result is left in the first slot.</summary>
    public static void Continue(EngineState* state, nint code, byte* frame)
    {
        long depth = state->Depth;
        state->NativeDepth++;
        ((delegate* unmanaged[Cdecl]<EngineState*, ulong*, byte*, long, int>)code)(state, state->Slots, frame, depth);
        state->NativeDepth--;
        state->Depth = depth;
    }
}

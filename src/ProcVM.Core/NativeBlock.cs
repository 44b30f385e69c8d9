using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ProcVM.Core;

/// <summary>Blocks of host memory that <see cref="NativeMemory"/> gave.</summary>
public static unsafe class NativeBlock
{
    /// <summary>Frees a block; null is none.</summary>
    /// <remarks>Not optimised, so that it remains a call: inlined here, the framework's call into the C library would have no code compiled ahead of
    /// time (RATIONALE.md, "Nothing is compiled at start-up").</remarks>
    [MethodImpl(MethodImplOptions.NoOptimization)]
    public static void Free(void* block) => NativeMemory.Free(block);

    /// <summary>Frees a block that was allocated aligned; null is none.</summary>
    [MethodImpl(MethodImplOptions.NoOptimization)]
    public static void FreeAligned(void* block) => NativeMemory.AlignedFree(block);
}

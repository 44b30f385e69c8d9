using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ProcVM.Core.Seam;
using ProcVM.X86.Memory;

namespace ProcVM.X86.Processor;

/// <summary>All of a processor's state. It lies in memory that doesn't move; operations find registers by their offsets (<see cref="Slot"/>).</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct CpuState
{
    /// <summary>Bytes of <see cref="Scratch"/>.</summary>
    public const int ScratchSize = 32;

    /// <summary>The integer registers. While guest code runs, RIP and RFLAGS are elsewhere.</summary>
    public X86Registers Registers;

    /// <summary>Slot <see cref="Slot.Zero"/>.</summary>
    public ulong Zero;

    /// <summary>Slot <see cref="Slot.Loaded"/>.</summary>
    public ulong Loaded;

    /// <summary>Slot <see cref="Slot.Address"/>.</summary>
    public ulong Address;

    /// <summary>The last result that set flags, with its sign extended to 64 bits, as the other two.</summary>
    public long Result;

    public long Left;
    public long Right;
    public FlagState FlagState;

    /// <summary>The flags that aren't arithmetic; those too when they are explicit.</summary>
    public ulong Flags;

    /// <summary>Guest instructions until the loop looks up, less those of the block under way.</summary>
    public long Budget;

    public TlbEntry* Tlb;

    /// <summary>Where an operation in memory writes its result: in a page, or in <see cref="Scratch"/> when the operand lies across two.</summary>
    public byte* Target;

    /// <summary>The guest's address of <see cref="Target"/>.</summary>
    public ulong TargetAddress;

    /// <summary>The flags before a locked operation, which is repeated when another thread was quicker.</summary>
    public FlagCopy Before;

    public fixed byte Scratch[ScratchSize];

    /// <summary>XMM0 to XMM15, and what a memory operand was loaded to.</summary>
    public VectorRegisters Vectors;

    /// <summary>Of the SSE control and status register.</summary>
    public uint Mxcsr;

    public FloatState Float;

    /// <summary>The thread's own entries in the descriptor table, one behind another.</summary>
    public SegmentDescriptor Segment0;
    public SegmentDescriptor Segment1;
    public SegmentDescriptor Segment2;

    /// <summary>The address that an operation names.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong AddressOf(CpuState* s, Operation* o) =>
        *(ulong*)((byte*)s + o->Base) + (*(ulong*)((byte*)s + o->Index) << o->Scale) + o->Displacement;
}

using System.Runtime.InteropServices;

namespace ProcVM.X86.Processor;

/// <summary>The memory of a processor's state, which is there for as long as anybody has this.</summary>
internal sealed unsafe class CpuMemory
{
    private const int Alignment = 64;

    public CpuMemory()
    {
        State = (CpuState*)NativeMemory.AlignedAlloc((nuint)sizeof(CpuState), Alignment);
        *State = default;
    }

    ~CpuMemory() => NativeMemory.AlignedFree(State);

    /// <summary>The state.</summary>
    public CpuState* State { get; }
}

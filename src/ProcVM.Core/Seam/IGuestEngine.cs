using System.Runtime.Intrinsics.X86;
using ProcVM.Core.Ports;

namespace ProcVM.Core.Seam;

/// <summary>What runs the code of foreign programs.</summary>
public interface IGuestEngine : IDisposable
{
    /// <summary>The word of <c>--engine</c>.</summary>
    string Name { get; }

    /// <summary>What CPUID tells guest code.</summary>
    (uint Eax, uint Ebx, uint Ecx, uint Edx) Identify(uint leaf, uint subleaf)
    {
        (int a, int b, int c, int d) = X86Base.IsSupported ? X86Base.CpuId((int)leaf, (int)subleaf) : default;
        return ((uint)a, (uint)b, (uint)c, (uint)d);
    }

    /// <summary>Bytes of the extended state that a signal's frame takes (CPUID.0DH:EBX).</summary>
    int ExtendedStateSize => X86Base.IsSupported ? X86Base.CpuId(0xD, 0).Ebx : 2048;

    /// <summary>True when guest code may use RDFSBASE and its like.</summary>
    bool HasBaseInstructions => true;

    /// <summary>Makes an empty address space with one thread, whose registers are zero.</summary>
    Errno CreateSpace(out IGuestThread? thread);
}

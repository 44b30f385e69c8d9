using System.Buffers.Binary;
using ProcVM.Core.Seam;

namespace ProcVM.X86.Units;

/// <summary>CPUID: the plainest 64-bit processor there is, whose vector unit ends with SSE2 (AMD64 APM vol. 3, appendix E).</summary>
internal static class Identification
{
    private const uint ExtendedLeaves = 0x8000_0000;

    /// <summary>Family 15, as the first of the architecture.</summary>
    private const uint Signature = 0x0000_0F51;

    // FPU, TSC, CMPXCHG8B, CMOV, CLFLUSH, MMX, FXSR, SSE, SSE2.
    private const uint Features = 1u | (1u << 4) | (1u << 8) | (1u << 15) | (1u << 19) | (1u << 23) | (1u << 24) | (1u << 25) | (1u << 26);

    // CMPXCHG16B.
    private const uint MoreFeatures = 1u << 13;

    // SYSCALL, NX, RDTSCP, long mode, and those of leaf 1 that AMD repeats.
    private const uint ExtendedFeatures = 1u | (1u << 4) | (1u << 8) | (1u << 11) | (1u << 15) | (1u << 20) | (1u << 23) | (1u << 24) | (1u << 27) | (1u << 29);

    /// <summary>Answers the leaf in EAX.</summary>
    public static void Execute(ref X86Registers registers)
    {
        (registers.Rax, registers.Rbx, registers.Rcx, registers.Rdx) = Answer((uint)registers.Rax);
    }

    /// <summary>What a leaf says.</summary>
    public static (uint Eax, uint Ebx, uint Ecx, uint Edx) Answer(uint leaf) => leaf switch
    {
        0 => (1, Word("Auth"u8), Word("cAMD"u8), Word("enti"u8)),
        1 => (Signature, 8 << 8, MoreFeatures, Features),
        ExtendedLeaves => (ExtendedLeaves + 8, Word("Auth"u8), Word("cAMD"u8), Word("enti"u8)),
        ExtendedLeaves + 1 => (Signature, 0, 1, ExtendedFeatures),
        ExtendedLeaves + 2 => Text("ProcVM x86-64 in"u8),
        ExtendedLeaves + 3 => Text("terpreter\0\0\0\0\0\0\0"u8),
        // Caches: 64 KB each of data and instructions, 512 KB beyond, lines of 64 bytes.
        ExtendedLeaves + 5 => (0, 0, 0x4002_0140, 0x4002_0140),
        ExtendedLeaves + 6 => (0, 0, 0x0200_8140, 0),
        // 48 bits of physical and of virtual addresses.
        ExtendedLeaves + 8 => (0x3030, 0, 0, 0),
        _ => default,
    };

    private static uint Word(ReadOnlySpan<byte> text) => BinaryPrimitives.ReadUInt32LittleEndian(text);

    private static (uint Eax, uint Ebx, uint Ecx, uint Edx) Text(ReadOnlySpan<byte> text) =>
        (Word(text), Word(text[4..]), Word(text[8..]), Word(text[12..]));
}

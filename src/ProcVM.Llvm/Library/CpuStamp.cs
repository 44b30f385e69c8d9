using System.Globalization;
using System.Runtime.Intrinsics.X86;
using System.Text;

namespace ProcVM.Llvm;

/// <summary>What the CPU says of itself: LLVM's choice of instructions depends on nothing else of the host.</summary>
public static class CpuStamp
{
    /// <summary>The registers of cpuid that name the CPU and its features, in hexadecimal; empty on other CPUs than x86.</summary>
    public static string OfThisHost()
    {
        if (!X86Base.IsSupported)
        {
            return "";
        }

        StringBuilder text = new();
        (int last, _, _, _) = X86Base.CpuId(0, 0);
        Append(text, X86Base.CpuId(0, 0), b: true, c: true, d: true);
        // EBX has the number of the core.
        Append(text, X86Base.CpuId(1, 0), b: false, c: true, d: true);
        Append(text, last >= 7 ? X86Base.CpuId(7, 0) : default, b: true, c: true, d: true);
        Append(text, last >= 7 ? X86Base.CpuId(7, 1) : default, b: true, c: true, d: true);
        // What the system saves for a thread is known by its size, in EBX.
        Append(text, last >= 13 ? X86Base.CpuId(13, 0) : default, b: true, c: false, d: false);
        Append(text, last >= 13 ? X86Base.CpuId(13, 1) : default, b: false, c: false, d: false);
        const int Extended = unchecked((int)0x80000000);
        Append(text, X86Base.CpuId(Extended, 0), b: true, c: true, d: true);
        Append(text, X86Base.CpuId(Extended + 1, 0), b: true, c: true, d: true);
        return text.ToString();
    }

    private static void Append(StringBuilder text, (int Eax, int Ebx, int Ecx, int Edx) registers, bool b, bool c, bool d) => text
        .Append(registers.Eax.ToString("x8", CultureInfo.InvariantCulture))
        .Append((b ? registers.Ebx : 0).ToString("x8", CultureInfo.InvariantCulture))
        .Append((c ? registers.Ecx : 0).ToString("x8", CultureInfo.InvariantCulture))
        .Append((d ? registers.Edx : 0).ToString("x8", CultureInfo.InvariantCulture));
}

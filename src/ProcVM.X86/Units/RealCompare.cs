using ProcVM.X86.Processor;

namespace ProcVM.X86.Units;

/// <summary>Comparisons of floating-point numbers.</summary>
internal static unsafe class RealCompare
{
    /// <summary>A predicate by its number (Intel SDM vol. 2, CMPPD).</summary>
    public static bool Holds(double a, double b, int predicate)
    {
        bool isUnordered = double.IsNaN(a) || double.IsNaN(b);
        bool holds = (predicate & 3) switch
        {
            0 => a == b,
            1 => a < b,
            2 => a <= b,
            _ => isUnordered,
        };
        return holds != ((predicate & 4) != 0);
    }

    /// <summary>Sets zero, parity and carry as COMISD does; the other flags are cleared.</summary>
    public static void Order(CpuState* s, double a, double b)
    {
        ulong flags = double.IsNaN(a) || double.IsNaN(b) ? Flags.Zero | Flags.Parity | Flags.Carry
            : a == b ? Flags.Zero
            : a < b ? Flags.Carry : 0;
        Flags.Set(s, flags);
    }
}

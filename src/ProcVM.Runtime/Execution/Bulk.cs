using System.Runtime.CompilerServices;

namespace ProcVM.Runtime.Execution;

/// <summary>Operations on stretches of memory.</summary>
internal static unsafe class Bulk
{
    /// <summary>Compares bytes as unsigned numbers: −1, 0 or 1.</summary>
    // SAFETY: the interpreter has checked both ranges.
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int Compare(byte* x, byte* y, ulong count)
    {
        while (count > 0)
        {
            int part = (int)Math.Min(count, 1 << 30);
            int order = new ReadOnlySpan<byte>(x, part).SequenceCompareTo(new ReadOnlySpan<byte>(y, part));
            if (order != 0)
            {
                return order < 0 ? -1 : 1;
            }

            x += part;
            y += part;
            count -= (uint)part;
        }

        return 0;
    }
}

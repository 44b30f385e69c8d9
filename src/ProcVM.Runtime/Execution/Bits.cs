using System.Numerics;
using System.Runtime.CompilerServices;

namespace ProcVM.Runtime.Execution;

/// <summary>Operations that newer CPUs have instructions for. Kept out of the interpreter's method: code that asks for an
/// instruction above the ReadyToRun baseline would be compiled again at start-up, all of it.</summary>
internal static class Bits
{
    /// <summary>Leading zeros of 32 bits.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static uint LeadingZeros(uint value) => (uint)BitOperations.LeadingZeroCount(value);

    /// <summary>Leading zeros of 64 bits.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static uint LeadingZeros(ulong value) => (uint)BitOperations.LeadingZeroCount(value);

    /// <summary>Trailing zeros of 32 bits.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static uint TrailingZeros(uint value) => (uint)BitOperations.TrailingZeroCount(value);

    /// <summary>Trailing zeros of 64 bits.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static uint TrailingZeros(ulong value) => (uint)BitOperations.TrailingZeroCount(value);

    /// <summary>Ones in 32 bits.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static uint Ones(uint value) => (uint)BitOperations.PopCount(value);

    /// <summary>Ones in 64 bits.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static uint Ones(ulong value) => (uint)BitOperations.PopCount(value);

    /// <summary>The signed 128-bit product; returns its high half.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static long Multiply(long x, long y, out long low) => Math.BigMul(x, y, out low);

    /// <summary>The unsigned 128-bit product; returns its high half.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static ulong Multiply(ulong x, ulong y, out ulong low) => Math.BigMul(x, y, out low);
}

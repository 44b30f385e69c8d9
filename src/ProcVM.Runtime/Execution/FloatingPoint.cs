using System.Runtime.CompilerServices;

namespace ProcVM.Runtime.Execution;

/// <summary>Floating-point operations where IEEE 754 leaves room or .NET differs (SPEC.md sections 1 and 6).</summary>
internal static class FloatingPoint
{
    private const ulong NaN64 = 0x7FF8_0000_0000_0000;
    private const uint NaN32 = 0x7FC0_0000;

    /// <summary>The bits of an f64 as anybody may see them: one NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Canonical(ulong bits) => (bits & long.MaxValue) > 0x7FF0_0000_0000_0000 ? NaN64 : bits;

    /// <summary>The bits of an f32 as anybody may see them: one NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Canonical(uint bits) => (bits & int.MaxValue) > 0x7F80_0000 ? NaN32 : bits;

    /// <summary>The f32 with these bits.</summary>
    /// <remarks>A call, because .NET 10's compiler makes one load of a narrow one and the reinterpretation behind it: of four bytes.</remarks>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static float ToSingleOfBits(int bits) => BitConverter.Int32BitsToSingle(bits);

    /// <summary>The lesser; NaN when either is; −0 below +0.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static double Min(double x, double y) => Math.Min(x, y);

    /// <summary>The greater; NaN when either is; +0 above −0.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static double Max(double x, double y) => Math.Max(x, y);

    /// <summary>The lesser; NaN when either is; −0 below +0.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static float Min(float x, float y) => MathF.Min(x, y);

    /// <summary>The greater; NaN when either is; +0 above −0.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static float Max(float x, float y) => MathF.Max(x, y);

    /// <summary>x with y's sign; a NaN counts as positive.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static double CopySign(double x, double y) => double.CopySign(x, double.IsNaN(y) ? 1 : y);

    /// <summary>x with y's sign; a NaN counts as positive.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static float CopySign(float x, float y) => float.CopySign(x, float.IsNaN(y) ? 1 : y);

    /// <summary>Truncates; false for NaN and what doesn't fit.</summary>
    public static bool TryTruncate(double x, out int value)
    {
        value = unchecked((int)x);
        return x is > -2147483649.0 and < 2147483648.0;
    }

    /// <summary>Truncates; false for NaN and what doesn't fit.</summary>
    public static bool TryTruncate(double x, out uint value)
    {
        bool fits = x is > -1.0 and < 4294967296.0;
        value = fits ? (uint)(long)x : 0;
        return fits;
    }

    /// <summary>Truncates; false for NaN and what doesn't fit.</summary>
    public static bool TryTruncate(double x, out long value)
    {
        bool fits = x is >= -9223372036854775808.0 and < 9223372036854775808.0;
        value = fits ? (long)x : 0;
        return fits;
    }

    /// <summary>Truncates; false for NaN and what doesn't fit.</summary>
    public static bool TryTruncate(double x, out ulong value)
    {
        bool fits = x is > -1.0 and < 18446744073709551616.0;
        value = !fits ? 0 : x < 9223372036854775808.0 ? (ulong)(long)x : (ulong)(long)(x - 9223372036854775808.0) | 1UL << 63;
        return fits;
    }

    /// <summary>Truncates; NaN gives 0, what doesn't fit the nearest that does.</summary>
    public static int TruncateSaturatingInt32(double x) =>
        TryTruncate(x, out int value) ? value : x < 0 ? int.MinValue : x > 0 ? int.MaxValue : 0;

    /// <summary>Truncates; NaN gives 0, what doesn't fit the nearest that does.</summary>
    public static uint TruncateSaturatingUInt32(double x) => TryTruncate(x, out uint value) ? value : x > 0 ? uint.MaxValue : 0;

    /// <summary>Truncates; NaN gives 0, what doesn't fit the nearest that does.</summary>
    public static long TruncateSaturatingInt64(double x) =>
        TryTruncate(x, out long value) ? value : x < 0 ? long.MinValue : x > 0 ? long.MaxValue : 0;

    /// <summary>Truncates; NaN gives 0, what doesn't fit the nearest that does.</summary>
    public static ulong TruncateSaturatingUInt64(double x) => TryTruncate(x, out ulong value) ? value : x > 0 ? ulong.MaxValue : 0;

    /// <summary>An unsigned integer as a number, rounded to nearest.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static double ToDouble(ulong value) => value;

    /// <summary>An unsigned integer as a number, rounded to nearest.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static float ToSingle(ulong value) => value;
}

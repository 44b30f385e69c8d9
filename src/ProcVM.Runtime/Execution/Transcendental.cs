using System.Runtime.CompilerServices;

namespace ProcVM.Runtime.Execution;

/// <summary>The transcendental functions of all tiers (SPEC.md section 6): whatever tier calls them, the same code gives
/// the same bits.</summary>
public static class Transcendental
{
    /// <summary>Sine of radians.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static double Sin(double x) => Math.Sin(x);

    /// <summary>Cosine of radians.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static double Cos(double x) => Math.Cos(x);

    /// <summary>Arc tangent in radians.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static double Atan(double x) => Math.Atan(x);

    /// <summary>e to the power x.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static double Exp(double x) => Math.Exp(x);

    /// <summary>Natural logarithm.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static double Ln(double x) => Math.Log(x);
}

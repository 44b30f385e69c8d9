namespace ProcVM.Personality.Pvm.Numbers;

/// <summary>What ISO 7185 §6.9.3.4 leaves to the implementation, for one real type. The values are fpc's.</summary>
/// <param name="DefaultWidth">Characters of the floating-point form when no width is given.</param>
/// <param name="ExponentDigits">ExpDigits: digits of the exponent.</param>
internal readonly record struct RealStyle(int DefaultWidth, int ExponentDigits)
{
    /// <summary>real, double: 17 significant digits.</summary>
    public static RealStyle Double => new(24, 3);

    /// <summary>single: 10 significant digits.</summary>
    public static RealStyle Single => new(16, 2);
}

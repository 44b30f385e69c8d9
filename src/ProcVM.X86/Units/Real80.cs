namespace ProcVM.X86.Units;

/// <summary>A number of the x87: a sign, 15 bits of exponent, and 64 bits of which the highest is the integer (Intel SDM vol. 1, 4.2.2).</summary>
internal readonly record struct Real80(ulong Significand, ushort SignAndExponent)
{
    /// <summary>The exponent of infinities and of what isn't a number.</summary>
    public const int Special = 0x7FFF;

    /// <summary>What is added to exponents.</summary>
    public const int Bias = 0x3FFF;

    public const ulong IntegerBit = 1UL << 63;
    public const ulong QuietBit = 1UL << 62;
    private const ushort SignBit = 0x8000;

    /// <summary>What an invalid operation gives.</summary>
    public static Real80 Indefinite => new(IntegerBit | QuietBit, SignBit | Special);

    public bool IsNegative => (SignAndExponent & SignBit) != 0;

    /// <summary>The biased exponent; that of the smallest numbers is 1, as they count.</summary>
    public int Exponent => (SignAndExponent & Special) is 0 ? 1 : SignAndExponent & Special;

    public bool IsZero => (SignAndExponent & Special) == 0 && Significand == 0;

    public bool IsInfinite => (SignAndExponent & Special) == Special && Significand == IntegerBit;

    public bool IsNaN => (SignAndExponent & Special) == Special && (Significand & IntegerBit) != 0 && Significand != IntegerBit;

    public bool IsSignalling => IsNaN && (Significand & QuietBit) == 0;

    /// <summary>True for what later processors don't take for numbers: an integer bit of 0 where there should be 1.</summary>
    public bool IsUnsupported => (SignAndExponent & Special) != 0 && (Significand & IntegerBit) == 0;

    public bool IsDenormal => (SignAndExponent & Special) == 0 && Significand != 0;

    public static Real80 Zero(bool isNegative) => new(0, isNegative ? SignBit : (ushort)0);

    public static Real80 Infinity(bool isNegative) => new(IntegerBit, (ushort)(Special | (isNegative ? SignBit : 0)));

    public static Real80 Create(bool isNegative, int exponent, ulong significand) => new(significand, (ushort)(exponent | (isNegative ? SignBit : 0)));

    public Real80 Negated => new(Significand, (ushort)(SignAndExponent ^ SignBit));

    public Real80 Quieted => new(Significand | QuietBit, SignAndExponent);
}

namespace ProcVM.Pascal.Binding;

/// <summary>The integers a value is known to lie between, both included.</summary>
internal readonly record struct Interval(long Low, long High)
{
    internal static readonly Interval Integer = new(int.MinValue, int.MaxValue);

    internal static readonly Interval Everything = new(long.MinValue, long.MaxValue);

    internal static Interval Of(long value) => new(value, value);

    internal bool IsConstant => Low == High;

    internal bool Contains(long value) => Low <= value && value <= High;

    internal bool IsInside(long low, long high) => low <= Low && High <= high;

    internal Interval Meet(Interval other)
    {
        long low = Math.Max(Low, other.Low);
        long high = Math.Min(High, other.High);
        return low <= high ? new Interval(low, high) : this;
    }

    internal Interval Join(Interval other) => new(Math.Min(Low, other.Low), Math.Max(High, other.High));

    public static Interval operator +(Interval a, Interval b) => From((Int128)a.Low + b.Low, (Int128)a.High + b.High);

    public static Interval operator -(Interval a, Interval b) => From((Int128)a.Low - b.High, (Int128)a.High - b.Low);

    public static Interval operator -(Interval a) => From(-(Int128)a.High, -(Int128)a.Low);

    public static Interval operator *(Interval a, Interval b)
    {
        Int128 p = (Int128)a.Low * b.Low;
        Int128 q = (Int128)a.Low * b.High;
        Int128 r = (Int128)a.High * b.Low;
        Int128 s = (Int128)a.High * b.High;
        return From(Int128.Min(Int128.Min(p, q), Int128.Min(r, s)), Int128.Max(Int128.Max(p, q), Int128.Max(r, s)));
    }

    /// <summary>Of the quotient, rounded towards zero, by a positive constant; everything otherwise.</summary>
    internal Interval DivideBy(Interval divisor) =>
        divisor.IsConstant && divisor.Low > 0 ? new Interval(Low / divisor.Low, High / divisor.Low) : Everything;

    /// <summary>Of ISO's mod by a divisor that is at most <paramref name="divisor"/>'s highest value.</summary>
    internal static Interval IsoModulus(Interval divisor) =>
        divisor.High > 0 ? new Interval(0, divisor.High - 1) : Everything;

    /// <summary>Of the remainder with the dividend's sign.</summary>
    internal Interval Remainder(Interval divisor)
    {
        if (divisor.Low <= 0)
        {
            return Everything;
        }

        long most = divisor.High - 1;
        return new Interval(Low >= 0 ? 0 : Math.Max(Low, -most), High <= 0 ? 0 : Math.Min(High, most));
    }

    private static Interval From(Int128 low, Int128 high) => new(Saturate(low), Saturate(high));

    private static long Saturate(Int128 value) =>
        value < long.MinValue ? long.MinValue : value > long.MaxValue ? long.MaxValue : (long)value;
}

namespace ProcVM.Runtime.Lowering;

/// <summary>What an i32 may be, as a signed number; of an address in the memory frame, relative to the frame's start.</summary>
/// <param name="Low">The least value.</param>
/// <param name="High">The greatest.</param>
/// <param name="IsFrame">True for an address in the frame.</param>
internal readonly record struct ValueRange(long Low, long High, bool IsFrame = false)
{
    /// <summary>Nothing is known.</summary>
    public static readonly ValueRange Any = new(int.MinValue, int.MaxValue);

    /// <summary>True when something is known.</summary>
    public bool IsKnown => IsFrame || Low > int.MinValue || High < int.MaxValue;

    /// <summary>The range when all of it is an i32, so that nothing wrapped around; otherwise anything.</summary>
    public ValueRange OrAny() => Low >= int.MinValue && High <= int.MaxValue ? this : Any;

    /// <summary>True for a number that lies between these.</summary>
    public bool IsWithin(long low, long high) => !IsFrame && Low >= low && High <= high;

    /// <summary>What at least one says.</summary>
    public ValueRange Or(ValueRange other) =>
        IsFrame != other.IsFrame ? Any : new(Math.Min(Low, other.Low), Math.Max(High, other.High), IsFrame);

    /// <summary>What both say.</summary>
    public ValueRange And(ValueRange other) =>
        IsFrame != other.IsFrame ? this : new(Math.Max(Low, other.Low), Math.Min(High, other.High), IsFrame);
}

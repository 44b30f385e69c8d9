namespace ProcVM.Kernel.Time;

/// <summary>Something that happens at a moment: see <see cref="TimerQueue"/>, which made it.</summary>
public sealed class Alarm
{
    private readonly long _id;
    private readonly Action _ring;

    internal Alarm(long id, Action ring)
    {
        _id = id;
        _ring = ring;
    }

    internal long Moment { get; set; }

    internal bool IsSet { get; set; }

    internal void Ring() => _ring();

    internal int CompareTo(Alarm other) => Moment != other.Moment ? Moment.CompareTo(other.Moment) : _id.CompareTo(other._id);
}

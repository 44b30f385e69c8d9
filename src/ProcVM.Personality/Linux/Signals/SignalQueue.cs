namespace ProcVM.Personality.Linux.Signals;

/// <summary>Signals that wait for a thread or a process: of those below 32 one of each at most, of the real-time ones as many as were sent (signal(7)).</summary>
internal sealed class SignalQueue
{
    private const int FirstQueued = 32;

    private readonly List<SignalInfo> _waiting = [];

    /// <summary>The numbers of those that wait.</summary>
    public ulong Set { get; private set; }

    /// <summary>How many wait.</summary>
    public int Count => _waiting.Count;

    /// <summary>Adds one, unless it waits already and isn't counted.</summary>
    public void Add(SignalInfo info)
    {
        ulong bit = SignalNumber.Bit(info.Number);
        if (info.Number >= FirstQueued || info.Timer is not null || (Set & bit) == 0)
        {
            _waiting.Add(info);
            Set |= bit;
        }
    }

    /// <summary>Puts one before all others, in the place of those of its number.</summary>
    public void AddFirst(SignalInfo info)
    {
        Remove(SignalNumber.Bit(info.Number));
        _waiting.Insert(0, info);
        Set |= SignalNumber.Bit(info.Number);
    }

    /// <summary>Takes some away.</summary>
    public void Remove(ulong set)
    {
        if ((Set & set) != 0)
        {
            _waiting.RemoveAll(info => (SignalNumber.Bit(info.Number) & set) != 0);
            Set &= ~set;
        }
    }

    /// <summary>Takes the next one of a set: faults first, then the lowest number, those of a number in the order they came.</summary>
    public bool TryTake(ulong set, out SignalInfo info)
    {
        info = default;
        if ((Set & set) == 0)
        {
            return false;
        }

        int best = -1;
        for (int i = 0; i < _waiting.Count; i++)
        {
            bool isWanted = (set & SignalNumber.Bit(_waiting[i].Number)) != 0;
            if (isWanted && (best < 0 || Rank(_waiting[i]) < Rank(_waiting[best])))
            {
                best = i;
            }
        }

        info = _waiting[best];
        _waiting.RemoveAt(best);
        int number = info.Number;
        if (!_waiting.Exists(other => other.Number == number))
        {
            Set &= ~SignalNumber.Bit(number);
        }

        return true;
    }

    private static int Rank(SignalInfo info) => info.IsFault ? 0 : info.Number == SignalNumber.Kill ? 1 : 1 + info.Number;
}

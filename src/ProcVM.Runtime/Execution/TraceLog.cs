using ProcVM.Runtime.Profiling;

namespace ProcVM.Runtime.Execution;

/// <summary>Activations as they are left when a run ends, innermost first: the first ones and the last ones of a deep stack.</summary>
internal sealed class TraceLog
{
    private const int Most = 32;
    private readonly (int Function, int Offset)[] _first = new (int, int)[Most];
    private readonly (int Function, int Offset)[] _last = new (int, int)[Most];
    private int _count;

    /// <summary>Activations that <see cref="Read"/> leaves out.</summary>
    public int Omitted => Math.Max(0, _count - (2 * Most));

    /// <summary>Is told of each activation, since it is left for good; null when the run isn't profiled.</summary>
    public ProfileRecorder? Recorder { get; set; }

    /// <summary>The innermost activation is at the start of a block that it hasn't begun.</summary>
    public bool IsAtBlockStart { get; set; }

    /// <summary>Adds the caller of the one before.</summary>
    public void Add(int function, int offset)
    {
        if (_count < Most)
        {
            _first[_count] = (function, offset);
        }
        else
        {
            _last[(_count - Most) % Most] = (function, offset);
        }

        if (_count > 0 || !IsAtBlockStart)
        {
            Recorder?.NoteLeft(function, offset);
        }

        _count++;
    }

    /// <summary>What is kept, innermost first.</summary>
    public IEnumerable<(int Function, int Offset)> Read()
    {
        for (int i = 0; i < Math.Min(_count, Most); i++)
        {
            yield return _first[i];
        }

        for (int i = Math.Max(Most, _count - Most); i < _count; i++)
        {
            yield return _last[(i - Most) % Most];
        }
    }
}

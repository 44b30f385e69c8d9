namespace ProcVM.X86.Memory;

/// <summary>The frames of a mapping that copies of its address space share, made when one of them touches a page first.</summary>
internal sealed unsafe class SharedFrames(FramePool pool)
{
    private readonly Dictionary<ulong, nint> _frames = [];
    private int _spaces = 1;

    /// <summary>The frame of a page, counted once for the caller; null when the pool has no more.</summary>
    /// <param name="page">The page's number in the mapping.</param>
    public byte* Take(ulong page)
    {
        lock (_frames)
        {
            if (!_frames.TryGetValue(page, out nint frame))
            {
                frame = (nint)pool.TryTakeZeroed();
                if (frame == 0)
                {
                    return null;
                }

                _frames.Add(page, frame);
            }

            pool.Share((byte*)frame);
            return (byte*)frame;
        }
    }

    /// <summary>One more address space has the mapping, or a part of it.</summary>
    public void Join() => Interlocked.Increment(ref _spaces);

    /// <summary>An address space has nothing of it any more.</summary>
    public void Leave()
    {
        if (Interlocked.Decrement(ref _spaces) != 0)
        {
            return;
        }

        lock (_frames)
        {
            foreach (nint frame in _frames.Values)
            {
                pool.Release((byte*)frame);
            }

            _frames.Clear();
        }
    }
}

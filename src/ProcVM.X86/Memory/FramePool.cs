using System.Runtime.InteropServices;

namespace ProcVM.X86.Memory;

/// <summary>The host memory that guests' pages are made of: frames of 4 KiB, each with a count of the page tables that have it.</summary>
/// <remarks>Any thread may take, share and release. The memory goes back to the host when nothing refers to the pool any more: a thread that still runs
/// guest code keeps it.</remarks>
internal sealed unsafe class FramePool
{
    /// <summary>Bytes of a frame.</summary>
    public const int FrameSize = 4096;

    /// <summary>Frames come in chunks, each aligned to its size; the first frame of a chunk holds the counts of all of them.</summary>
    private const int ChunkSize = 2 << 20;

    private const int FramesOfChunk = ChunkSize / FrameSize;

    private readonly Lock _gate = new();
    private readonly List<nint> _chunks = [];
    private readonly long _capacity;
    private byte* _free;
    private byte* _fresh;
    private byte* _freshEnd;
    private long _taken;

    /// <summary>A pool that gives out at most so many bytes.</summary>
    public FramePool(ulong capacity)
    {
        _capacity = (long)Math.Min(capacity, 1UL << 46) / FrameSize;
        Zero = Carve();
        new Span<byte>(Zero, FrameSize).Clear();
    }

    ~FramePool()
    {
        foreach (nint chunk in _chunks)
        {
            NativeMemory.AlignedFree((void*)chunk);
        }
    }

    /// <summary>A frame of zeros, for pages that were read before anything was written to them. Nobody writes to it, nor counts who has it.</summary>
    public byte* Zero { get; }

    /// <summary>How many are in use.</summary>
    public long Taken => Interlocked.Read(ref _taken);

    /// <summary>A frame with a count of one, whose bytes are anything; null when the pool's limit is reached, or the host has no more.</summary>
    public byte* TryTake()
    {
        byte* frame;
        lock (_gate)
        {
            if (_taken >= _capacity)
            {
                return null;
            }

            frame = _free;
            if (frame != null)
            {
                _free = *(byte**)frame;
            }
            else
            {
                frame = Carve();
            }

            if (frame == null)
            {
                return null;
            }

            _taken++;
        }

        Count(frame) = 1;
        return frame;
    }

    /// <summary>A frame of zeros of one's own.</summary>
    public byte* TryTakeZeroed()
    {
        byte* frame = TryTake();
        if (frame != null)
        {
            new Span<byte>(frame, FrameSize).Clear();
        }

        return frame;
    }

    /// <summary>One more page table has the frame.</summary>
    public void Share(byte* frame)
    {
        if (frame != Zero)
        {
            Interlocked.Increment(ref Count(frame));
        }
    }

    /// <summary>True when nobody but the caller has the frame: it then stays so.</summary>
    public bool IsAlone(byte* frame) => frame != Zero && Volatile.Read(ref Count(frame)) == 1;

    /// <summary>One page table has the frame no more.</summary>
    public void Release(byte* frame)
    {
        if (frame == Zero || Interlocked.Decrement(ref Count(frame)) != 0)
        {
            return;
        }

        lock (_gate)
        {
            *(byte**)frame = _free;
            _free = frame;
            _taken--;
        }
    }

    // SAFETY: every frame lies in a chunk aligned to the chunk's size, whose first frame is an array of counts, one for each frame.
    private static ref int Count(byte* frame) => ref ((int*)((nint)frame & -ChunkSize))[((nint)frame >> 12) & (FramesOfChunk - 1)];

    private byte* Carve()
    {
        if (_fresh == _freshEnd)
        {
            byte* chunk;
            try
            {
                chunk = (byte*)NativeMemory.AlignedAlloc(ChunkSize, ChunkSize);
            }
            catch (OutOfMemoryException)
            {
                return null;
            }

            _chunks.Add((nint)chunk);
            _fresh = chunk + FrameSize;
            _freshEnd = chunk + ChunkSize;
        }

        byte* frame = _fresh;
        _fresh += FrameSize;
        return frame;
    }
}

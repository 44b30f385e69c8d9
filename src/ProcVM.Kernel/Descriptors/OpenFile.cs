using ProcVM.Core.Ports;
using ProcVM.Kernel.Processes;

namespace ProcVM.Kernel.Descriptors;

/// <summary>An open file description: what several descriptors, of several processes perhaps, stand for (open(2)).</summary>
public abstract class OpenFile
{
    private readonly Lock _endGate = new();
    private List<Action>? _ends;
    private int _references = 1;
    private bool _isOver;

    /// <summary>Whether it can be read from and written to.</summary>
    public OpenMode Mode { get; init; } = OpenMode.Read | OpenMode.Write;

    /// <summary>Writes go to the end.</summary>
    public bool IsAppending { get; set; }

    /// <summary>Nothing waits.</summary>
    public bool IsNonBlocking { get; set; }

    /// <summary>The guest path it was opened by, or a name such as "pipe:[7]".</summary>
    public string Name { get; init; } = "";

    /// <summary>True for a terminal.</summary>
    public virtual bool IsTerminal => false;

    /// <summary>The host's terminal behind it; null when there is none.</summary>
    public virtual ITerminal? Terminal => null;

    /// <summary>The host file behind it that can be mapped; null when there is none.</summary>
    public virtual IFile? Mappable => null;

    /// <summary>The file behind it that has permissions, owner and times of its own; null when there is none.</summary>
    public virtual IFile? File => null;

    /// <summary>The pipe that it is an end of; null for others.</summary>
    public virtual Pipe? Pipe => null;

    /// <summary>Bytes that can be read at once (FIONREAD); −1 where nobody can tell.</summary>
    public virtual int Available => -1;

    /// <summary>One more descriptor stands for it.</summary>
    public void Acquire() => Interlocked.Increment(ref _references);

    /// <summary>One descriptor less; the last one closes it.</summary>
    public void Release()
    {
        if (Interlocked.Decrement(ref _references) == 0)
        {
            List<Action>? ends;
            lock (_endGate)
            {
                ends = _ends;
                _ends = null;
                _isOver = true;
            }

            ends?.ForEach(static end => end());
            Close();
        }
    }

    /// <summary>Has something done before the file closes, by whoever closes it; false when that has been already.</summary>
    public bool TryBeforeClose(Action end)
    {
        lock (_endGate)
        {
            if (!_isOver)
            {
                (_ends ??= []).Add(end);
            }

            return !_isOver;
        }
    }

    /// <summary>Takes back what <see cref="TryBeforeClose"/> asked for.</summary>
    public void ForgetBeforeClose(Action end)
    {
        lock (_endGate)
        {
            _ends?.Remove(end);
        }
    }

    /// <summary>Reads at the position, and moves it.</summary>
    /// <param name="waiter">The thread that waits, if anything must be waited for.</param>
    /// <param name="buffer">Takes the bytes.</param>
    /// <param name="count">How many were read; 0 at the end.</param>
    public abstract Errno Read(Waiter waiter, Span<byte> buffer, out int count);

    /// <summary>Writes at the position, and moves it.</summary>
    public abstract Errno Write(Waiter waiter, ReadOnlySpan<byte> data, out int count);

    /// <summary>Reads elsewhere.</summary>
    public virtual Errno ReadAt(long offset, Span<byte> buffer, out int count)
    {
        count = 0;
        return Errno.ESPIPE;
    }

    /// <summary>Writes elsewhere.</summary>
    public virtual Errno WriteAt(long offset, ReadOnlySpan<byte> data, out int count)
    {
        count = 0;
        return Errno.ESPIPE;
    }

    /// <summary>Moves the position.</summary>
    public virtual Errno Seek(long offset, SeekOrigin origin, out long position)
    {
        position = 0;
        return Errno.ESPIPE;
    }

    /// <summary>Changes the size.</summary>
    public virtual Errno SetSize(long size) => Errno.EINVAL;

    /// <summary>What can be done with it without waiting.</summary>
    public virtual Readiness GetReadiness() => Readiness.Read | Readiness.Write;

    /// <summary>Those to tell when that changes; null for a file that is always ready.</summary>
    public virtual WatchList? Changes => null;

    /// <summary>What is known of it.</summary>
    public abstract Errno GetStatus(out FileStatus status);

    /// <summary>The last descriptor is gone.</summary>
    protected virtual void Close()
    {
    }
}

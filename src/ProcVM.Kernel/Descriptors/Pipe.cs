using ProcVM.Core.Ports;
using ProcVM.Kernel.Processes;

namespace ProcVM.Kernel.Descriptors;

/// <summary>A pipe (pipe(7)): 64 KiB between those who write and those who read.</summary>
public sealed class Pipe
{
    /// <summary>Bytes that it holds.</summary>
    public const int Capacity = 64 << 10;

    /// <summary>Writes of so many bytes or fewer are never mixed with others.</summary>
    public const int AtomicSize = 4096;

    private readonly object _gate = new();
    private readonly byte[] _buffer = new byte[Capacity];
    private readonly WatchList _readers = new();
    private readonly WatchList _writers = new();
    private int _start;
    private int _count;
    private readonly bool _isNamed;
    private int _readerCount;
    private int _writerCount;
    private int _readersEver;
    private int _writersEver;

    /// <summary>Makes a pipe.</summary>
    /// <param name="number">Its inode's number.</param>
    public Pipe(ulong number)
    {
        FileStatus status = new() { Mode = 0x1180, Inode = number, Links = 1, BlockSize = 4096 };
        Reader = MakeEnd(OpenMode.Read, $"pipe:[{number}]", status);
        Writer = MakeEnd(OpenMode.Write, $"pipe:[{number}]", status);
    }

    private Pipe()
    {
        Reader = Writer = null!;
        _isNamed = true;
    }

    /// <summary>The end that is read from.</summary>
    public OpenFile Reader { get; }

    /// <summary>The end that is written to.</summary>
    public OpenFile Writer { get; }

    /// <summary>True when it has no ends: nothing is in it then.</summary>
    public bool IsUnused
    {
        get
        {
            lock (_gate)
            {
                return _readerCount + _writerCount == 0;
            }
        }
    }

    private bool HasReaders => _readerCount > 0;

    private bool HasWriters => _writerCount > 0;

    /// <summary>A pipe with a name (fifo(7)), whose ends are opened one by one.</summary>
    public static Pipe CreateNamed() => new();

    /// <summary>Opens an end: waits for the other one to be opened, unless it is opened for both or without waiting (ENXIO then where nobody reads).</summary>
    public Errno Open(Waiter waiter, OpenMode mode, bool isNonBlocking, string name, FileStatus status, out OpenFile? end)
    {
        end = null;
        lock (_gate)
        {
            if (mode == OpenMode.Write && isNonBlocking && !HasReaders && _isNamed)
            {
                return Errno.ENXIO;
            }

            OpenFile made = MakeEnd(mode, name, status);
            made.IsNonBlocking = isNonBlocking;
            Monitor.PulseAll(_gate);
            int readers = _readersEver;
            int writers = _writersEver;
            while (!isNonBlocking && _isNamed && ((mode == OpenMode.Read && !HasWriters && _writersEver == writers)
                || (mode == OpenMode.Write && !HasReaders && _readersEver == readers)))
            {
                if (!waiter.Wait(_gate) && (mode == OpenMode.Read ? !HasWriters : !HasReaders))
                {
                    made.Release();
                    return Errno.EINTR;
                }
            }

            end = made;
            return Errno.None;
        }
    }

    private End MakeEnd(OpenMode mode, string name, FileStatus status)
    {
        lock (_gate)
        {
            bool reads = (mode & OpenMode.Read) != 0;
            bool writes = (mode & OpenMode.Write) != 0;
            _readerCount += reads ? 1 : 0;
            _readersEver += reads ? 1 : 0;
            _writerCount += writes ? 1 : 0;
            _writersEver += writes ? 1 : 0;
            return new End(this, status) { Mode = mode, Name = name };
        }
    }

    private Errno Read(Waiter waiter, Span<byte> buffer, bool mayWait, out int count)
    {
        count = 0;
        if (buffer.IsEmpty)
        {
            return Errno.None;
        }

        lock (_gate)
        {
            while (_count == 0 && HasWriters)
            {
                if (!mayWait)
                {
                    return Errno.EAGAIN;
                }

                if (!waiter.Wait(_gate) && _count == 0 && HasWriters)
                {
                    return Errno.EINTR;
                }
            }

            count = Math.Min(buffer.Length, _count);
            int first = Math.Min(count, Capacity - _start);
            _buffer.AsSpan(_start, first).CopyTo(buffer);
            _buffer.AsSpan(0, count - first).CopyTo(buffer[first..]);
            _start = (_start + count) % Capacity;
            bool wasFull = Capacity - _count < AtomicSize;
            _count -= count;
            Monitor.PulseAll(_gate);
            if (wasFull && Capacity - _count >= AtomicSize)
            {
                _writers.Notify(Readiness.Write);
            }

            return Errno.None;
        }
    }

    private Errno Write(Waiter waiter, ReadOnlySpan<byte> data, bool mayWait, out int count)
    {
        count = 0;
        lock (_gate)
        {
            while (count < data.Length)
            {
                if (!HasReaders)
                {
                    return Errno.EPIPE;
                }

                int wanted = data.Length <= AtomicSize ? data.Length : 1;
                if (Capacity - _count >= wanted)
                {
                    count += Put(data[count..]);
                    Monitor.PulseAll(_gate);
                    _readers.Notify(Readiness.Read);
                }
                else if (!mayWait)
                {
                    return count > 0 ? Errno.None : Errno.EAGAIN;
                }
                else if (!waiter.Wait(_gate) && Capacity - _count < wanted && HasReaders)
                {
                    return count > 0 ? Errno.None : Errno.EINTR;
                }
            }

            return Errno.None;
        }
    }

    /// <summary>Waits until something is in it, or nobody writes to it any more.</summary>
    public Errno AwaitData(Waiter waiter)
    {
        lock (_gate)
        {
            while (_count == 0 && HasWriters)
            {
                if (!waiter.Wait(_gate) && _count == 0 && HasWriters)
                {
                    return Errno.EINTR;
                }
            }

            return Errno.None;
        }
    }

    /// <summary>Copies what is in it, without taking it out (tee(2)).</summary>
    public int Peek(Span<byte> buffer)
    {
        lock (_gate)
        {
            int count = Math.Min(buffer.Length, _count);
            int first = Math.Min(count, Capacity - _start);
            _buffer.AsSpan(_start, first).CopyTo(buffer);
            _buffer.AsSpan(0, count - first).CopyTo(buffer[first..]);
            return count;
        }
    }

    private Readiness GetReadiness(bool isReader)
    {
        lock (_gate)
        {
            return isReader
                ? (_count > 0 ? Readiness.Read : 0) | (HasWriters ? 0 : Readiness.HangUp)
                : (Capacity - _count >= AtomicSize ? Readiness.Write : 0) | (HasReaders ? 0 : Readiness.Error);
        }
    }

    private int Put(ReadOnlySpan<byte> data)
    {
        int count = Math.Min(data.Length, Capacity - _count);
        int end = (_start + _count) % Capacity;
        int first = Math.Min(count, Capacity - end);
        data[..first].CopyTo(_buffer.AsSpan(end));
        data[first..count].CopyTo(_buffer);
        _count += count;
        return count;
    }

    private void Close(OpenMode mode)
    {
        lock (_gate)
        {
            _readerCount -= (mode & OpenMode.Read) != 0 ? 1 : 0;
            _writerCount -= (mode & OpenMode.Write) != 0 ? 1 : 0;
            Monitor.PulseAll(_gate);
            if (_readerCount == 0)
            {
                _writers.Notify(Readiness.Error | Readiness.Write);
            }

            if (_writerCount == 0)
            {
                _readers.Notify(Readiness.HangUp | Readiness.Read);
            }

            _count = _readerCount + _writerCount == 0 ? 0 : _count;
        }
    }

    private sealed class End(Pipe pipe, FileStatus status) : OpenFile
    {
        public override Errno Read(Waiter waiter, Span<byte> buffer, out int count)
        {
            count = 0;
            return IsReader ? pipe.Read(waiter, buffer, !IsNonBlocking, out count) : Errno.EBADF;
        }

        public override Errno Write(Waiter waiter, ReadOnlySpan<byte> data, out int count)
        {
            count = 0;
            return IsWriter ? pipe.Write(waiter, data, !IsNonBlocking, out count) : Errno.EBADF;
        }

        public override WatchList Changes => IsReader ? pipe._readers : pipe._writers;

        private bool IsReader => (Mode & OpenMode.Read) != 0;

        private bool IsWriter => (Mode & OpenMode.Write) != 0;

        public override Readiness GetReadiness() => (IsReader ? pipe.GetReadiness(isReader: true) : 0) | (IsWriter ? pipe.GetReadiness(isReader: false) : 0);

        public override int Available => pipe.Available;

        public override Pipe? Pipe => pipe;

        public override Errno GetStatus(out FileStatus found)
        {
            found = status;
            return Errno.None;
        }

        protected override void Close() => pipe.Close(Mode);
    }

    private int Available
    {
        get
        {
            lock (_gate)
            {
                return _count;
            }
        }
    }
}

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
    private readonly ulong _number;
    private readonly WatchList _readers = new();
    private readonly WatchList _writers = new();
    private int _start;
    private int _count;
    private bool _hasReaders = true;
    private bool _hasWriters = true;

    /// <summary>Makes a pipe.</summary>
    /// <param name="number">Its inode's number.</param>
    public Pipe(ulong number)
    {
        _number = number;
        Reader = new End(this, isReader: true) { Mode = OpenMode.Read, Name = $"pipe:[{number}]" };
        Writer = new End(this, isReader: false) { Mode = OpenMode.Write, Name = $"pipe:[{number}]" };
    }

    /// <summary>The end that is read from.</summary>
    public OpenFile Reader { get; }

    /// <summary>The end that is written to.</summary>
    public OpenFile Writer { get; }

    private Errno Read(Waiter waiter, Span<byte> buffer, bool mayWait, out int count)
    {
        count = 0;
        if (buffer.IsEmpty)
        {
            return Errno.None;
        }

        lock (_gate)
        {
            while (_count == 0 && _hasWriters)
            {
                if (!mayWait)
                {
                    return Errno.EAGAIN;
                }

                if (!waiter.Wait(_gate) && _count == 0 && _hasWriters)
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
                if (!_hasReaders)
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
                else if (!waiter.Wait(_gate) && Capacity - _count < wanted && _hasReaders)
                {
                    return count > 0 ? Errno.None : Errno.EINTR;
                }
            }

            return Errno.None;
        }
    }

    private Readiness GetReadiness(bool isReader)
    {
        lock (_gate)
        {
            return isReader
                ? (_count > 0 ? Readiness.Read : 0) | (_hasWriters ? 0 : Readiness.HangUp)
                : (Capacity - _count >= AtomicSize ? Readiness.Write : 0) | (_hasReaders ? 0 : Readiness.Error);
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

    private void Close(bool isReader)
    {
        lock (_gate)
        {
            _hasReaders &= !isReader;
            _hasWriters &= isReader;
            Monitor.PulseAll(_gate);
            (isReader ? _writers : _readers).Notify(isReader ? Readiness.Error | Readiness.Write : Readiness.HangUp | Readiness.Read);
        }
    }

    private sealed class End(Pipe pipe, bool isReader) : OpenFile
    {
        public override Errno Read(Waiter waiter, Span<byte> buffer, out int count)
        {
            count = 0;
            return isReader ? pipe.Read(waiter, buffer, !IsNonBlocking, out count) : Errno.EBADF;
        }

        public override Errno Write(Waiter waiter, ReadOnlySpan<byte> data, out int count)
        {
            count = 0;
            return isReader ? Errno.EBADF : pipe.Write(waiter, data, !IsNonBlocking, out count);
        }

        public override WatchList Changes => isReader ? pipe._readers : pipe._writers;

        public override Readiness GetReadiness() => pipe.GetReadiness(isReader);

        public override Errno GetStatus(out FileStatus status)
        {
            status = new FileStatus { Mode = 0x1180, Inode = pipe._number, Links = 1, BlockSize = 4096 };
            return Errno.None;
        }

        protected override void Close() => pipe.Close(isReader);
    }
}

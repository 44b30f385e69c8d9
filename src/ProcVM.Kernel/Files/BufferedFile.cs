using ProcVM.Core.Ports;

namespace ProcVM.Kernel.Files;

/// <summary>A file read and written through one buffer, for personalities that play the part of a C library.</summary>
/// <remarks>The buffer holds either bytes read ahead or bytes not yet written. Nothing is read before it is asked for, so
/// that a program can talk with somebody at a terminal.</remarks>
public sealed class BufferedFile
{
    /// <summary>What <see cref="Peek"/> gives at the end of the file.</summary>
    public const int EndOfFile = -1;

    /// <summary>What <see cref="Peek"/> gives when reading failed: see <see cref="Error"/>.</summary>
    public const int Failed = -2;

    /// <summary>The usual size of a buffer, in bytes.</summary>
    public const int DefaultSize = 32768;

    private readonly byte[] _buffer;
    private long _start;
    private int _next;
    private int _end;
    private bool _isWriting;
    private bool _hasEnded;

    /// <summary>Buffers a file, from its start.</summary>
    /// <param name="file">The file.</param>
    /// <param name="size">Bytes in the buffer, at least 16.</param>
    public BufferedFile(IFile file, int size = DefaultSize)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 16);
        File = file;
        _buffer = GC.AllocateUninitializedArray<byte>(size);
    }

    /// <summary>The file behind the buffer.</summary>
    public IFile File { get; }

    /// <summary>What is written out before this file waits for input: the standard output, for the standard input.</summary>
    public BufferedFile? Tied { get; init; }

    /// <summary>True when <see cref="EndWrite"/> writes everything out at once: a terminal, the standard error.</summary>
    public bool FlushesAlways { get; init; }

    /// <summary>What ends long operations, also on regular files; the buffer can still be flushed afterwards.</summary>
    public Interruption? Interruption { get; init; }

    /// <summary>Why reading failed.</summary>
    public Errno Error { get; private set; }

    /// <summary>Where the next byte is read or written.</summary>
    public long Position => _start + _next;

    /// <summary>The next byte, which stays where it is; or <see cref="EndOfFile"/> or <see cref="Failed"/>.</summary>
    public int Peek() => _next < _end ? _buffer[_next] : Fill(1) ? _buffer[_next] : EndOrFailure;

    /// <summary>The byte after the next one, as <see cref="Peek"/>.</summary>
    public int PeekSecond() => _next + 1 < _end ? _buffer[_next + 1] : Fill(2) ? _buffer[_next + 1] : EndOrFailure;

    /// <summary>Moves over the byte that <see cref="Peek"/> showed.</summary>
    public void Skip() => _next++;

    /// <summary>What has been read ahead already; <see cref="Advance"/> takes of it.</summary>
    public ReadOnlySpan<byte> Ahead => _next < _end ? _buffer.AsSpan(_next, _end - _next) : default;

    /// <summary>Moves over bytes of <see cref="Ahead"/>.</summary>
    public void Advance(int count) => _next += count;

    /// <summary>Reads until the target is full or the file ends; <paramref name="count"/> bytes were read.</summary>
    public Errno Read(Span<byte> to, out int count)
    {
        count = 0;
        while (count < to.Length)
        {
            if (_next >= _end && !Fill(1))
            {
                return Error;
            }

            int step = Math.Min(to.Length - count, _end - _next);
            _buffer.AsSpan(_next, step).CopyTo(to[count..]);
            _next += step;
            count += step;
        }

        return Errno.None;
    }

    /// <summary>Writes a byte.</summary>
    public Errno WriteByte(byte value)
    {
        if (!_isWriting || _next == _buffer.Length)
        {
            Errno error = MakeRoom();
            if (error != Errno.None)
            {
                return error;
            }
        }

        _buffer[_next++] = value;
        return Errno.None;
    }

    /// <summary>Writes bytes.</summary>
    public Errno Write(ReadOnlySpan<byte> data)
    {
        while (true)
        {
            if (_isWriting && data.Length <= _buffer.Length - _next)
            {
                data.CopyTo(_buffer.AsSpan(_next));
                _next += data.Length;
                return Errno.None;
            }

            int part = _isWriting ? Math.Min(data.Length, _buffer.Length - _next) : 0;
            data[..part].CopyTo(_buffer.AsSpan(_next));
            _next += part;
            data = data[part..];
            Errno error = MakeRoom();
            if (error != Errno.None)
            {
                return error;
            }
        }
    }

    /// <summary>Writes the same byte many times, however many that is.</summary>
    public Errno WriteRepeated(byte value, long count)
    {
        while (count > 0)
        {
            if (!_isWriting || _next == _buffer.Length)
            {
                Errno error = MakeRoom();
                if (error != Errno.None)
                {
                    return error;
                }
            }

            int part = (int)Math.Min(count, _buffer.Length - _next);
            _buffer.AsSpan(_next, part).Fill(value);
            _next += part;
            count -= part;
        }

        return Errno.None;
    }

    /// <summary>Ends one of the program's write operations: what is to be seen at once is written out.</summary>
    public Errno EndWrite() => FlushesAlways ? Flush() : Errno.None;

    /// <summary>Writes out what the buffer holds. After an error it is lost: the error tells.</summary>
    public Errno Flush()
    {
        if (!_isWriting || _next == 0)
        {
            return Errno.None;
        }

        Errno error = File.Write(_start, _buffer.AsSpan(0, _next), out int count);
        _start += count;
        _next = 0;
        return error;
    }

    /// <summary>Goes to a position of a regular file.</summary>
    public Errno Seek(long position)
    {
        if (File.Kind != FileKind.Regular)
        {
            return Errno.ESPIPE;
        }

        if (position < 0)
        {
            return Errno.EINVAL;
        }

        if (!_isWriting && position >= _start && position <= _start + _end)
        {
            _next = (int)(position - _start);
            return Errno.None;
        }

        Errno error = Flush();
        _isWriting = false;
        _start = position;
        _next = _end = 0;
        return error;
    }

    /// <summary>The size of a regular file, what the buffer holds included.</summary>
    public Errno GetSize(out long size)
    {
        size = 0;
        Errno error = Flush();
        return error == Errno.None ? File.GetSize(out size) : error;
    }

    /// <summary>Cuts a regular file off at the present position.</summary>
    public Errno Truncate()
    {
        Errno error = Flush();
        long position = Position;
        _start = position;
        _next = _end = 0;
        return error == Errno.None ? File.SetSize(position) : error;
    }

    private int EndOrFailure => Error == Errno.None ? EndOfFile : Failed;

    /// <summary>Reads ahead until so many bytes are there; false at the end of the file and after an error.</summary>
    private bool Fill(int wanted)
    {
        Error = Interruption is { IsRequested: true } ? Errno.EINTR : Tied is null ? Errno.None : Tied.Flush();
        if (Error == Errno.None && _isWriting)
        {
            Error = Flush();
            _isWriting = false;
            _end = 0;
        }

        while (Error == Errno.None && _end - _next < wanted && !_hasEnded)
        {
            _buffer.AsSpan(_next, _end - _next).CopyTo(_buffer);
            _start += _next;
            _end -= _next;
            _next = 0;
            Error = File.Read(_start + _end, _buffer.AsSpan(_end), out int count);
            _end += count;
            if (count == 0)
            {
                // Once a stream has ended it stays so: asking a terminal again would wait for another end.
                _hasEnded = File.Kind != FileKind.Regular;
                break;
            }
        }

        return _end - _next >= wanted;
    }

    /// <summary>Makes the buffer one to write into, with room in it.</summary>
    private Errno MakeRoom()
    {
        if (_isWriting)
        {
            return Interruption is { IsRequested: true } ? Errno.EINTR : Flush();
        }

        _start += _next;
        _next = _end = 0;
        _isWriting = true;
        return Errno.None;
    }
}

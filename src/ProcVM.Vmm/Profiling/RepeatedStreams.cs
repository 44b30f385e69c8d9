using System.Security.Cryptography;
using ProcVM.Core.Ports;

namespace ProcVM.Vmm.Profiling;

/// <summary>Standard streams for a program that is run several times: the first run reads and writes the real ones, the others read the same input and
/// print nowhere. What each prints is remembered as a hash.</summary>
public sealed class RepeatedStreams : IDisposable
{
    private readonly StandardStreams _real;
    private readonly List<byte> _input = [];

    /// <summary>Around the real streams, which stay the caller's.</summary>
    public RepeatedStreams(StandardStreams real) => _real = real;

    /// <summary>The streams of the first run.</summary>
    public RunStreams First() => new(new RecordedInput(_real.Input, _input), new HashedOutput(_real.Output), new HashedOutput(_real.Error));

    /// <summary>The streams of another run.</summary>
    public RunStreams Again() => new(new ReplayedInput([.. _input]), new HashedOutput(null), new HashedOutput(null));

    /// <summary>Closes the real streams.</summary>
    public void Dispose()
    {
        _real.Input.Dispose();
        _real.Output.Dispose();
        _real.Error.Dispose();
    }

    private sealed class RecordedInput(IFile real, List<byte> bytes) : Passed(real)
    {
        public override Errno Read(long offset, Span<byte> buffer, out int count)
        {
            Errno error = Real!.Read(offset, buffer, out count);
            bytes.AddRange(buffer[..count]);
            return error;
        }
    }

    private sealed class ReplayedInput(byte[] bytes) : Passed(null)
    {
        private int _at;

        public override Errno Read(long offset, Span<byte> buffer, out int count)
        {
            count = Math.Min(buffer.Length, bytes.Length - _at);
            bytes.AsSpan(_at, count).CopyTo(buffer);
            _at += count;
            return Errno.None;
        }
    }
}

/// <summary>The streams of one run.</summary>
public sealed class RunStreams
{
    private readonly HashedOutput _output;
    private readonly HashedOutput _error;

    internal RunStreams(IFile input, HashedOutput output, HashedOutput error)
    {
        _output = output;
        _error = error;
        Streams = new StandardStreams(input, output, error);
    }

    /// <summary>The streams.</summary>
    public StandardStreams Streams { get; }

    /// <summary>A hash of all that was printed.</summary>
    public string Hash => _output.Hash + _error.Hash;
}

/// <summary>Hands on what is written, if to anything, and hashes it.</summary>
internal sealed class HashedOutput(IFile? real) : Passed(real)
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>The hash of what was written.</summary>
    public string Hash => Convert.ToHexString(_hash.GetCurrentHash());

    /// <inheritdoc/>
    public override Errno Write(long offset, ReadOnlySpan<byte> data, out int count)
    {
        count = data.Length;
        Errno error = Real?.Write(offset, data, out count) ?? Errno.None;
        _hash.AppendData(data[..count]);
        return error;
    }
}

/// <summary>A stream that stands for another; the other stays open.</summary>
internal abstract class Passed(IFile? real) : IFile
{
    /// <summary>The real stream; null for none.</summary>
    protected IFile? Real => real;

    /// <inheritdoc/>
    public FileKind Kind => real?.Kind ?? FileKind.Stream;

    /// <inheritdoc/>
    public virtual Errno Read(long offset, Span<byte> buffer, out int count)
    {
        count = 0;
        return real?.Read(offset, buffer, out count) ?? Errno.EBADF;
    }

    /// <inheritdoc/>
    public virtual Errno Write(long offset, ReadOnlySpan<byte> data, out int count)
    {
        count = 0;
        return real?.Write(offset, data, out count) ?? Errno.EBADF;
    }

    /// <inheritdoc/>
    public Errno GetSize(out long size)
    {
        size = 0;
        return real?.GetSize(out size) ?? Errno.ESPIPE;
    }

    /// <inheritdoc/>
    public Errno SetSize(long size) => real?.SetSize(size) ?? Errno.EINVAL;

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}

using ProcVM.Core.Ports;

namespace ProcVM.Kernel.Files;

/// <summary>The bytes of a regular file that lives in memory, in chunks, so that growing never copies. Beneath them a file of the host may show through,
/// which is never changed; and the whole may move to a scratch file of the host, so that it can be mapped.</summary>
/// <param name="budget">What pays for it.</param>
/// <param name="backing">What shows through where nothing was written; null for zeros. Closed with <see cref="Clear"/>.</param>
public sealed class MemoryFileData(StorageBudget budget, IFile? backing = null)
{
    private const int ChunkSize = 16384;
    private const int EntrySize = 8;

    private readonly Lock _gate = new();
    private readonly List<byte[]?> _chunks = [];
    private long _backed;
    private long _size;
    private IFile? _scratch;
    private long _charged;

    /// <summary>The size in bytes.</summary>
    public long Size
    {
        get
        {
            lock (_gate)
            {
                return _scratch is not null && _scratch.GetSize(out long size) == Errno.None ? size : _size;
            }
        }
    }

    /// <summary>What it takes of the host's memory, in bytes.</summary>
    public long Taken { get; private set; }

    /// <summary>The file beneath shows through from its start up to this many bytes.</summary>
    public void ShowThrough(long size) => _size = _backed = size;

    /// <summary>Copies bytes out; gives how many there were.</summary>
    public int Read(long offset, Span<byte> buffer)
    {
        lock (_gate)
        {
            if (_scratch is not null)
            {
                return _scratch.Read(offset, buffer, out int read) == Errno.None ? read : 0;
            }

            int count = (int)Math.Clamp(_size - offset, 0, buffer.Length);
            for (int done = 0; done < count;)
            {
                int within = (int)((offset + done) % ChunkSize);
                int step = Math.Min(count - done, ChunkSize - within);
                long index = (offset + done) / ChunkSize;
                Span<byte> to = buffer.Slice(done, step);
                if (index < _chunks.Count && _chunks[(int)index] is { } chunk)
                {
                    chunk.AsSpan(within, step).CopyTo(to);
                }
                else
                {
                    ReadBacking(offset + done, to);
                }

                done += step;
            }

            return count;
        }
    }

    /// <summary>Copies bytes in, growing as needed; gives how many fitted the budget.</summary>
    public Errno Write(long offset, ReadOnlySpan<byte> data, out int count)
    {
        lock (_gate)
        {
            count = 0;
            if (_scratch is not null)
            {
                Errno grown = offset + data.Length > _charged && data.Length > 0 ? Charge(offset + data.Length) : Errno.None;
                return grown == Errno.None ? _scratch.Write(offset, data, out count) : grown;
            }

            while (count < data.Length)
            {
                int within = (int)((offset + count) % ChunkSize);
                int step = Math.Min(data.Length - count, ChunkSize - within);
                Errno error = Touch((offset + count) / ChunkSize, out byte[] chunk);
                if (error != Errno.None)
                {
                    return error;
                }

                data.Slice(count, step).CopyTo(chunk.AsSpan(within));
                count += step;
                _size = Math.Max(_size, offset + count);
            }

            return Errno.None;
        }
    }

    /// <summary>Cuts off or fills up with zeros, which cost nothing until written.</summary>
    public Errno SetSize(long size)
    {
        lock (_gate)
        {
            if (_scratch is not null)
            {
                Errno error = Charge(size);
                return error == Errno.None ? _scratch.SetSize(size) : error;
            }

            if (size / ChunkSize >= StorageBudget.MaximumChunks && size > _size)
            {
                return Errno.EFBIG;
            }

            int keep = (int)Math.Min(int.MaxValue, (size + ChunkSize - 1) / ChunkSize);
            while (_chunks.Count > keep)
            {
                Return(EntrySize + (_chunks[^1] is null ? 0 : ChunkSize));
                _chunks.RemoveAt(_chunks.Count - 1);
            }

            if (size > _size && !TryExtend(keep))
            {
                return Errno.ENOSPC;
            }

            if (size < _size && size % ChunkSize != 0 && _chunks.Count == keep)
            {
                _chunks[^1]?.AsSpan((int)(size % ChunkSize)).Clear();
            }

            _backed = Math.Min(_backed, size);
            _size = size;
            return Errno.None;
        }
    }

    /// <summary>The pages of it, for engines to map: those of the file beneath while nothing was written, or else of a scratch file that it moves to.</summary>
    /// <param name="scratch">Makes scratch files.</param>
    /// <param name="isShared">True when what guests write into the mapping is to reach the file.</param>
    public IMappableFile? GetMappable(IScratchFiles? scratch, bool isShared)
    {
        lock (_gate)
        {
            if (_scratch is null && !isShared && backing is not null && _backed == _size && _chunks.TrueForAll(static one => one is null)
                && backing.GetSize(out long beneath) == Errno.None && beneath == _size)
            {
                return backing.Mappable;
            }

            if (_scratch is null && (scratch is null || !TryMove(scratch)))
            {
                return null;
            }

            return _scratch!.Mappable;
        }
    }

    /// <summary>Gives everything back: nobody has the file any more.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _chunks.Clear();
            _size = _backed = 0;
            Return(Taken);
            _scratch?.Dispose();
            backing?.Dispose();
            _scratch = backing = null;
        }
    }

    private void ReadBacking(long offset, Span<byte> to)
    {
        int there = (int)Math.Clamp(_backed - offset, 0, to.Length);
        int done = 0;
        while (done < there && backing is not null && backing.Read(offset + done, to[done..there], out int read) == Errno.None && read > 0)
        {
            done += read;
        }

        to[done..].Clear();
    }

    private bool TryMove(IScratchFiles scratch)
    {
        if (scratch.Create(out IFile? file) != Errno.None)
        {
            return false;
        }

        long before = Taken;
        if (file!.SetSize(_size) != Errno.None || !budget.TryTake(_size))
        {
            file.Dispose();
            return false;
        }

        byte[] part = new byte[ChunkSize];
        for (long offset = 0; offset < _size; offset += ChunkSize)
        {
            if (offset / ChunkSize < _chunks.Count && _chunks[(int)(offset / ChunkSize)] is { } chunk)
            {
                file.Write(offset, chunk.AsSpan(0, (int)Math.Min(ChunkSize, _size - offset)), out _);
            }
            else if (offset < _backed)
            {
                Span<byte> shown = part.AsSpan(0, (int)Math.Min(ChunkSize, _size - offset));
                ReadBacking(offset, shown);
                file.Write(offset, shown, out _);
            }
        }

        _chunks.Clear();
        budget.Return(before);
        Taken = _charged = _size;
        _scratch = file;
        return true;
    }

    // A scratch file is paid for by its size: guests that have mapped it fill its holes unseen.
    private Errno Charge(long size)
    {
        if (size > _charged && !budget.TryTake(size - _charged))
        {
            return Errno.ENOSPC;
        }

        if (size < _charged)
        {
            budget.Return(_charged - size);
        }

        Taken = _charged = size;
        return Errno.None;
    }

    private Errno Touch(long index, out byte[] chunk)
    {
        chunk = [];
        if (index >= StorageBudget.MaximumChunks)
        {
            return Errno.EFBIG;
        }

        if (!TryExtend((int)index + 1))
        {
            return Errno.ENOSPC;
        }

        if (_chunks[(int)index] is { } present)
        {
            chunk = present;
            return Errno.None;
        }

        if (!TryTake(ChunkSize))
        {
            return Errno.ENOSPC;
        }

        _chunks[(int)index] = chunk = new byte[ChunkSize];
        ReadBacking(index * ChunkSize, chunk);
        return Errno.None;
    }

    /// <summary>Lengthens the list of chunks, holes included, as far as the budget goes.</summary>
    private bool TryExtend(int count)
    {
        int added = count - _chunks.Count;
        if (added > 0)
        {
            if (!TryTake((long)added * EntrySize))
            {
                return false;
            }

            _chunks.AddRange(Enumerable.Repeat<byte[]?>(null, added));
        }

        return true;
    }

    private bool TryTake(long bytes)
    {
        bool isTaken = budget.TryTake(bytes);
        Taken += isTaken ? bytes : 0;
        return isTaken;
    }

    private void Return(long bytes)
    {
        budget.Return(bytes);
        Taken -= bytes;
    }
}

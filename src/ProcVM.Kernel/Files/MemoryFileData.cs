using ProcVM.Core.Ports;

namespace ProcVM.Kernel.Files;

/// <summary>The bytes of a regular file that lives in memory, in chunks, so that growing never copies.</summary>
public sealed class MemoryFileData(StorageBudget budget)
{
    private const int ChunkSize = 16384;
    private const int EntrySize = 8;

    private readonly List<byte[]?> _chunks = [];

    /// <summary>The size in bytes.</summary>
    public long Size { get; private set; }

    /// <summary>Copies bytes out; gives how many there were.</summary>
    public int Read(long offset, Span<byte> buffer)
    {
        int count = (int)Math.Clamp(Size - offset, 0, buffer.Length);
        for (int done = 0; done < count;)
        {
            int within = (int)((offset + done) % ChunkSize);
            int step = Math.Min(count - done, ChunkSize - within);
            Span<byte> to = buffer.Slice(done, step);
            byte[]? chunk = _chunks[(int)((offset + done) / ChunkSize)];
            if (chunk is null)
            {
                to.Clear();
            }
            else
            {
                chunk.AsSpan(within, step).CopyTo(to);
            }

            done += step;
        }

        return count;
    }

    /// <summary>Copies bytes in, growing as needed; gives how many fitted the budget.</summary>
    public Errno Write(long offset, ReadOnlySpan<byte> data, out int count)
    {
        count = 0;
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
            Size = Math.Max(Size, offset + count);
        }

        return Errno.None;
    }

    /// <summary>Cuts off or fills up with zeros, which cost nothing until written.</summary>
    public Errno SetSize(long size)
    {
        if (size / ChunkSize >= StorageBudget.MaximumChunks)
        {
            return Errno.EFBIG;
        }

        int keep = (int)((size + ChunkSize - 1) / ChunkSize);
        while (_chunks.Count > keep)
        {
            budget.Return(EntrySize + (_chunks[^1] is null ? 0 : ChunkSize));
            _chunks.RemoveAt(_chunks.Count - 1);
        }

        if (!TryExtend(keep))
        {
            return Errno.ENOSPC;
        }

        if (size < Size && size % ChunkSize != 0)
        {
            _chunks[^1]?.AsSpan((int)(size % ChunkSize)).Clear();
        }

        Size = size;
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

        if (!budget.TryTake(ChunkSize))
        {
            return Errno.ENOSPC;
        }

        _chunks[(int)index] = chunk = new byte[ChunkSize];
        return Errno.None;
    }

    /// <summary>Lengthens the list of chunks, holes included, as far as the budget goes.</summary>
    private bool TryExtend(int count)
    {
        int added = count - _chunks.Count;
        if (added > 0)
        {
            if (!budget.TryTake((long)added * EntrySize))
            {
                return false;
            }

            _chunks.AddRange(Enumerable.Repeat<byte[]?>(null, added));
        }

        return true;
    }
}

namespace ProcVM.Llvm;

/// <summary>A piece of a <see cref="CodeHeap"/>.</summary>
public sealed unsafe class CodeBlock : IDisposable
{
    private readonly CodeHeap _heap;
    private readonly byte* _writable;
    private int _isFreed;

    internal CodeBlock(CodeHeap heap, byte* writable, nint address, int offset, int size, bool isData)
    {
        _heap = heap;
        _writable = writable;
        Address = address;
        Offset = offset;
        Size = size;
        IsData = isData;
    }

    /// <summary>Where the code runs, or where code sees the data.</summary>
    public nint Address { get; }

    /// <summary>Bytes, at least as many as were asked for.</summary>
    public int Size { get; }

    /// <summary>The bytes, for writing; they lie at another address than <see cref="Address"/> when they are code.</summary>
    /// <exception cref="ObjectDisposedException">The block was freed, or the heap is gone.</exception>
    public Span<byte> Writable
    {
        get
        {
            ObjectDisposedException.ThrowIf(_isFreed != 0 || _heap.IsDisposed, this);
            return Bytes;
        }
    }

    /// <summary>The bytes, for the heap itself.</summary>
    // SAFETY: the heap gave this block these bytes alone, and they are mapped until it is disposed.
    internal Span<byte> Bytes => new(_writable, Size);

    /// <summary>Where it lies in its part of the heap.</summary>
    internal int Offset { get; }

    /// <summary>True for memory that is never executable.</summary>
    internal bool IsData { get; }

    /// <summary>Frees the memory; no thread may be in its code. A second time does nothing.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isFreed, 1) == 0)
        {
            _heap.Free(this);
        }
    }
}

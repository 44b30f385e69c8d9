using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace ProcVM.Llvm;

/// <summary>Memory for native code and its data: one stretch of addresses, so that all of it is within reach of 32-bit
/// distances. Code pages are mapped twice, writable here and executable there, and never both at one address; data pages are
/// never executable.</summary>
/// <remarks>Safe for use by several threads. Whoever frees a block knows that no thread is in its code.</remarks>
public sealed unsafe class CodeHeap : IDisposable
{
    /// <summary>Bytes of code that are reserved unless said otherwise; pages cost nothing until they are used.</summary>
    public const int DefaultSize = 128 << 20;

    /// <summary>The most that can be reserved.</summary>
    public const int LargestSize = 256 << 20;

    private const byte Trap = 0xCC; // int3: whoever runs into free memory stops at once

    private readonly Lock _lock = new();
    private readonly FreeSpace _freeCode;
    private readonly FreeSpace _freeData;
    private readonly CodeMapping _mapping;
    private bool _mustSynchronize;
    private bool _isRegistered;
    private bool _isDisposed;

    private CodeHeap(CodeMapping mapping)
    {
        _mapping = mapping;
        _freeCode = new FreeSpace(mapping.CodeSize);
        _freeData = new FreeSpace(mapping.DataSize);
    }

    /// <summary>Bytes of code that are in use.</summary>
    public int CodeBytesUsed
    {
        get
        {
            lock (_lock)
            {
                return _mapping.CodeSize - _freeCode.Bytes;
            }
        }
    }

    /// <summary>Bytes of code that can be in use.</summary>
    public int CodeBytesLimit => _mapping.CodeSize;

    /// <summary>True when its addresses were given back.</summary>
    internal bool IsDisposed => _isDisposed;

    /// <summary>Reserves a heap; on false the reason says, in words for a user, why this host gives none.</summary>
    /// <param name="codeSize">Bytes of code, at most <see cref="LargestSize"/>; a sixteenth of it is reserved for data.</param>
    /// <param name="heap">The heap.</param>
    /// <param name="reason">Why there is none.</param>
    public static bool TryCreate(int codeSize, [NotNullWhen(true)] out CodeHeap? heap, out string reason)
    {
        const int Page = 1 << 16;
        ArgumentOutOfRangeException.ThrowIfGreaterThan(codeSize, LargestSize);
        ArgumentOutOfRangeException.ThrowIfLessThan(codeSize, Page);
        CodeMapping? mapping = CodeMapping.TryCreate(codeSize & -Page, Math.Max(Page, codeSize / 16) & -Page);
        reason = mapping is null ? $"no executable memory: {Marshal.GetLastPInvokeErrorMessage()}" : "";
        heap = mapping is null ? null : new CodeHeap(mapping);
        return mapping is not null;
    }

    /// <summary>Allocates memory for code; null when there is no stretch that long.</summary>
    /// <param name="size">Bytes.</param>
    /// <param name="alignment">A power of two, at most a page.</param>
    public CodeBlock? TryAllocate(int size, int alignment = 64) => TryAllocate(size, alignment, isData: false);

    /// <summary>Allocates writable memory, zeroed, within reach of the code; null when there is no stretch that long.</summary>
    public CodeBlock? TryAllocateData(int size, int alignment = 64) => TryAllocate(size, alignment, isData: true);

    /// <summary>Makes every core of this process forget what it may have fetched from memory that was reused: needed between
    /// writing code and running it (Intel SDM volume 3, 10.1.3). While no code was freed there is nothing to forget.</summary>
    public void Publish()
    {
        lock (_lock)
        {
            if (!_mustSynchronize)
            {
                return;
            }

            // In a process of several threads the kernel takes some 20 ms for this, so it waits until it must be.
            if (!_isRegistered)
            {
                _isRegistered = true;
                Libc.syscall(Libc.SYS_membarrier, Libc.MEMBARRIER_CMD_REGISTER_PRIVATE_EXPEDITED_SYNC_CORE, 0, 0);
            }

            Libc.syscall(Libc.SYS_membarrier, Libc.MEMBARRIER_CMD_PRIVATE_EXPEDITED_SYNC_CORE, 0, 0);
        }
    }

    /// <summary>Gives the addresses back; no code of this heap may be running or run again.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            _isDisposed = true;
            _mapping.Dispose();
        }
    }

    /// <summary>Frees a block's memory and fills it with traps.</summary>
    internal void Free(CodeBlock block)
    {
        lock (_lock)
        {
            if (_isDisposed)
            {
                return;
            }

            Span<byte> bytes = block.Bytes;
            if (block.IsData)
            {
                bytes.Clear();
                _freeData.Return(block.Offset, block.Size);
            }
            else
            {
                bytes.Fill(Trap);
                _freeCode.Return(block.Offset, block.Size);
                _mustSynchronize = true;
            }
        }
    }

    private CodeBlock? TryAllocate(int size, int alignment, bool isData)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size);
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            FreeSpace space = isData ? _freeData : _freeCode;
            if (!space.TryTake(size, alignment, out int offset, out int taken))
            {
                return null;
            }

            // SAFETY: FreeSpace gives stretches inside 0..size of its part, each to one block at a time.
            return isData
                ? new CodeBlock(this, _mapping.Data + offset, (nint)(_mapping.Data + offset), offset, taken, isData)
                : new CodeBlock(this, _mapping.Writable + offset, (nint)(_mapping.Executable + offset), offset, taken, isData);
        }
    }
}

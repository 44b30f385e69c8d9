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
    private readonly int _codeSize;
    private readonly int _dataSize;
    private readonly bool _canSynchronize;
    private byte* _writable;
    private byte* _executable;
    private bool _isDisposed;

    private CodeHeap(byte* writable, byte* executable, int codeSize, int dataSize)
    {
        _writable = writable;
        _executable = executable;
        _codeSize = codeSize;
        _dataSize = dataSize;
        _freeCode = new FreeSpace(codeSize);
        _freeData = new FreeSpace(dataSize);
        _canSynchronize = Libc.syscall(Libc.SYS_membarrier, Libc.MEMBARRIER_CMD_REGISTER_PRIVATE_EXPEDITED_SYNC_CORE, 0, 0) == 0;
    }

    /// <summary>Unmaps it when nobody did.</summary>
    ~CodeHeap() => Unmap();

    /// <summary>Bytes of code that are in use.</summary>
    public int CodeBytesUsed
    {
        get
        {
            lock (_lock)
            {
                return _codeSize - _freeCode.Bytes;
            }
        }
    }

    /// <summary>Bytes of code that can be in use.</summary>
    public int CodeBytesLimit => _codeSize;

    /// <summary>The first executable address.</summary>
    internal nint CodeStart => (nint)_executable;

    /// <summary>Reserves a heap; on false the reason says, in words for a user, why this host gives none.</summary>
    /// <param name="codeSize">Bytes of code, at most <see cref="LargestSize"/>; a sixteenth of it is reserved for data.</param>
    /// <param name="heap">The heap.</param>
    /// <param name="reason">Why there is none.</param>
    public static bool TryCreate(int codeSize, [NotNullWhen(true)] out CodeHeap? heap, out string reason)
    {
        const int Page = 1 << 16;
        ArgumentOutOfRangeException.ThrowIfGreaterThan(codeSize, LargestSize);
        ArgumentOutOfRangeException.ThrowIfLessThan(codeSize, Page);
        heap = null;
        codeSize &= -Page;
        int dataSize = Math.Max(Page, codeSize / 16) & -Page;
        int file = OpenMemoryFile();
        if (file < 0)
        {
            reason = $"no file in memory: {Marshal.GetLastPInvokeErrorMessage()}";
            return false;
        }

        bool isMapped = TryMap(file, codeSize, dataSize, out byte* writable, out byte* executable);
        reason = isMapped ? "" : $"no executable memory: {Marshal.GetLastPInvokeErrorMessage()}";
        Libc.close(file);
        heap = isMapped ? new CodeHeap(writable, executable, codeSize, dataSize) : null;
        return isMapped;
    }

    /// <summary>Allocates memory for code; null when there is no stretch that long.</summary>
    /// <param name="size">Bytes.</param>
    /// <param name="alignment">A power of two, at most a page.</param>
    public CodeBlock? TryAllocate(int size, int alignment = 64) => TryAllocate(size, alignment, isData: false);

    /// <summary>Allocates writable memory, zeroed, within reach of the code; null when there is no stretch that long.</summary>
    public CodeBlock? TryAllocateData(int size, int alignment = 64) => TryAllocate(size, alignment, isData: true);

    /// <summary>Makes every core of this process forget what it may have fetched from memory that was reused: needed between
    /// writing code and running it (Intel SDM volume 3, 10.1.3).</summary>
    public void Publish()
    {
        if (_canSynchronize)
        {
            Libc.syscall(Libc.SYS_membarrier, Libc.MEMBARRIER_CMD_PRIVATE_EXPEDITED_SYNC_CORE, 0, 0);
        }
    }

    /// <summary>Gives the addresses back; no code of this heap may be running or run again.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            _isDisposed = true;
        }

        Unmap();
        GC.SuppressFinalize(this);
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

            Span<byte> bytes = block.Writable;
            if (block.IsData)
            {
                bytes.Clear();
                _freeData.Return(block.Offset, block.Size);
            }
            else
            {
                bytes.Fill(Trap);
                _freeCode.Return(block.Offset, block.Size);
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

            // SAFETY: FreeSpace gives stretches inside 0..size of its part, each to one block at a time; data lie behind the
            // executable view and have no second mapping.
            byte* address = _executable + (isData ? _codeSize : 0) + offset;
            return new CodeBlock(this, isData ? address : _writable + offset, (nint)address, offset, taken, isData);
        }
    }

    private static int OpenMemoryFile()
    {
        fixed (byte* name = "procvm-code\0"u8)
        {
            // Kernels from 6.3 on may be set to make such files not executable unless asked; older ones don't know the flag.
            int file = Libc.memfd_create(name, Libc.MFD_CLOEXEC | Libc.MFD_EXEC);
            return file < 0 && Marshal.GetLastPInvokeError() == Libc.EINVAL ? Libc.memfd_create(name, Libc.MFD_CLOEXEC) : file;
        }
    }

    private static bool TryMap(int file, int codeSize, int dataSize, out byte* writable, out byte* executable)
    {
        const int Reserve = Libc.MAP_PRIVATE | Libc.MAP_ANONYMOUS | Libc.MAP_NORESERVE;
        executable = null;
        writable = null;
        if (Libc.ftruncate(file, codeSize) != 0)
        {
            return false;
        }

        void* reserved = Libc.mmap(null, (nuint)(codeSize + dataSize), Libc.PROT_NONE, Reserve, -1, 0);
        if ((nint)reserved == -1)
        {
            return false;
        }

        // SAFETY: both fixed mappings replace parts of the stretch that was just reserved, and nothing else.
        executable = (byte*)reserved;
        void* code = Libc.mmap(executable, (nuint)codeSize, Libc.PROT_READ | Libc.PROT_EXEC, Libc.MAP_SHARED | Libc.MAP_FIXED, file, 0);
        void* data = Libc.mmap(
            executable + codeSize, (nuint)dataSize, Libc.PROT_READ | Libc.PROT_WRITE, Reserve | Libc.MAP_FIXED, -1, 0);
        void* second = Libc.mmap(null, (nuint)codeSize, Libc.PROT_READ | Libc.PROT_WRITE, Libc.MAP_SHARED, file, 0);
        if ((nint)code == -1 || (nint)data == -1 || (nint)second == -1)
        {
            int error = Marshal.GetLastPInvokeError();
            Libc.munmap(reserved, (nuint)(codeSize + dataSize));
            if ((nint)second != -1)
            {
                Libc.munmap(second, (nuint)codeSize);
            }

            Marshal.SetLastPInvokeError(error);
            return false;
        }

        writable = (byte*)second;
        return true;
    }

    private void Unmap()
    {
        if (_writable is not null)
        {
            Libc.munmap(_writable, (nuint)_codeSize);
            Libc.munmap(_executable, (nuint)(_codeSize + _dataSize));
            _writable = null;
            _executable = null;
        }
    }
}

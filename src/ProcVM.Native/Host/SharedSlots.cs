using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using ProcVM.Native.Stub;

namespace ProcVM.Native.Host;

/// <summary>The slots of one stub process: memory that the process and the monitor share, and nobody else.</summary>
/// <remarks>What is read here was written by hostile code, and may change at any moment: it is read once, and checked after that.</remarks>
internal sealed unsafe class SharedSlots : IDisposable
{
    private byte* _memory;
    private SafeFileHandle? _file;

    private SharedSlots(byte* memory, SafeFileHandle file)
    {
        _memory = memory;
        _file = file;
    }

    /// <summary>The file, until <see cref="Handed"/>.</summary>
    public SafeFileHandle File => _file ?? throw new InvalidOperationException("the slots' file was handed over");

    /// <summary>True while the memory is mapped.</summary>
    public bool IsMapped => _memory != null;

    /// <summary>Makes the slots of a process to be; null, with errno, when the host has no more of something.</summary>
    public static SharedSlots? Create(out int error)
    {
        SafeFileHandle? file = MemoryFile.Create("procvm-slots"u8, StubLayout.SlotsSize, isExecutable: false, out error);
        if (file is null)
        {
            return null;
        }

        int fd = (int)file.DangerousGetHandle();
        // Sealed before anybody else has it: a process that shrank it would make the monitor's accesses fault.
        bool isSealed = Libc.fcntl(fd, Libc.F_ADD_SEALS, Libc.F_SEAL_SHRINK | Libc.F_SEAL_GROW | Libc.F_SEAL_SEAL) == 0;
        nint memory = isSealed ? Libc.mmap(0, StubLayout.SlotsSize, Libc.PROT_READ | Libc.PROT_WRITE, Libc.MAP_SHARED, fd, 0) : -1;
        if (memory == -1)
        {
            error = Marshal.GetLastPInvokeError();
            file.Dispose();
            return null;
        }

        return new SharedSlots((byte*)memory, file);
    }

    /// <summary>The slot of a thread.</summary>
    public byte* Slot(int index)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)StubLayout.SlotCount);
        ObjectDisposedException.ThrowIf(_memory == null, this);
        // SAFETY: the mapping has SlotCount slots and lasts until Dispose, which the owner calls when no thread uses a slot.
        return _memory + (index * StubLayout.SlotSize);
    }

    /// <summary>The process has mapped them: nobody needs the file any more.</summary>
    public void Handed()
    {
        _file?.Dispose();
        _file = null;
    }

    /// <summary>Unmaps them here.</summary>
    public void Dispose()
    {
        Handed();
        if (_memory != null)
        {
            Libc.munmap((nint)_memory, StubLayout.SlotsSize);
            _memory = null;
        }
    }
}

using System.Collections;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using ProcVM.Core.Ports;
using ProcVM.Core.Seam;
using ProcVM.Native.Host;
using ProcVM.Native.Stub;

namespace ProcVM.Native;

/// <summary>One stub process: the address space of one guest process.</summary>
internal sealed unsafe class StubProcess : IAddressSpace, IDisposable
{
    /// <summary>The filter lets no longer range through.</summary>
    private const ulong LongestCall = 1UL << 31;

    /// <summary>From here on the host's kernel copies faster than the stub does, its fixed cost included.</summary>
    private const int LargeCopy = 16 << 10;

    private readonly Lock _gate = new();
    private readonly SharedSlots _slots;
    private readonly DescriptorSocket _socket;
    private readonly ProcessorChoice _processors;
    private readonly Turn?[] _turns = new Turn?[StubLayout.SlotCount];
    private readonly BitArray _taken = new(StubLayout.SlotCount);
    private int _threads;
    private int _slotsUsed = 1;
    private int _strangeLooks;
    private SafeFileHandle? _pidHandle;
    private volatile bool _isDead;
    private bool _isDisposed;
    private bool _canCopyFromOutside = true;

    private StubProcess(SharedSlots slots, DescriptorSocket socket, ProcessorChoice processors)
    {
        _slots = slots;
        _socket = socket;
        _processors = processors;
    }

    /// <inheritdoc/>
    public ulong Limit => StubLayout.GuestLimit;

    /// <summary>The host's id; 0 before there is a process.</summary>
    public int Pid { get; private set; }

    /// <summary>The lock of whoever passes descriptors to the process: its own servers alone wait for one another, and its end ends that.</summary>
    public Lock Passing { get; } = new();

    /// <summary>True once the process is known to be dead.</summary>
    public bool IsDead => _isDead;

    /// <summary>What its slots and its descriptors come by.</summary>
    public DescriptorSocket Socket => _socket;

    /// <summary>The slots' file, before the process has it.</summary>
    public SafeFileHandle SlotsFile => _slots.File;

    /// <summary>Prepares what a process needs before it exists; null, with errno, when the host has no more of something.</summary>
    public static StubProcess? Prepare(ProcessorChoice processors, out int error)
    {
        SharedSlots? slots = SharedSlots.Create(out error);
        DescriptorSocket? socket = slots is null ? null : DescriptorSocket.Create(out error);
        if (socket is null)
        {
            slots?.Dispose();
            return null;
        }

        StubProcess process = new(slots!, socket, processors) { _threads = 1 };
        process._taken[0] = true;
        process.PrepareSlot(0);
        return process;
    }

    /// <summary>The memory of a slot.</summary>
    public byte* Slot(int index) => _slots.Slot(index);

    /// <summary>Makes the turn of a slot, which ends when the process does.</summary>
    public Turn AddTurn(int index)
    {
        lock (_gate)
        {
            Turn turn = new(_slots.Slot(index), this, _processors);
            _turns[index] = turn;
            return turn;
        }
    }

    /// <summary>Takes a slot for another thread, none whose last thread may still be there; -1 when there is no such.</summary>
    public int TakeSlot()
    {
        lock (_gate)
        {
            for (int i = 1; i < StubLayout.SlotCount && !_isDead && !_isDisposed; i++)
            {
                if (!_taken[i] && Volatile.Read(ref *(int*)(_slots.Slot(i) + StubLayout.Alive)) == 0)
                {
                    _taken[i] = true;
                    _slotsUsed = Math.Max(_slotsUsed, i + 1);
                    _threads++;
                    PrepareSlot(i);
                    *(int*)(_slots.Slot(i) + StubLayout.Alive) = 1;
                    return i;
                }
            }

            return -1;
        }
    }

    /// <summary>Gives a slot back; with the last one the process goes. The host thread of the first one stays as long as the process, whose id it has.</summary>
    public void GiveSlot(int index, bool hasNeverRun = false)
    {
        bool isLast;
        lock (_gate)
        {
            isLast = --_threads == 0;
            _turns[index] = null;
            _taken[index] = index == 0;
            if (hasNeverRun && !_isDisposed)
            {
                *(int*)(_slots.Slot(index) + StubLayout.Alive) = 0;
            }
        }

        if (isLast)
        {
            Dispose();
        }
    }

    /// <summary>Looks whether the process has more threads than it was asked to make; true when it had at the last look too.</summary>
    public bool HasStrayThreads()
    {
        int most = 0;
        lock (_gate)
        {
            if (_isDead || _isDisposed)
            {
                return false;
            }

            for (int i = 0; i < _slotsUsed; i++)
            {
                most += _taken[i] || Volatile.Read(ref *(int*)(_slots.Slot(i) + StubLayout.Alive)) != 0 ? 1 : 0;
            }
        }

        int found = 0;
        try
        {
            found = Directory.GetDirectories(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"/proc/{Pid}/task")).Length;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // It is gone.
        }

        _strangeLooks = found > most ? _strangeLooks + 1 : 0;
        return _strangeLooks > 1;
    }

    /// <summary>The process exists; false when the host can't watch it (it's killed then).</summary>
    public bool Adopt(int pid, Reaper reaper)
    {
        Pid = pid;
        _slots.Handed();
        _socket.Handed();
        int fd = (int)Libc.syscall(Libc.SYS_pidfd_open, pid);
        if (fd >= 0)
        {
            _pidHandle = new SafeFileHandle(fd, ownsHandle: true);
        }

        return fd >= 0 && reaper.Watch(this, fd);
    }

    /// <summary>The reaper knows that it is dead. Called before its id can be another's.</summary>
    public void Died()
    {
        lock (_gate)
        {
            _isDead = true;
            if (_isDisposed)
            {
                ForgetHandle();
            }
            else
            {
                for (int i = 0; i < _slotsUsed; i++)
                {
                    _turns[i]?.Abandon();
                }
            }
        }
    }

    /// <inheritdoc/>
    public void Kill()
    {
        lock (_gate)
        {
            if (!_isDead && _pidHandle is { } handle)
            {
                Libc.quick_syscall(Libc.SYS_pidfd_send_signal, (int)handle.DangerousGetHandle(), Libc.SIGKILL, 0, 0, 0, 0);
            }
        }
    }

    /// <summary>Stops a thread of the process wherever it is.</summary>
    public void Interrupt(int hostThread)
    {
        lock (_gate)
        {
            // Until the reaper has taken the lock the ids belong to this process.
            if (!_isDead && Pid != 0)
            {
                Libc.quick_syscall(Libc.SYS_tgkill, Pid, hostThread, StubLayout.InterruptSignal, 0, 0, 0);
            }
        }
    }

    /// <inheritdoc/>
    public Errno Map(IGuestThread by, ulong address, ulong length, MemoryAccess access, bool isShared = false)
    {
        ulong flags = Libc.MAP_FIXED | Libc.MAP_ANONYMOUS | (isShared ? Libc.MAP_SHARED : (uint)Libc.MAP_PRIVATE);
        return Split(by, address, length, (calls, start, count) => calls.Add(Libc.SYS_mmap, start, count, (ulong)access, flags, ulong.MaxValue));
    }

    /// <inheritdoc/>
    public Errno MapFile(IGuestThread by, ulong address, ulong length, MemoryAccess access, IMappableFile file, long offset, bool isShared = false)
    {
        if (!IsRange(address, length) || offset < 0 || offset % StubLayout.PageSize != 0)
        {
            return Errno.EINVAL;
        }

        // Until it is closed again: other threads of the process would take the descriptor, and processes that they make inherit it. One of hostile code may
        // still take it, and has it for mappings then, as this one.
        lock (Passing)
        {
            return MapFileAlone(((NativeThread)by).Calls, address, length, access, file, offset, isShared);
        }
    }

    /// <inheritdoc/>
    public Errno Unmap(IGuestThread by, ulong address, ulong length) =>
        Split(by, address, length, static (calls, start, count) => calls.Add(Libc.SYS_munmap, start, count));

    /// <inheritdoc/>
    public Errno Protect(IGuestThread by, ulong address, ulong length, MemoryAccess access) =>
        Split(by, address, length, (calls, start, count) => calls.Add(Libc.SYS_mprotect, start, count, (ulong)access));

    /// <inheritdoc/>
    public Errno Discard(IGuestThread by, ulong address, ulong length) =>
        Split(by, address, length, static (calls, start, count) => calls.Add(Libc.SYS_madvise, start, count, Libc.MADV_DONTNEED));

    /// <inheritdoc/>
    public Errno Move(IGuestThread by, ulong address, ulong length, ulong newAddress, ulong newLength)
    {
        if (!IsRange(address, length) || !IsRange(newAddress, newLength))
        {
            return Errno.EINVAL;
        }

        if (length > LongestCall || newLength > LongestCall)
        {
            return Errno.ENOMEM;
        }

        HostCalls calls = ((NativeThread)by).Calls;
        if (address == newAddress)
        {
            calls.Add(Libc.SYS_mremap, address, length, newLength);
        }
        else
        {
            calls.Add(Libc.SYS_mremap, address, length, newLength, Libc.MREMAP_MAYMOVE | Libc.MREMAP_FIXED, newAddress);
        }

        return calls.Perform();
    }

    /// <inheritdoc/>
    public int Read(IGuestThread by, ulong address, Span<byte> buffer)
    {
        int count = Reachable(address, buffer.Length);
        if (count >= LargeCopy && _canCopyFromOutside)
        {
            fixed (byte* to = buffer)
            {
                if (CopyFromOutside(Libc.SYS_process_vm_readv, to, address, count) is int copied and >= 0)
                {
                    return copied;
                }
            }
        }

        return ((NativeThread)by).Calls.CopyOut(address, buffer[..count]);
    }

    /// <inheritdoc/>
    public int Write(IGuestThread by, ulong address, ReadOnlySpan<byte> data)
    {
        int count = Reachable(address, data.Length);
        if (count >= LargeCopy && _canCopyFromOutside)
        {
            fixed (byte* from = data)
            {
                if (CopyFromOutside(Libc.SYS_process_vm_writev, from, address, count) is int copied and >= 0)
                {
                    return copied;
                }
            }
        }

        return ((NativeThread)by).Calls.CopyIn(address, data[..count]);
    }

    /// <inheritdoc/>
    public bool TryExchange(IGuestThread by, ulong address, uint expected, uint desired, out uint found)
    {
        found = 0;
        return address % sizeof(uint) == 0 && address < StubLayout.GuestLimit && ((NativeThread)by).Calls.TryExchange(address, expected, desired, out found);
    }

    /// <summary>Kills it, if it lives, and gives the memory back; no thread of it may be used any more.</summary>
    public void Dispose()
    {
        Kill();
        lock (_gate)
        {
            _isDisposed = true;
            _slots.Dispose();
            _socket.Dispose();
            if (_isDead)
            {
                ForgetHandle();
            }
        }
    }

    private Errno MapFileAlone(HostCalls calls, ulong address, ulong length, MemoryAccess access, IMappableFile file, long offset, bool isShared)
    {
        if (_socket.Send(file.Handle) is int error and not 0)
        {
            return (Errno)error;
        }

        int received = calls.ReceiveDescriptor();
        if (received < 0)
        {
            return (Errno)(-received);
        }

        for (ulong done = 0; done < length; done += LongestCall)
        {
            calls.Add(Libc.SYS_mmap, address + done, Math.Min(LongestCall, length - done), (ulong)access,
                (ulong)((isShared ? Libc.MAP_SHARED : Libc.MAP_PRIVATE) | Libc.MAP_FIXED), (ulong)received, (ulong)offset + done);
        }

        calls.Add(Libc.SYS_close, (ulong)received);
        return calls.Perform();
    }

    // Only once the process is known to be dead: a closed handle is watched no more, and nobody would wait for the process.
    private void ForgetHandle()
    {
        _pidHandle?.Dispose();
        _pidHandle = null;
    }

    private void PrepareSlot(int index)
    {
        byte* slot = _slots.Slot(index);
        new Span<byte>(slot, StubLayout.Calls).Clear();
        *(int*)(slot + StubLayout.Parent) = Libc.getpid();
        *(int*)(slot + StubLayout.Turn) = StubLayout.TurnOfStub;
    }

    private static bool IsRange(ulong address, ulong length) =>
        length != 0 && (address | length) % StubLayout.PageSize == 0 && length <= StubLayout.GuestLimit && address <= StubLayout.GuestLimit - length;

    private static int Reachable(ulong address, int length) =>
        address >= StubLayout.GuestLimit ? 0 : (int)Math.Min((ulong)length, StubLayout.GuestLimit - address);

    private static Errno Split(IGuestThread by, ulong address, ulong length, Action<HostCalls, ulong, ulong> add)
    {
        if (!IsRange(address, length))
        {
            return Errno.EINVAL;
        }

        HostCalls calls = ((NativeThread)by).Calls;
        for (ulong done = 0; done < length; done += LongestCall)
        {
            add(calls, address + done, Math.Min(LongestCall, length - done));
        }

        return calls.Perform();
    }

    // Pages are copied until one can't be reached. Where the host forbids it, the stub copies.
    private int CopyFromOutside(int call, byte* ours, ulong address, int count)
    {
        nint* local = stackalloc nint[2] { (nint)ours, count };
        nint* remote = stackalloc nint[2] { (nint)address, count };
        int copied = (int)Libc.syscall(call, Pid, (nint)local, 1, (nint)remote, 1, 0);
        if (copied < 0)
        {
            const int BadAddress = 14;
            _canCopyFromOutside = Marshal.GetLastPInvokeError() == BadAddress;
        }

        return copied;
    }
}

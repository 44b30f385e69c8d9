using System.Buffers.Binary;
using ProcVM.Core.Ports;
using ProcVM.Personality.Linux.Signals;

namespace ProcVM.Personality.Linux.Calls;

/// <summary>Calls that only 32-bit programs have: older forms of others, whose handlers do the work.</summary>
internal sealed class CompatCalls(LinuxThread thread, LinuxCalls calls)
{
    private const ulong SetSize = 8;
    private const int PageShift = 12;
    private const uint OverflowId = 65534;

    // --- files and memory

    public long Seek(int fd, uint high, uint low, out long result, LinuxWhence whence)
    {
        result = calls.File.Seek(fd, (long)(((ulong)high << 32) | low), whence);
        return Math.Min(result, 0);
    }

    public long MapPages(ulong address, ulong length, LinuxProt protection, LinuxMapFlags flags, int fd, uint pages) =>
        calls.Memory.Map(address, length, protection, flags, fd, (long)pages << PageShift);

    /// <summary>The mmap whose arguments are in memory.</summary>
    public long MapFrom(ulong address)
    {
        Span<uint> words = stackalloc uint[6];
        return TryReadWords(address, words)
            ? calls.Memory.Map(words[0], words[1], (LinuxProt)words[2], (LinuxMapFlags)words[3], (int)words[4], words[5])
            : LinuxCalls.Error(Errno.EFAULT);
    }

    /// <summary>The select whose arguments are in memory.</summary>
    public long Select(ulong address)
    {
        const ulong NewSelect = 142;
        Span<uint> words = stackalloc uint[5];
        return TryReadWords(address, words)
            ? calls.Abi.Call(calls, NewSelect, words[0], words[1], words[2], words[3], words[4], 0)
            : LinuxCalls.Error(Errno.EFAULT);
    }

    public long ReadVectorAt(int fd, GuestBuffer vectors, long offset) => calls.File.ReadVectorAt(fd, vectors, offset, 0);

    public long WriteVectorAt(int fd, GuestBuffer vectors, long offset) => calls.File.WriteVectorAt(fd, vectors, offset, 0);

    public long ReadVectorAt2(int fd, GuestBuffer vectors, long offset, LinuxRwfFlags flags) => calls.File.ReadVectorAt2(fd, vectors, offset, 0, flags);

    public long WriteVectorAt2(int fd, GuestBuffer vectors, long offset, LinuxRwfFlags flags) => calls.File.WriteVectorAt2(fd, vectors, offset, 0, flags);

    public long Advise(int fd, long offset, ulong length, LinuxAdvice advice) => calls.Storage.Advise(fd, offset, (long)length, advice);

    /// <summary>fcntl64: its commands on locks have offsets of 64 bits under numbers of their own.</summary>
    public long Control(int fd, LinuxFcntlCommand command, ulong argument)
    {
        const int FirstLong = 12; // F_GETLK64, F_SETLK64, F_SETLKW64
        bool isLong = (int)command is >= FirstLong and < FirstLong + 3;
        calls.HasShortLocks = command is LinuxFcntlCommand.F_GETLK or LinuxFcntlCommand.F_SETLK or LinuxFcntlCommand.F_SETLKW;
        long result = calls.File.Control(fd, isLong ? command - FirstLong + (int)LinuxFcntlCommand.F_GETLK : command, argument);
        calls.HasShortLocks = false;
        return result;
    }

    public long Space(byte[] path, ulong size, out LinuxStatfs status)
    {
        status = default;
        return size == calls.SizeOf<LinuxStatfs>() ? calls.Storage.Space(path, out status) : LinuxCalls.Error(Errno.EINVAL);
    }

    public long SpaceOf(int fd, ulong size, out LinuxStatfs status)
    {
        status = default;
        return size == calls.SizeOf<LinuxStatfs>() ? calls.Storage.SpaceOf(fd, out status) : LinuxCalls.Error(Errno.EINVAL);
    }

    public long SetOwner(byte[] path, ushort user, ushort group) => calls.Attribute.SetOwner(path, Wide(user), Wide(group));

    public long SetOwnerOf(int fd, ushort user, ushort group) => calls.Attribute.SetOwnerOf(fd, Wide(user), Wide(group));

    public long SetOwnerOfLink(byte[] path, ushort user, ushort group) => calls.Attribute.SetOwnerOfLink(path, Wide(user), Wide(group));

    /// <summary>sysinfo: more memory than 32 bits count is counted in larger units.</summary>
    public long Info(out LinuxSysinfo info)
    {
        long result = calls.System.Info(out info);
        while (Math.Max(info.Totalram, info.Totalswap) > uint.MaxValue && info.MemUnit < 4096)
        {
            info.MemUnit <<= 1;
            info.Totalram >>= 1;
            info.Freeram >>= 1;
            info.Sharedram >>= 1;
            info.Bufferram >>= 1;
            info.Totalswap >>= 1;
            info.Freeswap >>= 1;
        }

        return result;
    }

    // --- calls that stand for others

    public long CallSocket(LinuxSocketCall call, ulong address)
    {
        ReadOnlySpan<byte> counts = [0, 3, 3, 3, 2, 3, 3, 3, 4, 4, 4, 6, 6, 2, 5, 5, 3, 3, 4, 5, 4];
        if ((int)call < 1 || (int)call >= counts.Length)
        {
            return LinuxCalls.Error(Errno.EINVAL);
        }

        Span<uint> words = stackalloc uint[6];
        words.Clear();
        if (!TryReadWords(address, words[..counts[(int)call]]))
        {
            return LinuxCalls.Error(Errno.EFAULT);
        }

        ulong number = NumberOf(call);
        return number == 0 ? LinuxCalls.Error(Errno.ENOSYS) : calls.Abi.Call(calls, number, words[0], words[1], words[2], words[3], words[4], words[5]);
    }

    public long CallIpc(LinuxIpcCall call, uint first, uint second, uint third, ulong pointer, uint fifth)
    {
        const uint CallMask = 0xFFFF;
        LinuxAbi abi = calls.Abi;
        switch ((LinuxIpcCall)((uint)call & CallMask))
        {
            case LinuxIpcCall.SEMGET:
                return abi.Call(calls, 393, first, second, third, 0, 0, 0);
            case LinuxIpcCall.SEMCTL:
                return calls.TryReadNarrow(pointer, out ulong argument)
                    ? abi.Call(calls, 394, first, second, third, argument, 0, 0) : LinuxCalls.Error(Errno.EFAULT);
            case LinuxIpcCall.SEMOP:
                return abi.Call(calls, 420, first, pointer, second, 0, 0, 0);
            case LinuxIpcCall.MSGSND:
                return abi.Call(calls, 400, first, pointer, second, third, 0, 0);
            case LinuxIpcCall.MSGRCV:
                return ReceiveMessage(call, first, second, third, pointer, fifth);
            case LinuxIpcCall.MSGGET:
                return abi.Call(calls, 399, first, second, 0, 0, 0, 0);
            case LinuxIpcCall.MSGCTL:
                return abi.Call(calls, 402, first, second, pointer, 0, 0, 0);
            case LinuxIpcCall.SHMAT:
                long place = abi.Call(calls, 397, first, pointer, second, 0, 0, 0);
                return place is < 0 and > -4096 ? place : calls.TryWrite(third, (int)place) ? 0 : LinuxCalls.Error(Errno.EFAULT);
            case LinuxIpcCall.SHMDT:
                return abi.Call(calls, 398, pointer, 0, 0, 0, 0, 0);
            case LinuxIpcCall.SHMGET:
                return abi.Call(calls, 395, first, second, third, 0, 0, 0);
            case LinuxIpcCall.SHMCTL:
                return abi.Call(calls, 396, first, second, pointer, 0, 0, 0);
            default:
                return LinuxCalls.Error(Errno.ENOSYS);
        }
    }

    // --- processes

    public long Wait(int pid, out int status, LinuxWaitOptions options) => calls.Process.Wait(pid, out status, options, out _);

    /// <summary>The order of the last two arguments is another one here.</summary>
    public long Clone(LinuxCloneFlags flags, ulong stack, ulong parentAddress, ulong tls, ulong childAddress) =>
        calls.Process.Clone(flags, stack, parentAddress, childAddress, tls);

    public long SetThreadArea(ulong address)
    {
        if (!calls.TryRead(address, out LinuxUserDesc descriptor))
        {
            return LinuxCalls.Error(Errno.EFAULT);
        }

        uint wish = descriptor.Entry;
        Errno error = thread.Areas.Choose(ref descriptor);
        if (error == Errno.None && descriptor.Entry != wish && !calls.TryWrite(address, descriptor))
        {
            error = Errno.EFAULT;
        }

        return LinuxCalls.Result(error != Errno.None ? error : thread.Areas.Set(thread.Guest, descriptor, address));
    }

    public long GetThreadArea(ref LinuxUserDesc descriptor) => LinuxCalls.Result(thread.Areas.Get(ref descriptor));

    public long User() => Narrow((uint)calls.System.User());

    public long Group() => Narrow((uint)calls.System.Group());

    public long SetUser(ushort user) => calls.System.SetUser(Wide(user));

    public long SetGroup(ushort group) => calls.System.SetGroup(Wide(group));

    public long GetLimit(LinuxResource resource, out LinuxRlimit limit) => GetLimit(resource, out limit, uint.MaxValue);

    public long GetOldLimit(LinuxResource resource, out LinuxRlimit limit) => GetLimit(resource, out limit, int.MaxValue);

    public long OldestName(out LinuxUtsname name)
    {
        const int Longest = 8;
        long result = calls.System.Name(out name);
        foreach (byte[]? text in (byte[]?[])[name.Sysname, name.Nodename, name.Release, name.Version, name.Machine])
        {
            text.AsSpan(Longest).Clear();
        }

        return result;
    }

    // --- signals

    public long Handle(LinuxSignal signal, ulong handler)
    {
        LinuxSigaction action = new() { Handler = handler, Flags = LinuxSaFlags.SA_RESETHAND | LinuxSaFlags.SA_NODEFER };
        long result = calls.Signal.Action(signal, action, out LinuxSigaction old, SetSize);
        return result < 0 ? result : (long)old.Handler;
    }

    public long Action(LinuxSignal signal, LinuxSigaction? action, out LinuxSigaction old)
    {
        long result = calls.Signal.Action(signal, action, out old, SetSize);
        old.Mask = (uint)old.Mask;
        return result;
    }

    public long GetMask() => (uint)thread.Signals.Mask;

    public long SetMask(uint mask)
    {
        ulong before = thread.Signals.Mask;
        thread.Signals.SetMask(mask);
        return (uint)before;
    }

    public long ChangeMask(LinuxSigmaskHow how, ulong? set, out ulong old)
    {
        ulong? given = how == LinuxSigmaskHow.SIG_SETMASK && set is { } lower ? lower | (thread.Signals.Mask & ~(ulong)uint.MaxValue) : set;
        long result = calls.Signal.Mask(how, given, out old, SetSize);
        old = (uint)old;
        return result;
    }

    public long Suspend(int first, int second, ulong mask) => calls.Signal.Suspend(mask, SetSize);

    public long Pending(out ulong set)
    {
        long result = calls.Signal.Pending(out set, SetSize);
        set = (uint)set;
        return result;
    }

    public long Return() => Return(I386SignalFrame.TryLeave(thread, out ulong mask), mask);

    public long ReturnWithInfo() => Return(I386SignalFrame.TryLeaveWithInfo(thread, out ulong mask), mask);

    private static uint Narrow(uint id) => id > ushort.MaxValue ? OverflowId : id;

    private static uint Wide(ushort id) => id == ushort.MaxValue ? uint.MaxValue : id;

    private static ulong NumberOf(LinuxSocketCall call) => call switch
    {
        LinuxSocketCall.SYS_SOCKET => 359,
        LinuxSocketCall.SYS_BIND => 361,
        LinuxSocketCall.SYS_CONNECT => 362,
        LinuxSocketCall.SYS_LISTEN => 363,
        LinuxSocketCall.SYS_ACCEPT or LinuxSocketCall.SYS_ACCEPT4 => 364,
        LinuxSocketCall.SYS_GETSOCKNAME => 367,
        LinuxSocketCall.SYS_GETPEERNAME => 368,
        LinuxSocketCall.SYS_SOCKETPAIR => 360,
        LinuxSocketCall.SYS_SEND or LinuxSocketCall.SYS_SENDTO => 369,
        LinuxSocketCall.SYS_RECV or LinuxSocketCall.SYS_RECVFROM => 371,
        LinuxSocketCall.SYS_SHUTDOWN => 373,
        LinuxSocketCall.SYS_SETSOCKOPT => 366,
        LinuxSocketCall.SYS_GETSOCKOPT => 365,
        LinuxSocketCall.SYS_SENDMSG => 370,
        LinuxSocketCall.SYS_RECVMSG => 372,
        LinuxSocketCall.SYS_RECVMMSG => 337,
        _ => 345,
    };

    // Version 0 has the buffer and the type in memory (SysVr4's form of msgrcv).
    private long ReceiveMessage(LinuxIpcCall call, uint first, uint second, uint third, ulong pointer, uint fifth)
    {
        const int VersionShift = 16;
        Span<uint> words = [(uint)pointer, fifth];
        if ((uint)call >> VersionShift == 0 && !TryReadWords(pointer, words))
        {
            return LinuxCalls.Error(Errno.EFAULT);
        }

        return calls.Abi.Call(calls, 401, first, words[0], second, words[1], third, 0);
    }

    private long GetLimit(LinuxResource resource, out LinuxRlimit limit, uint most)
    {
        long result = calls.System.GetLimit(resource, out limit);
        limit.Cur = Math.Min(limit.Cur, most);
        limit.Max = Math.Min(limit.Max, most);
        return result;
    }

    private long Return(bool isDone, ulong mask)
    {
        calls.HasSetRegisters = true;
        if (isDone)
        {
            thread.Signals.SetMask(mask);
        }
        else
        {
            thread.Process.Signals.Force(thread, SignalInfo.OfKernel(SignalNumber.Segmentation) with { IsFault = true });
        }

        return 0;
    }

    private bool TryReadWords(ulong address, Span<uint> words)
    {
        Span<byte> bytes = stackalloc byte[words.Length * sizeof(uint)];
        if (!calls.TryRead(address, bytes))
        {
            return false;
        }

        for (int i = 0; i < words.Length; i++)
        {
            words[i] = BinaryPrimitives.ReadUInt32LittleEndian(bytes[(i * sizeof(uint))..]);
        }

        return true;
    }
}

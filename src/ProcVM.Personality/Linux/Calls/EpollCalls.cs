using System.Buffers.Binary;
using ProcVM.Core.Ports;
using ProcVM.Kernel.Descriptors;
using ProcVM.Kernel.Epoll;
using ProcVM.Kernel.Time;

namespace ProcVM.Personality.Linux.Calls;

/// <summary>Sets of files that are waited for together (epoll(7)).</summary>
internal sealed class EpollCalls(LinuxThread thread, LinuxCalls calls)
{
    /// <summary>struct epoll_event, packed.</summary>
    private const int EventSize = 12;

    private const int MostEvents = int.MaxValue / EventSize;

    /// <summary>More than that is told by the next wait.</summary>
    private const int MostAtOnce = 4096;

    private DescriptorTable Table => thread.Process.Descriptors;

    public long Create(int size) => size <= 0 ? LinuxCalls.Error(Errno.EINVAL) : Create1(0);

    public long Create1(LinuxEpollFlags flags)
    {
        if ((flags & ~LinuxEpollFlags.EPOLL_CLOEXEC) != 0)
        {
            return LinuxCalls.Error(Errno.EINVAL);
        }

        OpenEpoll set = new(thread.Process.Instance.EpollNesting, thread.Process.Instance.EpollQuota) { Name = "anon_inode:[eventpoll]" };
        return calls.Give(set, (flags & LinuxEpollFlags.EPOLL_CLOEXEC) != 0);
    }

    public long Control(int epfd, LinuxEpollOperation operation, int fd, ulong asked)
    {
        Span<byte> bytes = stackalloc byte[EventSize];
        bytes.Clear();
        if (operation != LinuxEpollOperation.EPOLL_CTL_DEL && !calls.TryRead(asked, bytes))
        {
            return LinuxCalls.Error(Errno.EFAULT);
        }

        if (Table.Find(epfd) is not { } set || Table.Find(fd) is not { } file)
        {
            return LinuxCalls.Error(Errno.EBADF);
        }

        if (file.Changes is null)
        {
            return LinuxCalls.Error(Errno.EPERM);
        }

        EpollEvent wish = new((EpollEvents)BinaryPrimitives.ReadUInt32LittleEndian(bytes), BinaryPrimitives.ReadUInt64LittleEndian(bytes[4..]));
        return LinuxCalls.Result(set is OpenEpoll epoll ? epoll.Control((EpollOperation)(int)operation, fd, file, wish) : Errno.EINVAL);
    }

    public long Wait(int epfd, ulong events, int most, int milliseconds) =>
        Wait(epfd, events, most, milliseconds < 0 ? Deadline.Never : WaitTime.In(thread, milliseconds * WaitTime.Millisecond));

    public long WaitWithMask(int epfd, ulong events, int most, int milliseconds, ulong? mask, ulong size) =>
        MaskedWait.Run(thread, mask, size, () => Wait(epfd, events, most, milliseconds));

    public long WaitWithMask2(int epfd, ulong events, int most, LinuxTimespec? time, ulong? mask, ulong size) =>
        WaitTime.TryGet(thread, time, out Deadline deadline)
            ? MaskedWait.Run(thread, mask, size, () => Wait(epfd, events, most, deadline))
            : LinuxCalls.Error(Errno.EINVAL);

    private long Wait(int epfd, ulong place, int most, Deadline deadline)
    {
        if (most is <= 0 or > MostEvents)
        {
            return LinuxCalls.Error(Errno.EINVAL);
        }

        if (Table.Find(epfd) is not { } file)
        {
            return LinuxCalls.Error(Errno.EBADF);
        }

        if (file is not OpenEpoll set)
        {
            return LinuxCalls.Error(Errno.EINVAL);
        }

        EpollEvent[] events = new EpollEvent[Math.Min(most, MostAtOnce)];
        Errno error = set.Wait(thread.Waiter, events, deadline, out int count);
        if (error != Errno.None)
        {
            return LinuxCalls.Error(error);
        }

        byte[] bytes = new byte[count * EventSize];
        for (int i = 0; i < count; i++)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(i * EventSize), (uint)events[i].Events);
            BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan((i * EventSize) + 4), events[i].Data);
        }

        return calls.TryWrite(place, (ReadOnlySpan<byte>)bytes) ? count : LinuxCalls.Error(Errno.EFAULT);
    }
}

using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;
using ProcVM.Core.Ports;

namespace ProcVM.Host.Linux;

#pragma warning disable CA1001 // A request may come while a waiter goes out of use: the pipe's handles close by themselves.
/// <summary>Waits for streams, until one is ready or the instance's <see cref="Interruption"/> is requested.</summary>
[SupportedOSPlatform("linux")]
internal sealed unsafe class LinuxWaiter
{
    private readonly Interruption _interruption;
    private SafeFileHandle? _wakeRead;
    private SafeFileHandle? _wakeWrite;

    /// <summary>Makes a waiter; its pipe is made at the first wait.</summary>
    public LinuxWaiter(Interruption interruption) => _interruption = interruption;

    /// <summary>Tells when descriptors become ready.</summary>
    public ReadinessThread Changes { get; } = new();

    /// <summary>What a descriptor is ready for now: poll's bits.</summary>
    public static int Look(int fd)
    {
        Libc.PollFd one = new() { Fd = fd, Events = Libc.POLLIN | Libc.POLLPRI | Libc.POLLOUT | Libc.POLLRDHUP };
        return Libc.poll(&one, 1, 0) > 0 ? (ushort)one.Returned : 0;
    }

    /// <summary>Waits until a descriptor can be read from or has ended.</summary>
    public Errno WaitToRead(int fd) => _interruption.IsRequested ? Errno.EINTR : Wait(fd, Libc.POLLIN);

    /// <summary>Waits until a descriptor can be written to. One that can be is written to even after a request, so that
    /// a program that is being stopped can still write out what it has.</summary>
    public Errno WaitToWrite(int fd) => Wait(fd, Libc.POLLOUT);

    /// <summary>Waits as the others do, but not for ever; EAGAIN when the time is over.</summary>
    public Errno Wait(int fd, bool toWrite, int milliseconds) =>
        !toWrite && _interruption.IsRequested ? Errno.EINTR : Wait(fd, toWrite ? Libc.POLLOUT : Libc.POLLIN, milliseconds);

    private Errno Wait(int fd, short events, int milliseconds = -1)
    {
        if (_wakeRead is null)
        {
            Errno error = MakePipe();
            if (error != Errno.None)
            {
                return error;
            }
        }

        Libc.PollFd* fds = stackalloc Libc.PollFd[2];
        while (true)
        {
            fds[0] = new Libc.PollFd { Fd = fd, Events = events };
            fds[1] = new Libc.PollFd { Fd = (int)_wakeRead!.DangerousGetHandle(), Events = Libc.POLLIN };
            int ready = Libc.poll(fds, 2, milliseconds);
            if (ready < 0)
            {
                Errno error = Descriptor.LastError;
                if (error is Errno.EINTR or Errno.EAGAIN)
                {
                    continue;
                }

                return error;
            }

            if (ready == 0)
            {
                return Errno.EAGAIN;
            }

            if (fds[1].Returned != 0 && (events == Libc.POLLIN || fds[0].Returned == 0))
            {
                return Errno.EINTR;
            }

            // Errors and hang-ups count as ready: the read or write that follows tells them.
            if (fds[0].Returned != 0)
            {
                return Errno.None;
            }
        }
    }

    private Errno MakePipe()
    {
        int* ends = stackalloc int[2];
        if (Libc.pipe2(ends, Libc.O_CLOEXEC | Libc.O_NONBLOCK) != 0)
        {
            return Descriptor.LastError;
        }

        _wakeRead = new SafeFileHandle(ends[0], ownsHandle: true);
        _wakeWrite = new SafeFileHandle(ends[1], ownsHandle: true);
        _interruption.OnRequest(Wake);
        return Errno.None;
    }

    /// <summary>The byte is never taken out again: from now on no wait lasts.</summary>
    private void Wake()
    {
        byte one = 1;
        Libc.write((int)_wakeWrite!.DangerousGetHandle(), &one, 1);
        GC.KeepAlive(_wakeWrite);
    }
}

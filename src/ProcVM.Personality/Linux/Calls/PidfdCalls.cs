using ProcVM.Core.Ports;
using ProcVM.Kernel.Descriptors;
using ProcVM.Kernel.Processes;
using ProcVM.Personality.Linux.Signals;

namespace ProcVM.Personality.Linux.Calls;

/// <summary>Processes that are files (pidfd_open(2)), and waitid(2).</summary>
internal sealed class PidfdCalls(LinuxThread thread, LinuxCalls calls)
{
    private const uint NonBlocking = 0x800; // PIDFD_NONBLOCK

    private ProcessTable Table => thread.Process.Instance.Table;

    public long Open(int pid, uint flags)
    {
        if ((flags & ~NonBlocking) != 0 || pid <= 0)
        {
            return LinuxCalls.Error(Errno.EINVAL);
        }

        if (Table.Find(pid) is not { } process)
        {
            return LinuxCalls.Error(Errno.ESRCH);
        }

        OpenProcess file = new(process) { IsNonBlocking = (flags & NonBlocking) != 0, Name = "anon_inode:[pidfd]" };
        return calls.Give(file, closeOnExec: true);
    }

    public long Signal(int pidfd, LinuxSignal signal, ulong info, uint flags)
    {
        int number = (int)signal;
        if (flags != 0 || (number != 0 && !SignalNumber.IsValid(number)))
        {
            return LinuxCalls.Error(Errno.EINVAL);
        }

        if (!TryFind(pidfd, out LinuxProcess? target, out Errno error))
        {
            return LinuxCalls.Error(error);
        }

        SignalInfo sent = SignalInfo.OfProcess(number, thread.Process);
        if (info != 0)
        {
            Span<byte> bytes = stackalloc byte[SignalInfo.ByteSize];
            if (!calls.TryRead(info, bytes))
            {
                return LinuxCalls.Error(Errno.EFAULT);
            }

            int said = System.Buffers.Binary.BinaryPrimitives.ReadInt32LittleEndian(bytes);
            int code = System.Buffers.Binary.BinaryPrimitives.ReadInt32LittleEndian(bytes[8..]);
            if (said != number)
            {
                return LinuxCalls.Error(Errno.EINVAL);
            }

            // Nobody may speak for the kernel or for kill but to itself.
            if (code >= 0 && target != thread.Process)
            {
                return LinuxCalls.Error(Errno.EPERM);
            }

            sent = sent with { Code = code };
        }

        if (target!.State is ProcessState.Zombie or ProcessState.Gone)
        {
            return target.State == ProcessState.Gone ? LinuxCalls.Error(Errno.ESRCH) : 0;
        }

        if (number != 0)
        {
            target.Signals.Post(sent);
        }

        return 0;
    }

    public long GetFile(int pidfd, int fd, uint flags)
    {
        if (flags != 0)
        {
            return LinuxCalls.Error(Errno.EINVAL);
        }

        if (!TryFind(pidfd, out LinuxProcess? target, out Errno error))
        {
            return LinuxCalls.Error(error);
        }

        if (target!.State is ProcessState.Zombie or ProcessState.Gone)
        {
            return LinuxCalls.Error(Errno.ESRCH);
        }

        return target.Descriptors.Borrow(fd) is { } file ? calls.Give(file, closeOnExec: true) : LinuxCalls.Error(Errno.EBADF);
    }

    public long Wait(LinuxWaitId which, int id, ulong info, LinuxWaitOptions options, ulong usage)
    {
        const LinuxWaitOptions News = LinuxWaitOptions.WEXITED | LinuxWaitOptions.WSTOPPED | LinuxWaitOptions.WCONTINUED;
        const LinuxWaitOptions Known = News | LinuxWaitOptions.WNOHANG | LinuxWaitOptions.WNOWAIT | LinuxWaitOptions.__WALL | LinuxWaitOptions.__WCLONE
            | LinuxWaitOptions.__WNOTHREAD;
        if ((options & ~Known) != 0 || (options & News) == 0)
        {
            return LinuxCalls.Error(Errno.EINVAL);
        }

        bool mayNotWait = (options & LinuxWaitOptions.WNOHANG) != 0;
        Errno error = FindWish(which, id, ref mayNotWait, out WaitWish wish, out bool isImpatient);
        if (error != Errno.None)
        {
            return LinuxCalls.Error(error);
        }

        wish = wish with
        {
            Exited = (options & LinuxWaitOptions.WEXITED) != 0,
            Stopped = (options & LinuxWaitOptions.WSTOPPED) != 0,
            Continued = (options & LinuxWaitOptions.WCONTINUED) != 0,
            MayNotWait = mayNotWait,
            KeepsNews = (options & LinuxWaitOptions.WNOWAIT) != 0,
        };
        error = Table.Wait(thread.Waiter, thread.Process, wish, out GuestProcess? child, out ProcessState state);
        if (error == Errno.None && child is null && isImpatient)
        {
            error = Errno.EAGAIN;
        }

        if (error != Errno.None)
        {
            return LinuxCalls.Error(error);
        }

        if (usage != 0 && child is not null && !calls.TryWrite(usage, default(LinuxRusage)))
        {
            return LinuxCalls.Error(Errno.EFAULT);
        }

        return Tell(info, child as LinuxProcess, state);
    }

    private Errno FindWish(LinuxWaitId which, int id, ref bool mayNotWait, out WaitWish wish, out bool isImpatient)
    {
        wish = default;
        isImpatient = false;
        switch (which)
        {
            case LinuxWaitId.P_ALL:
                return Errno.None;
            case LinuxWaitId.P_PID:
                wish = new WaitWish(id, 0);
                return id > 0 ? Errno.None : Errno.EINVAL;
            case LinuxWaitId.P_PGID:
                wish = new WaitWish(0, id == 0 ? thread.Process.Group : id);
                return id >= 0 ? Errno.None : Errno.EINVAL;
            case LinuxWaitId.P_PIDFD:
                if (id < 0)
                {
                    return Errno.EINVAL;
                }

                if (!TryFind(id, out LinuxProcess? child, out Errno error))
                {
                    return error;
                }

                isImpatient = !mayNotWait && thread.Process.Descriptors.Find(id) is { IsNonBlocking: true };
                mayNotWait |= isImpatient;
                wish = new WaitWish(child!.Id, 0);
                return Errno.None;
            default:
                return Errno.EINVAL;
        }
    }

    private long Tell(ulong info, LinuxProcess? child, ProcessState state)
    {
        if (info == 0)
        {
            return 0;
        }

        Span<byte> bytes = stackalloc byte[SignalInfo.ByteSize];
        bytes.Clear();
        if (child is not null)
        {
            SignalInfo news = SignalInfo.OfChild(child, state == ProcessState.Zombie);
            bool isContinued = state == ProcessState.ContinuedNews;
            news = news with { Number = SignalNumber.Child, Code = isContinued ? 6 : news.Code, Status = isContinued ? SignalNumber.Continue : news.Status };
            if (calls.Abi.Is32Bit)
            {
                news.WriteNarrow(bytes);
            }
            else
            {
                news.Write(bytes);
            }
        }

        // The fields that waitid tells: the rest of the structure is left as it is.
        int told = calls.Abi.Is32Bit ? 24 : 28;
        return calls.TryWrite(info, (ReadOnlySpan<byte>)bytes[..told]) ? 0 : LinuxCalls.Error(Errno.EFAULT);
    }

    private bool TryFind(int fd, out LinuxProcess? process, out Errno error)
    {
        process = (thread.Process.Descriptors.Find(fd) as OpenProcess)?.Process as LinuxProcess;
        error = process is null ? Errno.EBADF : Errno.None;
        return process is not null;
    }
}

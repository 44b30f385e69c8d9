using ProcVM.Core.Ports;
using ProcVM.Kernel.Descriptors;
using ProcVM.Kernel.Files.Locks;

namespace ProcVM.Personality.Linux.Calls;

/// <summary>Advisory locks: flock, and fcntl's two kinds (fcntl_locking(2)).</summary>
internal sealed class LockCalls(LinuxThread thread, LinuxCalls calls)
{
    private const ushort ReadLock = 0;
    private const ushort WriteLock = 1;
    private const ushort Unlock = 2;

    private LinuxProcess Process => thread.Process;

    public long LockWhole(int fd, LinuxFlockOperation operation)
    {
        if (Process.Descriptors.Find(fd) is not { } file || file is OpenName)
        {
            return LinuxCalls.Error(Errno.EBADF);
        }

        bool mayWait = (operation & LinuxFlockOperation.LOCK_NB) == 0;
        LinuxFlockOperation kind = operation & ~LinuxFlockOperation.LOCK_NB;
        if (kind is not (LinuxFlockOperation.LOCK_SH or LinuxFlockOperation.LOCK_EX or LinuxFlockOperation.LOCK_UN))
        {
            return LinuxCalls.Error(Errno.EINVAL);
        }

        Errno error = KeyOf(file, out (ulong Device, ulong Inode) key);
        LockTable locks = Process.Instance.WholeLocks;
        if (error != Errno.None)
        {
            return LinuxCalls.Error(error);
        }

        if (kind == LinuxFlockOperation.LOCK_UN)
        {
            locks.Release(key, file);
            return 0;
        }

        error = locks.Take(key, new FileLock(file, -1, kind == LinuxFlockOperation.LOCK_EX, 0, long.MaxValue), mayWait ? thread.Waiter : null);
        if (error == Errno.None)
        {
            ReleaseAtClose(locks, key, file);
        }

        return LinuxCalls.Result(error);
    }

    /// <summary>F_GETLK and F_OFD_GETLK.</summary>
    public long Test(OpenFile file, ulong address, bool isOfDescription)
    {
        Errno error = Read(file, address, isOfDescription, out LinuxFlock given, out FileLock? wanted, out (ulong Device, ulong Inode) key);
        if (error != Errno.None || given.Type == Unlock)
        {
            return LinuxCalls.Error(error != Errno.None ? error : Errno.EINVAL);
        }

        FileLock? other = Process.Instance.RecordLocks.Find(key, wanted!);
        given = other is null
            ? given with { Type = Unlock }
            : new LinuxFlock
            {
                Type = other.IsExclusive ? WriteLock : ReadLock,
                Start = other.Start,
                Len = other.End == long.MaxValue ? 0 : other.End - other.Start + 1,
                Pid = other.OwnerId,
            };
        return calls.HasShortLocks ? calls.TryWriteAs<LinuxFlock, LinuxFlock32Layout>(address, given)
            : calls.TryWrite(address, given) ? 0 : LinuxCalls.Error(Errno.EFAULT);
    }

    /// <summary>F_SETLK, F_SETLKW and their kin of open file descriptions.</summary>
    public long Set(OpenFile file, ulong address, bool isOfDescription, bool mayWait)
    {
        Errno error = Read(file, address, isOfDescription, out LinuxFlock given, out FileLock? wanted, out (ulong Device, ulong Inode) key);
        if (error != Errno.None)
        {
            return LinuxCalls.Error(error);
        }

        LockTable locks = Process.Instance.RecordLocks;
        if (given.Type == Unlock)
        {
            locks.Release(key, wanted!.Owner, wanted.Start, wanted.End);
            return 0;
        }

        OpenMode needed = given.Type == ReadLock ? OpenMode.Read : OpenMode.Write;
        if ((file.Mode & needed) == 0)
        {
            return LinuxCalls.Error(Errno.EBADF);
        }

        error = locks.Take(key, wanted!, mayWait ? thread.Waiter : null);
        if (error == Errno.None && isOfDescription)
        {
            ReleaseAtClose(locks, key, file);
        }

        return LinuxCalls.Result(error);
    }

    private static void ReleaseAtClose(LockTable locks, (ulong Device, ulong Inode) key, OpenFile file)
    {
        if (!file.TryBeforeClose(() => locks.Release(key, file)))
        {
            locks.Release(key, file);
        }
    }

    private static Errno KeyOf(OpenFile file, out (ulong Device, ulong Inode) key)
    {
        Errno error = file.GetStatus(out FileStatus status);
        key = (status.Device, status.Inode);
        return error;
    }

    private Errno Read(OpenFile file, ulong address, bool isOfDescription, out LinuxFlock given, out FileLock? wanted, out (ulong Device, ulong Inode) key)
    {
        wanted = null;
        key = default;
        if (!(calls.HasShortLocks ? calls.TryReadAs<LinuxFlock, LinuxFlock32Layout>(address, out given) : calls.TryRead(address, out given)))
        {
            return Errno.EFAULT;
        }

        if (given.Type is not (ReadLock or WriteLock or Unlock) || (isOfDescription && given.Pid != 0))
        {
            return Errno.EINVAL;
        }

        long origin = 0;
        Errno error = given.Whence switch
        {
            0 => Errno.None,
            1 => file.Seek(0, SeekOrigin.Current, out origin),
            2 => file.File is { } sized ? sized.GetSize(out origin) : Errno.EINVAL,
            _ => Errno.EINVAL,
        };
        error = error != Errno.None ? error : KeyOf(file, out key);
        if (error != Errno.None)
        {
            return error;
        }

        Int128 start = (Int128)origin + given.Start;
        Int128 end = given.Len > 0 ? start + given.Len - 1 : given.Len < 0 ? start - 1 : long.MaxValue;
        start += given.Len < 0 ? given.Len : 0;
        if (start < 0)
        {
            return Errno.EINVAL;
        }

        if (start > long.MaxValue || end > long.MaxValue)
        {
            return Errno.EOVERFLOW;
        }

        object owner = isOfDescription ? file : Process.Descriptors;
        wanted = new FileLock(owner, isOfDescription ? -1 : Process.Id, given.Type == WriteLock, (long)start, (long)end);
        return Errno.None;
    }
}

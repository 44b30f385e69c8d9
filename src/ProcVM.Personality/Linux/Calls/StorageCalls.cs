using ProcVM.Core.Ports;
using ProcVM.Core.Text;
using ProcVM.Kernel.Descriptors;
using ProcVM.Kernel.Files;

namespace ProcVM.Personality.Linux.Calls;

/// <summary>Calls on what files take, and on files without names.</summary>
internal sealed class StorageCalls(LinuxThread thread, LinuxCalls calls)
{
    private LinuxProcess Process => thread.Process;

    public long Synchronise(int fd) => Process.Descriptors.Find(fd) switch
    {
        null or OpenName => LinuxCalls.Error(Errno.EBADF),
        OpenDirectory => 0,
        OpenRegularFile { File: { } file } => LinuxCalls.Result(file.Synchronise()),
        _ => LinuxCalls.Error(Errno.EINVAL),
    };

    public long SynchroniseAll() => 0;

    public long SynchroniseSystem(int fd) => Process.Descriptors.Find(fd) is null ? LinuxCalls.Error(Errno.EBADF) : 0;

    public long SynchroniseRange(int fd, long offset, long length, uint flags)
    {
        const uint Known = 7;
        return Process.Descriptors.Find(fd) is not { } file ? LinuxCalls.Error(Errno.EBADF)
            : (flags & ~Known) != 0 || offset < 0 || length < 0 || offset > long.MaxValue - length ? LinuxCalls.Error(Errno.EINVAL)
            : file is OpenRegularFile ? 0 : LinuxCalls.Error(Errno.ESPIPE);
    }

    public long Truncate(byte[] path, long length)
    {
        if (length < 0)
        {
            return LinuxCalls.Error(Errno.EINVAL);
        }

        Errno error = calls.Path.Locate(LinuxDirfd.AT_FDCWD, path, out byte[] full);
        error = error != Errno.None ? error : Process.Files.GetStatus(full, followLast: true, out FileStatus status) is var missing and not Errno.None
            ? missing
            : status.Kind switch { FileKind.Regular => Errno.None, FileKind.Directory => Errno.EISDIR, _ => Errno.EINVAL };
        IFile? file = null;
        error = error != Errno.None ? error : Process.Files.Open(full, OpenMode.Write, out file);
        using (file)
        {
            return LinuxCalls.Result(error != Errno.None ? error : file!.SetSize(length));
        }
    }

    public long Allocate(int fd, LinuxFallocateMode mode, long offset, long length)
    {
        OpenFile? opened = Process.Descriptors.Find(fd);
        if (opened is not OpenRegularFile { File: { } file } || (opened.Mode & OpenMode.Write) == 0)
        {
            return LinuxCalls.Error(opened is null or OpenRegularFile or OpenName ? Errno.EBADF
                : opened is OpenDirectory ? Errno.EISDIR
                : opened.Pipe is not null ? Errno.ESPIPE : Errno.ENODEV);
        }

        if (offset < 0 || length <= 0)
        {
            return LinuxCalls.Error(Errno.EINVAL);
        }

        if (offset > long.MaxValue - length)
        {
            return LinuxCalls.Error(Errno.EFBIG);
        }

        bool keepsSize = (mode & LinuxFallocateMode.FALLOC_FL_KEEP_SIZE) != 0;
        LinuxFallocateMode what = mode & ~LinuxFallocateMode.FALLOC_FL_KEEP_SIZE;
        bool isServed = what == 0 || what == LinuxFallocateMode.FALLOC_FL_ZERO_RANGE || (what == LinuxFallocateMode.FALLOC_FL_PUNCH_HOLE && keepsSize);
        if (!isServed)
        {
            return LinuxCalls.Error(Errno.EOPNOTSUPP);
        }

        Errno error = file.GetSize(out long size);
        error = error != Errno.None || keepsSize || offset + length <= size ? error : file.SetSize(offset + length);
        return LinuxCalls.Result(error != Errno.None || what == 0 ? error : Clear(file, offset, Math.Min(size, offset + length)));
    }

    public long Advise(int fd, long offset, long length, LinuxAdvice advice)
    {
        return Process.Descriptors.Find(fd) is not { } file || file is OpenName ? LinuxCalls.Error(Errno.EBADF)
            : file.Pipe is not null ? LinuxCalls.Error(Errno.ESPIPE)
            : length < 0 || !Enum.IsDefined(advice) ? LinuxCalls.Error(Errno.EINVAL) : 0;
    }

    public long ReadAhead(int fd, long offset, ulong count) => Process.Descriptors.Find(fd) is not { } file || (file.Mode & OpenMode.Read) == 0 || file is OpenName
        ? LinuxCalls.Error(Errno.EBADF)
        : file is OpenRegularFile ? 0 : LinuxCalls.Error(Errno.EINVAL);

    public long Space(byte[] path, out LinuxStatfs status)
    {
        status = default;
        Errno error = calls.Path.Locate(LinuxDirfd.AT_FDCWD, path, out byte[] full);
        return LinuxCalls.Result(error != Errno.None ? error : Measure(full, out status));
    }

    public long SpaceOf(int fd, out LinuxStatfs status)
    {
        status = default;
        const long PipeMagic = 0x5049_5045;
        switch (Process.Descriptors.Find(fd))
        {
            case null:
                return LinuxCalls.Error(Errno.EBADF);
            case OpenDirectory directory:
                return LinuxCalls.Result(Measure(directory.Path, out status));
            case { Name: ['/', ..] } named when Measure(Utf8Text.Encode(named.Name), out status) == Errno.None:
                return 0;
            default:
                status = new LinuxStatfs { Type = PipeMagic, Bsize = 4096, Namelen = GuestPath.MaximumComponent, Frsize = 4096 };
                return 0;
        }
    }

    public long CreateInMemory(byte[] name, LinuxMemfdFlags flags)
    {
        const int LongestName = 249;
        const LinuxMemfdFlags Known = LinuxMemfdFlags.MFD_CLOEXEC | LinuxMemfdFlags.MFD_ALLOW_SEALING | LinuxMemfdFlags.MFD_NOEXEC_SEAL | LinuxMemfdFlags.MFD_EXEC;
        if ((flags & ~Known) != 0 || name.Length > LongestName)
        {
            return LinuxCalls.Error(Errno.EINVAL);
        }

        FileSeals seals = (flags & LinuxMemfdFlags.MFD_ALLOW_SEALING) != 0 ? FileSeals.None : FileSeals.Seal;
        Errno error = Process.Instance.Nameless.CreateNameless(0x1FF, seals, out IFile? file);
        if (error != Errno.None)
        {
            return LinuxCalls.Error(error == Errno.ENOSPC ? Errno.ENOMEM : error);
        }

        OpenRegularFile opened = new(file!) { Name = $"/memfd:{Utf8Text.Decode(name)} (deleted)" };
        error = Process.Descriptors.Add(opened, (flags & LinuxMemfdFlags.MFD_CLOEXEC) != 0, out int number);
        if (error != Errno.None)
        {
            opened.Release();
        }

        return LinuxCalls.Result(error, number);
    }

    public long CloseRange(uint first, uint last, LinuxCloseRangeFlags flags)
    {
        if (first > last || (flags & ~(LinuxCloseRangeFlags.CLOSE_RANGE_CLOEXEC | LinuxCloseRangeFlags.CLOSE_RANGE_UNSHARE)) != 0)
        {
            return LinuxCalls.Error(Errno.EINVAL);
        }

        DescriptorTable table = Process.Descriptors;
        uint end = Math.Min(last, (uint)table.Limit - 1);
        for (uint number = first; number <= end; number++)
        {
            if ((flags & LinuxCloseRangeFlags.CLOSE_RANGE_CLOEXEC) != 0)
            {
                table.SetClosedOnExec((int)number, true);
            }
            else
            {
                table.Close((int)number);
            }
        }

        return 0;
    }

    public long SynchroniseMemory(ulong address, ulong length, int flags)
    {
        const int Async = 1;
        const int Invalidate = 2;
        const int Sync = 4;
        ulong size = Kernel.Memory.MemoryMap.RoundUp(length);
        if (address % Kernel.Memory.MemoryMap.PageSize != 0 || (flags & ~(Async | Invalidate | Sync)) != 0 || (flags & (Async | Sync)) == (Async | Sync))
        {
            return LinuxCalls.Error(Errno.EINVAL);
        }

        // What is shared is the host's page cache, which the file is read and written through as well.
        lock (Process.Memory)
        {
            return length == 0 || (Process.Memory.IsRange(address, size) && Process.Memory.IsMapped(address, size)) ? 0 : LinuxCalls.Error(Errno.ENOMEM);
        }
    }

    public long ChangeRoot(byte[] path)
    {
        Errno error = calls.Path.Locate(LinuxDirfd.AT_FDCWD, path, out byte[] full);
        if (error == Errno.None && Process.Instance.Options.Identity.User != 0)
        {
            error = Process.Files.FindDirectory(full, out _) is var missing and not Errno.None ? missing : Errno.EPERM;
        }

        return LinuxCalls.Result(error != Errno.None ? error : Process.ChangeRoot(full));
    }

    public long NameToHandle(LinuxDirfd directory, byte[] path, ulong handle, ulong mount, int flags)
    {
        long found = calls.Path.StatusAt(directory, path, out _, (LinuxAtFlags)(flags & (int)LinuxAtFlags.AT_EMPTY_PATH));
        return found < 0 ? found : LinuxCalls.Error(Errno.EOPNOTSUPP);
    }

    public long OpenByHandle(int mount, ulong handle, int flags) => LinuxCalls.Error(Errno.EPERM);

    private static Errno Clear(IFile file, long start, long end)
    {
        byte[] zeros = new byte[64 << 10];
        Errno error = Errno.None;
        while (start < end && error == Errno.None)
        {
            error = file.Write(start, zeros.AsSpan(0, (int)Math.Min(zeros.Length, end - start)), out int count);
            start += count;
        }

        return error;
    }

    private Errno Measure(byte[] full, out LinuxStatfs status)
    {
        const long OwnMagic = 0x9FA0; // PROC_SUPER_MAGIC, for trees that are made up
        const long ReadOnly = 1;
        status = default;
        Errno error = Process.Files.GetSpace(full, out SpaceStatus space, out bool isReadOnly);
        if (error is not (Errno.None or Errno.ENOSYS))
        {
            return error;
        }

        bool isKnown = error == Errno.None && space.BlockSize > 0;
        status = new LinuxStatfs
        {
            Type = isKnown ? space.Type : OwnMagic,
            Bsize = isKnown ? space.BlockSize : 4096,
            Blocks = (ulong)space.Blocks,
            Bfree = (ulong)space.FreeBlocks,
            Bavail = (ulong)space.FreeBlocks,
            Files = (ulong)space.Files,
            Ffree = (ulong)space.FreeFiles,
            Namelen = GuestPath.MaximumComponent,
            Frsize = isKnown ? space.BlockSize : 4096,
            Flags = isReadOnly ? ReadOnly : 0,
        };
        return Errno.None;
    }
}

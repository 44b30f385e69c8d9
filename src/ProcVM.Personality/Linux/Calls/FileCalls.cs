using System.Buffers;
using System.Buffers.Binary;
using ProcVM.Core.Ports;
using ProcVM.Kernel.Descriptors;
using ProcVM.Kernel.Files;
using ProcVM.Personality.Linux.Signals;

namespace ProcVM.Personality.Linux.Calls;

/// <summary>Calls on descriptors.</summary>
internal sealed class FileCalls(LinuxThread thread, LinuxCalls calls)
{
    /// <summary>Linux's MAX_RW_COUNT.</summary>
    private const ulong MostBytes = 0x7FFF_F000;

    private const int ChunkSize = 128 << 10;
    private const int MostVectors = 1024;

    private LinuxProcess Process => thread.Process;

    private DescriptorTable Table => thread.Process.Descriptors;

    public long Read(int fd, GuestBuffer buffer) => Table.Find(fd) is { } file ? Read(file, buffer, -1) : LinuxCalls.Error(Errno.EBADF);

    public long Write(int fd, GuestBuffer buffer) => Table.Find(fd) is { } file ? Write(file, buffer, -1) : LinuxCalls.Error(Errno.EBADF);

    public long ReadAt(int fd, GuestBuffer buffer, long offset) =>
        offset < 0 ? LinuxCalls.Error(Errno.EINVAL) : Table.Find(fd) is { } file ? Read(file, buffer, offset) : LinuxCalls.Error(Errno.EBADF);

    public long WriteAt(int fd, GuestBuffer buffer, long offset) =>
        offset < 0 ? LinuxCalls.Error(Errno.EINVAL) : Table.Find(fd) is { } file ? Write(file, buffer, offset) : LinuxCalls.Error(Errno.EBADF);

    public long ReadVector(int fd, GuestBuffer vectors) => Transfer(fd, vectors, -1, Read);

    public long WriteVector(int fd, GuestBuffer vectors) => Transfer(fd, vectors, -1, Write);

    public long ReadVectorAt(int fd, GuestBuffer vectors, long offset, ulong high) =>
        offset < 0 ? LinuxCalls.Error(Errno.EINVAL) : Transfer(fd, vectors, offset, Read);

    public long WriteVectorAt(int fd, GuestBuffer vectors, long offset, ulong high) =>
        offset < 0 ? LinuxCalls.Error(Errno.EINVAL) : Transfer(fd, vectors, offset, Write);

    public long ReadVectorAt2(int fd, GuestBuffer vectors, long offset, ulong high, LinuxRwfFlags flags)
    {
        const LinuxRwfFlags Known = LinuxRwfFlags.RWF_HIPRI | LinuxRwfFlags.RWF_DSYNC | LinuxRwfFlags.RWF_SYNC | LinuxRwfFlags.RWF_NOWAIT;
        return offset < -1 ? LinuxCalls.Error(Errno.EINVAL)
            : (flags & ~Known) != 0 ? LinuxCalls.Error(Errno.EOPNOTSUPP)
            : (flags & LinuxRwfFlags.RWF_NOWAIT) != 0 && Table.Find(fd) is { Mappable: null } file && file.GetReadiness() == 0 ? LinuxCalls.Error(Errno.EAGAIN)
            : Transfer(fd, vectors, offset, Read);
    }

    public long WriteVectorAt2(int fd, GuestBuffer vectors, long offset, ulong high, LinuxRwfFlags flags)
    {
        const LinuxRwfFlags Known = LinuxRwfFlags.RWF_HIPRI | LinuxRwfFlags.RWF_DSYNC | LinuxRwfFlags.RWF_SYNC | LinuxRwfFlags.RWF_APPEND;
        if (offset < -1 || (flags & ~Known) != 0)
        {
            return LinuxCalls.Error(offset < -1 ? Errno.EINVAL : Errno.EOPNOTSUPP);
        }

        bool appends = (flags & LinuxRwfFlags.RWF_APPEND) != 0;
        if (appends && Table.Find(fd)?.File is { Kind: FileKind.Regular } file && file.GetSize(out long size) == Errno.None)
        {
            long written = Transfer(fd, vectors, size, Write);
            if (written > 0 && offset == -1)
            {
                Table.Find(fd)?.Seek(0, SeekOrigin.End, out _);
            }

            return written;
        }

        return Transfer(fd, vectors, offset, Write);
    }

    public long Open(byte[] path, LinuxOpenFlags flags, uint mode) => OpenAt(LinuxDirfd.AT_FDCWD, path, flags, mode);

    public long Create(byte[] path, uint mode) =>
        OpenAt(LinuxDirfd.AT_FDCWD, path, LinuxOpenFlags.O_CREAT | LinuxOpenFlags.O_WRONLY | LinuxOpenFlags.O_TRUNC, mode);

    public long OpenAt(LinuxDirfd directory, byte[] path, LinuxOpenFlags flags, uint mode)
    {
        Errno error = calls.Path.Locate(directory, path, out byte[] full);
        error = error != Errno.None ? error : new FileOpener(thread, flags, mode).Open(full, out OpenFile? opened) is var failed and not Errno.None
            ? failed
            : Give(opened!, flags, out directory);
        return LinuxCalls.Result(error, (int)directory);
    }

    public long OpenAt2(LinuxDirfd directory, byte[] path, ulong how, ulong size)
    {
        const ulong LargestSize = 4096;
        if (size < (ulong)LinuxOpenHow.ByteSize || size > LargestSize)
        {
            return LinuxCalls.Error(size > LargestSize ? Errno.E2BIG : Errno.EINVAL);
        }

        byte[] rest = new byte[(int)size - LinuxOpenHow.ByteSize];
        if (!calls.TryRead(how, out LinuxOpenHow wish) || !calls.TryRead(how + (ulong)LinuxOpenHow.ByteSize, rest.AsSpan()))
        {
            return LinuxCalls.Error(Errno.EFAULT);
        }

        if (rest.AsSpan().ContainsAnyExcept((byte)0))
        {
            return LinuxCalls.Error(Errno.E2BIG);
        }

        const ulong KnownFlags = 0x7FFFC3;
        LinuxOpenFlags flags = (LinuxOpenFlags)(uint)wish.Flags;
        bool creates = (flags & (LinuxOpenFlags.O_CREAT | FileOpener.TemporaryFile)) != 0;
        bool isWrong = (wish.Flags & ~KnownFlags) != 0 || (wish.Mode & ~0xFFFUL) != 0 || (!creates && wish.Mode != 0)
            || (wish.Resolve & ~0x3FUL) != 0 || (wish.Resolve & 0x18) == 0x18;
        byte[] start = [];
        Errno error = isWrong ? Errno.EINVAL : calls.Path.Locate(directory, "."u8.ToArray(), out start);
        error = error != Errno.None || path.Length > 0 ? error : Errno.ENOENT;
        error = error != Errno.None ? error : new FileOpener(thread, flags, (uint)wish.Mode).OpenLimited(start, path, (LinuxResolveFlags)wish.Resolve, out OpenFile? opened) is var failed and not Errno.None
            ? failed
            : Give(opened!, flags, out directory);
        return LinuxCalls.Result(error, (int)directory);
    }

    public long Close(int fd) => LinuxCalls.Result(Table.Close(fd));

    public long Seek(int fd, long offset, LinuxWhence whence)
    {
        if (Table.Find(fd) is not { } file)
        {
            return LinuxCalls.Error(Errno.EBADF);
        }

        if ((uint)whence > (uint)LinuxWhence.SEEK_HOLE)
        {
            return LinuxCalls.Error(Errno.EINVAL);
        }

        Errno error = whence > LinuxWhence.SEEK_END ? SeekData(file, offset, whence == LinuxWhence.SEEK_HOLE, out long position)
            : file.Seek(offset, (SeekOrigin)(int)whence, out position);
        return LinuxCalls.Result(error, position);
    }

    public long Pipe(GuestBuffer ends) => Pipe2(ends, 0);

    public long Pipe2(GuestBuffer ends, LinuxOpenFlags flags)
    {
        if ((flags & ~(LinuxOpenFlags.O_CLOEXEC | LinuxOpenFlags.O_NONBLOCK)) != 0)
        {
            return LinuxCalls.Error(Errno.EINVAL);
        }

        bool closeOnExec = (flags & LinuxOpenFlags.O_CLOEXEC) != 0;
        Pipe pipe = new(Process.Instance.NewInode());
        pipe.Reader.IsNonBlocking = pipe.Writer.IsNonBlocking = (flags & LinuxOpenFlags.O_NONBLOCK) != 0;
        Errno error = Table.Add(pipe.Reader, closeOnExec, out int reader);
        if (error != Errno.None)
        {
            return LinuxCalls.Error(error);
        }

        error = Table.Add(pipe.Writer, closeOnExec, out int writer);
        Span<byte> numbers = stackalloc byte[8];
        BinaryPrimitives.WriteInt32LittleEndian(numbers, reader);
        BinaryPrimitives.WriteInt32LittleEndian(numbers[4..], writer);
        if (error == Errno.None && calls.TryWrite(ends.Address, numbers))
        {
            return 0;
        }

        Table.Close(reader);
        if (error == Errno.None)
        {
            Table.Close(writer);
        }

        return LinuxCalls.Error(error == Errno.None ? Errno.EFAULT : error);
    }

    public long Duplicate(int fd) => Duplicate(fd, 0, closeOnExec: false);

    public long DuplicateTo(int old, int target) => old == target
        ? (Table.Find(old) is null ? LinuxCalls.Error(Errno.EBADF) : target)
        : DuplicateTo(old, target, closeOnExec: false);

    public long DuplicateTo3(int old, int target, LinuxOpenFlags flags) =>
        old == target || (flags & ~LinuxOpenFlags.O_CLOEXEC) != 0 ? LinuxCalls.Error(Errno.EINVAL) : DuplicateTo(old, target, flags != 0);

    public long Control(int fd, LinuxFcntlCommand command, ulong argument)
    {
        if (Table.Find(fd) is not { } file)
        {
            return LinuxCalls.Error(Errno.EBADF);
        }

        if (file is OpenName && command is not (LinuxFcntlCommand.F_DUPFD or LinuxFcntlCommand.F_DUPFD_CLOEXEC or LinuxFcntlCommand.F_GETFD
            or LinuxFcntlCommand.F_SETFD or LinuxFcntlCommand.F_GETFL))
        {
            return LinuxCalls.Error(Errno.EBADF);
        }

        switch (command)
        {
            case LinuxFcntlCommand.F_DUPFD or LinuxFcntlCommand.F_DUPFD_CLOEXEC:
                return argument >= (ulong)Table.Limit
                    ? LinuxCalls.Error(Errno.EINVAL)
                    : Duplicate(fd, (int)argument, command == LinuxFcntlCommand.F_DUPFD_CLOEXEC);
            case LinuxFcntlCommand.F_GETFD:
                return Table.IsClosedOnExec(fd) == true ? 1 : 0;
            case LinuxFcntlCommand.F_SETFD:
                Table.SetClosedOnExec(fd, (argument & 1) != 0);
                return 0;
            case LinuxFcntlCommand.F_GETFL:
                return (long)FileOpener.FlagsOf(file);
            case LinuxFcntlCommand.F_SETFL:
                file.IsAppending = (argument & (ulong)LinuxOpenFlags.O_APPEND) != 0;
                file.IsNonBlocking = (argument & (ulong)LinuxOpenFlags.O_NONBLOCK) != 0;
                return 0;
            case LinuxFcntlCommand.F_GETLK or LinuxFcntlCommand.F_OFD_GETLK:
                return calls.Lock.Test(file, argument, command == LinuxFcntlCommand.F_OFD_GETLK);
            case LinuxFcntlCommand.F_SETLK or LinuxFcntlCommand.F_OFD_SETLK:
                return calls.Lock.Set(file, argument, command == LinuxFcntlCommand.F_OFD_SETLK, mayWait: false);
            case LinuxFcntlCommand.F_SETLKW or LinuxFcntlCommand.F_OFD_SETLKW:
                return calls.Lock.Set(file, argument, command == LinuxFcntlCommand.F_OFD_SETLKW, mayWait: true);
            case LinuxFcntlCommand.F_GETOWN:
                return 0;
            case LinuxFcntlCommand.F_GETPIPE_SZ or LinuxFcntlCommand.F_SETPIPE_SZ:
                return file.Pipe is null ? LinuxCalls.Error(Errno.EBADF)
                    : command == LinuxFcntlCommand.F_SETPIPE_SZ && argument > Kernel.Descriptors.Pipe.Capacity ? LinuxCalls.Error(Errno.EPERM)
                    : Kernel.Descriptors.Pipe.Capacity;
            case LinuxFcntlCommand.F_GET_SEALS:
                return file.File is ISealedFile { Seals: { } seals } ? (long)seals : LinuxCalls.Error(Errno.EINVAL);
            case LinuxFcntlCommand.F_ADD_SEALS:
                return argument > 31 ? LinuxCalls.Error(Errno.EINVAL)
                    : LinuxCalls.Result(file.File is ISealedFile sealedFile ? sealedFile.AddSeals((FileSeals)argument) : Errno.EINVAL);
            default:
                return LinuxCalls.Error(Errno.EINVAL);
        }
    }

    public long GetAvailable(int fd, LinuxIoctlRequest request, out int count)
    {
        OpenFile? file = Table.Find(fd);
        count = file?.Available ?? 0;
        bool isListener = file is Kernel.Sockets.Socket { IsListening: true };
        return LinuxCalls.Result(file is null ? Errno.EBADF : isListener ? Errno.EINVAL : count < 0 ? Errno.ENOTTY : Errno.None);
    }

    public long SetNonBlocking(int fd, LinuxIoctlRequest request, int isOn)
    {
        if (Table.Find(fd) is not { } file)
        {
            return LinuxCalls.Error(Errno.EBADF);
        }

        file.IsNonBlocking = isOn != 0;
        return 0;
    }

    public long MarkCloseOnExec(int fd, LinuxIoctlRequest request, ulong argument) => SetCloseOnExec(fd, true);

    public long ClearCloseOnExec(int fd, LinuxIoctlRequest request, ulong argument) => SetCloseOnExec(fd, false);

    public long Truncate(int fd, long length) => Table.Find(fd) is { } file
        ? LinuxCalls.Result(length < 0 ? Errno.EINVAL : file.SetSize(length))
        : LinuxCalls.Error(Errno.EBADF);

    public long ReadDirectory(int fd, GuestBuffer buffer) => ReadDirectory(fd, buffer, isOld: false);

    public long ReadDirectoryOld(int fd, GuestBuffer buffer) => ReadDirectory(fd, buffer, isOld: true);

    private long ReadDirectory(int fd, GuestBuffer buffer, bool isOld)
    {
        if (Table.Find(fd) is not { } file)
        {
            return LinuxCalls.Error(Errno.EBADF);
        }

        if (file is not OpenDirectory directory)
        {
            return LinuxCalls.Error(Errno.ENOTDIR);
        }

        Errno error = directory.List(out IReadOnlyList<DirectoryEntry> entries);
        if (error != Errno.None)
        {
            return LinuxCalls.Error(error);
        }

        byte[] records = new byte[Math.Min(buffer.Length, 64 << 10)];
        int next = directory.Next;
        int used = DirectoryRecords.Write(records, entries, isOld, ref next, out bool isTooSmall);
        if (isTooSmall || !calls.TryWrite(buffer.Address, records.AsSpan(0, used)))
        {
            return LinuxCalls.Error(isTooSmall ? Errno.EINVAL : Errno.EFAULT);
        }

        directory.Next = next;
        return used;
    }

    private Errno Give(OpenFile file, LinuxOpenFlags flags, out LinuxDirfd number)
    {
        Errno error = Table.Add(file, (flags & LinuxOpenFlags.O_CLOEXEC) != 0, out int fd);
        number = (LinuxDirfd)fd;
        if (error != Errno.None)
        {
            file.Release();
        }

        return error;
    }

    private long SetCloseOnExec(int fd, bool closeOnExec)
    {
        Table.SetClosedOnExec(fd, closeOnExec);
        return Table.Find(fd) is null ? LinuxCalls.Error(Errno.EBADF) : 0;
    }

    private long Duplicate(int fd, int least, bool closeOnExec)
    {
        if (Table.Find(fd) is not { } file)
        {
            return LinuxCalls.Error(Errno.EBADF);
        }

        file.Acquire();
        Errno error = Table.Add(file, closeOnExec, out int number, least);
        if (error != Errno.None)
        {
            file.Release();
        }

        return LinuxCalls.Result(error, number);
    }

    private long DuplicateTo(int old, int target, bool closeOnExec)
    {
        if (Table.Find(old) is not { } file)
        {
            return LinuxCalls.Error(Errno.EBADF);
        }

        file.Acquire();
        Errno error = Table.Replace(target, file, closeOnExec);
        if (error != Errno.None)
        {
            file.Release();
        }

        return LinuxCalls.Result(error, target);
    }

    /// <summary>Reads into guest memory; at the position when no offset is given.</summary>
    private long Read(OpenFile file, GuestBuffer guest, long offset)
    {
        ulong wanted = Math.Min(guest.Length, MostBytes);
        byte[] buffer = ArrayPool<byte>.Shared.Rent((int)Math.Min(wanted, ChunkSize));
        long done = 0;
        Errno error;
        do
        {
            Span<byte> part = buffer.AsSpan(0, (int)Math.Min((ulong)Math.Min(buffer.Length, ChunkSize), wanted - (ulong)done));
            error = offset < 0 ? file.Read(thread.Waiter, part, out int count) : file.ReadAt(offset + done, part, out count);
            if (error == Errno.None && !calls.TryWrite(guest.Address + (ulong)done, (ReadOnlySpan<byte>)part[..count]))
            {
                error = Errno.EFAULT;
            }

            done += error == Errno.None ? count : 0;
            if (error != Errno.None || count < part.Length || file.Mappable is null)
            {
                // Streams give what they have; files give everything, up to their end.
                break;
            }
        }
        while ((ulong)done < wanted);

        ArrayPool<byte>.Shared.Return(buffer);
        return done > 0 || error == Errno.None ? done : LinuxCalls.Error(error);
    }

    private long Write(OpenFile file, GuestBuffer guest, long offset)
    {
        ulong wanted = Math.Min(guest.Length, MostBytes);
        byte[] buffer = ArrayPool<byte>.Shared.Rent((int)Math.Min(wanted, ChunkSize));
        long done = 0;
        Errno error;
        do
        {
            Span<byte> part = buffer.AsSpan(0, (int)Math.Min((ulong)Math.Min(buffer.Length, ChunkSize), wanted - (ulong)done));
            int there = thread.Guest.Space.Read(thread.Guest, guest.Address + (ulong)done, part);
            if (there == 0 && !part.IsEmpty)
            {
                error = Errno.EFAULT;
                break;
            }

            error = offset < 0 ? file.Write(thread.Waiter, part[..there], out int count) : file.WriteAt(offset + done, part[..there], out count);
            done += count;
            if (error != Errno.None || count < part.Length)
            {
                break;
            }
        }
        while ((ulong)done < wanted);

        ArrayPool<byte>.Shared.Return(buffer);
        return done > 0 ? done : AfterWrite(error);
    }

    // Who writes where nobody reads gets a signal too.
    private long AfterWrite(Errno error)
    {
        if (error == Errno.EPIPE)
        {
            Process.Signals.Post(SignalInfo.OfProcess(SignalNumber.Pipe, Process), thread);
        }

        return LinuxCalls.Result(error);
    }

    private static Errno SeekData(OpenFile file, long offset, bool isHole, out long position)
    {
        position = 0;
        if (file is not OpenRegularFile { File: { } regular })
        {
            return file is OpenDirectory ? Errno.EINVAL : Errno.ESPIPE;
        }

        // A file is all data up to its end, where the one hole is (lseek(2): the simplest that is right).
        Errno error = regular.GetSize(out long size);
        return error != Errno.None ? error : offset < 0 || offset >= size ? Errno.ENXIO : file.Seek(isHole ? size : offset, SeekOrigin.Begin, out position);
    }

    private long Transfer(int fd, GuestBuffer vectors, long offset, Func<OpenFile, GuestBuffer, long, long> transfer)
    {
        Errno error = ReadVectors(fd, vectors, out OpenFile? file, out List<GuestBuffer> buffers);
        if (error != Errno.None)
        {
            return LinuxCalls.Error(error);
        }

        long total = 0;
        foreach (GuestBuffer buffer in buffers)
        {
            if (buffer.Length == 0)
            {
                continue;
            }

            // A stream gives what it has: what follows isn't waited for.
            if (total > 0 && file!.Mappable is null && file.Pipe is not null && (file.Mode & OpenMode.Read) != 0 && file.GetReadiness() == 0)
            {
                break;
            }

            long result = transfer(file!, buffer, offset < 0 ? -1 : offset + total);
            if (result < 0)
            {
                return total > 0 ? total : result;
            }

            total += result;
            if ((ulong)result < buffer.Length)
            {
                break;
            }
        }

        return total;
    }

    // All of them before the first byte is moved, as Linux does.
    private Errno ReadVectors(int fd, GuestBuffer vectors, out OpenFile? file, out List<GuestBuffer> buffers)
    {
        file = Table.Find(fd);
        buffers = [];
        if (file is null || vectors.Length > MostVectors)
        {
            return file is null ? Errno.EBADF : Errno.EINVAL;
        }

        int size = (int)calls.SizeOf<LinuxIovec>();
        byte[] table = new byte[(int)vectors.Length * size];
        if (!calls.TryRead(vectors.Address, table.AsSpan()))
        {
            return Errno.EFAULT;
        }

        ulong left = MostBytes;
        for (int i = 0; i < (int)vectors.Length; i++)
        {
            LinuxIovec vector = calls.Parse<LinuxIovec>(table.AsSpan(i * size));
            if (vector.Length > long.MaxValue)
            {
                return Errno.EINVAL;
            }

            ulong length = Math.Min(left, vector.Length);
            left -= length;
            buffers.Add(new GuestBuffer(vector.Base, length));
        }

        return Errno.None;
    }
}

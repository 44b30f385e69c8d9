using System.Buffers;
using System.Buffers.Binary;
using ProcVM.Core.Ports;
using ProcVM.Kernel.Descriptors;
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

    public long ReadVector(int fd, GuestBuffer vectors) => Transfer(fd, vectors, (file, buffer) => Read(file, buffer, -1));

    public long WriteVector(int fd, GuestBuffer vectors) => Transfer(fd, vectors, (file, buffer) => Write(file, buffer, -1));

    public long Open(byte[] path, LinuxOpenFlags flags, uint mode) => OpenAt(LinuxDirfd.AT_FDCWD, path, flags, mode);

    public long OpenAt(LinuxDirfd directory, byte[] path, LinuxOpenFlags flags, uint mode)
    {
        _ = mode;
        const LinuxOpenFlags TemporaryFile = (LinuxOpenFlags)0x40_0000;
        Errno error = (flags & TemporaryFile) != 0 ? Errno.EOPNOTSUPP : calls.Path.Locate(directory, path, out byte[] full) is var located and not Errno.None
            ? located
            : FileOpener.Open(Process, full, flags, out OpenFile? opened) is var failed and not Errno.None ? failed : Give(opened!, flags, out directory);
        return LinuxCalls.Result(error, (int)directory);
    }

    public long Close(int fd) => LinuxCalls.Result(Table.Close(fd));

    public long Seek(int fd, long offset, LinuxWhence whence)
    {
        if (Table.Find(fd) is not { } file)
        {
            return LinuxCalls.Error(Errno.EBADF);
        }

        if ((uint)whence > (uint)LinuxWhence.SEEK_END)
        {
            return LinuxCalls.Error(Errno.EINVAL);
        }

        Errno error = file.Seek(offset, (SeekOrigin)(int)whence, out long position);
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
            default:
                return LinuxCalls.Error(Errno.EINVAL);
        }
    }

    public long MarkCloseOnExec(int fd, LinuxIoctlRequest request, ulong argument) => SetCloseOnExec(fd, true);

    public long ClearCloseOnExec(int fd, LinuxIoctlRequest request, ulong argument) => SetCloseOnExec(fd, false);

    public long Truncate(int fd, long length) => Table.Find(fd) is { } file
        ? LinuxCalls.Result(length < 0 ? Errno.EINVAL : file.SetSize(length))
        : LinuxCalls.Error(Errno.EBADF);

    public long Send(int target, int source, ref long? offset, ulong count)
    {
        if (Table.Find(target) is not { } to || Table.Find(source) is not { } from)
        {
            return LinuxCalls.Error(Errno.EBADF);
        }

        if (from.Mappable is null || to.IsAppending)
        {
            return LinuxCalls.Error(Errno.EINVAL);
        }

        byte[] buffer = ArrayPool<byte>.Shared.Rent(ChunkSize);
        long sent = 0;
        Errno error = Errno.None;
        count = Math.Min(count, MostBytes);
        while ((ulong)sent < count)
        {
            Span<byte> part = buffer.AsSpan(0, (int)Math.Min(ChunkSize, count - (ulong)sent));
            error = offset is { } place ? from.ReadAt(place, part, out int read) : from.Read(thread.Waiter, part, out read);
            if (error != Errno.None || read == 0)
            {
                break;
            }

            error = to.Write(thread.Waiter, part[..read], out int written);
            sent += written;
            offset += written;
            if (offset is null && written < read)
            {
                from.Seek(written - read, SeekOrigin.Current, out _);
            }

            if (error != Errno.None || written < read)
            {
                break;
            }
        }

        ArrayPool<byte>.Shared.Return(buffer);
        return sent > 0 ? sent : AfterWrite(error);
    }

    public long ReadDirectory(int fd, GuestBuffer buffer)
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
        int used = DirectoryRecords.Write(records, entries, ref next, out bool isTooSmall);
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

    private long Transfer(int fd, GuestBuffer vectors, Func<OpenFile, GuestBuffer, long> transfer)
    {
        if (Table.Find(fd) is not { } file || vectors.Length > MostVectors)
        {
            return LinuxCalls.Error(vectors.Length > MostVectors ? Errno.EINVAL : Errno.EBADF);
        }

        long total = 0;
        for (ulong i = 0; i < vectors.Length; i++)
        {
            if (!calls.TryRead(vectors.Address + (i * (ulong)LinuxIovec.ByteSize), out LinuxIovec vector))
            {
                return total > 0 ? total : LinuxCalls.Error(Errno.EFAULT);
            }

            if (vector.Length == 0)
            {
                continue;
            }

            long result = transfer(file, new GuestBuffer(vector.Base, vector.Length));
            if (result < 0)
            {
                return total > 0 ? total : result;
            }

            total += result;
            if ((ulong)result < vector.Length)
            {
                break;
            }
        }

        return total;
    }
}

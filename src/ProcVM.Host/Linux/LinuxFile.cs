using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;
using ProcVM.Core.Ports;

namespace ProcVM.Host.Linux;

/// <summary>A regular file of a Linux host.</summary>
[SupportedOSPlatform("linux")]
internal sealed unsafe class LinuxFile : IFile, IMappableFile, IMappedFile
{
    private readonly SafeFileHandle _handle;

    private LinuxFile(int fd) => _handle = new SafeFileHandle(fd, ownsHandle: true);

    /// <inheritdoc/>
    public FileKind Kind => FileKind.Regular;

    /// <inheritdoc/>
    public SafeHandle Handle => _handle;

    /// <inheritdoc/>
    public IMappableFile? SharedMappable => this;

    private int Fd => (int)_handle.DangerousGetHandle();

    /// <summary>Opens a file by its host path.</summary>
    public static Errno OpenForReading(ReadOnlySpan<byte> path, LinuxWaiter waiter, out IFile? file)
    {
        file = null;
        PathBuffer name = default;
        if (!name.TrySet(path))
        {
            return Errno.ENAMETOOLONG;
        }

        int fd = Libc.openat(Libc.AT_FDCWD, (byte*)&name, Libc.O_RDONLY | Libc.O_NONBLOCK | Libc.O_NOCTTY | Libc.O_CLOEXEC, 0);
        return fd < 0 ? Descriptor.LastError : Adopt(fd, waiter, out file);
    }

    /// <summary>Makes a file in memory, without a name.</summary>
    public static Errno CreateScratch(out IFile? file)
    {
        const uint CloseOnExec = 1;
        file = null;
        fixed (byte* name = "procvm\0"u8)
        {
            int fd = Libc.memfd_create(name, CloseOnExec);
            file = fd < 0 ? null : new LinuxFile(fd);
            return fd < 0 ? Descriptor.LastError : Errno.None;
        }
    }

    /// <summary>Makes a file of a descriptor, whatever it turned out to be, or closes it.</summary>
    public static Errno Adopt(int fd, LinuxWaiter waiter, out IFile? file)
    {
        file = null;
        Errno error = Descriptor.Inspect(fd, out FileKind kind, out _);
        if (error == Errno.None)
        {
            switch (kind)
            {
                case FileKind.Regular:
                    file = new LinuxFile(fd);
                    return Errno.None;
                case FileKind.Stream:
                    file = new LinuxStream(fd, ownsHandle: true, waiter);
                    return Errno.None;
                default:
                    error = kind == FileKind.Directory ? Errno.EISDIR : Errno.EACCES;
                    break;
            }
        }

        Libc.close(fd);
        return error;
    }

    /// <inheritdoc/>
    public Errno Read(long offset, Span<byte> buffer, out int count)
    {
        fixed (byte* bytes = buffer)
        {
            while (true)
            {
                nint result = Libc.pread(Fd, bytes, buffer.Length, (nint)offset);
                count = (int)Math.Max(0, result);
                Errno error = result >= 0 ? Errno.None : Descriptor.LastError;
                if (error != Errno.EINTR)
                {
                    return error;
                }
            }
        }
    }

    /// <inheritdoc/>
    public Errno Write(long offset, ReadOnlySpan<byte> data, out int count)
    {
        count = 0;
        fixed (byte* bytes = data)
        {
            while (count < data.Length)
            {
                nint result = Libc.pwrite(Fd, bytes + count, data.Length - count, (nint)(offset + count));
                Errno error = result > 0 ? Errno.None : result == 0 ? Errno.EIO : Descriptor.LastError;
                if (error is not (Errno.None or Errno.EINTR))
                {
                    return error;
                }

                count += (int)Math.Max(0, result);
            }
        }

        return Errno.None;
    }

    /// <inheritdoc/>
    public Errno GetSize(out long size) => Descriptor.Inspect(Fd, out _, out size);

    /// <inheritdoc/>
    public Errno SetSize(long size) => Libc.ftruncate(Fd, (nint)size) == 0 ? Errno.None : Descriptor.LastError;

    /// <inheritdoc/>
    public Errno GetStatus(out FileStatus status) => Descriptor.GetStatus(Fd, out status);

    /// <inheritdoc/>
    public Errno SetPermissions(uint permissions) => Libc.fchmod(Fd, permissions & 0xFFF) == 0 ? Errno.None : Descriptor.LastError;

    /// <inheritdoc/>
    public Errno SetTimes(long? accessed, long? modified)
    {
        long* times = stackalloc long[4];
        HostTimes.Write(times, accessed, modified);
        return Libc.futimens(Fd, times) == 0 ? Errno.None : Descriptor.LastError;
    }

    /// <inheritdoc/>
    public Errno SetOwner(uint? owner, uint? group) =>
        Libc.fchown(Fd, owner ?? uint.MaxValue, group ?? uint.MaxValue) == 0 ? Errno.None : Descriptor.LastError;

    /// <inheritdoc/>
    public Errno Synchronise() => Libc.fsync(Fd) == 0 ? Errno.None : Descriptor.LastError;

    /// <inheritdoc/>
    public void Dispose() => _handle.Dispose();
}

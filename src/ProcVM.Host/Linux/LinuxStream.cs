using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;
using ProcVM.Core.Ports;

namespace ProcVM.Host.Linux;

/// <summary>A pipe, socket, device or terminal of a Linux host, or a standard stream that is a regular file and has to be
/// used at the position it shares with other processes.</summary>
[SupportedOSPlatform("linux")]
internal sealed unsafe class LinuxStream : IFile, ITerminal
{
    /// <summary>Linux's PIPE_BUF: a pipe that poll calls writable takes so much without making us wait. Terminals may
    /// take less; then the wait is the terminal's, and the second Ctrl-C ends it.</summary>
    private const int ChunkSize = 4096;

    private readonly SafeFileHandle _handle;
    private readonly LinuxWaiter _waiter;
    private readonly bool _isRegular;

    /// <summary>Wraps a descriptor.</summary>
    public LinuxStream(int fd, bool ownsHandle, LinuxWaiter waiter)
    {
        _handle = new SafeFileHandle(fd, ownsHandle);
        _waiter = waiter;
        _isRegular = Descriptor.Inspect(fd, out FileKind kind, out _) == Errno.None && kind == FileKind.Regular;
        Kind = Libc.isatty(fd) == 1 ? FileKind.Terminal : FileKind.Stream;
    }

    /// <inheritdoc/>
    public FileKind Kind { get; }

    private int Fd => (int)_handle.DangerousGetHandle();

    /// <inheritdoc/>
    public Errno Read(long offset, Span<byte> buffer, out int count)
    {
        count = 0;
        while (true)
        {
            Errno error = _waiter.WaitToRead(Fd);
            if (error != Errno.None)
            {
                return error;
            }

            fixed (byte* bytes = buffer)
            {
                nint result = Libc.read(Fd, bytes, buffer.Length);
                count = (int)Math.Max(0, result);
                error = result >= 0 ? Errno.None : Descriptor.LastError;
            }

            if (error is not (Errno.EINTR or Errno.EAGAIN))
            {
                return error;
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
                Errno error = _isRegular ? Errno.None : _waiter.WaitToWrite(Fd);
                if (error != Errno.None)
                {
                    return error;
                }

                int part = _isRegular ? data.Length - count : Math.Min(ChunkSize, data.Length - count);
                nint result = Libc.write(Fd, bytes + count, part);
                error = result >= 0 ? Errno.None : Descriptor.LastError;
                if (error is not (Errno.None or Errno.EINTR or Errno.EAGAIN))
                {
                    return error;
                }

                count += (int)Math.Max(0, result);
            }
        }

        return Errno.None;
    }

    /// <inheritdoc/>
    public Errno GetSize(out long size)
    {
        size = 0;
        return Errno.ESPIPE;
    }

    /// <inheritdoc/>
    public Errno SetSize(long size) => Errno.ESPIPE;

    /// <inheritdoc/>
    public Errno Await(bool toWrite, int milliseconds) => _isRegular ? Errno.None : _waiter.Wait(Fd, toWrite, milliseconds);

    /// <inheritdoc/>
    public int Ready => _isRegular ? Libc.POLLIN | Libc.POLLOUT : LinuxWaiter.Look(Fd);

    /// <inheritdoc/>
    public bool TryWatch(Action changed, out IDisposable? watch) => _waiter.Changes.TryWatch(Fd, changed, out watch);

    /// <inheritdoc/>
    public Errno GetStatus(out FileStatus status) => Descriptor.GetStatus(Fd, out status);

    /// <inheritdoc/>
    public Errno GetModes(Span<byte> modes)
    {
        fixed (byte* bytes = modes)
        {
            // SAFETY: TCGETS writes the kernel's 36 bytes.
            return modes.Length >= Libc.TermiosSize && Libc.ioctl(Fd, Libc.TCGETS, bytes) == 0 ? Errno.None : Descriptor.LastError;
        }
    }

    /// <inheritdoc/>
    public Errno SetModes(int when, ReadOnlySpan<byte> modes)
    {
        fixed (byte* bytes = modes)
        {
            // SAFETY: TCSETS and its kin read the kernel's 36 bytes.
            return modes.Length >= Libc.TermiosSize && Libc.ioctl(Fd, Libc.TCSETS + (nuint)(uint)when, bytes) == 0 ? Errno.None : Descriptor.LastError;
        }
    }

    /// <inheritdoc/>
    public Errno GetSize(out (ushort Rows, ushort Columns, ushort Width, ushort Height) size)
    {
        ushort* found = stackalloc ushort[4];
        int result = Libc.ioctl(Fd, Libc.TIOCGWINSZ, found);
        size = result == 0 ? (found[0], found[1], found[2], found[3]) : default;
        return result == 0 ? Errno.None : Descriptor.LastError;
    }

    /// <inheritdoc/>
    public void Dispose() => _handle.Dispose();
}

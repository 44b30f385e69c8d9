using System.Buffers.Binary;
using ProcVM.Core.Ports;
using ProcVM.Kernel.Descriptors;

namespace ProcVM.Personality.Linux.Calls;

/// <summary>ioctl on terminals (ioctl_tty(2)).</summary>
internal sealed class TtyCalls(LinuxThread thread, LinuxCalls calls)
{
    public long GetModes(int fd, LinuxIoctlRequest request, ulong address)
    {
        // ICRNL IXON; OPOST ONLCR; B38400 CS8 CREAD; ISIG ICANON ECHO ECHOE ECHOK ECHOCTL ECHOKE IEXTEN; Linux's default characters.
        ReadOnlySpan<uint> words = [0x500, 0x5, 0xBF, 0x8A3B];
        ReadOnlySpan<byte> characters = [3, 28, 127, 21, 4, 0, 1, 0, 17, 19, 26, 0, 18, 15, 23, 22];
        Span<byte> modes = stackalloc byte[36];
        modes.Clear();
        for (int i = 0; i < words.Length; i++)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(modes[(4 * i)..], words[i]);
        }

        characters.CopyTo(modes[17..]);
        return Check(fd) is var error and not 0 ? error : calls.TryWrite(address, (ReadOnlySpan<byte>)modes) ? 0 : LinuxCalls.Error(Errno.EFAULT);
    }

    public long GetSize(int fd, LinuxIoctlRequest request, out LinuxWinsize size)
    {
        size = new LinuxWinsize { Row = 24, Col = 80 };
        return Check(fd);
    }

    public long GetGroup(int fd, LinuxIoctlRequest request, out int group)
    {
        group = thread.Process.Instance.First?.Group ?? 0;
        return Check(fd);
    }

    public long SetGroup(int fd, LinuxIoctlRequest request, int group) =>
        Check(fd) is var error and not 0 ? error : group == (thread.Process.Instance.First?.Group ?? 0) ? 0 : LinuxCalls.Error(Errno.EPERM);

    public long Unknown(int fd, LinuxIoctlRequest request, ulong argument) =>
        thread.Process.Descriptors.Find(fd) is null ? LinuxCalls.Error(Errno.EBADF) : LinuxCalls.Error(Errno.ENOTTY);

    private long Check(int fd)
    {
        OpenFile? file = thread.Process.Descriptors.Find(fd);
        return file is null ? LinuxCalls.Error(Errno.EBADF) : file.IsTerminal ? 0 : LinuxCalls.Error(Errno.ENOTTY);
    }
}

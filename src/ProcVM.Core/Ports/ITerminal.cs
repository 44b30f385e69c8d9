namespace ProcVM.Core.Ports;

/// <summary>A terminal of the host (ioctl_tty(2)).</summary>
public interface ITerminal
{
    /// <summary>How it behaves.</summary>
    /// <param name="modes">Takes the kernel's struct termios: 36 bytes.</param>
    Errno GetModes(Span<byte> modes);

    /// <summary>Changes how it behaves.</summary>
    /// <param name="when">0 at once, 1 after what was written, 2 so and without what was typed.</param>
    /// <param name="modes">The kernel's struct termios.</param>
    Errno SetModes(int when, ReadOnlySpan<byte> modes);

    /// <summary>How large it is: lines, characters of each, and both in pixels.</summary>
    Errno GetSize(out (ushort Rows, ushort Columns, ushort Width, ushort Height) size);
}

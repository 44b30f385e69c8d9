namespace ProcVM.Kernel.Terminals;

/// <summary>What is done with bytes that come in (termios(3), c_iflag).</summary>
[Flags]
public enum InputFlags : uint
{
    /// <summary>The eighth bit is cleared.</summary>
    ISTRIP = 0x20,

    /// <summary>A newline becomes a carriage return.</summary>
    INLCR = 0x40,

    /// <summary>Carriage returns are dropped.</summary>
    IGNCR = 0x80,

    /// <summary>A carriage return becomes a newline.</summary>
    ICRNL = 0x100,

    /// <summary>STOP and START hold back output.</summary>
    IXON = 0x400,

    /// <summary>Any byte lets output go on.</summary>
    IXANY = 0x800,

    /// <summary>A full buffer rings the bell.</summary>
    IMAXBEL = 0x2000,

    /// <summary>Erasing takes whole UTF-8 characters.</summary>
    IUTF8 = 0x4000,
}

/// <summary>What is done with bytes that go out (c_oflag).</summary>
[Flags]
public enum OutputFlags : uint
{
    /// <summary>Anything at all.</summary>
    OPOST = 1,

    /// <summary>A newline is preceded by a carriage return.</summary>
    ONLCR = 4,

    /// <summary>A carriage return becomes a newline.</summary>
    OCRNL = 8,

    /// <summary>No carriage return in the first column.</summary>
    ONOCR = 0x10,

    /// <summary>A newline returns the carriage too.</summary>
    ONLRET = 0x20,

    /// <summary>Tabs become spaces.</summary>
    XTABS = 0x1800,
}

/// <summary>What a terminal does by itself (c_lflag).</summary>
[Flags]
public enum LocalFlags : uint
{
    /// <summary>Some characters are signals.</summary>
    ISIG = 1,

    /// <summary>Lines are edited, and read whole.</summary>
    ICANON = 2,

    /// <summary>What comes in is shown.</summary>
    ECHO = 8,

    /// <summary>Erasing is shown as erasing.</summary>
    ECHOE = 0x10,

    /// <summary>A newline follows a killed line.</summary>
    ECHOK = 0x20,

    /// <summary>Newlines are shown even when nothing is.</summary>
    ECHONL = 0x40,

    /// <summary>Signals leave what was typed.</summary>
    NOFLSH = 0x80,

    /// <summary>Only the foreground may write.</summary>
    TOSTOP = 0x100,

    /// <summary>Control characters are shown with a caret.</summary>
    ECHOCTL = 0x200,

    /// <summary>A killed line is erased.</summary>
    ECHOKE = 0x800,

    /// <summary>Words are erased, and characters quoted.</summary>
    IEXTEN = 0x8000,
}

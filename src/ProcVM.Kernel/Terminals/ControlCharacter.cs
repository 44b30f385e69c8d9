namespace ProcVM.Kernel.Terminals;

/// <summary>Where a terminal's modes keep a special character (termios(3), c_cc).</summary>
public enum ControlCharacter
{
    /// <summary>Interrupts.</summary>
    VINTR = 0,

    /// <summary>Quits.</summary>
    VQUIT = 1,

    /// <summary>Erases a character.</summary>
    VERASE = 2,

    /// <summary>Erases the line.</summary>
    VKILL = 3,

    /// <summary>Ends the file.</summary>
    VEOF = 4,

    /// <summary>Tenths of a second that a read of bytes waits.</summary>
    VTIME = 5,

    /// <summary>Bytes that it waits for.</summary>
    VMIN = 6,

    /// <summary>Lets output go on.</summary>
    VSTART = 8,

    /// <summary>Holds output back.</summary>
    VSTOP = 9,

    /// <summary>Stops the job.</summary>
    VSUSP = 10,

    /// <summary>Ends a line too.</summary>
    VEOL = 11,

    /// <summary>Shows the line again.</summary>
    VREPRINT = 12,

    /// <summary>Erases a word.</summary>
    VWERASE = 14,

    /// <summary>Quotes the next character.</summary>
    VLNEXT = 15,

    /// <summary>Ends a line too.</summary>
    VEOL2 = 16,
}

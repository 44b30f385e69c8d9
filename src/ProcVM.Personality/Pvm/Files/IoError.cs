namespace ProcVM.Personality.Pvm.Files;

/// <summary>The values of Pascal's I/O result: Turbo Pascal's numbers.</summary>
public enum IoError
{
    /// <summary>The last operation succeeded.</summary>
    None = 0,

    /// <summary>The file doesn't exist, or nothing of that name was granted.</summary>
    FileNotFound = 2,

    /// <summary>A directory of the path isn't one.</summary>
    PathNotFound = 3,

    /// <summary>The limit of open files.</summary>
    TooManyOpenFiles = 4,

    /// <summary>The host or the grant forbids it.</summary>
    AccessDenied = 5,

    /// <summary>The operation makes no sense for this kind of file.</summary>
    InvalidAccess = 12,

    /// <summary>A rename from one grant to another.</summary>
    DifferentDevice = 17,

    /// <summary>Reading past the end.</summary>
    ReadPastEnd = 100,

    /// <summary>No space is left.</summary>
    DiskFull = 101,

    /// <summary>No name was assigned.</summary>
    NotAssigned = 102,

    /// <summary>The file isn't open.</summary>
    NotOpen = 103,

    /// <summary>The file isn't open for reading.</summary>
    NotOpenForInput = 104,

    /// <summary>The file isn't open for writing.</summary>
    NotOpenForOutput = 105,

    /// <summary>What was read isn't a number, or none that fits.</summary>
    InvalidNumber = 106,

    /// <summary>The host's device failed.</summary>
    HardwareFailure = 162,
}

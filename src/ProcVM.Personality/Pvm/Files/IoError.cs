using ProcVM.Core.Ports;

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

/// <summary>What I/O results mean.</summary>
public static class IoErrors
{
    /// <summary>The I/O result for an error of the virtual kernel.</summary>
    public static IoError FromErrno(Errno error) => error switch
    {
        Errno.None => IoError.None,
        Errno.ENOENT or Errno.ENXIO => IoError.FileNotFound,
        Errno.ENOTDIR or Errno.EINVAL or Errno.ENAMETOOLONG => IoError.PathNotFound,
        Errno.EMFILE or Errno.ENFILE => IoError.TooManyOpenFiles,
        Errno.EXDEV => IoError.DifferentDevice,
        Errno.ENOSPC or Errno.EDQUOT or Errno.EFBIG => IoError.DiskFull,
        Errno.EBADF or Errno.ESPIPE or Errno.EOPNOTSUPP => IoError.InvalidAccess,
        Errno.EIO or Errno.ENOMEM => IoError.HardwareFailure,
        _ => IoError.AccessDenied,
    };

    /// <summary>A result in words.</summary>
    public static string Describe(IoError error) => error switch
    {
        IoError.FileNotFound => "file not found",
        IoError.PathNotFound => "path not found",
        IoError.TooManyOpenFiles => "too many open files",
        IoError.AccessDenied => "access denied",
        IoError.InvalidAccess => "not possible with this kind of file",
        IoError.DifferentDevice => "a file can't be renamed into another granted directory",
        IoError.ReadPastEnd => "read past the end of the file",
        IoError.DiskFull => "disk full",
        IoError.NotAssigned => "file not assigned",
        IoError.NotOpen => "file not open",
        IoError.NotOpenForInput => "file not open for input",
        IoError.NotOpenForOutput => "file not open for output",
        IoError.InvalidNumber => "invalid number",
        IoError.HardwareFailure => "the device failed",
        _ => "error",
    };
}

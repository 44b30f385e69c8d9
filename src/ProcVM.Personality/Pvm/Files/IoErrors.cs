using ProcVM.Core.Ports;

namespace ProcVM.Personality.Pvm.Files;

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

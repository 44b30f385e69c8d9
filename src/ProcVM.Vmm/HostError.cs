using ProcVM.Core.Ports;

namespace ProcVM.Vmm;

/// <summary>Host errors in words.</summary>
public static class HostError
{
    /// <summary>What an error means to a user.</summary>
    public static string Describe(Errno error) => error switch
    {
        Errno.ENOENT => "no such file or directory",
        Errno.EACCES or Errno.EPERM => "permission denied",
        Errno.ENOTDIR => "not a directory",
        Errno.EISDIR => "it is a directory",
        Errno.ENOSPC or Errno.EDQUOT => "no space is left",
        Errno.EROFS => "it is read-only",
        Errno.EMFILE or Errno.ENFILE => "too many files are open",
        Errno.EFBIG => "it would be too large",
        Errno.ENAMETOOLONG => "the path is too long",
        Errno.ELOOP => "too many symbolic links",
        Errno.EIO => "the device failed",
        Errno.EBADF => "it isn't open",
        _ => error.ToString(),
    };
}

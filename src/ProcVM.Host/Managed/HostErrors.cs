using System.Security;
using ProcVM.Core.Ports;

namespace ProcVM.Host.Managed;

/// <summary>Runs host operations that throw and tells their failures as values: the one place where that is done.</summary>
internal static class HostErrors
{
    private const int DiskFull = unchecked((int)0x80070070);
    private const int HandleDiskFull = unchecked((int)0x80070027);
    private const int BrokenPipe = unchecked((int)0x8007006D);
    private const int PipeClosing = unchecked((int)0x800700E8);
    private const int FileExists = unchecked((int)0x80070050);
    private const int UnixBrokenPipe = 32;

    /// <summary>Runs an operation.</summary>
    public static Errno Run(Action operation)
    {
        try
        {
            operation();
            return Errno.None;
        }
        catch (Exception exception) when (Translate(exception) is not Errno.None)
        {
            return Translate(exception);
        }
    }

    private static Errno Translate(Exception exception) => exception switch
    {
        FileNotFoundException => Errno.ENOENT,
        DirectoryNotFoundException => Errno.ENOENT,
        PathTooLongException => Errno.ENAMETOOLONG,
        UnauthorizedAccessException or SecurityException => Errno.EACCES,
        NotSupportedException => Errno.EOPNOTSUPP,
        ArgumentException => Errno.EINVAL,
        IOException io => io.HResult switch
        {
            DiskFull or HandleDiskFull => Errno.ENOSPC,
            BrokenPipe or PipeClosing or UnixBrokenPipe => Errno.EPIPE,
            FileExists => Errno.EEXIST,
            _ => Errno.EIO,
        },
        _ => Errno.None,
    };
}

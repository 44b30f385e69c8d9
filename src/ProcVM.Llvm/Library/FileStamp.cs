using System.Text;

namespace ProcVM.Llvm;

/// <summary>What tells one file from another under the same name without reading it.</summary>
/// <param name="Size">Bytes.</param>
/// <param name="Inode">Its number.</param>
/// <param name="Modified">When its bytes last changed, in nanoseconds since 1970.</param>
public readonly record struct FileStamp(long Size, ulong Inode, long Modified)
{
    /// <summary>A file's, links followed; null when there is none.</summary>
    public static unsafe FileStamp? Of(string path)
    {
        byte[] name = Encoding.UTF8.GetBytes(path + "\0");
        Libc.Statx status;
        fixed (byte* start = name)
        {
            // SAFETY: statx(2) writes the 256 bytes of its structure.
            return Libc.statx(Libc.AT_FDCWD, start, 0, Libc.STATX_BASIC_STATS, &status) == 0
                ? new FileStamp((long)status.Size, status.Inode, (status.ModifiedSeconds * 1_000_000_000) + status.ModifiedNanoseconds)
                : null;
        }
    }
}

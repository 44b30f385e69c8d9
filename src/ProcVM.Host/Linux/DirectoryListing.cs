using System.Buffers.Binary;
using System.Runtime.Versioning;
using ProcVM.Core.Ports;

namespace ProcVM.Host.Linux;

/// <summary>Reads a directory's names (getdents64(2)).</summary>
[SupportedOSPlatform("linux")]
internal static unsafe class DirectoryListing
{
    private const int BufferSize = 32 << 10;
    private const int NameOffset = 19;

    /// <summary>A directory with more names than this is refused with EOVERFLOW: they are kept in memory.</summary>
    private const int MostEntries = 1 << 20;

    /// <summary>The names in an open directory but "." and "..".</summary>
    public static Errno Read(int fd, out IReadOnlyList<DirectoryEntry> entries)
    {
        List<DirectoryEntry> list = [];
        entries = list;
        byte[] buffer = new byte[BufferSize];
        while (true)
        {
            int length;
            fixed (byte* bytes = buffer)
            {
                length = (int)Libc.syscall(Libc.SYS_getdents64, fd, (nint)bytes, BufferSize, 0);
            }

            if (length <= 0)
            {
                return length == 0 ? Errno.None : Descriptor.LastError;
            }

            Take(buffer.AsSpan(0, length), list);
            if (list.Count > MostEntries)
            {
                return Errno.EOVERFLOW;
            }
        }
    }

    private static void Take(ReadOnlySpan<byte> records, List<DirectoryEntry> list)
    {
        while (records.Length >= NameOffset)
        {
            ulong inode = BinaryPrimitives.ReadUInt64LittleEndian(records);
            int size = BinaryPrimitives.ReadUInt16LittleEndian(records[16..]);
            ReadOnlySpan<byte> name = records[NameOffset..size];
            name = name[..name.IndexOf((byte)0)];
            if (name is not ([(byte)'.'] or [(byte)'.', (byte)'.']))
            {
                list.Add(new DirectoryEntry(name.ToArray(), inode, records[18]));
            }

            records = records[size..];
        }
    }
}

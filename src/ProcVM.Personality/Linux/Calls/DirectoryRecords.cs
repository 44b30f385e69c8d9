using System.Buffers.Binary;
using ProcVM.Core.Ports;

namespace ProcVM.Personality.Linux.Calls;

/// <summary>Names of a directory as getdents64 gives them (struct linux_dirent64).</summary>
internal static class DirectoryRecords
{
    private const int TypeOffset = 18;
    private const int NameOffset = 19;
    private const int OldNameOffset = 18;
    private const byte DirectoryType = 4;

    /// <summary>Writes as many as fit; 0 at the end.</summary>
    /// <param name="records">Takes them.</param>
    /// <param name="entries">The names; "." and ".." come before them.</param>
    /// <param name="isOld">True for getdents' records: the type is the last byte, not before the name.</param>
    /// <param name="next">The number of the first, and then of the next.</param>
    /// <param name="isTooSmall">True when not even one fits.</param>
    public static int Write(Span<byte> records, IReadOnlyList<DirectoryEntry> entries, bool isOld, ref int next, out bool isTooSmall)
    {
        int used = 0;
        int first = next;
        isTooSmall = false;
        while (next < entries.Count + 2)
        {
            DirectoryEntry entry = next switch
            {
                0 => new DirectoryEntry("."u8.ToArray(), 1, DirectoryType),
                1 => new DirectoryEntry(".."u8.ToArray(), 1, DirectoryType),
                _ => entries[next - 2],
            };
            int start = isOld ? OldNameOffset : NameOffset;
            int size = (start + entry.Name.Length + (isOld ? 2 : 1) + 7) & ~7;
            if (size > records.Length - used)
            {
                isTooSmall = next == first;
                break;
            }

            Span<byte> record = records.Slice(used, size);
            record.Clear();
            next++;
            BinaryPrimitives.WriteUInt64LittleEndian(record, Math.Max(1, entry.Inode));
            BinaryPrimitives.WriteInt64LittleEndian(record[8..], next);
            BinaryPrimitives.WriteUInt16LittleEndian(record[16..], (ushort)size);
            record[isOld ? size - 1 : TypeOffset] = entry.Type;
            entry.Name.CopyTo(record[start..]);
            used += size;
        }

        return used;
    }
}

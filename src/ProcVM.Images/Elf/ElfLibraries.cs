using System.Buffers.Binary;
using System.Text;
using ProcVM.Core.Ports;

namespace ProcVM.Images.Elf;

/// <summary>Reads which libraries an image is linked with (System V ABI, chapter 5: DT_NEEDED). Whatever is wrong with it ends the list.</summary>
public static class ElfLibraries
{
    private const ulong Needed = 1;
    private const ulong StringTable = 5;
    private const int MostEntries = 4096;
    private const int LongestName = 255;

    /// <summary>The names, in the image's order.</summary>
    public static List<string> Read(IFile file, ElfImage image)
    {
        List<ulong> needed = [];
        ulong strings = 0;
        int word = image.WordSize;
        Span<byte> entry = stackalloc byte[16];
        entry = entry[..(2 * word)];
        for (int i = 0; image.DynamicAddress != 0 && i < MostEntries; i++)
        {
            if (!TryRead(file, image, image.DynamicAddress + (ulong)(i * 2 * word), entry))
            {
                break;
            }

            ulong tag = Word(entry, word);
            ulong value = Word(entry[word..], word);
            if (tag == 0)
            {
                break;
            }

            if (tag == Needed)
            {
                needed.Add(value);
            }

            strings = tag == StringTable ? value : strings;
        }

        return [.. needed.Select(place => Name(file, image, unchecked(strings + place))).OfType<string>()];
    }

    private static ulong Word(ReadOnlySpan<byte> bytes, int size) =>
        size == 4 ? BinaryPrimitives.ReadUInt32LittleEndian(bytes) : BinaryPrimitives.ReadUInt64LittleEndian(bytes);

    private static string? Name(IFile file, ElfImage image, ulong address)
    {
        StringBuilder name = new();
        Span<byte> one = stackalloc byte[1];
        while (name.Length < LongestName && TryRead(file, image, address + (ulong)name.Length, one))
        {
            if (one[0] == 0)
            {
                return name.Length == 0 ? null : name.ToString();
            }

            name.Append((char)one[0]);
        }

        return null;
    }

    private static bool TryRead(IFile file, ElfImage image, ulong address, Span<byte> bytes)
    {
        foreach (ElfSegment segment in image.Segments)
        {
            if (address >= segment.Address && address - segment.Address < segment.FileSize && segment.FileSize - (address - segment.Address) >= (ulong)bytes.Length)
            {
                return file.Read(segment.Offset + (long)(address - segment.Address), bytes, out int count) == Errno.None && count == bytes.Length;
            }
        }

        return false;
    }
}

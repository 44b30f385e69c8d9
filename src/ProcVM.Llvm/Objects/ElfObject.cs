using System.Buffers.Binary;
using System.Text;
using ProcVM.Core;

namespace ProcVM.Llvm;

/// <summary>A relocatable ELF64 object for x86-64. Nothing in the file is believed: every offset and index was checked when
/// there is an object.</summary>
internal sealed class ElfObject
{
    private const int HeaderSize = 64;
    private const int SectionHeaderSize = 64;
    private const int SymbolSize = 24;
    private const int RelocationSize = 24;
    private const int LargestFile = 256 << 20;
    private const int LargestAlignment = 4096;

    private readonly ReadOnlyMemory<byte> _file;

    private ElfObject(ReadOnlyMemory<byte> file, ElfSection[] sections, ElfSymbol[] symbols)
    {
        _file = file;
        Sections = sections;
        Symbols = symbols;
    }

    /// <summary>The sections; the first is the empty one.</summary>
    public ElfSection[] Sections { get; }

    /// <summary>The symbols; the first is the empty one.</summary>
    public ElfSymbol[] Symbols { get; }

    /// <summary>The file.</summary>
    public ReadOnlyMemory<byte> File => _file;

    /// <summary>Reads an object.</summary>
    public static LoadResult<ElfObject> Read(ReadOnlyMemory<byte> file)
    {
        ReadOnlySpan<byte> bytes = file.Span;
        string? objection = CheckHeader(bytes);
        if (objection is not null)
        {
            return Fail(LlvmDiagnostics.NotAnObject, objection);
        }

        objection = ReadSections(bytes, out ElfSection[] sections);
        if (objection is not null)
        {
            return Fail(LlvmDiagnostics.Damaged, objection);
        }

        objection = ReadSymbols(bytes, sections, out ElfSymbol[] symbols);
        return objection is null
            ? LoadResult<ElfObject>.Success(new ElfObject(file, sections, symbols))
            : Fail(LlvmDiagnostics.Damaged, objection);
    }

    /// <summary>Where a section's header lies in the file.</summary>
    public static int HeaderOffset(ReadOnlySpan<byte> file, int section) =>
        (int)BinaryPrimitives.ReadUInt64LittleEndian(file[0x28..]) + (section * SectionHeaderSize);

    /// <summary>A section's bytes; none when it has none in the file.</summary>
    public ReadOnlySpan<byte> BytesOf(in ElfSection section) =>
        section.IsEmptyInFile ? [] : _file.Span.Slice(section.Offset, section.Size);

    /// <summary>How many relocations a section of them has.</summary>
    public static int RelocationCount(in ElfSection section) => section.Size / RelocationSize;

    /// <summary>A relocation.</summary>
    public ElfRelocation Relocation(in ElfSection section, int index)
    {
        ReadOnlySpan<byte> entry = _file.Span.Slice(section.Offset + (index * RelocationSize), RelocationSize);
        ulong info = U64(entry, 8);
        return new(U64(entry, 0), (uint)info, (uint)(info >> 32), (long)U64(entry, 16));
    }

    private static LoadResult<ElfObject> Fail(DiagnosticDescriptor descriptor, string text) =>
        LoadResult<ElfObject>.Failure(new Diagnostic(descriptor, null, text));

    // System V ABI, chapter 4: e_ident, e_type, e_machine, e_version, e_shentsize.
    private static string? CheckHeader(ReadOnlySpan<byte> file)
    {
        const ushort Relocatable = 1;
        const ushort X86_64 = 62;
        if (file.Length is < HeaderSize or > LargestFile)
        {
            return "its size";
        }

        if (!file.StartsWith("\u007FELF\u0002\u0001\u0001"u8))
        {
            return "no 64-bit little-endian ELF file";
        }

        return (U16(file, 16), U16(file, 18)) == (Relocatable, X86_64) && U16(file, 0x3A) == SectionHeaderSize ? null : "another kind of ELF file";
    }

    private static string? ReadSections(ReadOnlySpan<byte> file, out ElfSection[] sections)
    {
        sections = [];
        ulong table = U64(file, 0x28);
        int count = U16(file, 0x3C);
        int names = U16(file, 0x3E);
        if (count is 0 or >= ElfSymbol.FirstReserved || names >= count
            || !IsInside(file, table, (ulong)count * SectionHeaderSize))
        {
            return "its section table";
        }

        ElfSection[] read = new ElfSection[count];
        ReadOnlySpan<byte> namesHeader = file.Slice((int)table + (names * SectionHeaderSize), SectionHeaderSize);
        if (U32(namesHeader, 4) != ElfSection.TypeStrTab || !TryReadRange(file, namesHeader, out int namesOffset, out int namesSize))
        {
            return "its section names";
        }

        ReadOnlySpan<byte> nameBytes = file.Slice(namesOffset, namesSize);
        for (int i = 1; i < count; i++)
        {
            ReadOnlySpan<byte> header = file.Slice((int)table + (i * SectionHeaderSize), SectionHeaderSize);
            ulong alignment = Math.Max(1, U64(header, 48));
            if (!TryReadRange(file, header, out int offset, out int size) || alignment > LargestAlignment || !ulong.IsPow2(alignment)
                || !TryReadName(nameBytes, U32(header, 0), out string name))
            {
                return $"section {i}";
            }

            read[i] = new(name, U32(header, 4), U64(header, 8), offset, size, U32(header, 40), U32(header, 44), U64(header, 56), (int)alignment);
        }

        sections = read;
        return null;
    }

    private static string? ReadSymbols(ReadOnlySpan<byte> file, ElfSection[] sections, out ElfSymbol[] symbols)
    {
        symbols = [];
        int at = Array.FindIndex(sections, section => section.Type == ElfSection.TypeSymTab);
        if (at < 0)
        {
            return null;
        }

        ElfSection table = sections[at];
        if (table.Link >= (uint)sections.Length || sections[table.Link].Type != ElfSection.TypeStrTab || table.EntrySize != SymbolSize)
        {
            return "its symbol table";
        }

        ReadOnlySpan<byte> names = file.Slice(sections[table.Link].Offset, sections[table.Link].Size);
        ElfSymbol[] read = new ElfSymbol[table.Size / SymbolSize];
        for (int i = 0; i < read.Length; i++)
        {
            ReadOnlySpan<byte> entry = file.Slice(table.Offset + (i * SymbolSize), SymbolSize);
            ushort section = U16(entry, 6);
            bool isPlaced = section < ElfSymbol.FirstReserved && section != ElfSymbol.Undefined;
            ulong value = U64(entry, 8);
            ulong size = U64(entry, 16);
            if (!TryReadName(names, U32(entry, 0), out string name)
                || (isPlaced && (section >= sections.Length || !IsWithin(value, size, sections[section].Size))))
            {
                return $"symbol {i}";
            }

            read[i] = new(name, entry[4], section, value, size);
        }

        symbols = read;
        return null;
    }

    /// <summary>Where a section's bytes are; a section without bytes in the file is bounded all the same.</summary>
    private static bool TryReadRange(ReadOnlySpan<byte> file, ReadOnlySpan<byte> header, out int offset, out int size)
    {
        ulong start = U64(header, 24);
        ulong length = U64(header, 32);
        offset = 0;
        size = 0;
        switch (U32(header, 4))
        {
            case ElfSection.TypeNull:
                return true;
            case ElfSection.TypeNoBits:
                size = (int)Math.Min(length, LargestFile);
                return length <= LargestFile;
            default:
                if (!IsInside(file, start, length))
                {
                    return false;
                }

                offset = (int)start;
                size = (int)length;
                return true;
        }
    }

    private static bool TryReadName(ReadOnlySpan<byte> names, uint offset, out string name)
    {
        const int Longest = 4096;
        name = "";
        if (offset == 0)
        {
            return true;
        }

        if (offset >= (uint)names.Length)
        {
            return false;
        }

        ReadOnlySpan<byte> rest = names[(int)offset..];
        int end = rest[..Math.Min(rest.Length, Longest)].IndexOf((byte)0);
        name = end > 0 ? Encoding.UTF8.GetString(rest[..end]) : "";
        return end >= 0;
    }

    private static bool IsInside(ReadOnlySpan<byte> file, ulong offset, ulong length) =>
        offset <= (ulong)file.Length && length <= (ulong)file.Length - offset;

    private static bool IsWithin(ulong value, ulong size, int section) =>
        value <= (ulong)section && size <= (ulong)section - value;

    private static ushort U16(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]);

    private static uint U32(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]);

    private static ulong U64(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt64LittleEndian(bytes[at..]);
}

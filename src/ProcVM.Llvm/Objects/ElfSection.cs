namespace ProcVM.Llvm;

/// <summary>A section of an object, its numbers checked against the file.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">sh_type.</param>
/// <param name="Flags">sh_flags.</param>
/// <param name="Offset">Where its bytes start in the file; 0 when it has none.</param>
/// <param name="Size">Its bytes.</param>
/// <param name="Link">sh_link.</param>
/// <param name="Info">sh_info.</param>
/// <param name="EntrySize">sh_entsize.</param>
/// <param name="Alignment">A power of two, at most a page.</param>
internal readonly record struct ElfSection(
    string Name, uint Type, ulong Flags, int Offset, int Size, uint Link, uint Info, ulong EntrySize, int Alignment)
{
    public const uint TypeNull = 0;
    public const uint TypeProgBits = 1;
    public const uint TypeSymTab = 2;
    public const uint TypeStrTab = 3;
    public const uint TypeRela = 4;
    public const uint TypeNoBits = 8;
    public const uint TypeRel = 9;
    public const uint TypeUnwind = 0x70000001;

    private const ulong FlagWrite = 1;
    private const ulong FlagAlloc = 2;
    private const ulong FlagTls = 0x400;

    /// <summary>True when the running code sees it. Unwind tables aren't loaded: no exception passes through native code.</summary>
    public bool IsLoaded => (Flags & FlagAlloc) != 0 && Type != TypeUnwind && Name != ".eh_frame" && Size > 0;

    /// <summary>True for what the code may write to. Constants with addresses in them are written by the loader alone.</summary>
    public bool IsWritable => (Flags & FlagWrite) != 0 && !Name.StartsWith(".data.rel.ro", StringComparison.Ordinal);

    /// <summary>True for thread-local data.</summary>
    public bool IsThreadLocal => (Flags & FlagTls) != 0;

    /// <summary>True when it has no bytes in the file.</summary>
    public bool IsEmptyInFile => Type == TypeNoBits;
}

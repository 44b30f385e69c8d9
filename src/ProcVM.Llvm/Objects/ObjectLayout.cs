using ProcVM.Core;

namespace ProcVM.Llvm;

/// <summary>Where an object's sections will lie in its two blocks, and which symbols get a slot for their address or a stub
/// that jumps to it.</summary>
internal sealed class ObjectLayout
{
    /// <summary>Bytes of a slot: an address.</summary>
    public const int SlotSize = 8;

    /// <summary>Bytes of a stub: a jump through the symbol's slot.</summary>
    public const int StubSize = 8;

    /// <summary>The offset of a symbol without a slot or a stub.</summary>
    public const int None = -1;

    // Of a symbol that will have one.
    private const int Wanted = 0;

    private ObjectLayout(int sections, int symbols)
    {
        SectionOffsets = new int[sections];
        Slots = new int[symbols];
        Stubs = new int[symbols];
        for (int i = 0; i < symbols; i++)
        {
            Slots[i] = Stubs[i] = None;
        }
    }

    /// <summary>The offset of each loaded section in its block.</summary>
    public int[] SectionOffsets { get; }

    /// <summary>Bytes of code and constants, slots and stubs included.</summary>
    public int CodeSize { get; private set; }

    /// <summary>Bytes of writable data.</summary>
    public int DataSize { get; private set; }

    /// <summary>The largest alignment of a section.</summary>
    public int Alignment { get; private set; } = 1;

    /// <summary>By symbol: its slot's offset in the block of code, or <see cref="None"/>.</summary>
    public int[] Slots { get; }

    /// <summary>By symbol: its stub's offset in the block of code, or <see cref="None"/>; who has one has a slot too.</summary>
    public int[] Stubs { get; }

    /// <summary>Lays an object out, and checks the relocations of what is loaded.</summary>
    public static LoadResult<ObjectLayout> Of(ElfObject file)
    {
        ObjectLayout layout = new(file.Sections.Length, file.Symbols.Length);
        Diagnostic? error = layout.PlaceSections(file) ?? layout.CollectSymbols(file);
        if (error is not null)
        {
            return LoadResult<ObjectLayout>.Failure(error);
        }

        return layout.TryPlaceSymbols()
            ? LoadResult<ObjectLayout>.Success(layout)
            : LoadResult<ObjectLayout>.Failure(new Diagnostic(LlvmDiagnostics.NoRoom, null, long.MaxValue));
    }

    private Diagnostic? PlaceSections(ElfObject file)
    {
        long code = 0;
        long data = 0;
        for (int i = 0; i < file.Sections.Length; i++)
        {
            ElfSection section = file.Sections[i];
            if (!section.IsLoaded)
            {
                continue;
            }

            if (section.IsThreadLocal || section.Type is not (ElfSection.TypeProgBits or ElfSection.TypeNoBits))
            {
                return new Diagnostic(LlvmDiagnostics.Unsupported, null, $"section '{section.Name}'");
            }

            ref long size = ref section.IsWritable ? ref data : ref code;
            size = (size + section.Alignment - 1) & -section.Alignment;
            SectionOffsets[i] = (int)size;
            size += section.Size;
            Alignment = Math.Max(Alignment, section.Alignment);
            if (size > CodeHeap.LargestSize)
            {
                return new Diagnostic(LlvmDiagnostics.NoRoom, null, size);
            }
        }

        CodeSize = (int)code;
        DataSize = (int)data;
        return null;
    }

    private Diagnostic? CollectSymbols(ElfObject file)
    {
        foreach (ElfSection table in file.Sections)
        {
            if (table.Type is not (ElfSection.TypeRela or ElfSection.TypeRel) || table.Info >= (uint)file.Sections.Length
                || !file.Sections[table.Info].IsLoaded)
            {
                continue;
            }

            if (table.Type == ElfSection.TypeRel || file.Sections[table.Info].IsEmptyInFile)
            {
                return new Diagnostic(LlvmDiagnostics.Unsupported, null, $"section '{table.Name}'");
            }

            for (int i = 0; i < ElfObject.RelocationCount(table); i++)
            {
                ElfRelocation relocation = file.Relocation(table, i);
                Diagnostic? error = Check(file, relocation, file.Sections[table.Info]);
                if (error is not null)
                {
                    return error;
                }

                bool isForeignCall = relocation.Kind == ElfRelocation.Call32
                    && file.Symbols[relocation.Symbol].Section == ElfSymbol.Undefined;
                if (isForeignCall)
                {
                    Stubs[relocation.Symbol] = Wanted;
                }

                if (isForeignCall || relocation.UsesSlot)
                {
                    Slots[relocation.Symbol] = Wanted;
                }
            }
        }

        return null;
    }

    private static Diagnostic? Check(ElfObject file, in ElfRelocation relocation, in ElfSection target)
    {
        if (relocation.Width < 0)
        {
            return new Diagnostic(LlvmDiagnostics.Unsupported, null, $"relocations of kind {relocation.Kind}");
        }

        if (relocation.Symbol >= (uint)file.Symbols.Length || relocation.Offset > (ulong)target.Size
            || (ulong)relocation.Width > (ulong)target.Size - relocation.Offset)
        {
            return new Diagnostic(LlvmDiagnostics.Damaged, null, $"a relocation of section '{target.Name}'");
        }

        return null;
    }

    private bool TryPlaceSymbols()
    {
        long size = ((long)CodeSize + SlotSize - 1) & -SlotSize;
        bool any = TryPlace(Slots, SlotSize, ref size) | TryPlace(Stubs, StubSize, ref size);
        if (size > CodeHeap.LargestSize)
        {
            return false;
        }

        CodeSize = any ? (int)size : CodeSize;
        return true;
    }

    private static bool TryPlace(int[] offsets, int each, ref long size)
    {
        bool any = false;
        for (int symbol = 0; symbol < offsets.Length; symbol++)
        {
            if (offsets[symbol] != None)
            {
                offsets[symbol] = (int)Math.Min(size, int.MaxValue);
                size += each;
                any = true;
            }
        }

        return any;
    }
}

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

    private readonly Dictionary<uint, int> _slots = [];
    private readonly Dictionary<uint, int> _stubs = [];

    private ObjectLayout(int sections)
    {
        SectionOffsets = new int[sections];
    }

    /// <summary>The offset of each loaded section in its block.</summary>
    public int[] SectionOffsets { get; }

    /// <summary>Bytes of code and constants, slots and stubs included.</summary>
    public int CodeSize { get; private set; }

    /// <summary>Bytes of writable data.</summary>
    public int DataSize { get; private set; }

    /// <summary>The largest alignment of a section.</summary>
    public int Alignment { get; private set; } = 1;

    /// <summary>The symbols with slots, and the slots' offsets in the block of code.</summary>
    public IReadOnlyDictionary<uint, int> Slots => _slots;

    /// <summary>The symbols with stubs, and the stubs' offsets in the block of code; each has a slot too.</summary>
    public IReadOnlyDictionary<uint, int> Stubs => _stubs;

    /// <summary>Lays an object out, and checks the relocations of what is loaded.</summary>
    public static LoadResult<ObjectLayout> Of(ElfObject file)
    {
        ObjectLayout layout = new(file.Sections.Length);
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
                    _stubs[relocation.Symbol] = 0;
                }

                if (isForeignCall || relocation.UsesSlot)
                {
                    _slots[relocation.Symbol] = 0;
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
        foreach (uint symbol in _slots.Keys)
        {
            _slots[symbol] = (int)size;
            size += SlotSize;
        }

        foreach (uint symbol in _stubs.Keys)
        {
            _stubs[symbol] = (int)size;
            size += StubSize;
        }

        if (size > CodeHeap.LargestSize)
        {
            return false;
        }

        CodeSize = _slots.Count > 0 ? (int)size : CodeSize;
        return true;
    }
}

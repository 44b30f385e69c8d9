using System.Buffers.Binary;
using ProcVM.Core;

namespace ProcVM.Llvm;

/// <summary>An object on its way into memory.</summary>
internal sealed class ObjectImage
{
    private readonly ElfObject _file;
    private readonly ObjectLayout _layout;
    private readonly CodeBlock? _code;
    private readonly CodeBlock? _data;
    private readonly SymbolTable _externals;
    private readonly Dictionary<nint, string> _externalPlaces = [];

    public ObjectImage(ElfObject file, ObjectLayout layout, CodeBlock? code, CodeBlock? data, SymbolTable externals)
    {
        _file = file;
        _layout = layout;
        _code = code;
        _data = data;
        _externals = externals;
    }

    /// <summary>Copies the sections and resolves what they refer to.</summary>
    public Diagnostic? Write()
    {
        CopySections();
        Diagnostic? error = WriteSlots();
        if (error is not null)
        {
            return error;
        }

        WriteStubs();
        foreach (ElfSection table in _file.Sections)
        {
            if (table.Type == ElfSection.TypeRela && table.Info < (uint)_file.Sections.Length && _file.Sections[table.Info].IsLoaded)
            {
                error = Relocate(table);
                if (error is not null)
                {
                    return error;
                }
            }
        }

        return null;
    }

    /// <summary>The result, once everything is written.</summary>
    public LoadedCode ToLoadedCode()
    {
        nint[] addresses = new nint[_file.Sections.Length];
        for (int i = 0; i < addresses.Length; i++)
        {
            addresses[i] = _file.Sections[i].IsLoaded ? AddressOf(i) : 0;
        }

        List<NativeFunction> functions = [];
        foreach (ElfSymbol symbol in _file.Symbols)
        {
            if (symbol.IsFunction && symbol.Section is not ElfSymbol.Undefined and < ElfSymbol.FirstReserved
                && _file.Sections[symbol.Section] is { IsLoaded: true, IsWritable: false })
            {
                functions.Add(new(symbol.Name, AddressOf(symbol.Section) + (int)symbol.Value, (int)symbol.Size));
            }
        }

        return new LoadedCode(_code, _data, [.. functions], _externalPlaces, addresses);
    }

    private void CopySections()
    {
        // What isn't code between the pieces stops whoever gets there.
        _code?.Writable.Fill(0xCC);
        for (int i = 0; i < _file.Sections.Length; i++)
        {
            ElfSection section = _file.Sections[i];
            if (!section.IsLoaded)
            {
                continue;
            }

            Span<byte> place = PlaceOf(i);
            place.Clear();
            _file.BytesOf(section).CopyTo(place);
        }
    }

    private Diagnostic? WriteSlots()
    {
        for (int symbol = 0; symbol < _layout.Slots.Length; symbol++)
        {
            int offset = _layout.Slots[symbol];
            if (offset == ObjectLayout.None)
            {
                continue;
            }

            Diagnostic? error = Resolve((uint)symbol, out long address);
            if (error is not null)
            {
                return error;
            }

            BinaryPrimitives.WriteInt64LittleEndian(_code!.Writable[offset..], address);
            if (_file.Symbols[symbol].Section == ElfSymbol.Undefined)
            {
                _externalPlaces[_code.Address + offset] = _file.Symbols[symbol].Name;
            }
        }

        return null;
    }

    // jmp [rip + distance to the slot]; int3; int3
    private void WriteStubs()
    {
        for (int symbol = 0; symbol < _layout.Stubs.Length; symbol++)
        {
            int offset = _layout.Stubs[symbol];
            if (offset == ObjectLayout.None)
            {
                continue;
            }

            Span<byte> stub = _code!.Writable.Slice(offset, ObjectLayout.StubSize);
            stub[0] = 0xFF;
            stub[1] = 0x25;
            BinaryPrimitives.WriteInt32LittleEndian(stub[2..], _layout.Slots[symbol] - (offset + 6));
            _externalPlaces[_code.Address + offset] = _file.Symbols[symbol].Name;
        }
    }

    private Diagnostic? Relocate(in ElfSection table)
    {
        Span<byte> place = PlaceOf((int)table.Info);
        nint start = AddressOf((int)table.Info);
        for (int i = 0; i < ElfObject.RelocationCount(table); i++)
        {
            ElfRelocation relocation = _file.Relocation(table, i);
            if (relocation.Kind == ElfRelocation.None)
            {
                continue;
            }

            Diagnostic? error = Target(relocation, out long target);
            if (error is not null)
            {
                return error;
            }

            // The layout has checked that offset and width lie inside the section.
            int offset = (int)relocation.Offset;
            long value = unchecked(target + relocation.Addend);
            bool fits = TryWrite(place[offset..], relocation.Kind, value, unchecked(value - (start + offset)));
            if (!fits)
            {
                return new Diagnostic(LlvmDiagnostics.OutOfReach, null, _file.Symbols[relocation.Symbol].Name, relocation.Kind);
            }
        }

        return null;
    }

    private static bool TryWrite(Span<byte> place, uint kind, long value, long distance)
    {
        switch (kind)
        {
            case ElfRelocation.Absolute64:
                BinaryPrimitives.WriteInt64LittleEndian(place, value);
                return true;
            case ElfRelocation.Relative64:
                BinaryPrimitives.WriteInt64LittleEndian(place, distance);
                return true;
            case ElfRelocation.Absolute32:
                BinaryPrimitives.WriteUInt32LittleEndian(place, unchecked((uint)value));
                return value == unchecked((uint)value);
            case ElfRelocation.SignedAbsolute32:
                BinaryPrimitives.WriteInt32LittleEndian(place, unchecked((int)value));
                return value == unchecked((int)value);
            default:
                BinaryPrimitives.WriteInt32LittleEndian(place, unchecked((int)distance));
                return distance == unchecked((int)distance);
        }
    }

    /// <summary>The address a relocation speaks of: the symbol's, its slot's or its stub's.</summary>
    private Diagnostic? Target(in ElfRelocation relocation, out long target)
    {
        if (relocation.UsesSlot)
        {
            target = _code!.Address + _layout.Slots[relocation.Symbol];
            return null;
        }

        if (relocation.Kind == ElfRelocation.Call32 && _layout.Stubs[relocation.Symbol] is var stub and not ObjectLayout.None)
        {
            target = _code!.Address + stub;
            return null;
        }

        return Resolve(relocation.Symbol, out target);
    }

    private Diagnostic? Resolve(uint index, out long address)
    {
        ElfSymbol symbol = _file.Symbols[index];
        address = 0;
        switch (symbol.Section)
        {
            case ElfSymbol.Undefined:
                bool isKnown = _externals.TryFind(symbol.Name, out nint found);
                address = found;
                return isKnown ? null : new Diagnostic(LlvmDiagnostics.Unresolved, null, symbol.Name);
            case ElfSymbol.Absolute:
                address = (long)symbol.Value;
                return null;
            case >= ElfSymbol.FirstReserved:
                return new Diagnostic(LlvmDiagnostics.Unsupported, null, $"common data '{symbol.Name}'");
            default:
                if (!_file.Sections[symbol.Section].IsLoaded)
                {
                    return new Diagnostic(LlvmDiagnostics.Unsupported, null, $"references into section '{_file.Sections[symbol.Section].Name}'");
                }

                address = AddressOf(symbol.Section) + (long)symbol.Value;
                return null;
        }
    }

    private CodeBlock BlockOf(int section) => (_file.Sections[section].IsWritable ? _data : _code)!;

    private nint AddressOf(int section) => BlockOf(section).Address + _layout.SectionOffsets[section];

    private Span<byte> PlaceOf(int section) =>
        BlockOf(section).Writable.Slice(_layout.SectionOffsets[section], _file.Sections[section].Size);
}

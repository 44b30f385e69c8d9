namespace ProcVM.Pascal.Binding;

/// <summary>Lays out a record, field after field: natural alignment, none in packed records; variants begin at one place.</summary>
internal sealed class RecordLayout(RecordType record)
{
    private int _alignment = 1;
    private bool _containsFile;
    private bool _needsZeros;

    internal RecordType Record { get; } = record;

    /// <summary>Where the next field goes, before it is aligned.</summary>
    internal long Offset { get; set; }

    /// <summary>The place of the next field.</summary>
    internal int Place(PascalType type)
    {
        int alignment = Record.IsPacked ? 1 : type.Alignment;
        _alignment = Math.Max(_alignment, alignment);
        _containsFile |= type.ContainsFile;
        _needsZeros |= type.NeedsZeros;
        long offset = PascalType.Align(Offset, alignment);
        Offset = Math.Min(offset + type.Size, 2 * PascalType.Largest);
        return (int)Math.Min(offset, PascalType.Largest);
    }

    /// <summary>Ends the layout; false for a record that no memory holds.</summary>
    internal bool TryComplete()
    {
        int alignment = Record.IsPacked ? 1 : _alignment;
        long size = PascalType.Align(Offset, alignment);
        if (size > PascalType.Largest)
        {
            return false;
        }

        Record.Complete((int)size, alignment, _containsFile, _needsZeros);
        return true;
    }
}

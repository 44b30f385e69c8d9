namespace ProcVM.Module.Pasm;

/// <summary>Goes through a module's relocations as its code is written.</summary>
internal sealed class RelocationCursor(Relocation[] relocations)
{
    private int _function;

    /// <summary>The next relocation's place.</summary>
    internal int Position { get; set; }

    internal void Begin(int function)
    {
        _function = function;
        while (Position < relocations.Length && relocations[Position].Function < function)
        {
            Position++;
        }
    }

    /// <summary>Takes the function's next relocation when it is at an offset.</summary>
    internal bool TryTakeAt(int offset, out Relocation relocation)
    {
        bool found = HasNext && relocations[Position].CodeOffset == offset;
        relocation = found ? relocations[Position++] : default;
        return found;
    }

    /// <summary>Takes the function's next relocation when it is before an offset.</summary>
    internal bool TryTakeBefore(int offset, out Relocation relocation)
    {
        bool found = HasNext && relocations[Position].CodeOffset < offset;
        relocation = found ? relocations[Position++] : default;
        return found;
    }

    private bool HasNext => Position < relocations.Length && relocations[Position].Function == _function;
}

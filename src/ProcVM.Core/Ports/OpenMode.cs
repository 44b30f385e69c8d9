namespace ProcVM.Core.Ports;

/// <summary>How a file is opened.</summary>
[Flags]
public enum OpenMode
{
    /// <summary>Nothing: not a way to open a file.</summary>
    None = 0,

    /// <summary>For reading.</summary>
    Read = 1,

    /// <summary>For writing.</summary>
    Write = 2,

    /// <summary>A missing file is created.</summary>
    Create = 4,

    /// <summary>An existing file is emptied; with <see cref="Write"/> only.</summary>
    Truncate = 8,

    /// <summary>With <see cref="Create"/>: an existing file is an error.</summary>
    Exclusive = 16,
}

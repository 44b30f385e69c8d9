namespace ProcVM.X86.Memory;

/// <summary>What came of touching a page.</summary>
internal enum Touch
{
    /// <summary>It can be used.</summary>
    Done,

    /// <summary>Nothing is mapped there.</summary>
    NotMapped,

    /// <summary>It is mapped, but not for this.</summary>
    Forbidden,

    /// <summary>The file that it is a part of ends before it.</summary>
    BeyondFile,

    /// <summary>There is no frame for it.</summary>
    NoMemory,

    /// <summary>Other threads must stop first: nothing has changed.</summary>
    Busy,
}

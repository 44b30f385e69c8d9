namespace ProcVM.Kernel.Descriptors;

/// <summary>What can be done with an open file without waiting: poll(2)'s bits.</summary>
[Flags]
public enum Readiness
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>There are bytes to read, or the end.</summary>
    Read = 1,

    /// <summary>Something urgent has happened.</summary>
    Urgent = 2,

    /// <summary>Bytes can be written.</summary>
    Write = 4,

    /// <summary>Nobody reads any more.</summary>
    Error = 8,

    /// <summary>Nobody writes any more.</summary>
    HangUp = 16,

    /// <summary>The other side writes no more.</summary>
    ReadHangUp = 0x2000,
}

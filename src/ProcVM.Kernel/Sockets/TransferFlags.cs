namespace ProcVM.Kernel.Sockets;

/// <summary>How a message is sent or received: send(2)'s and recv(2)'s bits.</summary>
[Flags]
public enum TransferFlags
{
    /// <summary>As usual.</summary>
    None = 0,

    /// <summary>What is urgent.</summary>
    Urgent = 1,

    /// <summary>What is looked at stays.</summary>
    Peek = 2,

    /// <summary>The length is the whole message's.</summary>
    Truncate = 0x20,

    /// <summary>Nothing waits.</summary>
    DontWait = 0x40,

    /// <summary>The whole buffer is filled.</summary>
    WaitAll = 0x100,
}

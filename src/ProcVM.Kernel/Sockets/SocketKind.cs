namespace ProcVM.Kernel.Sockets;

/// <summary>How a socket carries bytes (socket(2)).</summary>
public enum SocketKind
{
    /// <summary>A stream between two.</summary>
    Stream = 1,

    /// <summary>Messages, each to whom it's for.</summary>
    Datagram = 2,

    /// <summary>Messages between two.</summary>
    Sequenced = 5,
}

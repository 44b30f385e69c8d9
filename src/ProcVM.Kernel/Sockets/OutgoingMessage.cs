using ProcVM.Kernel.Descriptors;

namespace ProcVM.Kernel.Sockets;

/// <summary>What is sent with bytes.</summary>
/// <param name="From">Who sends it.</param>
public readonly record struct OutgoingMessage(SocketParty From)
{
    /// <summary>To whom; null for whom the socket is connected to.</summary>
    public SocketAddress? To { get; init; }

    /// <summary>Open files that go with it. They are the message's once it was sent, and the caller's as before when it wasn't.</summary>
    public IReadOnlyList<OpenFile>? Files { get; init; }
}

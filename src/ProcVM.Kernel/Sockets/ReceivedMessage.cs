using ProcVM.Kernel.Descriptors;

namespace ProcVM.Kernel.Sockets;

/// <summary>What was received.</summary>
public record struct ReceivedMessage
{
    /// <summary>Bytes that were copied.</summary>
    public int Count { get; set; }

    /// <summary>Bytes that the message has.</summary>
    public int Length { get; set; }

    /// <summary>True when it is one message of several, not a part of a stream.</summary>
    public bool IsWhole { get; set; }

    /// <summary>Who sent it, as the sender has it bound; null when nobody says so.</summary>
    public SocketAddress? From { get; set; }

    /// <summary>Who wrote it.</summary>
    public SocketParty Party { get; set; }

    /// <summary>Open files that came with it: the caller's from now on.</summary>
    public IReadOnlyList<OpenFile>? Files { get; set; }
}

using ProcVM.Kernel.Descriptors;

namespace ProcVM.Kernel.Sockets;

/// <summary>Bytes on their way, and what goes with them.</summary>
internal sealed class Packet
{
    /// <summary>What a packet counts for besides its bytes.</summary>
    public const int Overhead = 128;

    public required byte[] Data { get; init; }

    /// <summary>Where what is left begins and ends.</summary>
    public int Start { get; set; }

    public int End { get; set; }

    public SocketAddress? From { get; init; }

    /// <summary>Within the instance: who sent it. Its address is told as it is when the message is read.</summary>
    public Socket? Sender { get; init; }

    public SocketParty Party { get; init; }

    public IReadOnlyList<OpenFile>? Files { get; set; }

    public int Left => End - Start;

    public int Charge => Data.Length + Overhead;

    /// <summary>The files for another reader too.</summary>
    public IReadOnlyList<OpenFile>? CopyFiles()
    {
        foreach (OpenFile file in Files ?? [])
        {
            file.Acquire();
        }

        return Files;
    }

    public void Drop()
    {
        foreach (OpenFile file in Files ?? [])
        {
            file.Release();
        }

        Files = null;
    }
}

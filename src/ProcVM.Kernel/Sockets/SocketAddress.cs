namespace ProcVM.Kernel.Sockets;

/// <summary>A socket's address.</summary>
/// <param name="Family">What kind of one.</param>
public sealed record SocketAddress(SocketFamily Family)
{
    /// <summary>For a name within the instance: a path, a zero byte and an abstract name, or nothing. For the Internet's: the host's bytes.</summary>
    public byte[] Name { get; init; } = [];

    /// <summary>For a path: which file it is, once that is known.</summary>
    public (ulong Device, ulong Inode)? Node { get; init; }

    /// <summary>The Internet's: which of the host's programs.</summary>
    public int Port { get; init; }

    /// <summary>For sixteen bytes: the flow, and the link that an address is of.</summary>
    public (uint Flow, uint Scope) Extra { get; init; }

    /// <summary>True for an abstract name.</summary>
    public bool IsAbstract => Name.Length > 0 && Name[0] == 0;

    /// <summary>True for an Internet host of zeros: any.</summary>
    public bool IsAny => !Name.AsSpan().ContainsAnyExcept((byte)0);

    /// <summary>An address as the other family tells it: four bytes within sixteen, or those four.</summary>
    public SocketAddress ToFamily(SocketFamily family)
    {
        if (family == Family || Family is SocketFamily.Unix or SocketFamily.Unspecified)
        {
            return this;
        }

        const int MappedStart = 12;
        byte[] name = family == SocketFamily.Internet6
            ? IsAny ? new byte[16] : [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF, .. Name]
            : IsMapped ? Name[MappedStart..] : new byte[4];
        return new SocketAddress(family) { Name = name, Port = Port };
    }

    /// <summary>True for four bytes within sixteen.</summary>
    public bool IsMapped => Family == SocketFamily.Internet6 && Name.AsSpan().StartsWith((ReadOnlySpan<byte>)[0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF]);
}

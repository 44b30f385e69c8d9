namespace ProcVM.Kernel.Sockets;

/// <summary>What a socket's addresses are.</summary>
public enum SocketFamily
{
    /// <summary>None: what is connected is so no more.</summary>
    Unspecified = 0,

    /// <summary>Names within the instance.</summary>
    Unix = 1,

    /// <summary>The Internet's, of four bytes.</summary>
    Internet = 2,

    /// <summary>The Internet's, of sixteen bytes.</summary>
    Internet6 = 10,
}

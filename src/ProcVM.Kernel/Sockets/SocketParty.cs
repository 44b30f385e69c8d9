namespace ProcVM.Kernel.Sockets;

/// <summary>Who is behind a socket or a message (SCM_CREDENTIALS).</summary>
/// <param name="Process">The process's number; 0 for nobody known.</param>
/// <param name="User">Its user.</param>
/// <param name="Group">Its group.</param>
public readonly record struct SocketParty(int Process, uint User, uint Group)
{
    /// <summary>Nobody known.</summary>
    public static SocketParty Nobody => new(0, 65534, 65534);
}

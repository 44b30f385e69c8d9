using ProcVM.Core.Ports;
using ProcVM.Kernel.Processes;
using ProcVM.Kernel.Time;

namespace ProcVM.Kernel.Sockets;

/// <summary>The sockets of an instance: their names, and what they share.</summary>
/// <param name="clock">The clock.</param>
/// <param name="user">Whom the instance's processes act for.</param>
/// <param name="group">The group.</param>
public sealed class SocketSpace(IClock clock, uint user, uint group)
{
    /// <summary>The clock.</summary>
    public IClock Clock => clock;

    /// <summary>Names within the instance.</summary>
    public UnixNames Unix { get; } = new();

    /// <summary>The instance's own loopback: streams.</summary>
    public InternetNames Streams { get; } = new(user);

    /// <summary>The instance's own loopback: messages.</summary>
    public InternetNames Datagrams { get; } = new(user);

    /// <summary>Gives a new socket's inode its number.</summary>
    public required Func<ulong> NextNumber { get; init; }

    /// <summary>Who a thread acts for.</summary>
    public SocketParty PartyOf(Waiter waiter) => new(waiter.Process?.Id ?? 0, user, group);

    /// <summary>Until when a wait lasts.</summary>
    /// <param name="nanoseconds">At most so long; 0 for ever.</param>
    internal Deadline Until(long nanoseconds) => nanoseconds == 0 ? Deadline.Never : Deadline.In(clock, nanoseconds);

    internal SocketNames NamesOf(Socket socket) =>
        socket.Family == SocketFamily.Unix ? Unix : socket.Kind == SocketKind.Stream ? Streams : Datagrams;
}

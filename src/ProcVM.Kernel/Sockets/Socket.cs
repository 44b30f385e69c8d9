using ProcVM.Core.Ports;
using ProcVM.Kernel.Descriptors;
using ProcVM.Kernel.Processes;
using ProcVM.Kernel.Time;

namespace ProcVM.Kernel.Sockets;

/// <summary>A socket.</summary>
/// <param name="space">Where its names are.</param>
/// <param name="family">What its addresses are.</param>
/// <param name="kind">How it carries bytes.</param>
public abstract class Socket(SocketSpace space, SocketFamily family, SocketKind kind) : OpenFile
{
    /// <summary>Where its names are.</summary>
    public SocketSpace Space => space;

    /// <summary>What its addresses are.</summary>
    public SocketFamily Family => family;

    /// <summary>How it carries bytes.</summary>
    public SocketKind Kind => kind;

    /// <summary>The protocol's number: 6 for TCP, 17 for UDP, 0 for none.</summary>
    public int Protocol { get; init; }

    /// <summary>Its inode's number.</summary>
    public ulong Number { get; init; }

    /// <summary>What is set of it.</summary>
    public SocketOptions Options { get; } = new();

    /// <summary>Those who are told when it becomes ready.</summary>
    public override WatchList Changes { get; } = new();

    /// <summary>Its own address; of a socket without one the family alone.</summary>
    public virtual SocketAddress LocalAddress { get; protected internal set; } = new(family);

    /// <summary>Gives it an address.</summary>
    public abstract Errno Bind(SocketAddress address);

    /// <summary>Lets others connect to it.</summary>
    public virtual Errno Listen(int backlog, SocketParty party) => Errno.EOPNOTSUPP;

    /// <summary>Takes the next one who has connected.</summary>
    public virtual Errno Accept(Waiter waiter, bool mayWait, out Socket? accepted)
    {
        accepted = null;
        return Errno.EOPNOTSUPP;
    }

    /// <summary>Connects it.</summary>
    public abstract Errno Connect(Waiter waiter, SocketAddress address, SocketParty party);

    /// <summary>Ends one direction, or both.</summary>
    public abstract Errno Shutdown(bool read, bool write);

    /// <summary>The address of whom it is connected to.</summary>
    public abstract Errno GetPeer(out SocketAddress address);

    /// <summary>Who connected it, or listened for it.</summary>
    public virtual SocketParty PeerParty => SocketParty.Nobody;

    /// <summary>Sends bytes.</summary>
    /// <param name="waiter">The thread.</param>
    /// <param name="data">The bytes.</param>
    /// <param name="message">What goes with them.</param>
    /// <param name="flags">How.</param>
    /// <param name="count">How many were sent.</param>
    public abstract Errno Send(Waiter waiter, ReadOnlySpan<byte> data, in OutgoingMessage message, TransferFlags flags, out int count);

    /// <summary>Receives bytes.</summary>
    /// <param name="waiter">The thread.</param>
    /// <param name="buffer">Takes them.</param>
    /// <param name="flags">How.</param>
    /// <param name="received">What was received.</param>
    public abstract Errno Receive(Waiter waiter, Span<byte> buffer, TransferFlags flags, out ReceivedMessage received);

    /// <summary>What went wrong, told once: SO_ERROR.</summary>
    public abstract Errno TakeError();

    /// <summary>True while others can connect to it.</summary>
    public virtual bool IsListening => false;

    /// <summary>Sets an option that isn't one of <see cref="Options"/> alone.</summary>
    /// <param name="level">The protocol's number.</param>
    /// <param name="name">The option's.</param>
    /// <param name="value">Its value.</param>
    public virtual Errno SetOption(int level, int name, ReadOnlySpan<byte> value) => Options.Set(this, level, name, value);

    /// <summary>Gets an option.</summary>
    public virtual Errno GetOption(int level, int name, out byte[] value) => Options.Get(this, level, name, out value);

    /// <inheritdoc/>
    public override Errno Read(Waiter waiter, Span<byte> buffer, out int count)
    {
        Errno error = Receive(waiter, buffer, TransferFlags.None, out ReceivedMessage received);
        count = received.Count;
        foreach (OpenFile file in received.Files ?? [])
        {
            file.Release();
        }

        return error;
    }

    /// <inheritdoc/>
    public override Errno Write(Waiter waiter, ReadOnlySpan<byte> data, out int count) =>
        Send(waiter, data, new OutgoingMessage(Space.PartyOf(waiter)), TransferFlags.None, out count);

    /// <inheritdoc/>
    public override Errno GetStatus(out FileStatus status)
    {
        status = new FileStatus { Mode = 0xC1FF, Inode = Number, Links = 1, BlockSize = 4096 };
        return Errno.None;
    }

    /// <summary>Waits under a lock until it's pulsed.</summary>
    /// <param name="gate">The lock.</param>
    /// <param name="waiter">The thread.</param>
    /// <param name="deadline">Until when.</param>
    /// <returns>EAGAIN when the time is over; EINTR when the thread is wanted, and what it waits for need not be there.</returns>
    internal static Errno WaitFor(object gate, Waiter waiter, Deadline deadline) =>
        deadline.IsOver ? Errno.EAGAIN : waiter.Wait(gate, deadline.Milliseconds) ? Errno.None : Errno.EINTR;

    /// <summary>True when it takes messages of another socket.</summary>
    internal virtual bool Accepts(Socket asker) => true;

    internal bool MayWait(TransferFlags flags) => !IsNonBlocking && (flags & TransferFlags.DontWait) == 0;
}

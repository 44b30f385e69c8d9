using ProcVM.Core.Ports;
using ProcVM.Kernel.Descriptors;
using ProcVM.Kernel.Processes;
using ProcVM.Kernel.Time;

namespace ProcVM.Kernel.Sockets;

/// <summary>A socket that is connected to another of the instance: a stream or messages between two (unix(7)), or TCP over the instance's own loopback.</summary>
/// <remarks>Each socket has what was sent to it; who sends takes the receiver's lock. A listener's lock is taken before those of the sockets that it connects.</remarks>
public sealed class ConnectionSocket : Socket
{
    private const int PartSize = 32 << 10;
    private const int LeastPacket = 4096;
    private const int MostPending = 4096;

    private readonly Inbox _inbox = new();
    private readonly Queue<ConnectionSocket> _pending = [];
    private volatile State _state;
    private int _backlog;
    private volatile ConnectionSocket? _peer;
    private volatile bool _sendsNoMore;
    private bool _isConnectionNews;
    private bool _hasPeerClosed;
    private SocketParty _peerParty = SocketParty.Nobody;
    private SocketParty _listenParty;
    private SocketAddress _peerAddress;

    /// <summary>A socket that isn't connected.</summary>
    public ConnectionSocket(SocketSpace space, SocketFamily family, SocketKind kind)
        : base(space, family, kind)
    {
        _peerAddress = new SocketAddress(family);
        _inbox.Limit = Options.ReceiveBuffer;
    }

    private enum State
    {
        Unconnected,
        Connecting,
        Connected,
        Listening,
        Closed,
    }

    /// <inheritdoc/>
    public override bool IsListening => _state == State.Listening;

    /// <inheritdoc/>
    public override SocketParty PeerParty => _peerParty;

    private bool IsInternet => Family != SocketFamily.Unix;

    /// <summary>Connects two new sockets with each other.</summary>
    public static void Join(ConnectionSocket one, ConnectionSocket other, SocketParty party)
    {
        (one._peer, other._peer) = (other, one);
        (one._state, other._state) = (State.Connected, State.Connected);
        (one._peerParty, other._peerParty) = (party, party);
    }

    /// <inheritdoc/>
    public override Errno Bind(SocketAddress address)
    {
        lock (_inbox.Gate)
        {
            bool isBound = LocalAddress.Name.Length > 0 || LocalAddress.Port != 0;
            if (isBound && !IsInternet && address.Name.Length == 0)
            {
                return Errno.None;
            }

            if (isBound || (IsInternet && _state != State.Unconnected))
            {
                return Errno.EINVAL;
            }

            Errno error = Space.NamesOf(this).Bind(this, address, out SocketAddress bound);
            if (error == Errno.None)
            {
                LocalAddress = bound;
            }

            return error;
        }
    }

    /// <inheritdoc/>
    public override Errno Listen(int backlog, SocketParty party)
    {
        lock (_inbox.Gate)
        {
            bool isBound = LocalAddress.Name.Length > 0 || LocalAddress.Port != 0;
            if (_state is not (State.Unconnected or State.Listening) || (!isBound && !IsInternet))
            {
                return Errno.EINVAL;
            }

            if (!isBound)
            {
                int size = Family == SocketFamily.Internet ? 4 : 16;
                Errno error = Space.NamesOf(this).Bind(this, new SocketAddress(Family) { Name = new byte[size] }, out SocketAddress bound);
                if (error != Errno.None)
                {
                    return error;
                }

                LocalAddress = bound;
            }

            _backlog = Math.Min(backlog < 0 ? MostPending : backlog, MostPending);
            _listenParty = party;
            _state = State.Listening;
            Monitor.PulseAll(_inbox.Gate);
            return Errno.None;
        }
    }

    /// <inheritdoc/>
    public override Errno Accept(Waiter waiter, bool mayWait, out Socket? accepted)
    {
        accepted = null;
        Deadline deadline = Space.Until(Options.ReceiveTimeout);
        lock (_inbox.Gate)
        {
            while (_state == State.Listening && _pending.Count == 0 && !_inbox.IsEnded)
            {
                Errno error = mayWait ? WaitFor(_inbox.Gate, waiter, deadline) : Errno.EAGAIN;
                if (error != Errno.None && _pending.Count == 0)
                {
                    return error;
                }
            }

            if (_pending.Count == 0)
            {
                return Errno.EINVAL;
            }

            accepted = _pending.Dequeue();
            Monitor.PulseAll(_inbox.Gate);
            return Errno.None;
        }
    }

    /// <inheritdoc/>
    public override Errno Connect(Waiter waiter, SocketAddress address, SocketParty party)
    {
        Errno error = BeginConnecting();
        if (error != Errno.None)
        {
            return error;
        }

        SocketNames names = Space.NamesOf(this);
        Socket? found = null;
        SocketAddress reached = address;
        error = names.BindForTarget(this, address, out SocketAddress local);
        error = error != Errno.None ? error : names.Find(this, address, out found, out reached);
        error = error != Errno.None ? error : found is ConnectionSocket listener ? ConnectTo(listener, waiter, local, reached, party) : Errno.EPROTOTYPE;
        lock (_inbox.Gate)
        {
            if (_state == State.Connecting)
            {
                _state = State.Unconnected;
            }

            if (IsInternet && IsNonBlocking && error is Errno.None or Errno.ECONNREFUSED)
            {
                // As over a network: how it went is told later.
                _isConnectionNews = error == Errno.None;
                _inbox.Error = error;
                error = Errno.EINPROGRESS;
            }
        }

        Changes.Notify(Readiness.Write | Readiness.Error);
        return error;
    }

    /// <inheritdoc/>
    public override Errno Shutdown(bool read, bool write)
    {
        ConnectionSocket? peer = _peer;
        lock (_inbox.Gate)
        {
            if (_state is State.Listening && IsInternet && read)
            {
                _state = State.Unconnected;
            }
            else if (_state != State.Connected && (IsInternet || _state == State.Listening))
            {
                // A listener of the instance's own wakes those who wait, and gives them nothing.
                _inbox.IsEnded |= read && _state == State.Listening;
                Monitor.PulseAll(_inbox.Gate);
                return IsInternet ? Errno.ENOTCONN : Errno.None;
            }

            _inbox.IsEnded |= read;
            _inbox.IsShut |= read && !IsInternet;
            _sendsNoMore |= write;
            Monitor.PulseAll(_inbox.Gate);
        }

        if (peer is not null)
        {
            lock (peer._inbox.Gate)
            {
                peer._inbox.IsEnded |= write;
                peer._sendsNoMore |= read && !IsInternet;
                Monitor.PulseAll(peer._inbox.Gate);
            }

            peer.Changes.Notify(Readiness.None);
        }

        Changes.Notify(Readiness.None);
        return Errno.None;
    }

    /// <inheritdoc/>
    public override Errno GetPeer(out SocketAddress address)
    {
        lock (_inbox.Gate)
        {
            address = _peerAddress;
            return _state == State.Connected && !(IsInternet && _hasPeerClosed && _sendsNoMore) ? Errno.None : Errno.ENOTCONN;
        }
    }

    /// <inheritdoc/>
    public override Errno Send(Waiter waiter, ReadOnlySpan<byte> data, in OutgoingMessage message, TransferFlags flags, out int count)
    {
        count = 0;
        if ((flags & TransferFlags.Urgent) != 0)
        {
            return Errno.EOPNOTSUPP;
        }

        ConnectionSocket? peer = _peer;
        if (message.To is not null && !IsInternet && Kind == SocketKind.Stream)
        {
            return peer is null ? Errno.EOPNOTSUPP : Errno.EISCONN;
        }

        if (peer is null)
        {
            return IsInternet && _state != State.Listening ? Errno.EPIPE : Errno.ENOTCONN;
        }

        return Kind == SocketKind.Sequenced ? SendWhole(peer, waiter, data, message, flags, out count) : SendStream(peer, waiter, data, message, flags, out count);
    }

    /// <inheritdoc/>
    public override Errno Receive(Waiter waiter, Span<byte> buffer, TransferFlags flags, out ReceivedMessage received)
    {
        received = default;
        if ((flags & TransferFlags.Urgent) != 0)
        {
            return Family == SocketFamily.Unix ? Errno.EOPNOTSUPP : Errno.EINVAL;
        }

        Deadline deadline = Space.Until(Options.ReceiveTimeout);
        bool wasTaken;
        Errno error;
        lock (_inbox.Gate)
        {
            error = Take(waiter, buffer, flags, deadline, ref received, out wasTaken);
        }

        if (wasTaken && _peer is { } peer)
        {
            peer.Changes.Notify(Readiness.Write);
        }

        return error;
    }

    /// <inheritdoc/>
    public override int Available
    {
        get
        {
            lock (_inbox.Gate)
            {
                return _inbox.Packets.Sum(static packet => packet.Left);
            }
        }
    }

    /// <inheritdoc/>
    public override Errno TakeError()
    {
        lock (_inbox.Gate)
        {
            return _inbox.TakeError();
        }
    }

    /// <inheritdoc/>
    public override Readiness GetReadiness()
    {
        ConnectionSocket? peer = _peer;
        bool canWrite = peer is null || peer.HasRoom();
        lock (_inbox.Gate)
        {
            if (_state == State.Listening)
            {
                return _pending.Count > 0 ? Readiness.Read : Readiness.None;
            }

            bool isEnded = _inbox.IsEnded;
            return (_inbox.Packets.Count > 0 || isEnded ? Readiness.Read : 0)
                | (isEnded ? Readiness.ReadHangUp : 0)
                | ((isEnded && _sendsNoMore) || _state is State.Unconnected ? Readiness.HangUp : 0)
                | (canWrite || (IsInternet && _sendsNoMore) ? Readiness.Write : 0)
                | (_inbox.Error != Errno.None ? Readiness.Error : 0);
        }
    }

    /// <inheritdoc/>
    protected override void Close()
    {
        ConnectionSocket? peer;
        List<Packet> unread;
        List<ConnectionSocket> pending;
        lock (_inbox.Gate)
        {
            _state = State.Closed;
            peer = _peer;
            unread = _inbox.Clear();
            pending = [.. _pending];
            _pending.Clear();
            _inbox.IsShut = _inbox.IsEnded = true;
            Monitor.PulseAll(_inbox.Gate);
        }

        Space.NamesOf(this).Release(this);
        peer?.PeerCloses(unread.Exists(static packet => packet.Left > 0));
        unread.ForEach(static packet => packet.Drop());
        foreach (ConnectionSocket one in pending)
        {
            // Whoever connected, and was never accepted, is told that it's over.
            one._peer?.PeerCloses(hadUnread: true);
            one.Release();
        }
    }

    private bool HasRoom()
    {
        lock (_inbox.Gate)
        {
            return _inbox.IsShut || (long)_inbox.Charged * 4 <= _inbox.Limit;
        }
    }

    private void PeerCloses(bool hadUnread)
    {
        lock (_inbox.Gate)
        {
            _hasPeerClosed = true;
            _inbox.IsEnded = true;
            _sendsNoMore |= !IsInternet || hadUnread;
            if (hadUnread)
            {
                _inbox.Error = Errno.ECONNRESET;
            }

            Monitor.PulseAll(_inbox.Gate);
        }

        Changes.Notify(Readiness.None);
    }

    private Errno BeginConnecting()
    {
        lock (_inbox.Gate)
        {
            switch (_state)
            {
                case State.Connected when _isConnectionNews:
                    _isConnectionNews = false;
                    return Errno.None;
                case State.Connected:
                    return Errno.EISCONN;
                case State.Listening:
                    return IsInternet ? Errno.EISCONN : Errno.EINVAL;
                case State.Connecting:
                    return Errno.EALREADY;
                case State.Unconnected when _inbox.TakeError() is var before and not Errno.None:
                    return before;
                default:
                    _state = State.Connecting;
                    return Errno.None;
            }
        }
    }

    private Errno ConnectTo(ConnectionSocket listener, Waiter waiter, SocketAddress local, SocketAddress reached, SocketParty party)
    {
        Deadline deadline = Space.Until(Options.SendTimeout);
        lock (listener._inbox.Gate)
        {
            while (listener._state == State.Listening && listener._pending.Count > listener._backlog && !listener._inbox.IsEnded)
            {
                Errno error = IsNonBlocking ? Errno.EAGAIN : WaitFor(listener._inbox.Gate, waiter, deadline);
                if (error != Errno.None)
                {
                    return error;
                }
            }

            if (listener._state != State.Listening || listener._inbox.IsEnded)
            {
                return Errno.ECONNREFUSED;
            }

            ulong number = Space.NextNumber();
            ConnectionSocket accepted = new(Space, listener.Family, Kind)
            {
                Protocol = listener.Protocol,
                Number = number,
                LocalAddress = IsInternet ? reached.ToFamily(listener.Family) with { Port = listener.LocalAddress.Port } : listener.LocalAddress,
                Name = $"socket:[{number}]",
                _peerAddress = IsInternet ? local.ToFamily(listener.Family) : local,
                _peerParty = party,
                _state = State.Connected,
                _peer = this,
            };
            accepted.Options.CopyFrom(listener.Options);
            lock (_inbox.Gate)
            {
                LocalAddress = local;
                _peerAddress = IsInternet ? reached.ToFamily(Family) : listener.LocalAddress;
                _peerParty = listener._listenParty;
                _peer = accepted;
                _state = State.Connected;
            }

            listener._pending.Enqueue(accepted);
            Monitor.PulseAll(listener._inbox.Gate);
        }

        listener.Changes.Notify(Readiness.Read);
        return Errno.None;
    }

    private Errno SendStream(ConnectionSocket peer, Waiter waiter, ReadOnlySpan<byte> data, in OutgoingMessage message, TransferFlags flags, out int count)
    {
        count = 0;
        Deadline deadline = Space.Until(Options.SendTimeout);
        IReadOnlyList<OpenFile>? files = message.Files;
        while (count < data.Length)
        {
            int part;
            lock (peer._inbox.Gate)
            {
                Errno error = CheckSending(peer);
                if (error == Errno.None && peer._inbox.Charged >= peer._inbox.Limit)
                {
                    error = MayWait(flags) ? WaitFor(peer._inbox.Gate, waiter, deadline) : Errno.EAGAIN;
                    if (error == Errno.None)
                    {
                        continue;
                    }
                }

                if (error != Errno.None)
                {
                    return count > 0 ? Errno.None : error;
                }

                if (_hasPeerClosed)
                {
                    // TCP learns from the answer to this that nobody is there any more.
                    count = data.Length;
                    _sendsNoMore = true;
                    return Errno.None;
                }

                part = files is null ? peer._inbox.AddToLast(data[count..], message.From) : 0;
                if (part == 0)
                {
                    part = Math.Min(data.Length - count, PartSize);
                    byte[] bytes = new byte[Math.Max(part, LeastPacket)];
                    data.Slice(count, part).CopyTo(bytes);
                    peer._inbox.Add(new Packet { Data = bytes, End = part, Party = message.From, Files = files, From = LocalAddress });
                    files = null;
                }
            }

            count += part;
            peer.Changes.Notify(Readiness.Read);
        }

        return count == 0 ? CheckEmptySend(peer) : Errno.None;
    }

    private Errno CheckEmptySend(ConnectionSocket peer)
    {
        lock (peer._inbox.Gate)
        {
            return CheckSending(peer);
        }
    }

    private Errno SendWhole(ConnectionSocket peer, Waiter waiter, ReadOnlySpan<byte> data, in OutgoingMessage message, TransferFlags flags, out int count)
    {
        count = 0;
        const int Reserved = 32;
        if (data.Length > Options.SendBuffer - Reserved)
        {
            return Errno.EMSGSIZE;
        }

        Deadline deadline = Space.Until(Options.SendTimeout);
        lock (peer._inbox.Gate)
        {
            Errno error;
            while ((error = CheckSending(peer)) == Errno.None && peer._inbox.Charged >= peer._inbox.Limit)
            {
                error = MayWait(flags) ? WaitFor(peer._inbox.Gate, waiter, deadline) : Errno.EAGAIN;
                if (error != Errno.None)
                {
                    return error;
                }
            }

            if (error != Errno.None)
            {
                return error;
            }

            peer._inbox.Add(new Packet { Data = data.ToArray(), End = data.Length, Party = message.From, Files = message.Files, From = LocalAddress });
        }

        count = data.Length;
        peer.Changes.Notify(Readiness.Read);
        return Errno.None;
    }

    // The peer's lock is held.
    private Errno CheckSending(ConnectionSocket peer) => _sendsNoMore || (peer._inbox.IsShut && !IsInternet) ? Errno.EPIPE : Errno.None;

    private Errno Take(Waiter waiter, Span<byte> buffer, TransferFlags flags, Deadline deadline, ref ReceivedMessage received, out bool wasTaken)
    {
        wasTaken = false;
        bool isPeek = (flags & TransferFlags.Peek) != 0;
        if (buffer.IsEmpty && Kind == SocketKind.Stream && (_state == State.Connected || IsInternet))
        {
            return _state == State.Connected ? Errno.None : Errno.ENOTCONN;
        }

        while (true)
        {
            Errno error = Await(waiter, flags, deadline);
            if (error != Errno.None || _inbox.Packets.Count == 0)
            {
                return received.Count > 0 ? Errno.None : error;
            }

            if (Kind == SocketKind.Sequenced)
            {
                TakeWhole(buffer, isPeek, ref received);
                wasTaken = !isPeek;
                return Errno.None;
            }

            bool isBroken = TakeStream(buffer, isPeek, ref received);
            wasTaken |= !isPeek;
            if (isBroken || isPeek || received.Count == buffer.Length || (flags & TransferFlags.WaitAll) == 0)
            {
                return Errno.None;
            }
        }
    }

    private Errno Await(Waiter waiter, TransferFlags flags, Deadline deadline)
    {
        while (_inbox.Packets.Count == 0)
        {
            if (_inbox.TakeError() is var wrong and not Errno.None)
            {
                return wrong;
            }

            if (_state != State.Connected)
            {
                return IsInternet || Kind == SocketKind.Sequenced ? Errno.ENOTCONN : Errno.EINVAL;
            }

            if (_inbox.IsEnded)
            {
                return Errno.None;
            }

            Errno error = MayWait(flags) ? WaitFor(_inbox.Gate, waiter, deadline) : Errno.EAGAIN;
            if (error != Errno.None && _inbox.Packets.Count == 0)
            {
                return error;
            }
        }

        return Errno.None;
    }

    private void TakeWhole(Span<byte> buffer, bool isPeek, ref ReceivedMessage received)
    {
        Packet packet = _inbox.Packets.First!.Value;
        int count = Math.Min(buffer.Length, packet.Left);
        packet.Data.AsSpan(packet.Start, count).CopyTo(buffer);
        received = new ReceivedMessage { Count = count, Length = packet.Left, IsWhole = true, Party = packet.Party, Files = isPeek ? packet.CopyFiles() : packet.Files };
        if (!isPeek)
        {
            _inbox.RemoveFirst();
        }
    }

    // True when what comes next belongs to another message: it has files, or another wrote it.
    private bool TakeStream(Span<byte> buffer, bool isPeek, ref ReceivedMessage received)
    {
        for (LinkedListNode<Packet>? node = _inbox.Packets.First; node is not null && received.Count < buffer.Length;)
        {
            Packet packet = node.Value;
            if (received.Count > 0 && !IsInternet && Options.PassesParty && packet.Party != received.Party)
            {
                return true;
            }

            int count = Math.Min(buffer.Length - received.Count, packet.Left);
            packet.Data.AsSpan(packet.Start, count).CopyTo(buffer[received.Count..]);
            received.Count += count;
            received.Length = received.Count;
            received.Party = packet.Party;
            bool hadFiles = packet.Files is not null;
            received.Files = isPeek ? packet.CopyFiles() ?? received.Files : packet.Files ?? received.Files;
            node = node.Next;
            if (!isPeek)
            {
                packet.Files = null;
                packet.Start += count;
                if (packet.Left == 0)
                {
                    _inbox.RemoveFirst();
                }
            }

            if (hadFiles)
            {
                return true;
            }
        }

        return false;
    }
}

using ProcVM.Core.Ports;
using ProcVM.Kernel.Descriptors;
using ProcVM.Kernel.Processes;
using ProcVM.Kernel.Time;

namespace ProcVM.Kernel.Sockets;

/// <summary>A socket of messages within the instance (unix(7)), or of UDP over its own loopback.</summary>
public sealed class DatagramSocket : Socket
{
    /// <summary>Linux's max_dgram_qlen: with more messages than that waiting, senders within the instance wait.</summary>
    private const int MostWaiting = 10;

    private const int LongestUdp = 65_507;

    private readonly Inbox _inbox = new();
    private readonly List<DatagramSocket> _talkers = [];
    private volatile DatagramSocket? _peer;
    private SocketAddress? _peerAddress;
    private volatile bool _sendsNoMore;
    private volatile bool _isClosed;
    private SocketParty _peerParty = SocketParty.Nobody;

    /// <summary>A socket without an address.</summary>
    public DatagramSocket(SocketSpace space, SocketFamily family)
        : base(space, family, SocketKind.Datagram) => _inbox.Limit = Options.ReceiveBuffer;

    /// <inheritdoc/>
    public override SocketParty PeerParty => _peerParty;

    private bool IsInternet => Family != SocketFamily.Unix;

    /// <summary>Connects two new sockets with each other.</summary>
    public static void Join(DatagramSocket one, DatagramSocket other, SocketParty party)
    {
        one.SetPeer(other);
        other.SetPeer(one);
        (one._peerAddress, other._peerAddress) = (other.LocalAddress, one.LocalAddress);
        (one._peerParty, other._peerParty) = (party, party);
    }

    /// <inheritdoc/>
    public override Errno Bind(SocketAddress address)
    {
        lock (_inbox.Gate)
        {
            if (LocalAddress.Name.Length > 0 || LocalAddress.Port != 0)
            {
                return !IsInternet && address.Name.Length == 0 ? Errno.None : Errno.EINVAL;
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
    public override Errno Connect(Waiter waiter, SocketAddress address, SocketParty party)
    {
        if (address.Family == SocketFamily.Unspecified)
        {
            SetPeer(null);
            _peerAddress = null;
            return Errno.None;
        }

        Errno error = Space.NamesOf(this).BindForTarget(this, address, out SocketAddress local);
        if (error != Errno.None)
        {
            return error;
        }

        error = Space.NamesOf(this).Find(this, address, out Socket? found, out SocketAddress reached);
        if (error != Errno.None && !(IsInternet && error == Errno.ECONNREFUSED))
        {
            return error;
        }

        if (!IsInternet && found is DatagramSocket wanted && !wanted.Accepts(this))
        {
            return Errno.EPERM;
        }

        LocalAddress = local;
        SetPeer(IsInternet ? null : found as DatagramSocket);
        _peerAddress = IsInternet ? reached.ToFamily(Family) : address;
        Changes.Notify(Readiness.None);
        return Errno.None;
    }

    /// <inheritdoc/>
    public override Errno Shutdown(bool read, bool write)
    {
        if (IsInternet && _peerAddress is null)
        {
            return Errno.ENOTCONN;
        }

        lock (_inbox.Gate)
        {
            _inbox.IsEnded |= read;
            _inbox.IsShut |= read && !IsInternet;
            _sendsNoMore |= write;
            Monitor.PulseAll(_inbox.Gate);
        }

        Changes.Notify(Readiness.None);
        return Errno.None;
    }

    /// <inheritdoc/>
    public override Errno GetPeer(out SocketAddress address)
    {
        address = _peerAddress ?? new SocketAddress(Family);
        return _peerAddress is null ? Errno.ENOTCONN : Errno.None;
    }

    /// <inheritdoc/>
    public override Errno Send(Waiter waiter, ReadOnlySpan<byte> data, in OutgoingMessage message, TransferFlags flags, out int count)
    {
        count = 0;
        const int Reserved = 32;
        if ((flags & TransferFlags.Urgent) != 0)
        {
            return Errno.EOPNOTSUPP;
        }

        if (data.Length > (IsInternet ? LongestUdp : Options.SendBuffer - Reserved))
        {
            return Errno.EMSGSIZE;
        }

        if (TakePending() is var pending and not Errno.None)
        {
            return pending;
        }

        Errno error = FindTarget(message.To, out DatagramSocket? target);
        if (error != Errno.None)
        {
            return error;
        }

        if (_sendsNoMore)
        {
            return Errno.EPIPE;
        }

        error = target is null ? Errno.None : Deliver(target, waiter, data, message, flags);
        count = error == Errno.None ? data.Length : 0;
        return error;
    }

    /// <inheritdoc/>
    public override Errno Receive(Waiter waiter, Span<byte> buffer, TransferFlags flags, out ReceivedMessage received)
    {
        received = default;
        if ((flags & TransferFlags.Urgent) != 0)
        {
            return Errno.EOPNOTSUPP;
        }

        Deadline deadline = Space.Until(Options.ReceiveTimeout);
        lock (_inbox.Gate)
        {
            while (_inbox.Packets.Count == 0)
            {
                if (_inbox.TakeError() is var wrong and not Errno.None)
                {
                    return wrong;
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

            Packet packet = _inbox.Packets.First!.Value;
            bool isPeek = (flags & TransferFlags.Peek) != 0;
            int count = Math.Min(buffer.Length, packet.Left);
            packet.Data.AsSpan(packet.Start, count).CopyTo(buffer);
            received = new ReceivedMessage
            {
                Count = count,
                Length = packet.Left,
                IsWhole = true,
                From = packet.Sender?.LocalAddress ?? packet.From,
                Party = packet.Party,
                Files = isPeek ? packet.CopyFiles() : packet.Files,
            };
            if (!isPeek)
            {
                _inbox.RemoveFirst();
            }
        }

        TellTalkers();
        return Errno.None;
    }

    /// <inheritdoc/>
    public override int Available
    {
        get
        {
            lock (_inbox.Gate)
            {
                return _inbox.Packets.First?.Value.Left ?? 0;
            }
        }
    }

    /// <inheritdoc/>
    public override Errno TakeError() => TakePending();

    /// <inheritdoc/>
    public override Readiness GetReadiness()
    {
        // Who is connected to one that doesn't talk back is writable while there is room.
        DatagramSocket? peer = _peer;
        bool canWrite = peer is null || peer._isClosed || peer.HasRoom(peer._peer == this);
        lock (_inbox.Gate)
        {
            return (_inbox.Packets.Count > 0 || _inbox.IsEnded ? Readiness.Read : 0)
                | (_inbox.IsEnded ? Readiness.ReadHangUp : 0)
                | (_inbox.IsEnded && _sendsNoMore ? Readiness.HangUp : 0)
                | (canWrite ? Readiness.Write : 0)
                | (_inbox.Error != Errno.None ? Readiness.Error : 0);
        }
    }

    internal override bool Accepts(Socket asker)
    {
        if (!IsInternet)
        {
            return _peer is null || _peer == asker;
        }

        return _peerAddress is not { } only || (asker.LocalAddress.Port == only.Port && IsOf(asker.LocalAddress, only));
    }

    /// <inheritdoc/>
    protected override void Close()
    {
        List<Packet> unread;
        _isClosed = true;
        lock (_inbox.Gate)
        {
            unread = _inbox.Clear();
            _inbox.IsShut = _inbox.IsEnded = true;
        }

        Space.NamesOf(this).Release(this);
        unread.ForEach(static packet => packet.Drop());
        if (_peer is { } peer && peer._peer == this)
        {
            peer.Changes.Notify(Readiness.None);
        }

        SetPeer(null);
        TellTalkers();
    }

    private static bool IsOf(SocketAddress one, SocketAddress other)
    {
        SocketAddress plain = one.IsMapped ? one.ToFamily(SocketFamily.Internet) : one;
        SocketAddress wanted = other.IsMapped ? other.ToFamily(SocketFamily.Internet) : other;
        return one.IsAny || (plain.Family == wanted.Family && plain.Name.AsSpan().SequenceEqual(wanted.Name));
    }

    private void SetPeer(DatagramSocket? peer)
    {
        if (_peer is { } old)
        {
            lock (old._talkers)
            {
                old._talkers.Remove(this);
            }
        }

        _peer = peer;
        if (peer is not null)
        {
            lock (peer._talkers)
            {
                peer._talkers.Add(this);
            }
        }
    }

    // Those who are connected to this one and may send again.
    private void TellTalkers()
    {
        DatagramSocket[] talkers;
        lock (_talkers)
        {
            talkers = [.. _talkers];
        }

        foreach (DatagramSocket talker in talkers)
        {
            talker.Changes.Notify(Readiness.Write);
        }
    }

    private Errno TakePending()
    {
        lock (_inbox.Gate)
        {
            return _inbox.TakeError();
        }
    }

    private bool HasRoom(bool isPartner)
    {
        lock (_inbox.Gate)
        {
            return isPartner ? (long)_inbox.Charged * 4 <= _inbox.Limit : _inbox.Packets.Count <= MostWaiting;
        }
    }

    private Errno FindTarget(SocketAddress? given, out DatagramSocket? target)
    {
        target = _peer;
        if (given is null && !IsInternet)
        {
            return target is null ? Errno.ENOTCONN : Errno.None;
        }

        if ((given ?? _peerAddress) is not { } address)
        {
            return Errno.EDESTADDRREQ;
        }

        if (IsInternet && address.Port == 0)
        {
            return Errno.EINVAL;
        }

        Errno error = Space.NamesOf(this).BindForTarget(this, address, out SocketAddress local);
        if (error != Errno.None)
        {
            return error;
        }

        if (IsInternet && LocalAddress.Port == 0)
        {
            LocalAddress = LocalAddress with { Port = local.Port };
        }

        error = Space.NamesOf(this).Find(this, address, out Socket? found, out _);
        target = found as DatagramSocket;
        if (IsInternet && error == Errno.ECONNREFUSED)
        {
            // Nobody is told by the network but who is connected, and that with the next call.
            lock (_inbox.Gate)
            {
                _inbox.Error = _peerAddress is null ? Errno.None : Errno.ECONNREFUSED;
            }

            Changes.Notify(Readiness.Error);
            return Errno.None;
        }

        return error;
    }

    private Errno Deliver(DatagramSocket target, Waiter waiter, ReadOnlySpan<byte> data, in OutgoingMessage message, TransferFlags flags)
    {
        SocketAddress from = LocalAddress;
        if (IsInternet)
        {
            SocketAddress host = message.To ?? _peerAddress!;
            Space.NamesOf(this).BindForTarget(this, host, out from);
            from = from.ToFamily(target.Family);
        }

        Deadline deadline = Space.Until(Options.SendTimeout);
        lock (target._inbox.Gate)
        {
            while (true)
            {
                if (target._isClosed)
                {
                    if (_peer == target)
                    {
                        _peer = null;
                        _peerAddress = null;
                    }

                    return Errno.ECONNREFUSED;
                }

                if (!IsInternet && !target.Accepts(this))
                {
                    return Errno.EPERM;
                }

                if (target._inbox.IsShut)
                {
                    return Errno.EPIPE;
                }

                if (target._inbox.Charged >= target._inbox.Limit && IsInternet)
                {
                    return Errno.None;
                }

                bool isFull = target._peer == this ? target._inbox.Charged >= target._inbox.Limit : target._inbox.Packets.Count > MostWaiting;
                if (!isFull)
                {
                    break;
                }

                Errno error = MayWait(flags) ? WaitFor(target._inbox.Gate, waiter, deadline) : Errno.EAGAIN;
                if (error != Errno.None)
                {
                    return error;
                }
            }

            target._inbox.Add(new Packet { Data = data.ToArray(), End = data.Length, From = from, Sender = IsInternet ? null : this, Party = message.From, Files = message.Files });
        }

        target.Changes.Notify(Readiness.Read);
        return Errno.None;
    }
}

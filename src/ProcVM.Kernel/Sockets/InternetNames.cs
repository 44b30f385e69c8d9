using ProcVM.Core.Ports;

namespace ProcVM.Kernel.Sockets;

/// <summary>Sockets by the addresses of a host that has a loopback and nothing else: 127.0.0.0/8 and ::1.</summary>
/// <param name="user">Whom the instance's processes act for.</param>
public sealed class InternetNames(uint user) : SocketNames
{
    private const int FirstFree = 32768;
    private const int LastFree = 60999;
    private const int FirstUnprivileged = 1024;
    private const int MostPorts = 65536;

    private readonly Lock _gate = new();
    private readonly Dictionary<int, List<Socket>> _ports = [];
    private int _next = FirstFree;

    /// <inheritdoc/>
    public override Errno Bind(Socket socket, SocketAddress address, out SocketAddress bound)
    {
        bound = address;
        if (address.Port is > 0 and < FirstUnprivileged && user != 0)
        {
            return Errno.EACCES;
        }

        if (!address.IsAny && !IsOwn(address))
        {
            return Errno.EADDRNOTAVAIL;
        }

        lock (_gate)
        {
            if (address.Port == 0)
            {
                if (!TryFindFree(socket, address, out int port))
                {
                    return Errno.EADDRINUSE;
                }

                bound = address with { Port = port };
            }
            else if (_ports.GetValueOrDefault(address.Port)?.Exists(other => Conflicts(socket, address, other)) == true)
            {
                return Errno.EADDRINUSE;
            }

            if (!_ports.TryGetValue(bound.Port, out List<Socket>? sockets))
            {
                _ports.Add(bound.Port, sockets = []);
            }

            sockets.Add(socket);
            socket.LocalAddress = bound;
            return Errno.None;
        }
    }

    /// <inheritdoc/>
    public override Errno BindForTarget(Socket socket, SocketAddress target, out SocketAddress local)
    {
        local = socket.LocalAddress;
        SocketAddress reached = Reach(target);
        if (!IsOwn(reached))
        {
            return Errno.ENETUNREACH;
        }

        Errno error = local.Port == 0 ? Bind(socket, new SocketAddress(socket.Family) { Name = local.Name.Length > 0 ? local.Name : new byte[SizeOf(socket.Family)] }, out local) : Errno.None;
        if (error == Errno.None && local.IsAny)
        {
            // Who talks over the loopback is at its address.
            byte[] host = reached.Family == SocketFamily.Internet ? [127, 0, 0, 1] : [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1];
            local = new SocketAddress(reached.Family) { Name = host, Port = local.Port }.ToFamily(socket.Family);
        }

        return error;
    }

    /// <inheritdoc/>
    public override Errno Find(Socket asker, SocketAddress address, out Socket? found, out SocketAddress reached)
    {
        found = null;
        reached = Reach(address);
        SocketAddress target = reached;
        if (!IsOwn(reached))
        {
            return Errno.ENETUNREACH;
        }

        lock (_gate)
        {
            // An exact address is better than any; then the one that came last.
            List<Socket> those = _ports.GetValueOrDefault(reached.Port) ?? [];
            found = those.FindLast(one => !one.LocalAddress.IsAny && Takes(one, target)) ?? those.FindLast(one => Takes(one, target));
            return found is null ? Errno.ECONNREFUSED : Errno.None;
        }

        bool Takes(Socket one, SocketAddress wanted) => one is not ConnectionSocket { IsListening: false } && Covers(one, wanted) && one.Accepts(asker);
    }

    /// <inheritdoc/>
    public override void Release(Socket socket)
    {
        lock (_gate)
        {
            int port = socket.LocalAddress.Port;
            if (_ports.TryGetValue(port, out List<Socket>? sockets) && sockets.Remove(socket) && sockets.Count == 0)
            {
                _ports.Remove(port);
            }
        }
    }

    // The address that is meant: any host is this one, and four bytes within sixteen are four.
    private static SocketAddress Reach(SocketAddress address)
    {
        SocketAddress plain = address.IsMapped ? address.ToFamily(SocketFamily.Internet) : address;
        if (!plain.IsAny)
        {
            return plain;
        }

        byte[] own = plain.Family == SocketFamily.Internet ? [127, 0, 0, 1] : [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1];
        return plain with { Name = own };
    }

    private static bool IsOwn(SocketAddress address)
    {
        const byte Loopback = 127;
        SocketAddress plain = address.IsMapped ? address.ToFamily(SocketFamily.Internet) : address;
        return plain.Family == SocketFamily.Internet ? plain.Name[0] == Loopback : !plain.Name.AsSpan(0, 15).ContainsAnyExcept((byte)0) && plain.Name[15] == 1;
    }

    private static int SizeOf(SocketFamily family) => family == SocketFamily.Internet ? 4 : 16;

    private static bool Covers(Socket socket, SocketAddress wanted)
    {
        SocketAddress own = socket.LocalAddress;
        if (own.IsAny)
        {
            return socket.Family == wanted.Family || (socket.Family == SocketFamily.Internet6 && !socket.Options.IsVersion6Only);
        }

        SocketAddress plain = own.IsMapped ? own.ToFamily(SocketFamily.Internet) : own;
        return plain.Family == wanted.Family && plain.Name.AsSpan().SequenceEqual(wanted.Name);
    }

    private static bool Conflicts(Socket socket, SocketAddress address, Socket other)
    {
        SocketAddress own = address.IsMapped ? address.ToFamily(SocketFamily.Internet) : address;
        bool mayMeet = own.IsAny
            ? socket.Family == other.Family || !(socket.Family == SocketFamily.Internet6 ? socket : other).Options.IsVersion6Only
            : Covers(other, own);
        bool isAgreed = (socket.Options.ReusesPort && other.Options.ReusesPort)
            || (socket.Options.ReusesAddress && other.Options.ReusesAddress && !other.IsListening);
        return mayMeet && !isAgreed;
    }

    private bool TryFindFree(Socket socket, SocketAddress address, out int port)
    {
        for (int i = FirstFree; i <= LastFree; i++)
        {
            port = _next;
            _next = _next == LastFree ? FirstFree : _next + 1;
            if (_ports.GetValueOrDefault(port)?.Exists(other => Conflicts(socket, address, other)) != true)
            {
                return true;
            }
        }

        port = MostPorts;
        return false;
    }
}

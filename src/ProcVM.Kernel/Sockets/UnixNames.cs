using System.Text;
using ProcVM.Core.Ports;

namespace ProcVM.Kernel.Sockets;

/// <summary>Sockets by names within the instance (unix(7)): files that stand for them, and abstract names.</summary>
public sealed class UnixNames : SocketNames
{
    private const int MostAutomatic = 1 << 20;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Socket> _names = new(StringComparer.Ordinal);
    private readonly Dictionary<(ulong Device, ulong Inode), Socket> _nodes = [];
    private int _next;

    /// <inheritdoc/>
    public override Errno Bind(Socket socket, SocketAddress address, out SocketAddress bound)
    {
        bound = address;
        lock (_gate)
        {
            if (address.Node is { } node)
            {
                _nodes[node] = socket;
                return Errno.None;
            }

            if (address.Name.Length > 0)
            {
                return _names.TryAdd(KeyOf(socket, address.Name), socket) ? Errno.None : Errno.EADDRINUSE;
            }

            for (int i = 0; i < MostAutomatic; i++)
            {
                string name = "\0" + (_next++ % MostAutomatic).ToString("x5", System.Globalization.CultureInfo.InvariantCulture);
                if (_names.TryAdd(KeyOf(socket, Encoding.Latin1.GetBytes(name)), socket))
                {
                    bound = address with { Name = Encoding.Latin1.GetBytes(name) };
                    return Errno.None;
                }
            }

            return Errno.ENOSPC;
        }
    }

    /// <inheritdoc/>
    public override Errno BindForTarget(Socket socket, SocketAddress target, out SocketAddress local)
    {
        local = socket.LocalAddress;
        return Errno.None;
    }

    /// <inheritdoc/>
    public override Errno Find(Socket asker, SocketAddress address, out Socket? found, out SocketAddress reached)
    {
        reached = address;
        lock (_gate)
        {
            found = address.Node is { } node ? _nodes.GetValueOrDefault(node) : _names.GetValueOrDefault(KeyOf(asker, address.Name));
            return found is null ? Errno.ECONNREFUSED : found.Kind != asker.Kind ? Errno.EPROTOTYPE : Errno.None;
        }
    }

    /// <inheritdoc/>
    public override void Release(Socket socket)
    {
        lock (_gate)
        {
            SocketAddress address = socket.LocalAddress;
            if (address.Node is { } node && _nodes.GetValueOrDefault(node) == socket)
            {
                _nodes.Remove(node);
            }
            else if (address.IsAbstract && _names.GetValueOrDefault(KeyOf(socket, address.Name)) == socket)
            {
                _names.Remove(KeyOf(socket, address.Name));
            }
        }
    }

    // Each kind of socket has abstract names of its own.
    private static string KeyOf(Socket socket, byte[] name) => (char)socket.Kind + Encoding.Latin1.GetString(name);
}

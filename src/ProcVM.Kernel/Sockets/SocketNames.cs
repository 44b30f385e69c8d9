using ProcVM.Core.Ports;

namespace ProcVM.Kernel.Sockets;

/// <summary>Who has which address.</summary>
public abstract class SocketNames
{
    /// <summary>Gives a socket an address.</summary>
    /// <param name="socket">The socket.</param>
    /// <param name="address">The address; it may leave to us what doesn't matter.</param>
    /// <param name="bound">The address that it has now.</param>
    public abstract Errno Bind(Socket socket, SocketAddress address, out SocketAddress bound);

    /// <summary>Gives a socket that sends or connects an address, if that takes one.</summary>
    /// <param name="socket">The socket.</param>
    /// <param name="target">To whom.</param>
    /// <param name="local">Its address from now on.</param>
    public abstract Errno BindForTarget(Socket socket, SocketAddress target, out SocketAddress local);

    /// <summary>Finds whom an address means.</summary>
    /// <param name="asker">Who asks.</param>
    /// <param name="address">The address.</param>
    /// <param name="found">The socket.</param>
    /// <param name="reached">The address under which it was found.</param>
    public abstract Errno Find(Socket asker, SocketAddress address, out Socket? found, out SocketAddress reached);

    /// <summary>A socket is closed.</summary>
    public abstract void Release(Socket socket);
}

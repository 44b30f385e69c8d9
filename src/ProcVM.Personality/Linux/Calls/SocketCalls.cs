using System.Buffers.Binary;
using ProcVM.Core.Ports;
using ProcVM.Kernel.Descriptors;
using ProcVM.Kernel.Sockets;

namespace ProcVM.Personality.Linux.Calls;

/// <summary>Sockets: making, naming, connecting (socket(2) and its kin).</summary>
internal sealed class SocketCalls(LinuxThread thread, LinuxCalls calls)
{
    private const int KindMask = 0xF;
    private const int NonBlocking = 0x800;
    private const int CloseOnExec = 0x80000;
    private const int MostOptionBytes = 4096;

    private SocketSpace Space => thread.Process.Instance.Sockets;

    private SocketParty Party => Space.PartyOf(thread.Waiter);

    public long Create(LinuxAddressFamily family, LinuxSocketType type, int protocol)
    {
        Errno error = Make(family, type, protocol, out Socket? socket);
        return error == Errno.None ? calls.Give(socket!, ((int)type & CloseOnExec) != 0) : LinuxCalls.Error(error);
    }

    public long CreatePair(LinuxAddressFamily family, LinuxSocketType type, int protocol, GuestBuffer place)
    {
        Errno error = Make(family, type, protocol, out Socket? one);
        if (error != Errno.None)
        {
            return LinuxCalls.Error(error);
        }

        if (family != LinuxAddressFamily.AF_UNIX)
        {
            one!.Release();
            return LinuxCalls.Error(Errno.EOPNOTSUPP);
        }

        Make(family, type, protocol, out Socket? other);
        if (one is ConnectionSocket first && other is ConnectionSocket second)
        {
            ConnectionSocket.Join(first, second, Party);
        }
        else
        {
            DatagramSocket.Join((DatagramSocket)one!, (DatagramSocket)other!, Party);
        }

        bool closeOnExec = ((int)type & CloseOnExec) != 0;
        long number = calls.Give(one!, closeOnExec);
        if (number < 0)
        {
            other!.Release();
            return number;
        }

        long otherNumber = calls.Give(other!, closeOnExec);
        Span<byte> numbers = stackalloc byte[8];
        BinaryPrimitives.WriteInt32LittleEndian(numbers, (int)number);
        BinaryPrimitives.WriteInt32LittleEndian(numbers[4..], (int)otherNumber);
        if (otherNumber >= 0 && calls.TryWrite(place.Address, numbers))
        {
            return 0;
        }

        thread.Process.Descriptors.Close((int)number);
        if (otherNumber >= 0)
        {
            thread.Process.Descriptors.Close((int)otherNumber);
        }

        return otherNumber < 0 ? otherNumber : LinuxCalls.Error(Errno.EFAULT);
    }

    public long Bind(int fd, ulong place, int length)
    {
        Errno error = Find(fd, out Socket? socket);
        error = error != Errno.None ? error : ReadAddress(socket!, place, length, out SocketAddress address) is var wrong and not Errno.None
            ? wrong
            : address.Family == SocketFamily.Unspecified && socket!.Family != SocketFamily.Internet ? (socket.Family == SocketFamily.Unix ? Errno.EINVAL : Errno.EAFNOSUPPORT)
            : Bind(socket!, address);
        return LinuxCalls.Result(error);
    }

    public long Listen(int fd, int backlog)
    {
        Errno error = Find(fd, out Socket? socket);
        return LinuxCalls.Result(error != Errno.None ? error : socket!.Listen(backlog, Party));
    }

    public long Accept(int fd, ulong place, ulong lengthPlace) => Accept4(fd, place, lengthPlace, 0);

    public long Accept4(int fd, ulong place, ulong lengthPlace, LinuxSocketType flags)
    {
        if (((int)flags & ~(NonBlocking | CloseOnExec)) != 0)
        {
            return LinuxCalls.Error(Errno.EINVAL);
        }

        Errno error = Find(fd, out Socket? socket);
        if (error != Errno.None)
        {
            return LinuxCalls.Error(error);
        }

        if (socket!.Kind == SocketKind.Datagram)
        {
            return LinuxCalls.Error(Errno.EOPNOTSUPP);
        }

        error = socket.Accept(thread.Waiter, !socket.IsNonBlocking, out Socket? accepted);
        if (error != Errno.None)
        {
            return LinuxCalls.Error(error);
        }

        accepted!.IsNonBlocking = ((int)flags & NonBlocking) != 0;
        if (place != 0)
        {
            accepted.GetPeer(out SocketAddress peer);
            long written = WriteAddress(peer, place, lengthPlace);
            if (written < 0)
            {
                accepted.Release();
                return written;
            }
        }

        return calls.Give(accepted, ((int)flags & CloseOnExec) != 0);
    }

    public long Connect(int fd, ulong place, int length)
    {
        Errno error = Find(fd, out Socket? socket);
        error = error != Errno.None ? error : ReadAddress(socket!, place, length, out SocketAddress address) is var wrong and not Errno.None
            ? wrong
            : FindNode(address, out address) is var missing and not Errno.None
            ? missing
            : address.Family == SocketFamily.Unspecified && socket!.Kind != SocketKind.Datagram ? (socket.Family == SocketFamily.Unix ? Errno.EINVAL : Errno.EAFNOSUPPORT)
            : socket!.Connect(thread.Waiter, address, Party);
        return LinuxCalls.Result(error);
    }

    public long Shutdown(int fd, LinuxShutdown how)
    {
        Errno error = Find(fd, out Socket? socket);
        if (error == Errno.None && (uint)how > (uint)LinuxShutdown.SHUT_RDWR)
        {
            error = Errno.EINVAL;
        }

        return LinuxCalls.Result(error != Errno.None ? error : socket!.Shutdown(how != LinuxShutdown.SHUT_WR, how != LinuxShutdown.SHUT_RD));
    }

    public long GetName(int fd, ulong place, ulong lengthPlace)
    {
        Errno error = Find(fd, out Socket? socket);
        return error != Errno.None ? LinuxCalls.Error(error) : WriteAddress(Complete(socket!.LocalAddress), place, lengthPlace);
    }

    public long GetPeer(int fd, ulong place, ulong lengthPlace)
    {
        Errno error = Find(fd, out Socket? socket);
        error = error != Errno.None ? error : socket!.GetPeer(out SocketAddress address) is var lone and not Errno.None ? lone : Write(address, out error);
        return LinuxCalls.Result(error);

        Errno Write(SocketAddress peer, out Errno result)
        {
            long written = WriteAddress(Complete(peer), place, lengthPlace);
            return result = (Errno)(-written);
        }
    }

    public long SetOption(int fd, int level, int name, ulong place, int length)
    {
        Errno error = Find(fd, out Socket? socket);
        if (error != Errno.None || length < 0)
        {
            return LinuxCalls.Error(error != Errno.None ? error : Errno.EINVAL);
        }

        byte[] value = new byte[Math.Min(length, MostOptionBytes)];
        return calls.TryRead(place, value.AsSpan()) ? LinuxCalls.Result(socket!.SetOption(level, name, value)) : LinuxCalls.Error(Errno.EFAULT);
    }

    public long GetOption(int fd, int level, int name, ulong place, ulong lengthPlace)
    {
        Errno error = Find(fd, out Socket? socket);
        if (error != Errno.None)
        {
            return LinuxCalls.Error(error);
        }

        if (!calls.TryRead(lengthPlace, out int length))
        {
            return LinuxCalls.Error(Errno.EFAULT);
        }

        if (length < 0)
        {
            return LinuxCalls.Error(Errno.EINVAL);
        }

        error = socket!.GetOption(level, name, out byte[] value);
        if (error != Errno.None)
        {
            return LinuxCalls.Error(error);
        }

        int count = Math.Min(length, value.Length);
        return calls.TryWrite(place, value.AsSpan(0, count)) && calls.TryWrite(lengthPlace, count) ? 0 : LinuxCalls.Error(Errno.EFAULT);
    }

    /// <summary>The socket of a descriptor.</summary>
    public Errno Find(int fd, out Socket? socket)
    {
        OpenFile? file = thread.Process.Descriptors.Find(fd);
        socket = file as Socket;
        return file is null ? Errno.EBADF : socket is null ? Errno.ENOTSOCK : Errno.None;
    }

    /// <summary>Reads an address that a program gives.</summary>
    public Errno ReadAddress(Socket socket, ulong place, int length, out SocketAddress address)
    {
        address = new SocketAddress(SocketFamily.Unspecified);
        if (length is < 0 or > SocketAddressText.Most)
        {
            return Errno.EINVAL;
        }

        Span<byte> bytes = stackalloc byte[length];
        return calls.TryRead(place, bytes) ? SocketAddressText.TryRead(bytes, socket.Family, out address) : Errno.EFAULT;
    }

    /// <summary>For a path: which file it is.</summary>
    public Errno FindNode(SocketAddress address, out SocketAddress found)
    {
        found = address;
        if (address.Family != SocketFamily.Unix || address.IsAbstract)
        {
            return Errno.None;
        }

        if (address.Name.Length == 0)
        {
            return Errno.EINVAL;
        }

        Errno error = calls.Path.Locate(LinuxDirfd.AT_FDCWD, address.Name, out byte[] full);
        FileStatus status = default;
        error = error != Errno.None ? error : thread.Process.Files.GetStatus(full, followLast: true, out status);
        if (error != Errno.None)
        {
            return error;
        }

        const uint TypeMask = 0xF000;
        const uint SocketType = 0xC000;
        if (!StatusText.Allows(status, 2, thread.Process.Instance.Options.Identity))
        {
            return Errno.EACCES;
        }

        found = address with { Node = (status.Device, status.Inode) };
        return (status.Mode & TypeMask) == SocketType ? Errno.None : Errno.ECONNREFUSED;
    }

    /// <summary>Writes an address where a program wants it, and how long it is.</summary>
    public long WriteAddress(SocketAddress address, ulong place, ulong lengthPlace)
    {
        if (!calls.TryRead(lengthPlace, out int room))
        {
            return LinuxCalls.Error(Errno.EFAULT);
        }

        if (room < 0)
        {
            return LinuxCalls.Error(Errno.EINVAL);
        }

        byte[] bytes = SocketAddressText.Write(address);
        bool isWritten = calls.TryWrite(place, bytes.AsSpan(0, Math.Min(room, bytes.Length))) && calls.TryWrite(lengthPlace, bytes.Length);
        return isWritten ? 0 : LinuxCalls.Error(Errno.EFAULT);
    }

    // The Internet's addresses have a host even where none was given.
    private static SocketAddress Complete(SocketAddress address) => address.Family switch
    {
        SocketFamily.Internet when address.Name.Length == 0 => address with { Name = new byte[4] },
        SocketFamily.Internet6 when address.Name.Length == 0 => address with { Name = new byte[16] },
        _ => address,
    };

    private Errno Make(LinuxAddressFamily family, LinuxSocketType type, int protocol, out Socket? socket)
    {
        socket = null;
        int flags = (int)type & ~KindMask;
        if ((flags & ~(NonBlocking | CloseOnExec)) != 0)
        {
            return Errno.EINVAL;
        }

        SocketKind kind = (SocketKind)((int)type & KindMask);
        Errno error = family switch
        {
            LinuxAddressFamily.AF_UNIX => protocol is not (0 or 1) ? Errno.EPROTONOSUPPORT : kind is SocketKind.Stream or SocketKind.Datagram or SocketKind.Sequenced ? Errno.None : Errno.ESOCKTNOSUPPORT,
            LinuxAddressFamily.AF_INET or LinuxAddressFamily.AF_INET6 => (kind, protocol) switch
            {
                (SocketKind.Stream, 0 or 6) or (SocketKind.Datagram, 0 or 17) => Errno.None,
                ((SocketKind)3, _) => Errno.EPERM,
                (SocketKind.Stream or SocketKind.Datagram, _) => Errno.EPROTONOSUPPORT,
                _ => Errno.ESOCKTNOSUPPORT,
            },
            _ => Errno.EAFNOSUPPORT,
        };
        if (error != Errno.None)
        {
            return error;
        }

        SocketFamily named = (SocketFamily)(int)family;
        ulong number = thread.Process.Instance.NewInode();
        int own = named == SocketFamily.Unix ? 0 : kind == SocketKind.Stream ? 6 : 17;
        bool isNonBlocking = (flags & NonBlocking) != 0;
        socket = kind == SocketKind.Datagram
            ? new DatagramSocket(Space, named) { Protocol = own, Number = number, Name = $"socket:[{number}]", IsNonBlocking = isNonBlocking }
            : new ConnectionSocket(Space, named, kind) { Protocol = own, Number = number, Name = $"socket:[{number}]", IsNonBlocking = isNonBlocking };
        return Errno.None;
    }

    private Errno Bind(Socket socket, SocketAddress address)
    {
        if (address.Family == SocketFamily.Unspecified)
        {
            // Old programs' way to say any.
            address = new SocketAddress(SocketFamily.Internet) { Name = new byte[4] };
        }

        if (address.Family != socket.Family)
        {
            return Errno.EINVAL;
        }

        if (address.Family != SocketFamily.Unix || address.IsAbstract || address.Name.Length == 0)
        {
            return socket.Bind(address);
        }

        const uint SocketType = 0xC000;
        const uint Permissions = 0x1FF;
        Errno error = calls.Path.Locate(LinuxDirfd.AT_FDCWD, address.Name, out byte[] full);
        FileStatus status = default;
        if (error == Errno.None && socket.LocalAddress.Name.Length > 0)
        {
            // A name that is taken is worse than a second one.
            return thread.Process.Files.GetStatus(full, followLast: false, out _) == Errno.None ? Errno.EADDRINUSE : Errno.EINVAL;
        }

        error = error != Errno.None ? error : thread.Process.Files.MakeNode(full, SocketType | (Permissions & ~thread.Process.FileMask));
        error = error != Errno.None ? error : thread.Process.Files.GetStatus(full, followLast: false, out status);
        return error == Errno.EEXIST ? Errno.EADDRINUSE : error != Errno.None ? error : socket.Bind(address with { Node = (status.Device, status.Inode) });
    }
}

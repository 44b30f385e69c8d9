using System.Buffers.Binary;
using ProcVM.Core.Ports;

namespace ProcVM.Kernel.Sockets;

/// <summary>What can be set of a socket within the instance (socket(7), ip(7), tcp(7)).</summary>
public sealed class SocketOptions
{
    /// <summary>SOL_SOCKET.</summary>
    public const int SocketLevel = 1;

    private const int TcpLevel = 6;
    private const int Version6Level = 41;
    private const int Version6Only = 26;
    private const int LeastSend = 4608;
    private const int LeastReceive = 2304;
    private const int MostBuffer = 212_992;
    private const int ErrorName = 4;
    private const int PeerName = 17;

    private readonly Dictionary<(int Level, int Name), byte[]> _values = [];
    private readonly Lock _gate = new();

    /// <summary>SO_SNDBUF as it is told: twice what was asked for.</summary>
    public int SendBuffer { get; private set; } = MostBuffer;

    /// <summary>SO_RCVBUF as it is told.</summary>
    public int ReceiveBuffer { get; private set; } = MostBuffer;

    /// <summary>The longest wait of a send, in nanoseconds; 0 for ever.</summary>
    public long SendTimeout { get; private set; }

    /// <summary>The longest wait of a receive or accept, in nanoseconds; 0 for ever.</summary>
    public long ReceiveTimeout { get; private set; }

    /// <summary>SO_PASSCRED.</summary>
    public bool PassesParty => IsSet(SocketLevel, 16);

    internal bool ReusesAddress => IsSet(SocketLevel, 2);

    internal bool ReusesPort => IsSet(SocketLevel, 15);

    internal bool IsVersion6Only => IsSet(Version6Level, Version6Only);

    /// <summary>What another socket has, for one that was accepted.</summary>
    internal void CopyFrom(SocketOptions other)
    {
        lock (other._gate)
        {
            foreach (((int, int) key, byte[] value) in other._values)
            {
                _values[key] = value;
            }

            (SendBuffer, ReceiveBuffer, SendTimeout, ReceiveTimeout) = (other.SendBuffer, other.ReceiveBuffer, other.SendTimeout, other.ReceiveTimeout);
        }
    }

    internal Errno Set(Socket socket, int level, int name, ReadOnlySpan<byte> value)
    {
        if (level == SocketLevel && name is 20 or 21 or 66 or 67)
        {
            return SetTimeout(name is 20 or 66, value);
        }

        if (DefaultOf(socket, level, name) is not { } usual || (level == SocketLevel && IsTold(name)))
        {
            return Errno.ENOPROTOOPT;
        }

        if (value.Length < Math.Min(usual.Length, sizeof(int)))
        {
            return Errno.EINVAL;
        }

        int number = value.Length >= sizeof(int) ? BinaryPrimitives.ReadInt32LittleEndian(value) : 0;
        lock (_gate)
        {
            switch (level, name)
            {
                case (SocketLevel, 7 or 32):
                    SendBuffer = Math.Max(LeastSend, Math.Min(Math.Max(number, 0), MostBuffer) * 2);
                    break;
                case (SocketLevel, 8 or 33):
                    ReceiveBuffer = Math.Max(LeastReceive, Math.Min(Math.Max(number, 0), MostBuffer) * 2);
                    break;
                case (SocketLevel, 13) when value.Length < 8:
                    return Errno.EINVAL;
                case (SocketLevel, 18):
                    _values[(level, name)] = Bytes(number < 0 ? int.MaxValue : Math.Max(1, number));
                    break;
                case (Version6Level, Version6Only) when socket.LocalAddress.Port != 0:
                    return Errno.EINVAL;
                default:
                    // A switch is on or off; the rest is as it was given.
                    bool isSwitch = level == SocketLevel && name is 1 or 2 or 5 or 6 or 9 or 10 or 15 or 16 or 29 or 34;
                    _values[(level, name)] = usual.Length > sizeof(int) ? value[..usual.Length].ToArray() : Bytes(isSwitch && number != 0 ? 1 : number);
                    break;
            }
        }

        return Errno.None;
    }

    internal Errno Get(Socket socket, int level, int name, out byte[] value)
    {
        lock (_gate)
        {
            value = (level, name) switch
            {
                (SocketLevel, ErrorName) => Bytes((int)socket.TakeError()),
                (SocketLevel, 3) => Bytes((int)socket.Kind),
                (SocketLevel, 30) => Bytes(socket.IsListening ? 1 : 0),
                (SocketLevel, 38) => Bytes(socket.Protocol),
                (SocketLevel, 39) => Bytes((int)socket.Family),
                (SocketLevel, 7) => Bytes(SendBuffer),
                (SocketLevel, 8) => Bytes(ReceiveBuffer),
                (SocketLevel, 20 or 66) => Time(ReceiveTimeout),
                (SocketLevel, 21 or 67) => Time(SendTimeout),
                (SocketLevel, PeerName) when socket.Family == SocketFamily.Unix =>
                    [.. Bytes(socket.PeerParty.Process), .. Bytes(unchecked((int)PeerUser(socket.PeerParty.User))), .. Bytes(unchecked((int)PeerUser(socket.PeerParty.Group)))],
                (SocketLevel, PeerName) => [.. Bytes(0), .. Bytes(-1), .. Bytes(-1)],
                _ => _values.GetValueOrDefault((level, name)) ?? DefaultOf(socket, level, name) ?? [],
            };
            return value.Length == 0 ? Errno.ENOPROTOOPT : Errno.None;
        }

        // Who isn't connected has nobody at the other end: no user's number.
        static uint PeerUser(uint user) => user == 65534 ? uint.MaxValue : user;
    }

    private static bool IsTold(int name) => name is ErrorName or 3 or 30 or 38 or 39 or PeerName;

    // What can be set, and as what it begins.
    private static byte[]? DefaultOf(Socket socket, int level, int name)
    {
        bool isInternet = socket.Family != SocketFamily.Unix;
        bool isTcp = isInternet && socket.Kind == SocketKind.Stream;
        return (level, name) switch
        {
            (SocketLevel, 1 or 2 or 5 or 6 or 9 or 10 or 12 or 15 or 16 or 29 or 34 or 35 or 36 or 44 or 46 or 60) => Bytes(0),
            (SocketLevel, 7 or 8 or 32 or 33) => Bytes(MostBuffer),
            (SocketLevel, 13) => new byte[8],
            (SocketLevel, 18 or 19) => Bytes(1),
            (SocketLevel, ErrorName or 3 or 30 or 38 or 39 or PeerName) => Bytes(0),
            (0, 1 or 8 or 11 or 12 or 13 or 15 or 24) when isInternet => Bytes(0),
            (0, 2) when isInternet => Bytes(64),
            (0, 10 or 33 or 34) when isInternet => Bytes(1),
            (Version6Level, Version6Only or 49 or 25 or 66 or 67) when socket.Family == SocketFamily.Internet6 => Bytes(0),
            (Version6Level, 16) when socket.Family == SocketFamily.Internet6 => Bytes(64),
            (TcpLevel, 1 or 3 or 8 or 9 or 12 or 18 or 23 or 30) when isTcp => Bytes(0),
            (TcpLevel, 2) when isTcp => Bytes(32_768),
            (TcpLevel, 4) when isTcp => Bytes(7200),
            (TcpLevel, 5) when isTcp => Bytes(75),
            (TcpLevel, 6) when isTcp => Bytes(9),
            (TcpLevel, 7) when isTcp => Bytes(6),
            _ => null,
        };
    }

    private static byte[] Bytes(int value)
    {
        byte[] bytes = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        return bytes;
    }

    private static byte[] Time(long nanoseconds)
    {
        byte[] bytes = new byte[16];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, nanoseconds / 1_000_000_000);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(8), nanoseconds % 1_000_000_000 / 1000);
        return bytes;
    }

    private Errno SetTimeout(bool isReceive, ReadOnlySpan<byte> value)
    {
        if (value.Length < 16)
        {
            return Errno.EINVAL;
        }

        long seconds = BinaryPrimitives.ReadInt64LittleEndian(value);
        long micros = BinaryPrimitives.ReadInt64LittleEndian(value[8..]);
        if (micros is < 0 or >= 1_000_000)
        {
            return Errno.EDOM;
        }

        // A negative time is over at once.
        long time = seconds < 0 ? 1 : seconds > long.MaxValue / 2_000_000_000 ? 0 : (seconds * 1_000_000_000) + (micros * 1000);
        if (isReceive)
        {
            ReceiveTimeout = time;
        }
        else
        {
            SendTimeout = time;
        }

        return Errno.None;
    }

    private bool IsSet(int level, int name)
    {
        lock (_gate)
        {
            return _values.TryGetValue((level, name), out byte[]? value) && BinaryPrimitives.ReadInt32LittleEndian(value) != 0;
        }
    }
}

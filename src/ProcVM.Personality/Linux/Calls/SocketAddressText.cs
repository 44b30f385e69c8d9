using System.Buffers.Binary;
using ProcVM.Core.Ports;
using ProcVM.Kernel.Sockets;

namespace ProcVM.Personality.Linux.Calls;

/// <summary>Socket addresses as programs have them: struct sockaddr and its kin (unix(7), ip(7), ipv6(7)).</summary>
internal static class SocketAddressText
{
    /// <summary>The longest there is: struct sockaddr_storage.</summary>
    public const int Most = 128;

    private const int UnixNameOffset = 2;
    private const int MostUnix = 110;
    private const int InternetSize = 16;
    private const int Internet6Least = 24;
    private const int Internet6Size = 28;

    /// <summary>Takes an address out of bytes.</summary>
    /// <param name="bytes">As many as the program says there are.</param>
    /// <param name="family">What the socket's addresses are.</param>
    /// <param name="address">The address.</param>
    public static Errno TryRead(ReadOnlySpan<byte> bytes, SocketFamily family, out SocketAddress address)
    {
        address = new SocketAddress(SocketFamily.Unspecified);
        if (bytes.Length < UnixNameOffset)
        {
            return Errno.EINVAL;
        }

        SocketFamily given = (SocketFamily)BinaryPrimitives.ReadUInt16LittleEndian(bytes);
        if (given == SocketFamily.Unspecified)
        {
            return Errno.None;
        }

        switch (given)
        {
            case var _ when given != family && !(given == SocketFamily.Internet && family == SocketFamily.Internet6):
                return family == SocketFamily.Unix ? Errno.EINVAL : Errno.EAFNOSUPPORT;
            case SocketFamily.Unix:
                ReadOnlySpan<byte> name = bytes[UnixNameOffset..];
                int end = name.IsEmpty || name[0] == 0 ? name.Length : name.IndexOf((byte)0) is var zero and >= 0 ? zero : name.Length;
                address = new SocketAddress(given) { Name = name[..end].ToArray() };
                return bytes.Length > MostUnix ? Errno.EINVAL : Errno.None;
            case SocketFamily.Internet:
                if (bytes.Length < InternetSize)
                {
                    return Errno.EINVAL;
                }

                address = new SocketAddress(given) { Name = bytes.Slice(4, 4).ToArray(), Port = BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]) };
                return Errno.None;
            default:
                if (bytes.Length < Internet6Least)
                {
                    return Errno.EINVAL;
                }

                uint scope = bytes.Length >= Internet6Size ? BinaryPrimitives.ReadUInt32LittleEndian(bytes[24..]) : 0;
                address = new SocketAddress(given)
                {
                    Name = bytes.Slice(8, 16).ToArray(),
                    Port = BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]),
                    Extra = (BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]), scope),
                };
                return Errno.None;
        }
    }

    /// <summary>An address as bytes.</summary>
    public static byte[] Write(SocketAddress address)
    {
        switch (address.Family)
        {
            case SocketFamily.Unix:
                // A path ends with a zero byte; an abstract name with its last.
                bool isPath = address.Name.Length > 0 && !address.IsAbstract;
                return [(byte)SocketFamily.Unix, 0, .. address.Name, .. isPath ? (ReadOnlySpan<byte>)[0] : []];
            case SocketFamily.Internet:
                byte[] four = new byte[InternetSize];
                four[0] = (byte)SocketFamily.Internet;
                BinaryPrimitives.WriteUInt16BigEndian(four.AsSpan(2), (ushort)address.Port);
                address.Name.CopyTo(four, 4);
                return four;
            case SocketFamily.Internet6:
                byte[] sixteen = new byte[Internet6Size];
                sixteen[0] = (byte)SocketFamily.Internet6;
                BinaryPrimitives.WriteUInt16BigEndian(sixteen.AsSpan(2), (ushort)address.Port);
                BinaryPrimitives.WriteUInt32LittleEndian(sixteen.AsSpan(4), address.Extra.Flow);
                address.Name.CopyTo(sixteen, 8);
                BinaryPrimitives.WriteUInt32LittleEndian(sixteen.AsSpan(24), address.Extra.Scope);
                return sixteen;
            default:
                return new byte[2];
        }
    }
}

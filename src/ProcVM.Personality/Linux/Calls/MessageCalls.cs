using System.Buffers.Binary;
using ProcVM.Core.Ports;
using ProcVM.Kernel.Descriptors;
using ProcVM.Kernel.Sockets;
using ProcVM.Kernel.Time;
using ProcVM.Personality.Linux.Signals;

namespace ProcVM.Personality.Linux.Calls;

/// <summary>Sockets: sending and receiving (send(2), recv(2), cmsg(3)).</summary>
internal sealed class MessageCalls(LinuxThread thread, LinuxCalls calls)
{
    private const int MostBytes = 256 << 10;
    private const int MostVectors = 1024;
    private const int MostFiles = 253;
    private const int MostControl = 16 << 10;
    private const int RightsType = 1;
    private const int PartyType = 2;
    private const int PartySize = 12;
    private const LinuxMessageFlags Transfer = LinuxMessageFlags.MSG_OOB | LinuxMessageFlags.MSG_PEEK | LinuxMessageFlags.MSG_DONTWAIT | LinuxMessageFlags.MSG_WAITALL;

    public long SendTo(int fd, GuestBuffer data, LinuxMessageFlags flags, ulong address, int length)
    {
        LinuxMsghdr header = new() { Name = address, Namelen = address == 0 ? 0 : length };
        Errno error = calls.Socket.Find(fd, out Socket? socket);
        return error != Errno.None ? LinuxCalls.Error(error) : Send(socket!, header, [data], flags);
    }

    public long SendMessage(int fd, LinuxMsghdr header, LinuxMessageFlags flags)
    {
        Errno error = calls.Socket.Find(fd, out Socket? socket);
        if (error != Errno.None)
        {
            return LinuxCalls.Error(error);
        }

        error = ReadVectors(header, out List<GuestBuffer> vectors);
        return error != Errno.None ? LinuxCalls.Error(error) : Send(socket!, header, vectors, flags);
    }

    public long SendMessages(int fd, ulong place, uint count, LinuxMessageFlags flags)
    {
        const uint Most = 1024;
        long done = 0;
        for (uint i = 0; i < Math.Min(count, Most); i++)
        {
            ulong here = place + (i * calls.SizeOf<LinuxMmsghdr>());
            if (!calls.TryRead(here, out LinuxMmsghdr message))
            {
                return done > 0 ? done : LinuxCalls.Error(Errno.EFAULT);
            }

            long result = SendMessage(fd, message.Hdr, flags);
            if (result < 0 || !calls.TryWrite(here + calls.SizeOf<LinuxMsghdr>(), (int)result))
            {
                return done > 0 ? done : result < 0 ? result : LinuxCalls.Error(Errno.EFAULT);
            }

            done++;
        }

        return done;
    }

    public long ReceiveFrom(int fd, GuestBuffer buffer, LinuxMessageFlags flags, ulong address, ulong lengthPlace)
    {
        Errno error = calls.Socket.Find(fd, out Socket? socket);
        if (error != Errno.None)
        {
            return LinuxCalls.Error(error);
        }

        long result = Receive(socket!, [buffer], flags, out ReceivedMessage received);
        Drop(received.Files, 0);
        if (result >= 0 && address != 0 && received.From is { } from)
        {
            long written = calls.Socket.WriteAddress(from, address, lengthPlace);
            return written < 0 ? written : result;
        }

        return result >= 0 && address != 0 && !calls.TryWrite(lengthPlace, 0) ? LinuxCalls.Error(Errno.EFAULT) : result;
    }

    public long ReceiveMessage(int fd, ulong place, LinuxMessageFlags flags)
    {
        Errno error = calls.Socket.Find(fd, out Socket? socket);
        if (error != Errno.None)
        {
            return LinuxCalls.Error(error);
        }

        if (!calls.TryRead(place, out LinuxMsghdr header))
        {
            return LinuxCalls.Error(Errno.EFAULT);
        }

        error = ReadVectors(header, out List<GuestBuffer> vectors);
        if (error != Errno.None)
        {
            return LinuxCalls.Error(error);
        }

        long result = Receive(socket!, vectors, flags, out ReceivedMessage received);
        if (result < 0)
        {
            return result;
        }

        LinuxMessageFlags told = flags & LinuxMessageFlags.MSG_CMSG_CLOEXEC;
        told |= received.IsWhole && received.Length > received.Count ? LinuxMessageFlags.MSG_TRUNC : 0;
        byte[] control = WriteControl(socket!, received, header, flags, ref told);
        header.Controllen = (ulong)control.Length;
        header.Flags = told;
        byte[] name = received.From is { } from ? SocketAddressText.Write(from) : [];
        bool isWritten = header.Name == 0 || calls.TryWrite(header.Name, name.AsSpan(0, Math.Min(Math.Max(header.Namelen, 0), name.Length)));
        header.Namelen = header.Name == 0 ? header.Namelen : name.Length;
        isWritten &= control.Length == 0 || calls.TryWrite(header.Control, control.AsSpan());
        return isWritten && calls.TryWrite(place, header) ? result : LinuxCalls.Error(Errno.EFAULT);
    }

    public long ReceiveMessages(int fd, ulong place, uint count, LinuxMessageFlags flags, ref LinuxTimespec? time)
    {
        const uint Most = 1024;
        if (!WaitTime.TryGet(thread, time, out Deadline deadline))
        {
            return LinuxCalls.Error(Errno.EINVAL);
        }

        long done = 0;
        for (uint i = 0; i < Math.Min(count, Most); i++)
        {
            ulong here = place + (i * calls.SizeOf<LinuxMmsghdr>());
            long result = ReceiveMessage(fd, here, flags & ~LinuxMessageFlags.MSG_WAITFORONE);
            if (result < 0 || !calls.TryWrite(here + calls.SizeOf<LinuxMsghdr>(), (int)result))
            {
                return done > 0 ? done : result < 0 ? result : LinuxCalls.Error(Errno.EFAULT);
            }

            done++;
            flags |= (flags & LinuxMessageFlags.MSG_WAITFORONE) != 0 ? LinuxMessageFlags.MSG_DONTWAIT : 0;
            if (deadline.IsOver)
            {
                break;
            }
        }

        time = time is null ? null : WaitTime.ToTime(deadline.Left);
        return done;
    }

    private long Send(Socket socket, in LinuxMsghdr header, List<GuestBuffer> vectors, LinuxMessageFlags flags)
    {
        OutgoingMessage message = new(socket.Space.PartyOf(thread.Waiter));
        if (header is { Name: not 0, Namelen: not 0 })
        {
            Errno named = calls.Socket.ReadAddress(socket, header.Name, header.Namelen, out SocketAddress to);
            named = named != Errno.None ? named : socket.Kind == SocketKind.Datagram ? calls.Socket.FindNode(to, out to) : Errno.None;
            if (named != Errno.None)
            {
                return LinuxCalls.Error(named);
            }

            message = message with { To = to };
        }

        Errno error = ReadControl(socket, header, ref message);
        long sent = error == Errno.None ? Send(socket, vectors, message, flags) : LinuxCalls.Error(error);
        if (sent <= 0 && !(sent == 0 && socket.Kind != SocketKind.Stream))
        {
            // Nothing took the files along.
            Drop(message.Files, 0);
        }

        if (sent == LinuxCalls.Error(Errno.EPIPE) && (flags & LinuxMessageFlags.MSG_NOSIGNAL) == 0 && socket.Kind == SocketKind.Stream)
        {
            thread.Process.Signals.Post(SignalInfo.OfProcess(SignalNumber.Pipe, thread.Process));
        }

        return sent;
    }

    private long Send(Socket socket, List<GuestBuffer> vectors, OutgoingMessage message, LinuxMessageFlags flags)
    {
        TransferFlags how = (TransferFlags)(int)(flags & Transfer);
        if (socket.Kind != SocketKind.Stream)
        {
            ulong total = vectors.Aggregate(0UL, static (sum, one) => Math.Min(sum + one.Length, int.MaxValue));
            if (total > MostBytes * 2)
            {
                return LinuxCalls.Error(Errno.EMSGSIZE);
            }

            byte[] whole = new byte[total];
            int place = 0;
            foreach (GuestBuffer one in vectors)
            {
                if (!calls.TryRead(one.Address, whole.AsSpan(place, (int)one.Length)))
                {
                    return LinuxCalls.Error(Errno.EFAULT);
                }

                place += (int)one.Length;
            }

            Errno result = socket.Send(thread.Waiter, whole, message, how, out int count);
            return LinuxCalls.Result(result, count);
        }

        long done = 0;
        byte[] buffer = new byte[Math.Min(MostBytes, vectors.Count == 0 ? 0 : (int)Math.Min(vectors.Max(static one => one.Length), MostBytes))];
        foreach (GuestBuffer one in vectors)
        {
            for (ulong at = 0; at < one.Length;)
            {
                Span<byte> part = buffer.AsSpan(0, (int)Math.Min((ulong)buffer.Length, one.Length - at));
                int there = thread.Guest.Space.Read(thread.Guest, one.Address + at, part);
                int count = 0;
                Errno error = there == 0 ? Errno.EFAULT : socket.Send(thread.Waiter, part[..there], message, how, out count);
                done += count;
                at += (ulong)count;
                if (error != Errno.None || count < part.Length)
                {
                    return done > 0 ? done : LinuxCalls.Error(error == Errno.None ? Errno.EFAULT : error);
                }

                message = message with { Files = null };
            }
        }

        if (done == 0)
        {
            return LinuxCalls.Result(socket.Send(thread.Waiter, [], message with { Files = null }, how, out _));
        }

        return done;
    }

    private long Receive(Socket socket, List<GuestBuffer> vectors, LinuxMessageFlags flags, out ReceivedMessage received)
    {
        received = default;
        if ((flags & LinuxMessageFlags.MSG_ERRQUEUE) != 0)
        {
            return LinuxCalls.Error(Errno.EAGAIN);
        }

        ulong wanted = vectors.Aggregate(0UL, static (sum, one) => Math.Min(sum + one.Length, int.MaxValue));
        byte[] buffer = new byte[Math.Min(wanted, MostBytes * 2)];
        TransferFlags how = (TransferFlags)(int)(flags & Transfer);
        ulong done = 0;
        while (true)
        {
            Errno error = socket.Receive(thread.Waiter, buffer.AsSpan(0, (int)Math.Min((ulong)buffer.Length, wanted - done)), how, out ReceivedMessage part);
            if (error != Errno.None)
            {
                return done > 0 ? (long)done : LinuxCalls.Error(error);
            }

            if (!TryScatter(vectors, done, buffer.AsSpan(0, part.Count)))
            {
                Drop(part.Files, 0);
                return LinuxCalls.Error(Errno.EFAULT);
            }

            received = part;
            done += (ulong)part.Count;

            // One buffer of ours after the other, where a program waits for more than one holds.
            bool goesOn = (how & (TransferFlags.WaitAll | TransferFlags.Peek)) == TransferFlags.WaitAll && part.Count == buffer.Length && part.Files is null;
            if (!goesOn || done == wanted || part.IsWhole)
            {
                bool isWhole = part.IsWhole && (flags & LinuxMessageFlags.MSG_TRUNC) != 0;
                return isWhole ? part.Length : (long)done;
            }
        }
    }

    private bool TryScatter(List<GuestBuffer> vectors, ulong start, ReadOnlySpan<byte> data)
    {
        foreach (GuestBuffer one in vectors)
        {
            ulong skipped = Math.Min(start, one.Length);
            int part = (int)Math.Min(one.Length - skipped, (ulong)data.Length);
            if (part > 0 && !calls.TryWrite(one.Address + skipped, data[..part]))
            {
                return false;
            }

            start -= skipped;
            data = data[part..];
        }

        return true;
    }

    private Errno ReadVectors(in LinuxMsghdr header, out List<GuestBuffer> vectors)
    {
        vectors = [];
        if (header.Iovlen > MostVectors)
        {
            return Errno.EMSGSIZE;
        }

        for (ulong i = 0; i < header.Iovlen; i++)
        {
            if (!calls.TryRead(header.Iov + (i * calls.SizeOf<LinuxIovec>()), out LinuxIovec vector))
            {
                return Errno.EFAULT;
            }

            if ((long)vector.Length < 0)
            {
                return Errno.EINVAL;
            }

            vectors.Add(new GuestBuffer(vector.Base, vector.Length));
        }

        return Errno.None;
    }

    /// <summary>Bytes of struct cmsghdr: a word, the level and the type.</summary>
    private int ControlHeader => calls.Abi.WordSize + 8;

    // What goes with a message: files, and who sends it.
    private Errno ReadControl(Socket socket, in LinuxMsghdr header, ref OutgoingMessage message)
    {
        if (header.Control == 0 || header.Controllen == 0)
        {
            return Errno.None;
        }

        if (header.Controllen > MostControl)
        {
            return Errno.ENOBUFS;
        }

        byte[] control = new byte[header.Controllen];
        if (!calls.TryRead(header.Control, control.AsSpan()))
        {
            return Errno.EFAULT;
        }

        for (int at = 0; at + ControlHeader <= control.Length;)
        {
            int word = calls.Abi.WordSize;
            ulong length = word == sizeof(uint) ? BinaryPrimitives.ReadUInt32LittleEndian(control.AsSpan(at)) : BinaryPrimitives.ReadUInt64LittleEndian(control.AsSpan(at));
            if (length < (ulong)ControlHeader || length > (ulong)(control.Length - at))
            {
                return Errno.EINVAL;
            }

            ReadOnlySpan<byte> data = control.AsSpan(at + ControlHeader, (int)length - ControlHeader);
            int level = BinaryPrimitives.ReadInt32LittleEndian(control.AsSpan(at + word));
            int type = BinaryPrimitives.ReadInt32LittleEndian(control.AsSpan(at + word + 4));
            if (level == SocketOptions.SocketLevel && socket.Family == SocketFamily.Unix)
            {
                Errno error = type switch
                {
                    RightsType => TakeFiles(data, ref message),
                    PartyType => TakeParty(data, ref message),
                    _ => Errno.EINVAL,
                };
                if (error != Errno.None)
                {
                    return error;
                }
            }

            at += ((int)length + word - 1) & -word;
        }

        return Errno.None;
    }

    private Errno TakeFiles(ReadOnlySpan<byte> data, ref OutgoingMessage message)
    {
        List<OpenFile> files = [.. message.Files ?? []];
        if ((data.Length / sizeof(int)) + files.Count > MostFiles)
        {
            return Errno.EINVAL;
        }

        Errno error = Errno.None;
        for (int i = 0; i + sizeof(int) <= data.Length && error == Errno.None; i += sizeof(int))
        {
            if (thread.Process.Descriptors.Borrow(BinaryPrimitives.ReadInt32LittleEndian(data[i..])) is { } file)
            {
                files.Add(file);
            }
            else
            {
                error = Errno.EBADF;
            }
        }

        message = message with { Files = files.Count > 0 ? files : null };
        return error;
    }

    private Errno TakeParty(ReadOnlySpan<byte> data, ref OutgoingMessage message)
    {
        if (data.Length != PartySize)
        {
            return Errno.EINVAL;
        }

        int process = BinaryPrimitives.ReadInt32LittleEndian(data);
        SocketParty said = new(process, BinaryPrimitives.ReadUInt32LittleEndian(data[4..]), BinaryPrimitives.ReadUInt32LittleEndian(data[8..]));
        (uint user, _) = thread.Process.Instance.Options.Identity;
        if (user != 0 && said != message.From)
        {
            return Errno.EPERM;
        }

        message = message with { From = said };
        return user == 0 && thread.Process.Instance.Table.Find(process) is null ? Errno.ESRCH : Errno.None;
    }

    private byte[] WriteControl(Socket socket, in ReceivedMessage received, in LinuxMsghdr header, LinuxMessageFlags flags, ref LinuxMessageFlags told)
    {
        int room = header.Control == 0 ? 0 : (int)Math.Min(header.Controllen, MostControl);
        List<byte> control = [];
        if (socket.Options.PassesParty && socket.Family == SocketFamily.Unix)
        {
            byte[] party = new byte[PartySize];
            BinaryPrimitives.WriteInt32LittleEndian(party, received.Party.Process);
            BinaryPrimitives.WriteUInt32LittleEndian(party.AsSpan(4), received.Party.User);
            BinaryPrimitives.WriteUInt32LittleEndian(party.AsSpan(8), received.Party.Group);
            told |= Append(control, room, PartyType, party) ? 0 : LinuxMessageFlags.MSG_CTRUNC;
        }

        if (received.Files is { } files)
        {
            int fitting = Math.Min(files.Count, Math.Max(0, (room - control.Count - ControlHeader) / sizeof(int)));
            List<byte> numbers = [];
            int given = 0;
            for (; given < fitting; given++)
            {
                bool closeOnExec = (flags & LinuxMessageFlags.MSG_CMSG_CLOEXEC) != 0;
                if (thread.Process.Descriptors.Add(files[given], closeOnExec, out int number) != Errno.None)
                {
                    break;
                }

                numbers.AddRange(BitConverter.GetBytes(number));
            }

            Drop(files, given);
            told |= given < files.Count ? LinuxMessageFlags.MSG_CTRUNC : 0;
            if (given > 0)
            {
                Append(control, room, RightsType, [.. numbers]);
            }
        }

        return [.. control];
    }

    private bool Append(List<byte> control, int room, int type, byte[] data)
    {
        int word = calls.Abi.WordSize;
        if (room - control.Count < ControlHeader + data.Length)
        {
            return false;
        }

        Span<byte> header = stackalloc byte[ControlHeader];
        header.Clear();
        BinaryPrimitives.WriteInt32LittleEndian(header, ControlHeader + data.Length);
        BinaryPrimitives.WriteInt32LittleEndian(header[word..], SocketOptions.SocketLevel);
        BinaryPrimitives.WriteInt32LittleEndian(header[(word + 4)..], type);
        control.AddRange(header);
        control.AddRange(data);
        while (control.Count % word != 0 && control.Count < room)
        {
            control.Add(0);
        }

        return true;
    }

    private static void Drop(IReadOnlyList<OpenFile>? files, int first)
    {
        for (int i = first; i < (files?.Count ?? 0); i++)
        {
            files![i].Release();
        }
    }
}

using ProcVM.Core.Ports;
using ProcVM.Native.Host;
using ProcVM.Native.Stub;

namespace ProcVM.Native;

/// <summary>Host calls that a stub makes on its own memory: collected, then performed with one turn; and copies.</summary>
internal sealed unsafe class HostCalls(byte* slot, ulong slotAddress, Turn turn)
{
    private int _count;
    private Errno _error;

    /// <summary>Adds a call to the batch; a full batch is performed at once.</summary>
    public void Add(int number, ulong a = 0, ulong b = 0, ulong c = 0, ulong d = 0, ulong e = 0, ulong f = 0)
    {
        if (_count == StubLayout.MaximumCalls)
        {
            Flush(out _);
        }

        ulong* call = (ulong*)(slot + StubLayout.Calls + (_count++ * StubLayout.CallSize));
        call[0] = (ulong)number;
        call[1] = a;
        call[2] = b;
        call[3] = c;
        call[4] = d;
        call[5] = e;
        call[6] = f;
    }

    /// <summary>Performs the calls, all of them; the first error counts. ENOMEM when the process is dead: nobody will see it.</summary>
    public Errno Perform() => Perform(out _);

    /// <summary>Performs the calls and gives the last one's result.</summary>
    public Errno Perform(out long last)
    {
        Flush(out last);
        Errno error = _error;
        _error = Errno.None;
        return error;
    }

    /// <summary>Adds a call that doesn't return, and doesn't wait for it.</summary>
    public void Leave(int number)
    {
        _count = 0;
        Add(number);
        _count = 0;
        *(int*)(slot + StubLayout.Count) = 1;
        turn.Give(StubLayout.CommandCalls);
    }

    /// <summary>Takes a descriptor that was sent to the process: its number there, or a negative errno.</summary>
    public int ReceiveDescriptor() => ReceiveDescriptors(out int first, out _) is var error and not Errno.None ? -(int)error : first;

    /// <summary>Takes one or two descriptors that were sent in one message.</summary>
    public Errno ReceiveDescriptors(out int first, out int second)
    {
        const int Vector = 64;
        const int Payload = 96;
        const int Control = 128;
        byte* header = slot + StubLayout.Scratch;
        ulong address = slotAddress + StubLayout.Scratch;
        new Span<byte>(header, 256).Clear();
        ((ulong*)header)[2] = address + Vector;
        ((ulong*)header)[3] = 1;
        ((ulong*)header)[4] = address + Control;
        ((ulong*)header)[5] = DescriptorSocket.ControlSize;
        *(ulong*)(header + Vector) = address + Payload;
        *(ulong*)(header + Vector + 8) = 1;
        Add(Libc.SYS_recvmsg, StubLayout.SocketDescriptor, address);
        Errno error = Perform();

        // Numbers from a hostile process: they go back to it and nowhere else.
        first = *(int*)(header + Control + 16);
        second = *(int*)(header + Control + 20);
        return error == Errno.None && first < 0 ? Errno.EMFILE : error;
    }

    /// <summary>Copies guest memory out; gives the bytes before the first that can't be read.</summary>
    public int CopyOut(ulong address, Span<byte> buffer)
    {
        int done = 0;
        while (done < buffer.Length)
        {
            int part = Math.Min(StubLayout.ScratchSize, buffer.Length - done);
            int copied = Copy(address + (ulong)done, slotAddress + StubLayout.Scratch, part);
            new ReadOnlySpan<byte>(slot + StubLayout.Scratch, copied).CopyTo(buffer[done..]);
            done += copied;
            if (copied < part)
            {
                break;
            }
        }

        return done;
    }

    /// <summary>Copies into guest memory; gives the bytes before the first that can't be written.</summary>
    public int CopyIn(ulong address, ReadOnlySpan<byte> data)
    {
        int done = 0;
        while (done < data.Length)
        {
            int part = Math.Min(StubLayout.ScratchSize, data.Length - done);
            data.Slice(done, part).CopyTo(new Span<byte>(slot + StubLayout.Scratch, part));
            int copied = Copy(slotAddress + StubLayout.Scratch, address + (ulong)done, part);
            done += copied;
            if (copied < part)
            {
                break;
            }
        }

        return done;
    }

    /// <summary>Compares and exchanges a word; false when guest code can't write it.</summary>
    public bool TryExchange(ulong address, uint expected, uint desired, out uint found)
    {
        ulong* call = (ulong*)(slot + StubLayout.Calls);
        call[1] = address;
        call[2] = expected;
        call[3] = desired;
        found = 0;
        if (!turn.Perform(StubLayout.CommandExchange))
        {
            return false;
        }

        found = (uint)Volatile.Read(ref call[7]);
        return Volatile.Read(ref *(ulong*)(slot + StubLayout.CopyRest)) == 0;
    }

    private int Copy(ulong from, ulong to, int count)
    {
        ulong* call = (ulong*)(slot + StubLayout.Calls);
        call[1] = from;
        call[2] = to;
        call[3] = (ulong)count;
        if (!turn.Perform(StubLayout.CommandCopy))
        {
            return 0;
        }

        ulong rest = Volatile.Read(ref *(ulong*)(slot + StubLayout.CopyRest));
        return rest <= (ulong)count ? count - (int)rest : 0;
    }

    private void Flush(out long last)
    {
        last = 0;
        int count = _count;
        _count = 0;
        if (count == 0)
        {
            return;
        }

        *(int*)(slot + StubLayout.Count) = count;
        if (!turn.Perform(StubLayout.CommandCalls))
        {
            _error = _error == Errno.None ? Errno.ENOMEM : _error;
            return;
        }

        const long MostErrors = 4095;
        for (int i = 0; i < count; i++)
        {
            last = Volatile.Read(ref *(long*)(slot + StubLayout.Calls + (i * StubLayout.CallSize) + 56));
            if (last is < 0 and >= -MostErrors && _error == Errno.None)
            {
                _error = (Errno)(-last);
            }
        }
    }
}

using ProcVM.Core.Ports;

namespace ProcVM.Kernel.Sockets;

/// <summary>What a socket has received and nobody has read yet. Everything in it is read and changed under its lock, which is pulsed whenever it changes;
/// under it no other socket's is taken but by a listener.</summary>
internal sealed class Inbox
{
    public object Gate { get; } = new();

    public LinkedList<Packet> Packets { get; } = [];

    /// <summary>What the packets count for.</summary>
    public int Charged { get; private set; }

    /// <summary>How much there may be.</summary>
    public int Limit { get; set; }

    /// <summary>Nobody sends any more: after what there is comes the end.</summary>
    public bool IsEnded { get; set; }

    /// <summary>Nobody reads any more.</summary>
    public bool IsShut { get; set; }

    /// <summary>What went wrong, told once.</summary>
    public Errno Error { get; set; }

    public void Add(Packet packet)
    {
        Packets.AddLast(packet);
        Charged += packet.Charge;
        Monitor.PulseAll(Gate);
    }

    /// <summary>Puts bytes behind those of the last packet, as many as it has room for.</summary>
    public int AddToLast(ReadOnlySpan<byte> data, SocketParty party)
    {
        if (Packets.Last?.Value is not { Files: null } last || last.Party != party || last.End == last.Data.Length)
        {
            return 0;
        }

        int count = Math.Min(data.Length, last.Data.Length - last.End);
        data[..count].CopyTo(last.Data.AsSpan(last.End));
        last.End += count;
        Monitor.PulseAll(Gate);
        return count;
    }

    public void RemoveFirst()
    {
        Charged -= Packets.First!.Value.Charge;
        Packets.RemoveFirst();
        Monitor.PulseAll(Gate);
    }

    /// <summary>Takes everything out, for the caller to drop when it holds no lock.</summary>
    public List<Packet> Clear()
    {
        List<Packet> all = [.. Packets];
        Packets.Clear();
        Charged = 0;
        Monitor.PulseAll(Gate);
        return all;
    }

    public Errno TakeError()
    {
        Errno error = Error;
        Error = Errno.None;
        return error;
    }
}

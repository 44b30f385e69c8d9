using ProcVM.Kernel.Descriptors;

namespace ProcVM.Kernel.Epoll;

/// <summary>A file that a set watches, under the number by which it was added.</summary>
internal sealed class EpollEntry(OpenEpoll owner, int number, OpenFile file) : IReadinessWatcher
{
    private const EpollEvents Own = EpollEvents.EPOLLET | EpollEvents.EPOLLONESHOT | EpollEvents.EPOLLWAKEUP | EpollEvents.EPOLLEXCLUSIVE;
    private volatile uint _wanted;

    public int Number => number;

    public OpenFile File => file;

    /// <summary>What is asked of it; ERR and HUP always are, until it has told something once and is asked nothing any more.</summary>
    public EpollEvents Wanted
    {
        get => (EpollEvents)_wanted;
        set => _wanted = (uint)value;
    }

    public ulong Data { get; set; }

    /// <summary>True while it is among those that may be ready. The queue's lock guards it.</summary>
    public bool IsQueued { get; set; }

    public bool IsRemoved { get; set; }

    /// <summary>After it has told something once it is silent.</summary>
    public void Silence() => Wanted &= Own;

    /// <summary>What it is ready for of what is asked.</summary>
    public EpollEvents Look() => Spread(file.GetReadiness()) & Wanted & ~Own;

    public void Changed(Readiness what)
    {
        if ((Wanted & ~Own) != 0 && (what == Readiness.None || (Spread(what) & Wanted) != 0))
        {
            owner.Queue(this);
        }
    }

    public void FileCloses() => owner.Forget(this);

    private static EpollEvents Spread(Readiness ready) => (EpollEvents)ready
        | ((ready & Readiness.Read) != 0 ? EpollEvents.EPOLLRDNORM : 0)
        | ((ready & Readiness.Write) != 0 ? EpollEvents.EPOLLWRNORM : 0);
}

namespace ProcVM.Kernel.Epoll;

/// <summary>What is asked of a watched file, and what it is told: <see cref="Descriptors.Readiness"/>'s bits, and epoll_ctl(2)'s own.</summary>
[Flags]
public enum EpollEvents : uint
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Bytes can be read.</summary>
    EPOLLIN = 1,

    /// <summary>Something urgent has happened.</summary>
    EPOLLPRI = 2,

    /// <summary>Bytes can be written.</summary>
    EPOLLOUT = 4,

    /// <summary>An error; told in any case.</summary>
    EPOLLERR = 8,

    /// <summary>A hang-up; told in any case.</summary>
    EPOLLHUP = 16,

    /// <summary>As EPOLLIN.</summary>
    EPOLLRDNORM = 0x40,

    /// <summary>As EPOLLOUT.</summary>
    EPOLLWRNORM = 0x100,

    /// <summary>The other side writes no more.</summary>
    EPOLLRDHUP = 0x2000,

    /// <summary>Those that wait in several sets needn't all be woken.</summary>
    EPOLLEXCLUSIVE = 1U << 28,

    /// <summary>The system doesn't sleep meanwhile: without meaning here.</summary>
    EPOLLWAKEUP = 1U << 29,

    /// <summary>It is told once, until it is asked for again.</summary>
    EPOLLONESHOT = 1U << 30,

    /// <summary>Changes are told, not states.</summary>
    EPOLLET = 1U << 31,
}

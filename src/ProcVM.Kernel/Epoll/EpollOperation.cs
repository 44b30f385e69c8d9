namespace ProcVM.Kernel.Epoll;

/// <summary>What epoll_ctl(2) does.</summary>
public enum EpollOperation
{
    /// <summary>Watches another file.</summary>
    Add = 1,

    /// <summary>Watches one no more.</summary>
    Delete = 2,

    /// <summary>Asks something else of one.</summary>
    Modify = 3,
}

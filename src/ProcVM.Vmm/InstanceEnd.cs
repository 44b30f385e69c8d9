namespace ProcVM.Vmm;

/// <summary>How an instance ended.</summary>
public enum InstanceEnd
{
    /// <summary>By itself, with an exit status.</summary>
    Exited,

    /// <summary>A foreign program died of a signal.</summary>
    Signaled,

    /// <summary>A trap.</summary>
    Trapped,

    /// <summary>The fuel limit.</summary>
    FuelSpent,

    /// <summary>The memory limit.</summary>
    MemoryLimit,

    /// <summary>The time limit.</summary>
    TimedOut,

    /// <summary>It was stopped from outside.</summary>
    Stopped,

    /// <summary>Nobody read its output any more: what SIGPIPE is to other programs.</summary>
    OutputClosed,
}

namespace ProcVM.Kernel.Processes;

/// <summary>Where a process is in its life.</summary>
public enum ProcessState
{
    /// <summary>It runs, or waits.</summary>
    Running,

    /// <summary>It was stopped, and nobody has been told yet.</summary>
    StoppedNews,

    /// <summary>It is stopped.</summary>
    Stopped,

    /// <summary>It goes on after a stop, and nobody has been told yet.</summary>
    ContinuedNews,

    /// <summary>It is over, and nobody has been told yet.</summary>
    Zombie,

    /// <summary>It is over and forgotten.</summary>
    Gone,
}

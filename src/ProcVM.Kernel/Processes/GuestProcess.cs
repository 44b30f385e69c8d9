namespace ProcVM.Kernel.Processes;

/// <summary>A process of an instance, as the others see it. What a personality needs beyond that, it adds.</summary>
/// <remarks>Everything here is read and changed under the table's lock.</remarks>
public abstract class GuestProcess(int id)
{
    /// <summary>Its number.</summary>
    public int Id => id;

    /// <summary>The process that waits for it; null when the instance itself does.</summary>
    public GuestProcess? Parent { get; internal set; }

    /// <summary>The process group.</summary>
    public int Group { get; set; }

    /// <summary>The session.</summary>
    public int Session { get; set; }

    /// <summary>What it may be waited for.</summary>
    public ProcessState State { get; internal set; }

    /// <summary>The exit status, the signal that it died of or was stopped by, as wait(2) encodes them.</summary>
    public int Status { get; internal set; }

    /// <summary>Processes that wait for nobody else: their end is told to nobody.</summary>
    public bool IsUnwanted { get; set; }

    /// <summary>Those who are told when it is over.</summary>
    public Descriptors.WatchList Ends { get; } = new();

    internal List<GuestProcess> Children { get; } = [];

    /// <summary>A child has ended, stopped or gone on. The table's lock is held.</summary>
    protected internal abstract void ChildChanged(GuestProcess child, bool isOver);
}

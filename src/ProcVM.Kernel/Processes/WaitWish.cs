namespace ProcVM.Kernel.Processes;

/// <summary>What a process waits for in its children.</summary>
/// <param name="Id">A child's number; 0 for any.</param>
/// <param name="Group">A group's number; 0 for any.</param>
public readonly record struct WaitWish(int Id, int Group)
{
    /// <summary>The end of one.</summary>
    public bool Exited { get; init; }

    /// <summary>The stop of one.</summary>
    public bool Stopped { get; init; }

    /// <summary>That one goes on.</summary>
    public bool Continued { get; init; }

    /// <summary>Not to wait.</summary>
    public bool MayNotWait { get; init; }

    /// <summary>To leave the news for another wait.</summary>
    public bool KeepsNews { get; init; }

    internal bool Fits(GuestProcess child) => (Id == 0 || child.Id == Id) && (Group == 0 || child.Group == Group);
}

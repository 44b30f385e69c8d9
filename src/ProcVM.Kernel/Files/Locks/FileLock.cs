namespace ProcVM.Kernel.Files.Locks;

/// <summary>A lock on a part of a file (fcntl(2)), or on the whole (flock(2)).</summary>
/// <param name="Owner">Whose it is: a process, or an open file description.</param>
/// <param name="OwnerId">The number by which others know the owner; −1 for an open file description.</param>
/// <param name="IsExclusive">True when nobody else may have one, false when others may have such too.</param>
/// <param name="Start">The first byte.</param>
/// <param name="End">The last byte; <see cref="long.MaxValue"/> for the end of the file wherever it is.</param>
public sealed record FileLock(object Owner, int OwnerId, bool IsExclusive, long Start, long End)
{
    /// <summary>True when both can't be there at a time.</summary>
    internal bool Conflicts(FileLock other) => Owner != other.Owner && (IsExclusive || other.IsExclusive) && Overlaps(other.Start, other.End);

    /// <summary>True when it covers one of these bytes.</summary>
    internal bool Overlaps(long start, long end) => Start <= end && start <= End;
}

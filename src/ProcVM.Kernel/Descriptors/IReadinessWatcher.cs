namespace ProcVM.Kernel.Descriptors;

/// <summary>Somebody who wants to know when an open file may be ready for something that it wasn't ready for.</summary>
public interface IReadinessWatcher
{
    /// <summary>The file has changed. It may be called on any thread, with the file's lock held, and late: at most leaf locks may be taken.</summary>
    /// <param name="what">What it may be ready for now; <see cref="Readiness.None"/> when that isn't known.</param>
    void Changed(Readiness what);
}

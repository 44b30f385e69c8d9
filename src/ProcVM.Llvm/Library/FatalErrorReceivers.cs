namespace ProcVM.Llvm;

/// <summary>Who is told when LLVM gives up on a thread. Its handler is one for the process and gets no context, so the thread
/// is what a compilation is known by.</summary>
internal static class FatalErrorReceivers
{
    private static readonly Lock s_lock = new();
    private static readonly Dictionary<int, Action<string>> s_byThread = [];

    /// <summary>The receiver of the calling thread's errors; null when there is none.</summary>
    public static Action<string>? ForThisThread
    {
        get
        {
            lock (s_lock)
            {
                return s_byThread.GetValueOrDefault(Environment.CurrentManagedThreadId);
            }
        }
    }

    /// <summary>Sets the receiver of the calling thread's errors; null for none. A foreground thread has none: kept for ever, it
    /// would keep the process too.</summary>
    public static void Set(Action<string>? receiver)
    {
        lock (s_lock)
        {
            if (receiver is null || !Thread.CurrentThread.IsBackground)
            {
                s_byThread.Remove(Environment.CurrentManagedThreadId);
            }
            else
            {
                s_byThread[Environment.CurrentManagedThreadId] = receiver;
            }
        }
    }
}

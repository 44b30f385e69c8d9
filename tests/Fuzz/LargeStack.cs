namespace ProcVM.Fuzz;

/// <summary>Runs something on a thread with a large stack: compiled code runs on its thread's.</summary>
internal static class LargeStack
{
    /// <summary>Its size.</summary>
    internal const int Bytes = 512 << 20;

    /// <summary>Runs it to its end; what it throws is thrown here.</summary>
    internal static void Run(Action action)
    {
        Exception? failure = null;
        Thread thread = new(
            () =>
            {
                try
                {
                    action();
                }
                catch (Exception exception)
                {
                    failure = exception;
                }
            },
            Bytes);
        thread.Start();
        thread.Join();
        if (failure is not null)
        {
            throw new InvalidOperationException("the fuzzer failed", failure);
        }
    }
}

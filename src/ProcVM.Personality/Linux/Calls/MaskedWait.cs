using ProcVM.Core.Ports;

namespace ProcVM.Personality.Linux.Calls;

/// <summary>Waits during which other signals are held back than otherwise: a handler that ends one runs with the wait's mask, and its return restores the
/// thread's (ppoll(2)).</summary>
internal static class MaskedWait
{
    private const ulong SetSize = 8;

    /// <summary>Waits.</summary>
    /// <param name="thread">Whose wait.</param>
    /// <param name="mask">The signals that are held back meanwhile; null to leave them as they are.</param>
    /// <param name="size">The bytes that the program says the mask has.</param>
    /// <param name="wait">The wait.</param>
    public static long Run(LinuxThread thread, ulong? mask, ulong size, Func<long> wait)
    {
        if (mask is not { } during)
        {
            return wait();
        }

        if (size != SetSize)
        {
            return LinuxCalls.Error(Errno.EINVAL);
        }

        ulong before = thread.Signals.Mask;
        thread.Signals.SetMask(during);
        long result = wait();
        if (result == LinuxCalls.Error(Errno.EINTR))
        {
            thread.MaskToRestore = before;
        }
        else
        {
            thread.Signals.SetMask(before);
        }

        return result;
    }
}

namespace ProcVM.Llvm;

/// <summary>The stack of the calling thread, on which native code runs too.</summary>
/// <param name="Lowest">The lowest address that may be used: above the guard.</param>
/// <param name="Size">Bytes from there to the stack's end.</param>
public readonly unsafe record struct NativeStack(nint Lowest, nuint Size)
{
    /// <summary>The calling thread's stack; null when the host doesn't tell.</summary>
    public static NativeStack? OfThisThread()
    {
        // SAFETY: pthread_attr_t has 56 bytes on x86-64 Linux; the buffer has room to spare.
        byte* attributes = stackalloc byte[256];
        if (Libc.pthread_getattr_np(Libc.pthread_self(), attributes) != 0)
        {
            return null;
        }

        byte* lowest = null;
        nuint size = 0, guard = 0;
        bool isKnown = Libc.pthread_attr_getstack(attributes, &lowest, &size) == 0
            && Libc.pthread_attr_getguardsize(attributes, &guard) == 0;
        _ = Libc.pthread_attr_destroy(attributes);
        return isKnown && size > guard ? new NativeStack((nint)(lowest + guard), size - guard) : null;
    }

    /// <summary>The address below which native code must not take its stack: <paramref name="reserve"/> bytes above the
    /// lowest, for helper routines and the host's signal handlers.</summary>
    public nint LimitWith(int reserve) => Lowest + reserve;
}

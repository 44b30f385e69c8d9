namespace ProcVM.Runtime.Profiling;

/// <summary>A place in compiled code as a number: what compiled code stores before a call.</summary>
internal static class CallPlace
{
    /// <summary>The caller is the interpreter, whose call frames tell more.</summary>
    public const long Interpreter = 0;

    // Set by the interpreter when compiled code has called it: the activation has a call frame.
    private const long HasFrame = 1L << 62;
    private const int TierShift = 28;
    private const int FunctionShift = 32;
    private const int LargestOffset = (1 << TierShift) - 1;

    /// <summary>A place in a tier's code; never 0, since no tier of compiled code is.</summary>
    public static long Of(ProfileTier tier, int function, int offset) =>
        ((long)function << FunctionShift) | ((long)tier << TierShift) | (long)Math.Min(offset, LargestOffset);

    public static long WithFrame(long site) => site | HasFrame;

    public static bool IsWithFrame(long site) => (site & HasFrame) != 0;

    public static ProfileTier Tier(long site) => (ProfileTier)((site >> TierShift) & 0xF);

    public static int Function(long site) => (int)((site & ~HasFrame) >> FunctionShift);

    public static int Offset(long site) => (int)site & LargestOffset;
}

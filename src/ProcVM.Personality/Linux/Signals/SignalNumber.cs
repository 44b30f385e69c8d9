namespace ProcVM.Personality.Linux.Signals;

/// <summary>The signals that something is done with here (signal(7)).</summary>
internal static class SignalNumber
{
    public const int Illegal = 4;
    public const int Trap = 5;
    public const int Bus = 7;
    public const int Arithmetic = 8;
    public const int Kill = 9;
    public const int Segmentation = 11;
    public const int Pipe = 13;
    public const int Child = 17;
    public const int Continue = 18;
    public const int Stop = 19;

    /// <summary>The greatest number.</summary>
    public const int Last = 64;

    /// <summary>SIGCHLD, SIGCONT, SIGURG, SIGWINCH.</summary>
    private const ulong Ignored = (1UL << 16) | (1UL << 17) | (1UL << 22) | (1UL << 27);

    /// <summary>SIGSTOP, SIGTSTP, SIGTTIN, SIGTTOU.</summary>
    public const ulong Stops = 0xFUL << 18;

    /// <summary>SIGKILL and SIGSTOP: nothing can hold them back.</summary>
    public const ulong Unstoppable = (1UL << (Kill - 1)) | (1UL << (Stop - 1));

    public static ulong Bit(int number) => 1UL << (number - 1);

    public static bool IsValid(int number) => number is > 0 and <= Last;

    public static bool IsIgnoredByDefault(int number) => (Ignored & Bit(number)) != 0;

    public static bool StopsByDefault(int number) => (Stops & Bit(number)) != 0;
}

namespace ProcVM.Cli;

/// <summary>Exit statuses that aren't a guest's own.</summary>
internal static class ExitStatus
{
    public const int Success = 0;

    /// <summary>A source has errors, or a check says no.</summary>
    public const int Rejected = 1;

    /// <summary><c>--fuel</c> is spent.</summary>
    public const int FuelSpent = 122;

    /// <summary>The sandbox ended the program.</summary>
    public const int Sandbox = 123;

    /// <summary>No status: the file is a foreign program, which others run.</summary>
    public const int IsForeign = -1;

    /// <summary><c>--timeout</c> is over.</summary>
    public const int TimedOut = 124;

    /// <summary>ProcVM's own failure: a bad option, an internal error, a part that isn't in this version.</summary>
    public const int Failure = 125;

    /// <summary>The file is there but can't be loaded.</summary>
    public const int CannotLoad = 126;

    /// <summary>The file isn't there.</summary>
    public const int NotFound = 127;

    /// <summary>What a signal's number is added to when a foreign program died of it.</summary>
    public const int SignalBase = 128;

    /// <summary>Stopped by Ctrl-C: 128 + SIGINT.</summary>
    public const int Interrupted = 130;

    /// <summary>A P-code trap: 128 + SIGABRT.</summary>
    public const int Trapped = 134;

    /// <summary>Nobody reads the output any more: 128 + SIGPIPE.</summary>
    public const int OutputClosed = 141;

    /// <summary>The memory limit ended the program: 128 + SIGKILL.</summary>
    public const int MemoryLimit = 137;
}

namespace ProcVM.Cli.Doctor;

/// <summary>How one check of the host came out.</summary>
internal enum HostVerdict
{
    /// <summary>It is there.</summary>
    Ok,

    /// <summary>Something will be slower, or later parts won't work.</summary>
    Warn,

    /// <summary>Programs can't run.</summary>
    Fail,
}

/// <summary>What one check of the host found.</summary>
/// <param name="Name">A word for scripts.</param>
/// <param name="Verdict">How it came out.</param>
/// <param name="Detail">What was found.</param>
/// <param name="Fix">The one thing to do about it; null when nothing is to be done.</param>
internal sealed record HostFinding(string Name, HostVerdict Verdict, string Detail, string? Fix = null);

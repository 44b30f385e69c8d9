using ProcVM.Host;

namespace ProcVM.Cli.Commands;

/// <summary>Where LLVM's code is kept between runs.</summary>
internal static class CodeCachePlace
{
    private const string Home = "HOME";

    /// <summary>The directory; null for nowhere.</summary>
    /// <param name="wanted">What the user said: a directory, or off; null for nothing.</param>
    /// <param name="current">The directory that relative paths start at.</param>
    public static string? Choose(string? wanted, string current) => wanted switch
    {
        null => Usual(),
        "off" or "" => null,
        _ => Path.GetFullPath(Path.Combine(current, wanted)),
    };

    /// <summary>What the XDG base directory specification says; null when the home directory isn't this user's own, as after sudo(8).</summary>
    public static string? Usual() =>
        Below("XDG_CACHE_HOME", "procvm/code") ?? Below(Home, ".cache/procvm/code");

    // A cache directory is made when it isn't there; nobody's home is.
    private static string? Below(string variable, string rest) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 1 } start && start[0] == '/'
            && (HostFiles.IsOwn(start) || (variable != Home && !Path.Exists(start))) ? Path.Combine(start, rest) : null;
}

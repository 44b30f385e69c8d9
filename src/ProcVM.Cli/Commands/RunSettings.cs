using System.Collections;
using System.Globalization;
using System.Runtime.CompilerServices;
using ProcVM.Cli.Options;
using ProcVM.Cli.Text;
using ProcVM.Core;
using ProcVM.Host;
using ProcVM.Vmm;

namespace ProcVM.Cli.Commands;

/// <summary>Turns the options of <c>run</c> into what an instance is given.</summary>
internal sealed class RunSettings(Invocation invocation)
{
    private Diagnostic? _error;

    /// <summary>The instance's options; null, with the error, when an option has a value that it can't have.</summary>
    public InstanceOptions? Read(out Diagnostic? error)
    {
        bool deterministic = invocation.Has(OptionId.Deterministic);
        ulong? seed = (ulong?)Number(OptionId.Seed, "--seed", 0) ?? (deterministic ? 0 : null);
        string current = HostFiles.CurrentDirectory;
        List<DirectoryGrant> grants = Grants(current);
        DirectoryGrant? root = Root(current);
        InstanceOptions options = new()
        {
            ProgramName = invocation.Operands[0],
            Arguments = invocation.Operands.GetRange(1, invocation.Operands.Count - 1),
            Environment = GuestEnvironment(),
            Grants = grants,
            Root = root,
            CurrentDirectory = WorkingDirectory(grants, root, current),
            Memory = Size(OptionId.Memory, "--memory") ?? InstanceOptions.DefaultMemory,
            Fuel = Number(OptionId.Fuel, "--fuel", 0) ?? -1,
            Tier = Tier(),
            TellsDebugger = invocation.Has(OptionId.DebugInfo),
            CodeCache = CodeCachePlace.Choose(invocation.Value(OptionId.CodeCache), current),
            Timeout = Duration(OptionId.Timeout, "--timeout"),
            OpenFiles = (int)Math.Min(Number(OptionId.Files, "--files", 0) ?? InstanceOptions.DefaultOpenFiles, 1 << 20),
            Processes = (int)Math.Min(Number(OptionId.Pids, "--pids", 1) ?? InstanceOptions.DefaultProcesses, 1 << 20),
            Seed = seed,
            HasSteppedClock = deterministic,
        };
        error = _error;
        return error is null ? options : null;
    }

    private Dictionary<string, string> GuestEnvironment()
    {
        Dictionary<string, string> variables = new(StringComparer.Ordinal)
        {
            ["PATH"] = "/usr/local/bin:/usr/bin:/bin",
            ["HOME"] = "/",
            ["TERM"] = Environment.GetEnvironmentVariable("TERM") ?? "dumb",
            ["LANG"] = "C",
            ["TZ"] = "UTC",
        };
        if (invocation.Has(OptionId.EnvInherit))
        {
            foreach (DictionaryEntry entry in Environment.GetEnvironmentVariables())
            {
                variables[(string)entry.Key] = (string?)entry.Value ?? "";
            }
        }

        foreach (string setting in invocation.Values(OptionId.Env))
        {
            int equals = setting.IndexOf('=');
            if (equals <= 0)
            {
                Wrong("--env", setting, "a name, '=' and a value");
                continue;
            }

            variables[setting[..equals]] = setting[(equals + 1)..];
        }

        return variables;
    }

    private List<DirectoryGrant> Grants(string current)
    {
        List<string> values = invocation.Values(OptionId.Dir);
        if (values.Count == 0)
        {
            // LinuxRun takes this back: a foreign program is granted nothing that wasn't named.
            return [new DirectoryGrant(current, current, IsReadOnly: false)];
        }

        List<DirectoryGrant> grants = [];
        foreach (string value in values)
        {
            if (value == "none")
            {
                grants.Clear();
                continue;
            }

            bool readOnly = value.EndsWith(":ro", StringComparison.Ordinal);
            string places = readOnly || value.EndsWith(":rw", StringComparison.Ordinal) ? value[..^3] : value;
            int separator = places.IndexOf("::", StringComparison.Ordinal);
            string host = separator < 0 ? places : places[..separator];
            if (host.Length == 0)
            {
                Wrong("--dir", value, "a directory of the host");
                continue;
            }

            grants.Add(new DirectoryGrant(host, GuestPath(separator < 0 ? host : places[(separator + 2)..], current), readOnly));
        }

        return grants;
    }

    private DirectoryGrant? Root(string current)
    {
        if (invocation.Value(OptionId.RootFs) is not { } value)
        {
            return null;
        }

        bool isChanged = value.EndsWith(":rw", StringComparison.Ordinal);
        string host = isChanged || value.EndsWith(":ro", StringComparison.Ordinal) ? value[..^3] : value;
        if (host.Length == 0)
        {
            Wrong("--rootfs", value, "a directory of the host");
        }

        return new DirectoryGrant(GuestPath(host, current), "/", IsReadOnly: !isChanged);
    }

    // Where the guest starts must be something that it sees; without --cwd it may start in what isn't granted, and sees nothing there.
    private string WorkingDirectory(List<DirectoryGrant> grants, DirectoryGrant? root, string current)
    {
        if (invocation.Value(OptionId.Cwd) is not { } value)
        {
            string below = root is null ? ".." : Path.GetRelativePath(root.HostPath, current);
            return root is null || below == ".." || below.StartsWith("../", StringComparison.Ordinal) ? current : Path.GetFullPath("/" + below);
        }

        string path = GuestPath(value, root is null ? current : "/");
        DirectoryGrant? nearest = root;
        foreach (DirectoryGrant grant in grants)
        {
            string below = Path.GetRelativePath(grant.GuestPath, path);
            bool holds = below != ".." && !below.StartsWith("../", StringComparison.Ordinal);
            if (holds && (nearest is null || grant.GuestPath.Length >= nearest.GuestPath.Length))
            {
                nearest = grant;
            }
        }

        if (nearest is null || !Directory.Exists(Path.Combine(nearest.HostPath, Path.GetRelativePath(nearest.GuestPath, path))))
        {
            Wrong("--cwd", value, "a directory in what --dir or --rootfs grants");
        }

        return path;
    }

    // A pinned tier says more than an engine.
    private TierChoice Tier() => (invocation.Value(OptionId.Tier), invocation.Value(OptionId.Engine)) switch
    {
        ("cil", _) => TierChoice.Cil,
        ("llvm", _) => TierChoice.Llvm,
        (null, null or "auto" or "jit") => TierChoice.Auto,
        _ => TierChoice.Interpreter,
    };

    // A guest sees a directory under the path that the user wrote, so that the paths in its arguments mean the same.
    private static string GuestPath(string path, string current) => Path.GetFullPath(Path.Combine(current, path));

    // Those without a value return before anything of number parsing is prepared.
    private ulong? Size(OptionId id, string name) => invocation.Value(id) is { } text ? ParseSize(text, name) : null;

    private long? Number(OptionId id, string name, long least) => invocation.Value(id) is { } text ? ParseNumber(text, name, least) : null;

    private TimeSpan? Duration(OptionId id, string name) => invocation.Value(id) is { } text ? ParseDuration(text, name) : null;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private ulong? ParseSize(string text, string name)
    {
        if (!SizeText.TryParse(text, out ulong size))
        {
            Wrong(name, text, "a size, as 65536, 64M or 1G");
        }

        return size;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private long? ParseNumber(string text, string name, long least)
    {
        if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number) || number < least)
        {
            Wrong(name, text, $"a whole number from {least} to {long.MaxValue}");
        }

        return number;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private TimeSpan? ParseDuration(string text, string name)
    {
        if (!DurationText.TryParse(text, out TimeSpan duration))
        {
            Wrong(name, text, "a duration above 0 and at most 24 days, as 500ms, 10s or 2m");
        }

        return duration;
    }

    private void Wrong(string option, string value, string wanted) =>
        _error ??= new Diagnostic(CliDiagnostics.BadValue, null, option, value, wanted);
}

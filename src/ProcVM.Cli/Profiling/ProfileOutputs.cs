using System.Text;
using ProcVM.Cli.Commands;
using ProcVM.Cli.Options;
using ProcVM.Core;
using ProcVM.Module;
using ProcVM.Profile;
using ProcVM.Profile.Formats;
using ProcVM.Runtime.Profiling;

namespace ProcVM.Cli.Profiling;

/// <summary>Writes a profile in all the forms that were asked for.</summary>
/// <param name="invocation">The command with its options.</param>
internal sealed class ProfileOutputs(Invocation invocation)
{
    private static readonly (OptionId Option, string Name)[] s_files =
    [
        (OptionId.Json, "--json"), (OptionId.Report, "--report"), (OptionId.Speedscope, "--speedscope"), (OptionId.Callgrind, "--callgrind"),
        (OptionId.ChromeTrace, "--chrome-trace"),
    ];

    private bool _isWritten = true;

    /// <summary>True when no output is a file that the command reads, or the same as another.</summary>
    public bool Check()
    {
        Dictionary<string, string> taken = [];
        foreach ((OptionId option, string name) in s_files)
        {
            if (invocation.Value(option) is not { } path)
            {
                continue;
            }

            if (OutputFile.IsInput(invocation, path))
            {
                return false;
            }

            if (path.Length > 0 && !taken.TryAdd(Path.GetFullPath(path), name))
            {
                invocation.Output.Report(new Diagnostic(CliDiagnostics.CannotWrite, null, path, $"{taken[Path.GetFullPath(path)]} writes it too"));
                return false;
            }
        }

        return true;
    }

    /// <summary>Writes them all; false, after reporting, when one can't be written.</summary>
    public bool Write(RunProfile profile, PcodeModule module, ProfileRecorder recorder, int top)
    {
        if (invocation.Has(OptionId.Json) && invocation.Value(OptionId.Json) is null)
        {
            invocation.Output.Note(ProfileJson.Write(profile));
        }
        else
        {
            ProfileTable.Write(invocation.Output.Error, profile, top);
        }

        Write(OptionId.Json, () => ProfileJson.Write(profile) + "\n");
        Write(OptionId.Speedscope, () => Speedscope.Write(profile));
        Write(OptionId.ChromeTrace, () => ChromeTrace.Write(profile));
        Write(OptionId.Callgrind, () => Callgrind.Write(profile, new CallEdges(module, recorder)));
        Write(OptionId.Report, () => HtmlReport.Write(profile, path => FileContent.Read(path, out _, out _)?.Text));
        return _isWritten;
    }

    private void Write(OptionId option, Func<string> text)
    {
        if (invocation.Value(option) is { } path)
        {
            _isWritten &= OutputFile.Write(invocation, path, Encoding.UTF8.GetBytes(text())) == ExitStatus.Success;
        }
    }
}

using System.Globalization;
using System.Runtime.InteropServices;
using ProcVM.Cli.Options;
using ProcVM.Cli.Text;
using ProcVM.Module;

namespace ProcVM.Cli.Commands;

/// <summary><c>procvm version</c>.</summary>
internal static class VersionCommand
{
    /// <summary>The tool's version.</summary>
    public const string Version = ToolVersion.Text;

    public static int Perform(Invocation invocation)
    {
        if (invocation.Has(OptionId.Json))
        {
            invocation.Output.Answer(new JsonLine()
                .Add("version", Version)
                .Add("pcode", PcodeModule.Version)
                .Add("framework", RuntimeInformation.FrameworkDescription)
                .Add("host", RuntimeInformation.RuntimeIdentifier)
                .ToString());
            return ExitStatus.Success;
        }

        // Joined, not interpolated: that would load the framework's pool of buffers for two lines.
        string format = PcodeModule.Version.ToString(CultureInfo.InvariantCulture);
        invocation.Output.Answer(
            "procvm " + Version + "\nP-code " + format + ", " + RuntimeInformation.FrameworkDescription + ", " + RuntimeInformation.RuntimeIdentifier);
        return ExitStatus.Success;
    }
}

using System.Reflection;
using System.Runtime.InteropServices;
using ProcVM.Cli.Options;
using ProcVM.Cli.Text;
using ProcVM.Module;

namespace ProcVM.Cli.Commands;

/// <summary><c>procvm version</c>.</summary>
internal static class VersionCommand
{
    /// <summary>The tool's version.</summary>
    public static string Version => typeof(VersionCommand).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

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

        invocation.Output.Answer($"procvm {Version}\nP-code {PcodeModule.Version}, {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.RuntimeIdentifier}");
        return ExitStatus.Success;
    }
}

using System.Reflection;
using System.Runtime.InteropServices;
using ProcVM.Cli.Options;

namespace ProcVM.Cli.Commands;

/// <summary><c>procvm version</c>.</summary>
internal static class VersionCommand
{
    /// <summary>The tool's version.</summary>
    public static string Version => typeof(VersionCommand).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    public static int Perform(Invocation invocation)
    {
        invocation.Output.Answer($"procvm {Version}\nP-code 1, {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.RuntimeIdentifier}");
        return ExitStatus.Success;
    }
}

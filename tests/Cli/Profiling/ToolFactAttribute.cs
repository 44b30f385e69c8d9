namespace ProcVM.Cli.Tests.Profiling;

/// <summary>A test that needs a program of the host; skipped, with that as the reason, where it isn't installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ToolFactAttribute : FactAttribute
{
    public ToolFactAttribute(string program)
    {
        string[] folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        if (!folders.Any(folder => File.Exists(Path.Combine(folder, program))))
        {
            Skip = $"{program} isn't installed";
        }
    }
}

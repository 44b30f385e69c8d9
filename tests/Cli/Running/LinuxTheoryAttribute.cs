namespace ProcVM.Cli.Tests.Running;

/// <summary>As <see cref="LinuxFactAttribute"/>, for tests with data.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class LinuxTheoryAttribute : TheoryAttribute
{
    /// <summary>Looks for what the test needs.</summary>
    public LinuxTheoryAttribute(string needs) => Skip = LinuxFactAttribute.FindMissing(needs);
}

namespace ProcVM.Pascal.Tests.Generated;

/// <summary>A test that compares with Free Pascal, skipped where that is not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class FpcFactAttribute : FactAttribute
{
    /// <summary>Looks for the compiler.</summary>
    public FpcFactAttribute() => Skip = FpcOracle.Missing;
}

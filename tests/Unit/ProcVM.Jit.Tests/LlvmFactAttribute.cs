using ProcVM.Jit.Llvm;

namespace ProcVM.Jit.Tests;

/// <summary>A test that needs libLLVM; without it the reason is the one that the tier gives.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class LlvmFactAttribute : FactAttribute
{
    public LlvmFactAttribute()
    {
        if (!LlvmTier.IsAvailable(out string reason))
        {
            Skip = reason;
        }
    }
}

/// <summary>The same for a test with data.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class LlvmTheoryAttribute : TheoryAttribute
{
    public LlvmTheoryAttribute()
    {
        if (!LlvmTier.IsAvailable(out string reason))
        {
            Skip = reason;
        }
    }
}

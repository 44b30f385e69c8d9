namespace ProcVM.Llvm.Tests;

/// <summary>A test that needs libLLVM; without it the reason is the one that the library gives.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class LlvmFactAttribute : FactAttribute
{
    public LlvmFactAttribute()
    {
        if (!LlvmLibrary.TryLoad(out _, out string reason))
        {
            Skip = $"{reason}: {LlvmLibrary.Fix}";
        }
    }
}

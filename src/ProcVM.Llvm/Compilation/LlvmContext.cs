namespace ProcVM.Llvm;

/// <summary>A context with what modules share in it.</summary>
internal sealed class LlvmContext : IDisposable
{
    public LlvmContext(bool keepNames)
    {
        Handle = LLVMContextRef.Create(discardValueNames: !keepNames);
        Reports = new LlvmReports(Handle);
        Builder = Handle.CreateBuilder();
        Types = new LlvmTypes(Handle);
        Metadata = new LlvmMetadata(Handle);
    }

    /// <summary>LLVM's context.</summary>
    public LLVMContextRef Handle { get; }

    /// <summary>The one builder.</summary>
    public LLVMBuilderRef Builder { get; }

    /// <summary>What LLVM reported.</summary>
    public LlvmReports Reports { get; }

    /// <summary>The usual types.</summary>
    public LlvmTypes Types { get; }

    /// <summary>The usual metadata.</summary>
    public LlvmMetadata Metadata { get; }

    /// <summary>How many modules were built in it.</summary>
    public int ModulesBuilt { get; set; }

    public void Dispose()
    {
        Builder.Dispose();
        Handle.Dispose();
        Reports.Dispose();
    }
}

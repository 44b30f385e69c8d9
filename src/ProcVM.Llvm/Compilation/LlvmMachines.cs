namespace ProcVM.Llvm;

/// <summary>The machines a compiler compiles for, one for each pipeline, made when first needed.</summary>
internal sealed class LlvmMachines : IDisposable
{
    private LLVMTargetMachineRef _quick;
    private LLVMTargetMachineRef _full;

    public LlvmMachines(LlvmTarget target)
    {
        Target = target;
        Options = LLVMPassBuilderOptionsRef.Create();
        _full = target.CreateMachine(LLVMCodeGenOptLevel.LLVMCodeGenLevelDefault);
        DataLayout = _full.DataLayout;
        // What default<O2> means for clang; the C API's own defaults leave both out.
        Options.SetLoopVectorization(true);
        Options.SetSLPVectorization(true);
    }

    /// <summary>This host.</summary>
    public LlvmTarget Target { get; }

    /// <summary>How data are laid out on it.</summary>
    public string DataLayout { get; }

    /// <summary>Options of the passes.</summary>
    public LLVMPassBuilderOptionsRef Options { get; }

    /// <summary>The machine for a pipeline.</summary>
    public LLVMTargetMachineRef For(LlvmPipeline pipeline)
    {
        if (pipeline == LlvmPipeline.Full)
        {
            return _full;
        }

        if (_quick.Handle == 0)
        {
            _quick = Target.CreateMachine(LLVMCodeGenOptLevel.LLVMCodeGenLevelNone);
        }

        return _quick;
    }

    public void Dispose()
    {
        if (_quick.Handle != 0)
        {
            _quick.Dispose();
        }

        _full.Dispose();
        Options.Dispose();
    }
}

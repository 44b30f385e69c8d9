namespace ProcVM.Llvm;

/// <summary>A machine that modules are compiled for.</summary>
/// <param name="Handle">The pointer of the LLVM-C API; 0 for none.</param>
public readonly unsafe record struct LLVMTargetMachineRef(nint Handle)
{
    public static implicit operator LLVMOpaqueTargetMachine*(LLVMTargetMachineRef value) => (LLVMOpaqueTargetMachine*)value.Handle;

    public static implicit operator LLVMTargetMachineRef(LLVMOpaqueTargetMachine* value) => new((nint)value);

    /// <summary>The layout of data on it.</summary>
    public string DataLayout
    {
        get
        {
            LLVMTargetDataRef data = LLVM.CreateTargetDataLayout(this);
            string layout = MarshaledString.TakeMessage(LLVM.CopyStringRepOfTargetData(data));
            data.Dispose();
            return layout;
        }
    }

    /// <summary>Compiles a module; on false the message says why there is no code.</summary>
    public bool TryEmitToMemoryBuffer(
        LLVMModuleRef module, LLVMCodeGenFileType codegen, out LLVMMemoryBufferRef buffer, out string message)
    {
        sbyte* error = null;
        LLVMOpaqueMemoryBuffer* emitted = null;
        bool isDone = LLVM.TargetMachineEmitToMemoryBuffer(this, module, codegen, &error, &emitted) == 0;
        buffer = emitted;
        message = MarshaledString.TakeMessage(error);
        return isDone;
    }

    /// <summary>Frees it.</summary>
    public void Dispose() => LLVM.DisposeTargetMachine(this);
}

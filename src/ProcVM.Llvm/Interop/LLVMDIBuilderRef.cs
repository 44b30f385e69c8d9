namespace ProcVM.Llvm;

/// <summary>Builds what debuggers read: here the line table.</summary>
/// <param name="Handle">The pointer of the LLVM-C API; 0 for none.</param>
public readonly unsafe record struct LLVMDIBuilderRef(nint Handle)
{
    public static implicit operator LLVMOpaqueDIBuilder*(LLVMDIBuilderRef value) => (LLVMOpaqueDIBuilder*)value.Handle;

    public static implicit operator LLVMDIBuilderRef(LLVMOpaqueDIBuilder* value) => new((nint)value);

    /// <summary>A builder for a module; it is finished by <see cref="DIBuilderFinalize"/>.</summary>
    public static LLVMDIBuilderRef Create(LLVMModuleRef module) => LLVM.CreateDIBuilder(module);

    /// <summary>A source file.</summary>
    public LLVMMetadataRef CreateFile(string fileName, string directory)
    {
        using MarshaledString nameText = new(fileName);
        using MarshaledString directoryText = new(directory);
        return LLVM.DIBuilderCreateFile(this, nameText, nameText.Length, directoryText, directoryText.Length);
    }

    /// <summary>The compile unit, which a module has one of.</summary>
    public LLVMMetadataRef CreateCompileUnit(
        LLVMDWARFSourceLanguage language, LLVMMetadataRef file, string producer, LLVMDWARFEmissionKind emission)
    {
        using MarshaledString producerText = new(producer);
        using MarshaledString none = new("");
        return LLVM.DIBuilderCreateCompileUnit(
            this, language, file, producerText, producerText.Length, 1, none, 0, 0, none, 0, emission, 0, 0, 0, none, 0, none, 0);
    }

    /// <summary>The description of a function.</summary>
    public LLVMMetadataRef CreateFunction(LLVMMetadataRef file, string name, uint line)
    {
        using MarshaledString text = new(name);
        LLVMOpaqueMetadata* type = LLVM.DIBuilderCreateSubroutineType(this, file, null, 0, default);
        return LLVM.DIBuilderCreateFunction(
            this, file, text, text.Length, text, text.Length, file, line, type, 0, 1, line, default, 1);
    }

    /// <summary>A place in a function's source.</summary>
    public static LLVMMetadataRef CreateDebugLocation(LLVMContextRef context, uint line, uint column, LLVMMetadataRef scope) =>
        LLVM.DIBuilderCreateDebugLocation(context, line, column, scope, null);

    /// <summary>Completes what was built.</summary>
    public void DIBuilderFinalize() => LLVM.DIBuilderFinalize(this);

    /// <summary>Frees it.</summary>
    public void Dispose() => LLVM.DisposeDIBuilder(this);
}

namespace ProcVM.Llvm;

/// <summary>The source lines that a module's code came from: for debuggers, profilers and listings.</summary>
public sealed class LlvmLineTable : IDisposable
{
    private const string Producer = "procvm";

    private readonly LLVMContextRef _context;
    private readonly LLVMDIBuilderRef _builder;
    private readonly Dictionary<string, LLVMMetadataRef> _files = new(StringComparer.Ordinal);

    internal LlvmLineTable(LLVMContextRef context, LLVMModuleRef module)
    {
        const ulong Dwarf = 4;
        _context = context;
        _builder = LLVMDIBuilderRef.Create(module);
        AddFlag(module, "Debug Info Version", LLVM.DebugMetadataVersion());
        AddFlag(module, "Dwarf Version", Dwarf);
    }

    /// <summary>Keep the functions' names, and how to unwind them, beside the lines: for debuggers. To be set before anything is described.</summary>
    public bool NamesFunctions { get; set; }

    /// <summary>Says which source a function comes from; the result is the scope of its lines.</summary>
    /// <param name="function">The function.</param>
    /// <param name="name">Its name in the source.</param>
    /// <param name="path">The source.</param>
    /// <param name="line">Where it starts there.</param>
    public LLVMMetadataRef Describe(LlvmFunction function, string name, string path, int line)
    {
        LLVMMetadataRef subprogram = _builder.CreateFunction(FileOf(path), name, (uint)line);
        function.Value.SetSubprogram(subprogram);
        return subprogram;
    }

    /// <summary>What the builder builds next comes from this line; a function that has a scope needs a line for each call.</summary>
    public void SetLine(LLVMBuilderRef builder, LLVMMetadataRef scope, int line, int column = 0) =>
        builder.SetCurrentDebugLocation2(LLVMDIBuilderRef.CreateDebugLocation(_context, (uint)line, (uint)column, scope));

    /// <summary>What the builder builds next comes from nowhere.</summary>
    public static void ClearLine(LLVMBuilderRef builder) => builder.SetCurrentDebugLocation2(default);

    /// <summary>Frees what describes the module.</summary>
    public void Dispose() => _builder.Dispose();

    /// <summary>Makes the description consistent; afterwards it can't grow.</summary>
    internal void Complete() => _builder.DIBuilderFinalize();

    private LLVMMetadataRef FileOf(string path)
    {
        if (!_files.TryGetValue(path, out LLVMMetadataRef file))
        {
            // The path as it is: a directory of its own would be the compile unit's, which line tables don't repeat.
            file = _builder.CreateFile(path, "");
            if (_files.Count == 0)
            {
                _builder.CreateCompileUnit(
                    LLVMDWARFSourceLanguage.LLVMDWARFSourceLanguagePascal83, file, Producer,
                    NamesFunctions ? LLVMDWARFEmissionKind.LLVMDWARFEmissionFull : LLVMDWARFEmissionKind.LLVMDWARFEmissionLineTablesOnly);
            }

            _files.Add(path, file);
        }

        return file;
    }

    private void AddFlag(LLVMModuleRef module, string name, ulong value) =>
        module.AddModuleFlag(
            name, LLVMModuleFlagBehavior.LLVMModuleFlagBehaviorWarning,
            LLVMMetadataRef.FromValue(LLVMValueRef.CreateConstInt(_context.Int32Type, value)));
}

using System.Reflection;
using System.Runtime.InteropServices;

namespace ProcVM.Llvm.Tests;

public unsafe class BindingTests
{
    [LlvmFact]
    public void EveryEntryPointExists()
    {
        Assert.True(LlvmLibrary.TryLoad(out LlvmLibrary? library, out _));
        IEnumerable<string> missing =
            from method in typeof(LLVM).GetMethods(BindingFlags.Public | BindingFlags.Static)
            let name = ImportOf(method)
            where name is not null && !NativeLibrary.TryGetExport(library.Handle, name, out _)
            select name;
        Assert.Empty(missing);
    }

    [LlvmFact]
    public void TheLibrarySaysWhatItIs()
    {
        Assert.True(LlvmLibrary.TryLoad(out LlvmLibrary? library, out string reason));
        Assert.Equal("", reason);
        Assert.True(LlvmLibrary.IsLoaded);
        Assert.InRange(library.Version.Major, LlvmLibrary.OldestVersion, 99);
        Assert.True(File.Exists(library.Path), library.Path);
        Assert.NotEmpty(library.Target.Cpu);
        Assert.Contains("+sse2", library.Target.Features, StringComparison.Ordinal);
        Assert.Contains(library.Target.Cpu, library.CodeKey, StringComparison.Ordinal);
    }

    [LlvmFact]
    public void BuiltModulesReadAsExpected()
    {
        using Code code = new();
        LlvmCompilation result = code.Compiler.Compile("reading", LlvmPipeline.Full, BuildSample, LlvmOutputs.SourceIr);
        Assert.Null(result.Error);
        Assert.Contains("i64 @sample(i64 %0)", result.SourceIr, StringComparison.Ordinal);
        Assert.Contains("add nsw i64 %0, 5", result.SourceIr, StringComparison.Ordinal);
        Assert.Contains("!range", result.SourceIr, StringComparison.Ordinal);
        Assert.Contains("!prof", result.SourceIr, StringComparison.Ordinal);
        Assert.Contains("nounwind", result.SourceIr, StringComparison.Ordinal);
        Assert.Contains("probe-stack", result.SourceIr, StringComparison.Ordinal);
    }

    [LlvmFact]
    public void IrCanBeParsed()
    {
        LLVMContextRef context = LLVMContextRef.Create();
        Assert.True(context.TryParseIR("define i32 @f() { ret i32 7 }", out LLVMModuleRef module, out _));
        Assert.Equal("f", module.FirstFunction.Name);
        Assert.Equal(1u, module.GetNamedFunction("f").BasicBlocksCount);
        module.Dispose();
        Assert.False(context.TryParseIR("define i32 @f( { ret", out _, out string message));
        Assert.NotEmpty(message);
        context.Dispose();
    }

    private static void BuildSample(LlvmModuleBuilder module)
    {
        LlvmFunction function = Code.Unary(module, "sample");
        LLVMBuilderRef builder = module.Builder;
        LLVMBasicBlockRef positive = module.AppendBlock(function, "positive");
        LLVMBasicBlockRef negative = module.AppendBlock(function, "negative");
        LLVMValueRef place = builder.BuildAlloca(module.Types.I64);
        LLVMValueRef sum = builder.BuildNSWAdd(function.Parameter(0), module.Types.Const(5L), "sum");
        builder.BuildStore(sum, place);
        LLVMValueRef loaded = builder.BuildLoad2(module.Types.I64, place);
        module.Metadata.SetRange(loaded, module.Types.Const(0L), module.Types.Const(100L));
        LLVMValueRef isNegative = builder.BuildICmp(LLVMIntPredicate.LLVMIntSLT, loaded, module.Types.Const(0L));
        module.Metadata.MarkUnlikely(builder.BuildCondBr(isNegative, negative, positive));
        builder.PositionAtEnd(positive);
        builder.BuildRet(loaded);
        builder.PositionAtEnd(negative);
        builder.BuildRet(module.Types.Const(-1L));
    }

    private static string? ImportOf(MethodInfo method) => method.GetCustomAttribute<DllImportAttribute>()?.EntryPoint;
}

namespace ProcVM.Llvm.Tests;

public unsafe class CompilerTests
{
    [LlvmFact]
    public void BothPipelinesMakeCodeThatRuns()
    {
        using Code code = new();
        foreach (LlvmPipeline pipeline in Enum.GetValues<LlvmPipeline>())
        {
            using LoadedCode loaded = code.CompileAndLoad(module => BuildSum(module, "sum"), pipeline);
            delegate* unmanaged<long, long> sum = (delegate* unmanaged<long, long>)Code.AddressOf(loaded, "sum");
            Assert.Equal(5050, sum(100));
            Assert.Equal(0, sum(0));
        }
    }

    [LlvmFact]
    public void MalformedModulesAreRefused()
    {
        using Code code = new();
        LlvmCompilation result = code.Compiler.Compile("bad", LlvmPipeline.Full, module =>
        {
            LlvmFunction function = Code.Unary(module, "bad");
            // A block without an end.
            module.Builder.BuildAdd(function.Parameter(0), module.Types.Const(1L));
        });
        Assert.False(result.Succeeded);
        Assert.Contains("terminator", result.Error, StringComparison.Ordinal);
        Assert.True(result.Object.IsEmpty);
    }

    [LlvmFact]
    public void WhatLlvmReportsIsAnErrorAndNoExit()
    {
        using Code code = new();
        // An inline assembly that no x86 has: LLVM's own handler would print this and exit.
        LlvmCompilation result = code.Compiler.Compile("asm", LlvmPipeline.Full, module =>
        {
            LLVMContextRef context = module.Context;
            Assert.True(context.TryParseIR(BadAssembly, out LLVMModuleRef parsed, out string message), message);
            Assert.Equal(0, LLVM.LinkModules2(module.Module, parsed));
        });
        Assert.False(result.Succeeded);
        Assert.Contains("constraint", result.Error, StringComparison.Ordinal);

        // The compiler is as good as new.
        using LoadedCode loaded = code.CompileAndLoad(module => BuildSum(module, "sum"));
        Assert.Equal(10, ((delegate* unmanaged<long, long>)Code.AddressOf(loaded, "sum"))(4));
    }

    [LlvmFact]
    public void AnExceptionOfTheTranslatorPassesThrough()
    {
        using Code code = new();
        Assert.Throws<InvalidOperationException>(() =>
            code.Compiler.Compile("throws", LlvmPipeline.Full, _ => throw new InvalidOperationException()));
        Assert.NotEmpty(code.Compile(module => BuildSum(module, "sum")));
    }

    /// <summary>LLVM ends the process when it has no instruction for an operation; here only the compiling thread ends.</summary>
    [LlvmFact]
    public void AFatalErrorCostsNoMoreThanItsThread()
    {
        using Code code = new();
        using ManualResetEventSlim isTold = new();
        string message = "";
        LlvmCompilerOptions options = new()
        {
            FatalError = text =>
            {
                message = text;
                isTold.Set();
            },
        };
        Thread compiling = new(() =>
        {
            LlvmCompiler compiler = new(code.Library, options);
            compiler.Compile("fatal", LlvmPipeline.Full, BuildForeign);
        });
        compiling.IsBackground = true;
        compiling.Start();
        Assert.True(isTold.Wait(TimeSpan.FromSeconds(60)));
        Assert.Contains("Cannot select", message, StringComparison.Ordinal);
        using LoadedCode loaded = code.CompileAndLoad(module => BuildSum(module, "sum"));
        Assert.Equal(21, ((delegate* unmanaged<long, long>)Code.AddressOf(loaded, "sum"))(6));
    }

    [LlvmFact]
    public void ContextsAreRenewed()
    {
        using Code code = new();
        using LlvmCompiler compiler = new(code.Library, new LlvmCompilerOptions { ModulesPerContext = 2, Verify = true });
        for (int i = 0; i < 7; i++)
        {
            LlvmCompilation result = compiler.Compile("again", LlvmPipeline.Quick, module => BuildSum(module, "sum"));
            Assert.Null(result.Error);
            using LoadedCode loaded = code.Load(result.Object.ToArray());
            Assert.Equal(6, ((delegate* unmanaged<long, long>)Code.AddressOf(loaded, "sum"))(3));
        }
    }

    [LlvmFact]
    public void TheSameModuleGivesTheSameBytes()
    {
        using Code code = new();
        Assert.Equal(code.Compile(module => BuildSum(module, "sum")), code.Compile(module => BuildSum(module, "sum")));
    }

    [LlvmFact]
    public void EveryOutputCanBeHad()
    {
        using Code code = new();
        LlvmOutputs all = LlvmOutputs.Object | LlvmOutputs.SourceIr | LlvmOutputs.OptimizedIr | LlvmOutputs.Assembly;
        LlvmCompilation result = code.Compiler.Compile("all", LlvmPipeline.Full, module => BuildSum(module, "sum"), all);
        Assert.Null(result.Error);
        Assert.Contains("phi", result.SourceIr, StringComparison.Ordinal);
        Assert.Contains("define", result.OptimizedIr, StringComparison.Ordinal);
        Assert.Contains("sum:", result.Assembly, StringComparison.Ordinal);
        using LoadedCode loaded = code.Load(result.Object.ToArray());
        Assert.Equal(15, ((delegate* unmanaged<long, long>)Code.AddressOf(loaded, "sum"))(5));
    }

    [LlvmFact]
    public void CompilersWorkSideBySide()
    {
        using Code code = new(4 << 20);
        Parallel.For(0, 4, new ParallelOptions { MaxDegreeOfParallelism = 4 }, worker =>
        {
            using LlvmCompiler compiler = new(code.Library, new LlvmCompilerOptions { Verify = true });
            for (int i = 0; i < 10; i++)
            {
                LlvmCompilation result = compiler.Compile("side", LlvmPipeline.Full, module => BuildSum(module, "sum"));
                using LoadedCode loaded = code.Load(result.Object.ToArray());
                long n = (worker * 100) + i;
                Assert.Equal(n * (n + 1) / 2, ((delegate* unmanaged<long, long>)Code.AddressOf(loaded, "sum"))(n));
            }
        });
    }

    private const string BadAssembly =
        """
        define i64 @bad(i64 %x) {
          %y = call i64 asm "mov $1, $0", "=r,^ZZ"(i64 %x)
          ret i64 %y
        }
        """;

    // An instruction of another machine.
    private static void BuildForeign(LlvmModuleBuilder module)
    {
        LLVMTypeRef i32 = module.Types.I32;
        LlvmFunction function = module.DefineFunction("foreign", LLVMTypeRef.CreateFunction(i32, []));
        module.Builder.PositionAtEnd(module.AppendBlock(function));
        LlvmFunction size = module.Intrinsic("llvm.wasm.memory.size", i32);
        module.Builder.BuildRet(module.Call(size, module.Types.Const(0)));
    }

    /// <summary>i64 name(i64 n): 1 + … + n, by a loop that could be anything's.</summary>
    internal static void BuildSum(LlvmModuleBuilder module, string name)
    {
        LlvmFunction function = Code.Unary(module, name);
        LLVMBuilderRef builder = module.Builder;
        LLVMBasicBlockRef entry = function.Value.EntryBasicBlock;
        LLVMBasicBlockRef loop = module.AppendBlock(function, "loop");
        LLVMBasicBlockRef body = module.AppendBlock(function, "body");
        LLVMBasicBlockRef end = module.AppendBlock(function, "end");
        builder.BuildBr(loop);
        builder.PositionAtEnd(loop);
        LLVMValueRef i = builder.BuildPhi(module.Types.I64, "i");
        LLVMValueRef sum = builder.BuildPhi(module.Types.I64, "sum");
        builder.BuildCondBr(builder.BuildICmp(LLVMIntPredicate.LLVMIntSLE, i, function.Parameter(0)), body, end);
        builder.PositionAtEnd(body);
        LLVMValueRef nextSum = builder.BuildAdd(sum, i);
        LLVMValueRef nextI = builder.BuildAdd(i, module.Types.Const(1L));
        builder.BuildBr(loop);
        i.AddIncoming(module.Types.Const(1L), entry);
        i.AddIncoming(nextI, body);
        sum.AddIncoming(module.Types.Const(0L), entry);
        sum.AddIncoming(nextSum, body);
        builder.PositionAtEnd(end);
        builder.BuildRet(sum);
    }
}

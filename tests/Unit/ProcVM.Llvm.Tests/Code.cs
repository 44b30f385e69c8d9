using ProcVM.Core;

namespace ProcVM.Llvm.Tests;

/// <summary>Compiles and loads for tests.</summary>
internal sealed class Code : IDisposable
{
    public Code(int heapSize = 1 << 20)
    {
        Assert.True(LlvmLibrary.TryLoad(out LlvmLibrary? library, out string reason), reason);
        Assert.True(CodeHeap.TryCreate(heapSize, out CodeHeap? heap, out reason), reason);
        Library = library;
        Heap = heap;
        Compiler = new LlvmCompiler(library, new LlvmCompilerOptions { Verify = true, KeepNames = true });
    }

    public LlvmLibrary Library { get; }

    public CodeHeap Heap { get; }

    public LlvmCompiler Compiler { get; }

    public SymbolTable Symbols { get; } = SymbolTable.WithRuntimeLibrary();

    public byte[] Compile(Action<LlvmModuleBuilder> build, LlvmPipeline pipeline = LlvmPipeline.Full)
    {
        LlvmCompilation result = Compiler.Compile("test", pipeline, build);
        Assert.Null(result.Error);
        return result.Object.ToArray();
    }

    public LoadedCode Load(byte[] file)
    {
        LoadResult<LoadedCode> result = ObjectLoader.Load(file, Heap, Symbols);
        Assert.True(result.Succeeded, string.Join('\n', result.Diagnostics));
        return result.Value;
    }

    public LoadedCode CompileAndLoad(Action<LlvmModuleBuilder> build, LlvmPipeline pipeline = LlvmPipeline.Full) =>
        Load(Compile(build, pipeline));

    public static nint AddressOf(LoadedCode code, string name)
    {
        Assert.True(code.TryFind(name, out NativeFunction function));
        return function.Address;
    }

    /// <summary>i64 name(i64): a function whose body the caller builds at its entry block.</summary>
    public static LlvmFunction Unary(LlvmModuleBuilder module, string name)
    {
        LLVMTypeRef i64 = module.Types.I64;
        LlvmFunction function = module.DefineFunction(name, LLVMTypeRef.CreateFunction(i64, [i64]));
        module.Builder.PositionAtEnd(module.AppendBlock(function, "entry"));
        return function;
    }

    public void Dispose()
    {
        Compiler.Dispose();
        Heap.Dispose();
    }
}

using System.Diagnostics;

namespace ProcVM.Llvm;

/// <summary>Compiles modules, one at a time: each compiling thread has a compiler of its own.</summary>
/// <remarks>From a function to its address: <see cref="LlvmLibrary.TryLoad"/>, <see cref="CodeHeap.TryCreate"/> and a
/// <see cref="SymbolTable"/> of helper routines once; then, for each module, <see cref="Compile"/>,
/// <see cref="ObjectLoader.Load"/> and <see cref="LoadedCode.TryFind(string, out NativeFunction)"/>. A module costs a quarter of a
/// millisecond beside its functions, so several cheap ones go into one.</remarks>
public sealed class LlvmCompiler : IDisposable
{
    // What pays for itself at once: SSA form, common subexpressions, simpler instructions, simpler flow.
    private const string QuickPasses = "function(sroa,early-cse,instcombine<no-verify-fixpoint>,simplifycfg)";
    private const string QuickPassesOf17 = "function(sroa,early-cse,instcombine,simplifycfg)";
    private const string FullPasses = "default<O2>";

#if DEBUG
    private const bool AlwaysVerifies = true;
#else
    private const bool AlwaysVerifies = false;
#endif

    private readonly LlvmCompilerOptions _options;
    private readonly LlvmMachines _machines;
    private readonly string _quickPasses;
    private LlvmContext? _context;
    private bool _isDisposed;

    /// <summary>A compiler for this host.</summary>
    public LlvmCompiler(LlvmLibrary library, LlvmCompilerOptions? options = null)
    {
        _options = options ?? new LlvmCompilerOptions();
        _machines = new LlvmMachines(library.Target);
        // The option came with LLVM 18; before, the pass didn't verify its fixpoint.
        _quickPasses = library.Version.Major >= 18 ? QuickPasses : QuickPassesOf17;
    }

    /// <summary>Compiles a module.</summary>
    /// <param name="name">The module's name, for messages.</param>
    /// <param name="pipeline">How much work goes into it.</param>
    /// <param name="build">Puts functions into the empty module. What it throws passes through.</param>
    /// <param name="outputs">What is wanted.</param>
    public LlvmCompilation Compile(
        string name, LlvmPipeline pipeline, Action<LlvmModuleBuilder> build, LlvmOutputs outputs = LlvmOutputs.Object)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        LlvmContext context = CurrentContext();
        using LlvmModuleBuilder builder = new(context, name, _machines.Target, _machines.DataLayout);
        long start = Stopwatch.GetTimestamp();
        build(builder);
        builder.Complete();
        LlvmCompilation result = new() { BuildTime = Stopwatch.GetElapsedTime(start) };
        FatalErrorReceivers.Set(_options.FatalError);
        result = CompileModule(context, builder.Module, pipeline, outputs, result);
        FatalErrorReceivers.Set(null);
        return result;
    }

    /// <summary>Frees everything but the objects it gave.</summary>
    public void Dispose()
    {
        if (!_isDisposed)
        {
            _isDisposed = true;
            _context?.Dispose();
            _machines.Dispose();
        }
    }

    private LlvmCompilation CompileModule(
        LlvmContext context, LLVMModuleRef module, LlvmPipeline pipeline, LlvmOutputs outputs, LlvmCompilation result)
    {
        if (outputs.HasFlag(LlvmOutputs.SourceIr))
        {
            result = result with { SourceIr = module.PrintToString() };
        }

        if ((_options.Verify || AlwaysVerifies) && !module.TryVerify(LLVMVerifierFailureAction.LLVMReturnStatusAction, out string objection))
        {
            return result with { Error = objection };
        }

        long start = Stopwatch.GetTimestamp();
        LLVMTargetMachineRef machine = _machines.For(pipeline);
        string passes = pipeline == LlvmPipeline.Quick ? _quickPasses : FullPasses;
        if (!module.TryRunPasses(passes, machine, _machines.Options, out objection))
        {
            return result with { Error = objection };
        }

        result = result with { PassTime = Stopwatch.GetElapsedTime(start) };
        if (outputs.HasFlag(LlvmOutputs.OptimizedIr))
        {
            result = result with { OptimizedIr = module.PrintToString() };
        }

        result = EmitOutputs(module, machine, outputs, result);
        string? reported = context.Reports.TakeErrors();
        return reported is null ? result : result with { Error = reported, Object = default };
    }

    private static LlvmCompilation EmitOutputs(
        LLVMModuleRef module, LLVMTargetMachineRef machine, LlvmOutputs outputs, LlvmCompilation result)
    {
        // Making code changes the module, so the text is made of a copy.
        if (outputs.HasFlag(LlvmOutputs.Assembly))
        {
            LLVMModuleRef copy = module.Clone();
            bool isDone = TryEmit(machine, copy, LLVMCodeGenFileType.LLVMAssemblyFile, out byte[] text, out string message);
            copy.Dispose();
            result = isDone ? result with { Assembly = System.Text.Encoding.UTF8.GetString(text) } : result with { Error = message };
        }

        if (result.Succeeded && outputs.HasFlag(LlvmOutputs.Object))
        {
            long start = Stopwatch.GetTimestamp();
            bool isDone = TryEmit(machine, module, LLVMCodeGenFileType.LLVMObjectFile, out byte[] code, out string message);
            result = isDone ? result with { Object = code, CodeTime = Stopwatch.GetElapsedTime(start) } : result with { Error = message };
        }

        return result;
    }

    private static bool TryEmit(
        LLVMTargetMachineRef machine, LLVMModuleRef module, LLVMCodeGenFileType kind, out byte[] bytes, out string message)
    {
        if (!machine.TryEmitToMemoryBuffer(module, kind, out LLVMMemoryBufferRef buffer, out message))
        {
            bytes = [];
            return false;
        }

        bytes = buffer.Bytes.ToArray();
        buffer.Dispose();
        return true;
    }

    private LlvmContext CurrentContext()
    {
        if (_context is not null && _context.ModulesBuilt >= _options.ModulesPerContext)
        {
            _context.Dispose();
            _context = null;
        }

        _context ??= new LlvmContext(_options.KeepNames);
        _context.ModulesBuilt++;
        return _context;
    }
}

using System.Diagnostics.CodeAnalysis;
using ProcVM.Core;
using ProcVM.Jit.Cache;
using ProcVM.Llvm;
using ProcVM.Module;
using ProcVM.Runtime.Lowering;
using ProcVM.Runtime.Tiers;

namespace ProcVM.Jit.Llvm;

/// <summary>Where code comes from and goes to: LLVM, loaded when something must be compiled; earlier runs; the code heap.</summary>
public sealed partial class LlvmTier
{
    internal override CodeRequest[] Recall(PcodeModule module, ICallTargets targets)
    {
        if (_options.Cache is not { } cache)
        {
            return [];
        }

        _module = module;
        cache.Begin(module, targets, _countsFuel);
        List<KeptCode> all = cache.All();
        all.RemoveAll(piece => piece.Kind == KeptKind.Enter || piece.Function < module.Imports.Length || piece.Function >= module.FunctionCount || piece.Block < -1);
        CodeRequest[] found = new CodeRequest[all.Count];
        for (int i = 0; i < found.Length; i++)
        {
            found[i] = new CodeRequest(all[i].Function, all[i].Block);
        }

        return found;
    }

    internal override CompiledGroup? TakeKept(int function, int block)
    {
        string name = KeptCode.NameOf(function, block);
        if (_module is null || _options.Cache?.Find(name) is not { } kept)
        {
            return null;
        }

        CompiledGroup? group = TryLoad(kept, out LoadedCode? loaded) ? GroupOf(kept, loaded) : null;
        if (group is null)
        {
            loaded?.Dispose();
            _options.Cache.Reject(name);
            return null;
        }

        _options.Cache.CountHit();
        return group;
    }

    private nint EnterFor(FunctionType type) => TryEnterFor(type, out nint address)
        ? address : throw new CodeGenerationException($"no way into functions of type {type.Letters}");

    /// <summary>The routine that calls functions of a type with arguments from slots; false when there is neither a kept one nor a compiler.</summary>
    private bool TryEnterFor(FunctionType type, out nint address)
    {
        if (_enters.TryGetValue(type.Letters, out address))
        {
            return true;
        }

        string name = KeptCode.NameOf(type.Letters);
        LoadedCode? loaded = null;
        NativeFunction function = default;
        if (_options.Cache?.Find(name) is { } kept && (!TryLoad(kept, out loaded) || !loaded.TryFind(EnterName, out function)))
        {
            loaded?.Dispose();
            loaded = null;
            _options.Cache.Reject(name);
        }

        if (loaded is null)
        {
            if (!TryPrepare())
            {
                return false;
            }

            LlvmCompilation compilation = _compiler!.Compile(
                EnterName, LlvmPipeline.Quick, builder => new NativeModule(builder).DefineEnter(EnterName, type));
            Load(compilation).TryFind(EnterName, out function);
            Keep(KeptCode.OfEnter(type.Letters, compilation.Object));
        }

        address = function.Address;
        _enters.Add(type.Letters, address);
        return true;
    }

    /// <summary>The functions of kept code; null when it isn't what it should be.</summary>
    private CompiledGroup? GroupOf(KeptCode kept, LoadedCode loaded)
    {
        if (kept.Kind == KeptKind.Loop)
        {
            return loaded.TryFind(EntryName, out NativeFunction entry)
                ? new CompiledGroup([new CompiledFunction(kept.Function, 0, entry.Address, IsNative: true, entry.Size)], loaded)
                : null;
        }

        CompiledFunction[] functions = new CompiledFunction[kept.Members.Length];
        for (int i = 0; i < functions.Length; i++)
        {
            int member = kept.Members[i];
            if (member < _module!.Imports.Length || member >= _module.FunctionCount
                || !loaded.TryFind(NativeModule.NameOf(member), out NativeFunction function)
                || !TryEnterFor(_module.TypeOf(member), out nint enter))
            {
                return null;
            }

            functions[i] = new CompiledFunction(member, function.Address, enter, IsNative: true, function.Size);
        }

        return functions.Length > 0 && functions[0].Function == kept.Function ? new CompiledGroup(functions, loaded) : null;
    }

    private void Keep(KeptCode code) => _options.Cache?.Add(code);

    /// <summary>Loads kept code; false when it is damaged, or for another version.</summary>
    private bool TryLoad(KeptCode kept, [NotNullWhen(true)] out LoadedCode? loaded)
    {
        loaded = null;
        if (!TryReserve(out _))
        {
            return false;
        }

        LoadResult<LoadedCode> result = ObjectLoader.Load(kept.Object, _heap, _symbols);
        if (!result.Succeeded && result.Diagnostics[0].Descriptor == LlvmDiagnostics.NoRoom)
        {
            throw NoCode(result.Diagnostics[0]);
        }

        loaded = result.Succeeded ? result.Value : null;
        return result.Succeeded;
    }

    private LoadedCode Load(LlvmCompilation compilation)
    {
        if (!compilation.Succeeded)
        {
            throw new CodeGenerationException(compilation.Error);
        }

        LoadResult<LoadedCode> loaded = ObjectLoader.Load(compilation.Object, _heap!, _symbols!);
        return loaded.Succeeded ? loaded.Value : throw NoCode(loaded.Diagnostics[0]);
    }

    /// <summary>Announces code to gdb, when that is wanted; gives what owns it.</summary>
    private IDisposable Announce(LlvmCompilation compilation, LoadedCode loaded)
    {
        if (!_options.TellsDebugger || !LlvmLibrary.TryLoad(out LlvmLibrary? library, out _)
            || GdbRegistration.TryRegister(library, compilation.Object, loaded) is not { } registration)
        {
            return loaded;
        }

        AnnouncedCode code = new(loaded, registration);
        lock (_announced)
        {
            _announced.Add(code);
        }

        return code;
    }

    /// <summary>Code that gdb knows of.</summary>
    private sealed class AnnouncedCode(LoadedCode code, GdbRegistration registration) : IDisposable
    {
        /// <summary>Takes the announcement back, before the code's memory goes.</summary>
        public void Withdraw() => registration.Dispose();

        public void Dispose()
        {
            Withdraw();
            code.Dispose();
        }
    }

    private static CodeGenerationException NoCode(Diagnostic problem) =>
        new(problem.Message) { IsFull = problem.Descriptor == LlvmDiagnostics.NoRoom };

    /// <summary>Loads LLVM, once.</summary>
    [MemberNotNullWhen(true, nameof(_compiler))]
    private bool TryLoadLibrary(out string reason)
    {
        reason = "";
        if (_compiler is not null)
        {
            return true;
        }

        if (_hasNoLibrary || !LlvmLibrary.TryLoad(out LlvmLibrary? library, out reason))
        {
            if (!_hasNoLibrary)
            {
                _hasNoLibrary = true;
                _options.Cache?.LibraryIsAbsent();
            }

            return false;
        }

        _compiler = new LlvmCompiler(library, new LlvmCompilerOptions { Verify = _options.Verify, FatalError = _options.FatalError });
        _options.Cache?.LibraryIs(library);
        return true;
    }

    /// <summary>Reserves memory for code, once.</summary>
    [MemberNotNullWhen(true, nameof(_heap), nameof(_symbols))]
    private bool TryReserve(out string reason)
    {
        reason = "";
        if (_heap is null && (_hasNoHeap || !CodeHeap.TryCreate(_options.CodeBytes, out _heap, out reason)))
        {
            _hasNoHeap = true;
            return false;
        }

        if (_symbols is null)
        {
            _symbols = SymbolTable.WithRuntimeLibrary();
            NativeExits.AddTo(_symbols);
        }

        return true;
    }
}

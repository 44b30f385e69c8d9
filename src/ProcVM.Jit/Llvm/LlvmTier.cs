using System.Diagnostics.CodeAnalysis;
using ProcVM.Jit.Cache;
using ProcVM.Llvm;
using ProcVM.Module;
using ProcVM.Runtime.Lowering;
using ProcVM.Runtime.Profiling;
using ProcVM.Runtime.Tiers;

namespace ProcVM.Jit.Llvm;

/// <summary>The tier that makes native code by LLVM: the best code, for the most compile time.</summary>
/// <remarks>A function is compiled together with those that it calls, so that LLVM can inline them.</remarks>
public sealed partial class LlvmTier : CodeGenerator
{
    // What LLVM compiles at once, in instructions of the intermediate form.
    private const int LargestModule = 6000;

    // What routines are called in their objects, beside the module's functions.
    private const string EntryName = "entry";
    private const string EnterName = "enter";

    // Bytes of stack that native code leaves to helper routines and the host.
    private const int StackReserve = 256 << 10;

    private readonly LlvmTierOptions _options;
    private readonly Dictionary<string, nint> _enters = new(StringComparer.Ordinal);
    private readonly List<AnnouncedCode> _announced = [];
    private readonly bool _countsFuel;
    private LlvmCompiler? _compiler;
    private CodeHeap? _heap;
    private SymbolTable? _symbols;
    private PcodeModule? _module;
    private bool _hasNoLibrary;
    private bool _hasNoHeap;

    private LlvmTier(LlvmTierOptions options)
    {
        _options = options;
        _countsFuel = options.CountsFuel;
    }

    /// <inheritdoc/>
    public override string Name => "llvm";

    /// <inheritdoc/>
    public override ProfileTier Tier => ProfileTier.Llvm;

    /// <summary>True when this host has what the tier needs; otherwise the reason says what is missing, and what to do about it.</summary>
    public static bool IsAvailable(out string reason) => IsAvailable(null, out reason);

    /// <summary>The same; the library isn't loaded when the cache knows that it is there.</summary>
    public static bool IsAvailable(CodeCache? cache, out string reason)
    {
        reason = "";
        if (cache?.KnowsLibrary() != true && !LlvmLibrary.TryLoad(out _, out reason))
        {
            reason = $"{reason}; {LlvmLibrary.Fix}";
            return false;
        }

        const int Any = 1 << 16;
        if (!CodeHeap.TryCreate(Any, out CodeHeap? heap, out reason))
        {
            return false;
        }

        heap.Dispose();
        return true;
    }

    /// <summary>Makes the tier, or says why there is none: no libLLVM, no executable memory. With a cache that is found out when something must be compiled.</summary>
    /// <param name="options">How it works.</param>
    /// <param name="tier">The tier.</param>
    /// <param name="reason">Why there is none, in words for a user.</param>
    public static bool TryCreate(LlvmTierOptions options, [NotNullWhen(true)] out LlvmTier? tier, out string reason)
    {
        tier = null;
        LlvmTier made = new(options);
        if (options.Cache is null && (!made.TryLoadLibrary(out reason) || !made.TryReserve(out reason)))
        {
            made.Dispose();
            return false;
        }

        reason = "";
        tier = made;
        return true;
    }

    internal override nint FindStackLimit() => NativeStack.OfThisThread() is { } stack ? stack.LimitWith(StackReserve) : 0;

    internal override bool TryPrepare() => TryLoadLibrary(out _) && TryReserve(out _);

    internal override CompiledGroup? Compile(CompilationUnit unit)
    {
        if (!CanCompile(unit) || !TryPrepare())
        {
            return null;
        }

        List<CompilationUnit> group = Together(unit);
        LlvmCompilation compilation = _compiler!.Compile(unit.Module.NameOf(unit.Function), LlvmPipeline.Full, builder =>
            new NativeGroup(builder, _countsFuel, (member, function) => LinesOf(builder, member, function)).Write(group));
        LoadedCode loaded = Load(compilation);
        CompiledFunction[] compiled = new CompiledFunction[group.Count];
        for (int i = 0; i < compiled.Length; i++)
        {
            loaded.TryFind(NativeModule.NameOf(group[i].Function), out NativeFunction function);
            compiled[i] = new CompiledFunction(
                group[i].Function, function.Address, EnterFor(unit.Module.TypeOf(group[i].Function)), IsNative: true, function.Size);
        }

        Keep(KeptCode.OfFunction([.. group.Select(member => member.Function)], compilation.Object));
        return new CompiledGroup(compiled, Announce(compilation, loaded));
    }

    internal override CompiledGroup? CompileEntryAt(CompilationUnit unit, int block)
    {
        if (!CanCompile(unit) || !TryPrepare())
        {
            return null;
        }

        LlvmCompilation compilation = _compiler!.Compile(unit.Module.NameOf(unit.Function), LlvmPipeline.Full, builder =>
        {
            LLVMTypeRef pointer = builder.Types.Pointer;
            NativeModule native = new(builder);
            LlvmFunction entry = builder.DefineFunction(
                EntryName, LLVMTypeRef.CreateFunction(builder.Types.I32, [pointer, pointer, pointer, builder.Types.I64]));
            native.MarkParameters(entry);
            new NativeEmitter(native, unit, entry, _countsFuel, fromSlots: true) { AtPlace = LinesOf(builder, unit, entry) }.EmitFrom(block);
            LlvmLineTable.ClearLine(builder.Builder);
        });
        LoadedCode loaded = Load(compilation);
        loaded.TryFind(EntryName, out NativeFunction function);
        // Its slots are those of the interpreter's code, which is the same in every run: the interpreter made it before anybody asked for this.
        Keep(KeptCode.OfLoop(unit.Function, block, compilation.Object));
        return new CompiledGroup([new CompiledFunction(unit.Function, 0, function.Address, IsNative: true, function.Size)], Announce(compilation, loaded));
    }

    internal override string? List(CompilationUnit unit, ListingForm form, SourceLines lines, TextWriter writer)
    {
        if (!CanCompile(unit))
        {
            return $"'{unit.Module.NameOf(unit.Function)}' stays in the interpreter: it is the target of an escape, too large, or has several results";
        }

        if (!TryLoadLibrary(out string reason) || !TryReserve(out reason))
        {
            return reason;
        }

        return new LlvmListing(_compiler, _heap, _symbols, _countsFuel).Write(unit, Together(unit), form, lines, writer);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            foreach (AnnouncedCode code in _announced)
            {
                code.Withdraw();
            }

            _compiler?.Dispose();
            _heap?.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <summary>True when this tier can do all that the function does.</summary>
    private static bool CanCompile(CompilationUnit unit) => !unit.NeedsInterpreter && unit.Ir.Count <= LargestModule * 4;

    /// <summary>The function and those that it calls, directly or by others, as many as fit.</summary>
    private static List<CompilationUnit> Together(CompilationUnit first)
    {
        List<CompilationUnit> group = [first];
        HashSet<int> seen = [first.Function];
        int size = first.Ir.Count;
        for (int next = 0; next < group.Count; next++)
        {
            IrFunction ir = group[next].Ir;
            for (int i = 0; i < ir.Count; i++)
            {
                if (ir.Instructions[i].Op != Opcode.Call)
                {
                    continue;
                }

                int callee = (int)ir.Instructions[i].Imm;
                if (callee >= first.Module.Imports.Length && size < LargestModule && seen.Add(callee)
                    && first.UnitOf(callee) is { } unit && unit.Ir.Count + size <= LargestModule && CanCompile(unit))
                {
                    group.Add(unit);
                    size += unit.Ir.Count;
                }
            }
        }

        return group;
    }

    private Action<int>? LinesOf(LlvmModuleBuilder builder, CompilationUnit unit, LlvmFunction function)
    {
        if (!_options.TellsDebugger)
        {
            return null;
        }

        builder.Lines.NamesFunctions = true;
        return LlvmListing.LinesOf(builder, unit, function, new SourceLines(unit.Module, _ => null));
    }
}

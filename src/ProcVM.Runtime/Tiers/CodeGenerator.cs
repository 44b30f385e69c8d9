using ProcVM.Module;
using ProcVM.Runtime.Lowering;
using ProcVM.Runtime.Profiling;

namespace ProcVM.Runtime.Tiers;

/// <summary>Makes host code of functions: a tier above the interpreter.</summary>
public abstract class CodeGenerator : IDisposable
{
    /// <summary>The tier's name on the command line and in statistics.</summary>
    public abstract string Name { get; }

    /// <summary>The tier, for the profiler.</summary>
    public abstract ProfileTier Tier { get; }

    /// <summary>Compiles a function, perhaps with others that it calls; null when this tier can't.</summary>
    internal abstract CompiledGroup? Compile(CompilationUnit unit);

    /// <summary>Compiles a way into a function at one of its blocks, from the interpreter's slots; null when this tier can't.</summary>
    internal abstract CompiledGroup? CompileEntryAt(CompilationUnit unit, int block);

    /// <summary>Looks for code of the module that an earlier run left: <see cref="TakeKept"/> gives it. Before anything is compiled, if at all.</summary>
    /// <returns>Each function (block −1), and each way into one at a block, that there is code for.</returns>
    internal virtual CodeRequest[] Recall(PcodeModule module, ICallTargets targets) => [];

    /// <summary>Code that an earlier run left, ready to run; null when there is none.</summary>
    internal virtual CompiledGroup? TakeKept(int function, int block) => null;

    /// <summary>Gets ready to compile, which takes time the first time; false when the host lacks what that needs.</summary>
    internal virtual bool TryPrepare() => true;

    /// <summary>Writes what the tier makes of a function; gives why it can't, or null.</summary>
    internal abstract string? List(CompilationUnit unit, ListingForm form, SourceLines lines, TextWriter writer);

    /// <summary>The host address below which compiled code must not take the calling thread's stack; 0 when it isn't known.</summary>
    internal virtual nint FindStackLimit() => 0;

    /// <summary>Gives back everything, the code too: none of it may be running or run again.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>What a tier has to give back.</summary>
    protected virtual void Dispose(bool disposing)
    {
    }
}

/// <summary>A function for a code generator.</summary>
/// <param name="Module">Its module.</param>
/// <param name="Function">Its index, imports counted.</param>
/// <param name="Ir">Its intermediate form, ready for code.</param>
/// <param name="Slots">Where the interpreter keeps its registers.</param>
/// <param name="Targets">The instance: addresses and numbers that calls need.</param>
/// <param name="Probes">What the code does for the profiler; null for nothing.</param>
/// <param name="UnitOf">Other functions of the module, for tiers that compile several together; null for those better left alone.</param>
/// <param name="Callee">Gives another function, for inlining, when it has at most so many instructions; null when it has more.</param>
/// <param name="Exits">The instance's ways out of compiled code.</param>
/// <param name="CanSwitch">The code may be asked to go on in a better tier.</param>
/// <param name="AttendsAtOnce">What asks for attention is done by the one who attends: for tests.</param>
internal sealed record CompilationUnit(
    PcodeModule Module, int Function, IrFunction Ir, SlotAssignment Slots, ICallTargets Targets, Probes? Probes,
    Func<int, CompilationUnit?> UnitOf, Func<int, int, CompilationUnit?> Callee, CompiledExits Exits,
    bool CanSwitch = false, bool AttendsAtOnce = false)
{
    /// <summary>True for what the interpreter alone does: targets of escapes, and functions and calls with several results.</summary>
    public bool NeedsInterpreter
    {
        get
        {
            if (Ir.HasEscapeTargets || Module.TypeOf(Function).Results.Length > 1)
            {
                return true;
            }

            for (int block = 0; block < Ir.BlockCount; block++)
            {
                for (int i = Ir.Blocks[block].First; i >= 0; i = Ir.Instructions[i].Next)
                {
                    if (Operands.Results(Ir.Instructions[i]).Count > 1)
                    {
                        return true;
                    }
                }
            }

            return false;
        }
    }
}

/// <summary>What code is wanted for.</summary>
/// <param name="Function">The function, imports counted.</param>
/// <param name="Block">The block that it is entered at; −1 for the function itself.</param>
internal readonly record struct CodeRequest(int Function, int Block);

/// <summary>What a tier made at once.</summary>
/// <param name="Functions">The functions, or the one way into a function.</param>
/// <param name="Owner">What must live as long as the code; frees it when it is disposable.</param>
internal sealed record CompiledGroup(CompiledFunction[] Functions, object Owner);

/// <summary>Host code of a function.</summary>
/// <param name="Function">Its index.</param>
/// <param name="Code">Takes its arguments as the function's type says; null for a way into the middle.</param>
/// <param name="Enter">Takes them from slots, and leaves the result in the first.</param>
/// <param name="IsNative">Native code, which is called in another way than managed code.</param>
/// <param name="Bytes">The size of the code; 0 when nobody knows.</param>
internal sealed record CompiledFunction(int Function, nint Code, nint Enter, bool IsNative, int Bytes);

using ProcVM.Module;
using ProcVM.Runtime.Lowering;
using ProcVM.Runtime.Profiling;

namespace ProcVM.Runtime.Tiers;

/// <summary>Makes host code of functions: a tier above the interpreter.</summary>
public abstract class CodeGenerator
{
    /// <summary>The tier's name on the command line and in statistics.</summary>
    public abstract string Name { get; }

    /// <summary>The tier, for the profiler.</summary>
    public abstract ProfileTier Tier { get; }

    /// <summary>Compiles a function, or gives null when this tier can't.</summary>
    internal abstract CompiledFunction? Compile(CompilationUnit unit);

    /// <summary>Compiles a way into a function at one of its blocks, from the interpreter's slots, or gives null when this tier can't.</summary>
    internal abstract nint CompileEntryAt(CompilationUnit unit, int block, out object? owner);
}

/// <summary>A function for a code generator.</summary>
/// <param name="Module">Its module.</param>
/// <param name="Function">Its index, imports counted.</param>
/// <param name="Ir">Its intermediate form, ready for code.</param>
/// <param name="Slots">Where the interpreter keeps its registers.</param>
/// <param name="Targets">The instance: addresses and numbers that calls need.</param>
/// <param name="Probes">What the code does for the profiler; null for nothing.</param>
internal sealed record CompilationUnit(
    PcodeModule Module, int Function, IrFunction Ir, SlotAssignment Slots, ICallTargets Targets, Probes? Probes = null);

/// <summary>Host code of a function.</summary>
/// <param name="Code">Takes its arguments as the function's type says.</param>
/// <param name="Enter">Takes them from slots, and leaves the result in the first.</param>
/// <param name="Owner">What must live as long as the code.</param>
/// <param name="CodeBytes">The code's size, for the profiler.</param>
internal sealed record CompiledFunction(nint Code, nint Enter, object Owner, int CodeBytes = 0);

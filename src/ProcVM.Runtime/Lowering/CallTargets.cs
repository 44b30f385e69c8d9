using ProcVM.Runtime.Execution;

namespace ProcVM.Runtime.Lowering;

/// <summary>What the lowering needs to know of an instance. A class by itself, since methods that only an interface reaches are compiled ahead of
/// time when they are public, not when they implement it explicitly.</summary>
// SAFETY: the entries are only counted from, never read here; they live as long as the instance, which alone lowers.
internal sealed unsafe class CallTargets(FunctionEntry* functions, int[] hostCalls, int[] signatures) : ICallTargets
{
    /// <inheritdoc/>
    public long EntryOf(int function) => (long)(functions + function);

    /// <inheritdoc/>
    public int HostCallOf(int import) => hostCalls[import];

    /// <inheritdoc/>
    public int SignatureOf(int type) => signatures[type];
}

using ProcVM.Module;
using ProcVM.Runtime.Execution;

namespace ProcVM.Runtime.Lowering;

/// <summary>What the lowering needs to know of an instance. A class by itself, since methods that only an interface reaches are compiled ahead of
/// time when they are public, not when they implement it explicitly.</summary>
// SAFETY: the entries are only counted from, never read here; compilers on other threads don't read them either.
internal sealed unsafe class CallTargets(FunctionEntry* functions, PcodeModule module, int[] maxStack, int[] hostCalls, int[] signatures) : ICallTargets
{
    /// <inheritdoc/>
    public long EntryOf(int function) => (long)(functions + function);

    /// <inheritdoc/>
    public int CostOf(int function)
    {
        int body = function - module.Imports.Length;
        if (body < 0)
        {
            return 0;
        }

        Function code = module.Functions[body];
        return 64 + (8 * (module.Types[code.Type].Parameters.Length + code.Locals.Length + maxStack[body])) + (int)code.Frame;
    }

    /// <inheritdoc/>
    public int FrameOf(int function) => function < module.Imports.Length ? 0 : (int)module.Functions[function - module.Imports.Length].Frame;

    /// <inheritdoc/>
    public int HostCallOf(int import) => hostCalls[import];

    /// <inheritdoc/>
    public int SignatureOf(int type) => signatures[type];
}

namespace ProcVM.Module;

/// <summary>A module that <see cref="Verifier"/> accepted: what engines take, as proof.</summary>
public sealed class VerifiedModule
{
    internal VerifiedModule(PcodeModule module, int[] maxStack)
    {
        Module = module;
        MaxStack = maxStack;
    }

    /// <summary>The module.</summary>
    public PcodeModule Module { get; }

    /// <summary>The deepest operand stack of each function with code, in slots, by its place in
    /// <see cref="PcodeModule.Functions"/>.</summary>
    public int[] MaxStack { get; }
}

namespace ProcVM.Module;

/// <summary>A module that is right but for the constants and imports that linking gives: what <see cref="Linker"/> takes, as proof.</summary>
public sealed class LinkableModule
{
    internal LinkableModule(PcodeModule module) => Module = module;

    /// <summary>The module.</summary>
    public PcodeModule Module { get; }
}

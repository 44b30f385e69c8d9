namespace ProcVM.Pascal.Syntax;

/// <summary>Where declarations stand.</summary>
internal enum DeclarationContext
{
    /// <summary>In a program or routine.</summary>
    Block,

    /// <summary>In a unit's interface: routines are headings alone.</summary>
    Interface,

    /// <summary>In a unit's implementation.</summary>
    Implementation,
}

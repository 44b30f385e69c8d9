namespace ProcVM.Pascal.Syntax;

/// <summary>A unit, or the program, with what it uses.</summary>
internal sealed class LoadedUnit(SyntaxTree tree, string key)
{
    /// <summary>Its source.</summary>
    public SyntaxTree Tree { get; } = tree;

    /// <summary>Its name in lower case; empty for the program.</summary>
    public string Key { get; } = key;

    /// <summary>The units that its interface uses, or the program.</summary>
    public List<(LoadedUnit Unit, Identifier Name)> Interface { get; set; } = [];

    /// <summary>The units that its implementation uses.</summary>
    public List<(LoadedUnit Unit, Identifier Name)> Implementation { get; set; } = [];
}

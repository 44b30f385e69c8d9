namespace ProcVM.Pascal.Syntax;

/// <summary>Words of Object Pascal that are ordinary names here, and show by their place that the construct was meant.</summary>
internal static class UnsupportedWords
{
    /// <summary>True for a word that begins a statement there.</summary>
    public static bool BeginsStatement(string key) => key is "try" or "asm" or "raise" or "inherited";

    /// <summary>True for a word that begins a declaration there.</summary>
    public static bool BeginsDeclaration(string key) =>
        key is "operator" or "constructor" or "destructor" or "class" or "property" or "threadvar" or "resourcestring" or "exports"
            or "generic" or "specialize" or "library" or "package";

    /// <summary>True for those of them that begin a routine.</summary>
    public static bool BeginsRoutine(string key) => key is "operator" or "constructor" or "destructor";

    /// <summary>True when what follows such a word can't follow a name that is a statement or begins one.</summary>
    public static bool IsFollowedByStatement(TokenKind next) =>
        TokenSets.StatementWords.Contains(next) || next == TokenKind.Identifier;
}

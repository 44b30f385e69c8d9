using static ProcVM.Pascal.Syntax.TokenKind;

namespace ProcVM.Pascal.Syntax;

/// <summary>Where the parser finds its way again after an error.</summary>
internal static class TokenSets
{
    /// <summary>The words that begin a declaration.</summary>
    public static readonly TokenSet Sections = new(TokenKind.Label, Const, TokenKind.Type, Var, Procedure, Function);

    /// <summary>The words that begin or end a part of a program or unit.</summary>
    public static readonly TokenSet Parts = new(Begin, Interface, Implementation, Initialization, Finalization);

    /// <summary>The words that begin a statement.</summary>
    public static readonly TokenSet StatementWords = new(Begin, If, While, For, Repeat, Case, With, Goto);

    /// <summary>What can begin a statement; a number is a label.</summary>
    public static readonly TokenSet StatementStarts = StatementWords | new TokenSet(TokenKind.Identifier, TokenKind.Integer);

    /// <summary>What follows a name that begins a statement, and no name that is being declared.</summary>
    public static readonly TokenSet AfterStatementName = new(Assign, LeftParen, LeftBracket, Period, Caret);

    /// <summary>What can begin an expression.</summary>
    public static readonly TokenSet OperandStarts = new(
        TokenKind.Identifier, TokenKind.Integer, TokenKind.Real, TokenKind.String, Nil, LeftParen, LeftBracket, Not, Plus, Minus, At);

    /// <summary>Where skipping ends after an error in a statement.</summary>
    public static readonly TokenSet StatementStops = StatementWords | Sections | Parts | new TokenSet(Semicolon, End, Until, Else);

    /// <summary>Where skipping ends after an error in a declaration.</summary>
    public static readonly TokenSet DeclarationStops = Sections | Parts | new TokenSet(Semicolon, End);
}

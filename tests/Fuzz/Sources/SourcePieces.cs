using System.Text.RegularExpressions;

namespace ProcVM.Fuzz.Sources;

/// <summary>A Pascal source cut into words, numbers, strings, symbols and what lies between, so that mutations make other
/// programs more often than noise.</summary>
internal static partial class SourcePieces
{
    internal static readonly string[] Words =
    [
        "and", "array", "begin", "case", "const", "div", "do", "downto", "else", "end", "file", "for", "function", "goto", "if", "in", "label",
        "mod", "nil", "not", "of", "or", "packed", "procedure", "program", "record", "repeat", "set", "then", "to", "type", "until", "var",
        "while", "with", "xor", "shl", "shr", "string", "unit", "uses", "interface", "implementation", "initialization", "finalization",
    ];

    internal static readonly string[] Symbols =
        ["+", "-", "*", "/", "=", "<>", "<", ">", "<=", ">=", "(", ")", "[", "]", ":=", ".", ",", ";", ":", "..", "^", "@"];

    internal static readonly string[] Operators = ["+", "-", "*", "/", "div", "mod", "and", "or", "=", "<>", "<", ">", "<=", ">=", "in", "xor"];

    internal static readonly string[] Names =
    [
        "integer", "real", "char", "boolean", "text", "string", "byte", "word", "longint", "int64", "qword", "shortint", "cardinal", "single",
        "double", "pointer", "true", "false", "maxint", "input", "output", "abs", "sqr", "sqrt", "ord", "chr", "succ", "pred", "odd", "trunc",
        "round", "eof", "eoln", "new", "dispose", "pack", "unpack", "get", "put", "reset", "rewrite", "read", "readln", "write", "writeln", "page",
        "inc", "dec", "exit", "break", "continue", "halt", "length", "copy", "concat", "pos", "insert", "delete", "str", "val", "high", "low",
        "setlength", "sizeof", "getmem", "freemem", "assign", "close", "seek", "ioresult", "paramcount", "paramstr", "random", "randomize",
        "upcase", "result", "assigned", "move", "fillchar", "include", "exclude", "swap", "hi", "lo", "blockread", "blockwrite", "append",
    ];

    internal static readonly string[] Numbers =
    [
        "0", "1", "2", "-1", "255", "256", "32767", "65536", "2147483647", "2147483648", "4294967295", "9223372036854775807",
        "9223372036854775808", "18446744073709551615", "1.5", "1e308", "1e-308", "$FFFFFFFF", "''", "'x'", "'ab'", "#0", "nil", "[]", "(1)",
    ];

    internal static readonly string[] Directives =
        ["{$R-}", "{$Q-}", "{$I-}", "{$B+}", "{$R+}", "{$ifdef PROCVM}", "{$else}", "{$endif}", "{$define X}", "{$I self.pas}", "{", "(*", "//"];

    /// <summary>The pieces; put together they are the source.</summary>
    internal static List<string> Cut(string source) => [.. Piece().Matches(source).Select(match => match.Value)];

    /// <summary>The pieces that aren't blanks or comments, as indices.</summary>
    internal static List<int> Tokens(List<string> pieces)
    {
        List<int> tokens = [];
        for (int i = 0; i < pieces.Count; i++)
        {
            if (!char.IsWhiteSpace(pieces[i][0]) && pieces[i][0] != '{' && !pieces[i].StartsWith("(*", StringComparison.Ordinal))
            {
                tokens.Add(i);
            }
        }

        return tokens;
    }

    internal static bool IsReserved(string piece) => Array.Exists(Words, word => word.Equals(piece, StringComparison.OrdinalIgnoreCase));

    [GeneratedRegex(
        """\s+|\{[^}]*\}?|\(\*.*?\*\)|//[^\n]*|[A-Za-z_]\w*|\$[0-9A-Fa-f]+|\d+(\.\d+)?([eE][+-]?\d+)?|'[^'\n]*'?|:=|\.\.|<>|<=|>=|.""",
        RegexOptions.Singleline)]
    private static partial Regex Piece();
}

namespace ProcVM.Module.Pasm;

/// <summary>Names and the indices they stand for; a name given twice stands for none.</summary>
internal sealed class NameTable
{
    /// <summary>What a name that was given twice maps to.</summary>
    internal const int Several = -1;

    private readonly Dictionary<string, int> _indices = new(StringComparer.Ordinal);

    internal void Add(string? name, int index)
    {
        if (name is not null && !_indices.TryAdd(name, index))
        {
            _indices[name] = Several;
        }
    }

    /// <summary>The index, or <see cref="Several"/>; false when nobody gave the name.</summary>
    internal bool TryGet(string name, out int index) => _indices.TryGetValue(name, out index);
}

/// <summary>What is declared anywhere in a text, found by a first pass over it, so that later lines can be named by earlier
/// ones.</summary>
internal sealed class Symbols
{
    internal NameTable Functions { get; } = new();

    internal NameTable Globals { get; } = new();

    /// <summary>Imported functions.</summary>
    internal int Imports { get; private set; }

    /// <summary>The labels of each function with code: declared ones by number, then the others in order of place.</summary>
    internal List<NameTable> Labels { get; } = [];

    internal static Symbols Collect(Core.Text.SourceText source)
    {
        Symbols symbols = new();
        List<string?> functions = [];
        int globals = 0;
        NameTable? labels = null;
        int labelCount = 0;
        Lexer lexer = new(source);
        for (int offset = 0; offset >= 0;)
        {
            offset = lexer.Cut(offset);
            Token first = lexer.Tokens[0];
            if (first.Kind != TokenKind.Word)
            {
                continue;
            }

            Token second = lexer.Tokens[1];
            ReadOnlySpan<char> word = source.Text.AsSpan(first.Start, first.Length);
            switch (word)
            {
                case ".import":
                    symbols.Functions.Add(NameOf(second, TokenKind.Function), symbols.Imports++);
                    break;
                case ".global":
                    symbols.Globals.Add(NameOf(second, TokenKind.Global), globals++);
                    break;
                case ".func":
                    functions.Add(NameOf(second, TokenKind.Function));
                    symbols.Labels.Add(labels = new NameTable());
                    labelCount = 0;
                    break;
                case ".label" when labels is not null:
                    Declared(source.Text, lexer.Tokens, labels, ref labelCount);
                    break;
                default:
                    if (labels is not null && IsPlace(source.Text, first, second)
                        && !labels.TryGet(word.ToString(), out _))
                    {
                        labels.Add(word.ToString(), labelCount++);
                    }

                    break;
            }
        }

        for (int i = 0; i < functions.Count; i++)
        {
            symbols.Functions.Add(functions[i], symbols.Imports + i);
        }

        return symbols;
    }

    /// <summary>True for the first two tokens of <c>name:</c>.</summary>
    internal static bool IsPlace(string text, Token first, Token second) =>
        IsLabelName(text, first) && second.Kind == TokenKind.Mark && text[second.Start] == ':';

    /// <summary>A label's name begins with a letter or an underscore, so it is never a number; <c>escape</c> is no
    /// name.</summary>
    internal static bool IsLabelName(string text, Token token) =>
        token.Kind == TokenKind.Word && (char.IsAsciiLetter(text[token.Start]) || text[token.Start] == '_')
        && text.AsSpan(token.Start, token.Length) is not "escape";

    private static string? NameOf(Token token, TokenKind kind) => token.Kind == kind ? (string?)token.Value : null;

    // .label A B(i32 i64) C escape: names are the words outside of parentheses but "escape".
    private static void Declared(string text, List<Token> tokens, NameTable labels, ref int count)
    {
        bool inside = false;
        for (int i = 1; i < tokens.Count; i++)
        {
            Token token = tokens[i];
            if (token.Kind == TokenKind.Mark)
            {
                inside = text[token.Start] == '(' || (inside && text[token.Start] != ')');
            }
            else if (!inside && IsLabelName(text, token))
            {
                labels.Add(text.Substring(token.Start, token.Length), count++);
            }
        }
    }
}

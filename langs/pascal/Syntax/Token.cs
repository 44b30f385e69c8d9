using ProcVM.Core.Text;

namespace ProcVM.Pascal.Syntax;

/// <summary>The smallest piece of a source that has a meaning.</summary>
internal struct Token
{
    /// <summary>What it is.</summary>
    public TokenKind Kind;

    /// <summary>The directives in force.</summary>
    public CompilerSwitches Switches;

    /// <summary>True when the lexer has reported something about it that may have swallowed what follows.</summary>
    public bool IsBroken;

    /// <summary>The file.</summary>
    public SourceText Source;

    /// <summary>The first character.</summary>
    public int Start;

    /// <summary>The number of characters.</summary>
    public int Length;

    /// <summary>An identifier's or reserved word's spelling; a string's value.</summary>
    public string Text;

    /// <summary>An identifier's lower-case spelling.</summary>
    public string Key;

    /// <summary>An integer's value, or a real's bits.</summary>
    public ulong Bits;

    /// <summary>The place.</summary>
    public readonly SourceSpan Span => new(Source, Start, Length);

    /// <summary>The offset after the last character.</summary>
    public readonly int End => Start + Length;

    /// <summary>The token as it stands in the source, in quotes, cut where it is long.</summary>
    public readonly string Describe()
    {
        const int Longest = 30;
        if (Kind == TokenKind.EndOfFile)
        {
            return "the end of the file";
        }

        ReadOnlySpan<char> text = Source.Text.AsSpan(Start, Math.Min(Length, Longest));
        string shown = Length > Longest ? $"{text}…" : text.ToString();
        return Kind == TokenKind.String ? shown : $"'{shown}'";
    }
}

namespace ProcVM.Module.Pasm;

internal enum TokenKind : byte
{
    /// <summary>The end of the line.</summary>
    End,

    /// <summary>A run of letters, digits and _ . + - : an instruction, directive, label or number.</summary>
    Word,

    /// <summary>A string; its value is bytes.</summary>
    Text,

    /// <summary>@name.</summary>
    Function,

    /// <summary>%name.</summary>
    Local,

    /// <summary>$name.</summary>
    Global,

    /// <summary>One of ( ) [ ] : ~ ! * = or the arrow.</summary>
    Mark,

    /// <summary>What the lexer complained about.</summary>
    Bad,
}

/// <summary>A token of P-code text.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Start">Place in the source.</param>
/// <param name="Length">Units of source.</param>
/// <param name="Value">A name's text, a string's bytes; null otherwise.</param>
internal readonly record struct Token(TokenKind Kind, int Start, int Length, object? Value);

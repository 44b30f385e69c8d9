namespace ProcVM.Pascal.Syntax;

/// <summary>A set of kinds of tokens.</summary>
internal readonly struct TokenSet
{
    private readonly ulong _low;
    private readonly ulong _high;

    /// <summary>A set of the given kinds.</summary>
    public TokenSet(params ReadOnlySpan<TokenKind> kinds)
    {
        foreach (TokenKind kind in kinds)
        {
            if ((int)kind < 64)
            {
                _low |= 1UL << (int)kind;
            }
            else
            {
                _high |= 1UL << ((int)kind - 64);
            }
        }
    }

    private TokenSet(ulong low, ulong high)
    {
        _low = low;
        _high = high;
    }

    /// <summary>The members of both.</summary>
    public static TokenSet operator |(TokenSet left, TokenSet right) => new(left._low | right._low, left._high | right._high);

    /// <summary>True for a member.</summary>
    public bool Contains(TokenKind kind) => (((int)kind < 64 ? _low : _high) >> ((int)kind & 63) & 1) != 0;
}

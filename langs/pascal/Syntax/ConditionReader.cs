namespace ProcVM.Pascal.Syntax;

/// <summary>Decides the condition of {$if}: defined(name), not, and, or, true, false, parentheses.</summary>
internal ref struct ConditionReader(ReadOnlySpan<char> text, HashSet<string> symbols)
{
    private const int Deepest = 64;

    private readonly HashSet<string> _symbols = symbols;
    private ReadOnlySpan<char> _rest = text;
    private int _depth;
    private bool _failed;

    /// <summary>The condition's value; null when it isn't a condition.</summary>
    public bool? Decide()
    {
        bool value = Or();
        return _failed || Peek().Length > 0 ? null : value;
    }

    private bool Or()
    {
        bool value = And();
        while (Accept("or"))
        {
            value |= And();
        }

        return value;
    }

    private bool And()
    {
        bool value = Factor();
        while (Accept("and"))
        {
            value &= Factor();
        }

        return value;
    }

    private bool Factor()
    {
        bool negated = false;
        while (Accept("not"))
        {
            negated = !negated;
        }

        return negated ^ Primary();
    }

    private bool Primary()
    {
        if (Accept("("))
        {
            _failed |= ++_depth > Deepest;
            bool value = !_failed && Or();
            _depth--;
            _failed |= !Accept(")");
            return value;
        }

        if (Accept("defined"))
        {
            bool hasParenthesis = Accept("(");
            ReadOnlySpan<char> name = Peek();
            _failed |= name.Length == 0 || !Lexer.IsNamePart(name[0]);
            bool value = !_failed && _symbols.Contains(name.ToString());
            _rest = _rest[name.Length..];
            _failed |= hasParenthesis && !Accept(")");
            return value;
        }

        bool isTrue = Accept("true");
        _failed |= !isTrue && !Accept("false");
        return isTrue;
    }

    private bool Accept(string word)
    {
        if (!Peek().Equals(word, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        _rest = _rest[word.Length..];
        return true;
    }

    private ReadOnlySpan<char> Peek()
    {
        _rest = _rest.TrimStart();
        int length = 0;
        while (length < _rest.Length && Lexer.IsNamePart(_rest[length]))
        {
            length++;
        }

        return _rest[..Math.Max(length, Math.Min(1, _rest.Length))];
    }
}

namespace ProcVM.Pascal.Syntax;

/// <summary>Reads <c>a, b, c</c>.</summary>
internal sealed class NameListParser(TokenCursor cursor)
{
    private readonly Scratch<Identifier> _names = new();

    /// <summary>Reads at least one name; one that is missing is reported and left out, unless it is the only one.</summary>
    public Identifier[] Parse(string what)
    {
        int start = _names.Begin();
        int count = 0;
        do
        {
            Identifier name = cursor.ExpectName(what);
            if (!name.IsMissing || count == 0)
            {
                _names.Add(name);
                count++;
            }
        }
        while (cursor.Accept(TokenKind.Comma));
        return _names.Take(start);
    }

    /// <summary>Reads labels: whole numbers or, in the dialect, names.</summary>
    public Identifier[] ParseLabels()
    {
        int start = _names.Begin();
        do
        {
            _names.Add(ParseLabel());
        }
        while (cursor.Accept(TokenKind.Comma));
        return _names.Take(start);
    }

    /// <summary>Reads a label; its key has no leading zeros.</summary>
    public Identifier ParseLabel()
    {
        Token token = cursor.Current;
        if (token.Kind != TokenKind.Integer)
        {
            if (token.Kind == TokenKind.Identifier)
            {
                cursor.RequireDialect("a name as a label", token.Span);
            }

            return cursor.ExpectName("a label");
        }

        if (cursor.IsIso && token.Bits > 9999)
        {
            cursor.ReportSlip(PascalDiagnostics.LabelRange, token.Span, null, token.Bits);
        }

        cursor.Advance();
        string key = token.Bits.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return new Identifier(key, key, token.Span);
    }
}

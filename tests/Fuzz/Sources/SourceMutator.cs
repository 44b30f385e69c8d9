namespace ProcVM.Fuzz.Sources;

/// <summary>Changes a program at a few places. The same number gives the same change.</summary>
internal sealed class SourceMutator(int number, IReadOnlyList<string> corpus)
{
    private const int LongestRun = 30;
    private const int MostRepetitions = 3000;

    private readonly Random _random = new(number);

    /// <summary>The changed program.</summary>
    internal string Mutate(string source)
    {
        List<string> pieces = SourcePieces.Cut(source);
        int changes = _random.Next(4) == 0 ? _random.Next(2, 6) : 1;
        for (int i = 0; i < changes; i++)
        {
            List<int> tokens = SourcePieces.Tokens(pieces);
            if (tokens.Count == 0)
            {
                break;
            }

            Change(pieces, tokens);
        }

        return string.Concat(pieces);
    }

    private void Change(List<string> pieces, List<int> tokens)
    {
        int place = tokens[_random.Next(tokens.Count)];
        switch (_random.Next(24))
        {
            case 0:
                pieces.RemoveAt(place);
                break;
            case 1:
                pieces.Insert(place, pieces[place] + " ");
                break;
            case 2:
                int other = tokens[_random.Next(tokens.Count)];
                (pieces[place], pieces[other]) = (pieces[other], pieces[place]);
                break;
            case 3:
                pieces.Insert(place, $" {One(_random.Next(4) == 0 ? SourcePieces.Directives : SourcePieces.Words)} ");
                break;
            case 4:
                pieces.Insert(place, $" {One(SourcePieces.Symbols)} ");
                break;
            case 5:
                RemoveRun(pieces, place);
                break;
            case 6:
                InsertRun(pieces, place, Run(pieces));
                break;
            case 7:
                InsertRun(pieces, place, Run(SourcePieces.Cut(One(corpus))));
                break;
            case 8 when _random.Next(20) == 0:
                pieces.Insert(place, string.Concat(Enumerable.Repeat(string.Concat(Run(pieces).Take(4)) + " ", _random.Next(MostRepetitions))));
                break;
            default:
                Replace(pieces, tokens, place);
                break;
        }
    }

    /// <summary>Puts a token of the same kind in place of one: mostly still a program, often one that means something.</summary>
    private void Replace(List<string> pieces, List<int> tokens, int place)
    {
        string piece = pieces[place];
        if (SourcePieces.Operators.Contains(piece))
        {
            pieces[place] = One(SourcePieces.Operators);
        }
        else if (char.IsAsciiDigit(piece[0]) || piece[0] is '\'' or '$' or '#')
        {
            pieces[place] = One(SourcePieces.Numbers);
        }
        else if (SourcePieces.IsReserved(piece) && _random.Next(3) == 0)
        {
            pieces[place] = piece switch
            {
                "to" => "downto",
                "downto" => "to",
                "function" => "procedure",
                "var" when _random.Next(2) == 0 => " ",
                _ => One(SourcePieces.Words),
            };
        }
        else if (char.IsAsciiLetter(piece[0]) && !SourcePieces.IsReserved(piece))
        {
            string[] names = [.. tokens.Select(token => pieces[token]).Where(name => char.IsAsciiLetter(name[0]) && !SourcePieces.IsReserved(name))];
            pieces[place] = _random.Next(4) == 0 ? One(SourcePieces.Names) : One(names);
        }
        else if (_random.Next(3) == 0)
        {
            pieces[place] = One(SourcePieces.Symbols);
        }
        else
        {
            Replace(pieces, tokens, tokens[_random.Next(tokens.Count)]);
        }
    }

    private void RemoveRun(List<string> pieces, int place) =>
        pieces.RemoveRange(place, Math.Min(_random.Next(1, LongestRun), pieces.Count - place));

    private static void InsertRun(List<string> pieces, int place, List<string> run) => pieces.InsertRange(place, [" ", .. run, " "]);

    private List<string> Run(List<string> pieces)
    {
        if (pieces.Count == 0)
        {
            return [];
        }

        int start = _random.Next(pieces.Count);
        return pieces.GetRange(start, Math.Min(_random.Next(1, LongestRun), pieces.Count - start));
    }

    private string One(IReadOnlyList<string> strings) => strings[_random.Next(strings.Count)];
}

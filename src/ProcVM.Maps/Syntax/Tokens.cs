using System.Globalization;
using Sprache;

namespace ProcVM.Maps.Syntax;

/// <summary>The words, numbers, strings and marks that rows are made of. Blanks, line ends and comments (# to the end
/// of the line) may stand before any of them.</summary>
internal static class Tokens
{
    private delegate int Measure(ReadOnlySpan<char> text);

    /// <summary>A name: a letter or underscore, then letters, digits and underscores.</summary>
    public static readonly Parser<string> Name = Token("a name", MeasureName);

    /// <summary>A name that isn't one of the words that may follow a signature.</summary>
    public static readonly Parser<string> TypeName = Token("a type", MeasureTypeName);

    /// <summary>A personality's name or a CPU's: as a name, with hyphens.</summary>
    public static readonly Parser<string> HyphenName = Token("a name", static text => MeasureRun(text, "-"));

    /// <summary>A library's file name or a pattern for one.</summary>
    public static readonly Parser<string> LibraryName = Token("a library's name", static text => MeasureRun(text, "-.*"));

    /// <summary>Letters and digits with dots: a version.</summary>
    public static readonly Parser<string> Version = Token("a version", static text => MeasureRun(text, "."));

    /// <summary>An integer: 12, -1, 0x1F, 1Fh, 0o17, 0b101.</summary>
    public static readonly Parser<long> Number =
        from text in Token("a number", MeasureNumber)
        select ParseNumber(text);

    /// <summary>A quoted text without line ends; \" and \\ stand for " and \.</summary>
    public static readonly Parser<string> Text =
        from text in Token("a quoted text", MeasureText)
        select text[1..^1].Replace("\\\"", "\"", StringComparison.Ordinal).Replace("\\\\", "\\", StringComparison.Ordinal);

    /// <summary>A number or a name.</summary>
    public static readonly Parser<string> Value =
        Number.Select(static number => number.ToString(CultureInfo.InvariantCulture)).Or(Name);

    private static readonly HashSet<string> s_attributes =
        ["full", "partial", "none", "blocking", "restart", "fail", "since", "variant", "convention"];

    /// <summary>A mark: punctuation, wherever it ends.</summary>
    public static Parser<string> Mark(string mark) =>
        Token($"'{mark}'", text => text.StartsWith(mark, StringComparison.Ordinal) ? mark.Length : 0);

    /// <summary>A certain word, and not the beginning of a longer one.</summary>
    public static Parser<string> Word(string word) =>
        Token($"'{word}'", text => text.StartsWith(word, StringComparison.Ordinal) && MeasureName(text) == word.Length ? word.Length : 0);

    /// <summary>One of several words, as the value that each stands for.</summary>
    public static Parser<T> Words<T>(params ReadOnlySpan<(string Word, T Value)> words)
    {
        Parser<T>? any = null;
        foreach ((string word, T value) in words)
        {
            Parser<T> one = Word(word).Return(value);
            any = any is null ? one : any.Or(one);
        }

        return any!;
    }

    /// <summary>The end of the row.</summary>
    public static readonly Parser<string> End = static input =>
    {
        MapInput start = SkipTrivia((MapInput)input);
        if (start.AtEnd)
        {
            return Result.Success("", start);
        }

        start.Progress.Fail(start.Position, "the end of the declaration");
        return Result.Failure<string>(start, "", []);
    };

    /// <summary>A parser's value together with the place it took.</summary>
    public static Parser<(T Value, Model.MapPlace Place)> Placed<T>(this Parser<T> parser) => input =>
    {
        MapInput start = SkipTrivia((MapInput)input);
        IResult<T> result = parser(start);
        return result.WasSuccessful
            ? Result.Success((result.Value, new Model.MapPlace(start.Position, result.Remainder.Position - start.Position)), result.Remainder)
            : Result.Failure<(T, Model.MapPlace)>(result.Remainder, result.Message, result.Expectations);
    };

    private static Parser<string> Token(string what, Measure measure) => input =>
    {
        MapInput start = SkipTrivia((MapInput)input);
        int length = measure(start.Rest);
        if (length > 0)
        {
            return Result.Success(start.Source.Substring(start.Position, length), start.At(start.Position + length));
        }

        start.Progress.Fail(start.Position, what);
        return Result.Failure<string>(start, "", []);
    };

    private static MapInput SkipTrivia(MapInput input)
    {
        ReadOnlySpan<char> rest = input.Rest;
        int place = 0;
        while (place < rest.Length)
        {
            if (rest[place] == '#')
            {
                int line = rest[place..].IndexOf('\n');
                place = line < 0 ? rest.Length : place + line;
            }
            else if (rest[place] is ' ' or '\t' or '\r' or '\n')
            {
                place++;
            }
            else
            {
                break;
            }
        }

        return place == 0 ? input : input.At(input.Position + place);
    }

    private static int MeasureName(ReadOnlySpan<char> text) => MeasureRun(text, "");

    private static int MeasureTypeName(ReadOnlySpan<char> text)
    {
        int length = MeasureName(text);
        return s_attributes.GetAlternateLookup<ReadOnlySpan<char>>().Contains(text[..length]) ? 0 : length;
    }

    private static int MeasureRun(ReadOnlySpan<char> text, string extra)
    {
        int length = 0;
        while (length < text.Length
            && (char.IsAsciiLetterOrDigit(text[length]) || text[length] == '_' || extra.Contains(text[length], StringComparison.Ordinal)))
        {
            length++;
        }

        // A version and a library's name may begin with a digit; a name may not.
        return length > 0 && extra is "" or "-" && !char.IsAsciiLetter(text[0]) && text[0] != '_' ? 0 : length;
    }

    private static int MeasureNumber(ReadOnlySpan<char> text)
    {
        int sign = text.StartsWith("-") ? 1 : 0;
        int length = sign;
        while (length < text.Length && char.IsAsciiLetterOrDigit(text[length]))
        {
            length++;
        }

        return length > sign && char.IsAsciiDigit(text[sign]) && TryParseNumber(text[..length], out _) ? length : 0;
    }

    private static long ParseNumber(string text) => TryParseNumber(text, out long value) ? value : 0;

    private static bool TryParseNumber(ReadOnlySpan<char> text, out long value)
    {
        bool negative = text[0] == '-';
        text = negative ? text[1..] : text;
        ulong magnitude = 0;
        bool good = text switch
        {
            ['0', 'x' or 'X', .. ReadOnlySpan<char> digits] => TryParseDigits(digits, 16, out magnitude),
            ['0', 'o', .. ReadOnlySpan<char> digits] => TryParseDigits(digits, 8, out magnitude),
            [.. ReadOnlySpan<char> digits, 'h' or 'H'] => TryParseDigits(digits, 16, out magnitude),
            ['0', 'b', .. ReadOnlySpan<char> digits] => TryParseDigits(digits, 2, out magnitude),
            _ => TryParseDigits(text, 10, out magnitude),
        };
        value = negative ? unchecked(-(long)magnitude) : unchecked((long)magnitude);
        return good && (!negative || magnitude <= 1UL << 63);
    }

    private static bool TryParseDigits(ReadOnlySpan<char> digits, uint radix, out ulong value)
    {
        value = 0;
        foreach (char digit in digits)
        {
            uint number = char.IsAsciiHexDigit(digit) ? (uint)Convert.ToInt32(digit.ToString(), 16) : 99;
            if (number >= radix || value > (ulong.MaxValue - number) / radix)
            {
                return false;
            }

            value = (value * radix) + number;
        }

        return digits.Length > 0;
    }

    private static int MeasureText(ReadOnlySpan<char> text)
    {
        if (text.Length == 0 || text[0] != '"')
        {
            return 0;
        }

        for (int i = 1; i < text.Length && text[i] is not ('\r' or '\n'); i++)
        {
            if (text[i] == '"')
            {
                return i + 1;
            }

            i += text[i] == '\\' ? 1 : 0;
        }

        return 0;
    }
}

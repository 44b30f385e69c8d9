using ProcVM.Core;
using ProcVM.Core.Text;
using ProcVM.Maps.Model;
using ProcVM.Maps.Syntax;
using Sprache;

namespace ProcVM.Maps;

/// <summary>Reads syscall maps (syscall-maps/README.md). Hostile text gives errors, never an exception, and its cost is
/// bounded by its size.</summary>
public sealed class MapParser
{
    private const int LongestMap = 4 * 1024 * 1024;
    private const int MostErrors = 100;

    private readonly SourceText _source;
    private readonly List<Diagnostic> _errors = [];
    private readonly List<MapDeclaration> _declarations = [];
    private readonly List<MapDeclaration> _exports = [];
    private MapLibrary? _library;
    private MapUnknown? _default;
    private bool _libraryIsOpen;
    private bool _libraryIsDamaged;

    private MapParser(SourceText source) => _source = source;

    /// <summary>Reads a map. All errors in it are reported, in order, up to a hundred.</summary>
    public static LoadResult<MapFile> Parse(SourceText source)
    {
        if (source.Text.Length > LongestMap)
        {
            return LoadResult<MapFile>.Failure(
                new Diagnostic(MapDiagnostics.TooBig, null, "the map", LongestMap) { File = source.Path });
        }

        return new MapParser(source).ParseRows();
    }

    private LoadResult<MapFile> ParseRows()
    {
        foreach (MapRow row in new RowSplitter(_source, _errors).Split())
        {
            if (_errors.Count >= MostErrors)
            {
                _errors.Add(new Diagnostic(MapDiagnostics.TooMany, new SourceSpan(_source, row.Start, 0), MostErrors));
                break;
            }

            ParseRow(row);
        }

        EndLibrary();
        _errors.Sort(static (left, right) => (left.Span?.Start ?? 0).CompareTo(right.Span?.Start ?? 0));
        return _errors.Count > 0
            ? LoadResult<MapFile>.Failure([.. _errors])
            : LoadResult<MapFile>.Success(new MapFile(MapList.From(_declarations)) { Source = _source });
    }

    private void ParseRow(MapRow row)
    {
        if (row.IsExport)
        {
            ParseExport(row);
            return;
        }

        EndLibrary();
        if (_source.Text.AsSpan(row.Start, row.End - row.Start).StartsWith("dll"))
        {
            BeginLibrary(row);
        }
        else if (Run(row, DeclarationGrammar.Any) is { } declaration)
        {
            _declarations.Add(declaration.Value with { Place = declaration.Place });
        }
    }

    private void BeginLibrary(MapRow row)
    {
        if (Run(row, DeclarationGrammar.Library) is not { } library)
        {
            return;
        }

        _library = library.Value with { Place = library.Place };
        _libraryIsOpen = _library.SameAs is null;
        _libraryIsDamaged = false;
    }

    private void ParseExport(MapRow row)
    {
        if (Run(row, DeclarationGrammar.ExportRow) is not { } parsed)
        {
            // The row may have held the library's brace: no error about its place on top of this one.
            _libraryIsDamaged = true;
            return;
        }

        if (_library is not null && !_libraryIsOpen && !_libraryIsDamaged && parsed.Value.Export is not null)
        {
            _errors.Add(new Diagnostic(MapDiagnostics.Syntax, Span(parsed.Place), "a declaration in the first column", "an export behind the library's }"));
        }

        (MapDeclaration? export, MapUnknown? unknown, bool ends) = parsed.Value;
        _default = unknown ?? _default;
        _libraryIsOpen &= !ends;
        if (export is not null)
        {
            _exports.Add(export with { Place = parsed.Place });
        }
    }

    private void EndLibrary()
    {
        if (_library is null)
        {
            _exports.Clear();
            return;
        }

        if (_libraryIsOpen && !_libraryIsDamaged)
        {
            _errors.Add(new Diagnostic(MapDiagnostics.Syntax, Span(_library.Place), "a '}' that ends the library", "the next declaration"));
        }

        _declarations.Add(_library with { Exports = MapList.From(_exports), Unknown = _default });
        _library = null;
        _default = null;
        _exports.Clear();
    }

    private (T Value, MapPlace Place)? Run<T>(MapRow row, Parser<T> parser)
    {
        int length = _source.Text.AsSpan(row.Start, row.End - row.Start).TrimEnd().Length;
        MapInput input = new(_source.Text, row.Start, row.Start + length);
        IResult<(T Value, MapPlace Place)> result = (from value in parser.Placed() from end in Tokens.End select value)(input);
        if (result.WasSuccessful)
        {
            return result.Value;
        }

        int place = Math.Max(input.Progress.Furthest, row.Start);
        string found = Describe(place, row.Start + length, out int width);
        _errors.Add(new Diagnostic(MapDiagnostics.Syntax, new SourceSpan(_source, place, width), Join(input.Progress.Expected), found));
        return null;
    }

    private string Describe(int place, int end, out int length)
    {
        ReadOnlySpan<char> rest = _source.Text.AsSpan(place, end - place);
        length = 0;
        while (length < Math.Min(rest.Length, 40) && (char.IsAsciiLetterOrDigit(rest[length]) || rest[length] == '_'))
        {
            length++;
        }

        length = length == 0 ? Math.Min(1, rest.Length) : length;
        return length == 0 ? "the end of the declaration" : $"'{rest[..length]}'";
    }

    private static string Join(IReadOnlyList<string> expected) => expected.Count switch
    {
        0 => "a declaration",
        1 => expected[0],
        _ => $"{string.Join(", ", expected.Take(expected.Count - 1))} or {expected[^1]}",
    };

    private SourceSpan Span(MapPlace place) => new(_source, place.Start, Math.Min(place.Length, 1));
}

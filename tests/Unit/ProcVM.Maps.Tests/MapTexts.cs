using ProcVM.Core;
using ProcVM.Core.Text;
using ProcVM.Maps.Model;

namespace ProcVM.Maps.Tests;

/// <summary>The maps that the tests read: the shipped ones and those on the grammar's page.</summary>
internal static class MapTexts
{
    public static string Shipped(string name)
    {
        using Stream stream = typeof(MapTexts).Assembly.GetManifestResourceStream(name)!;
        using StreamReader reader = new(stream);
        return reader.ReadToEnd();
    }

    /// <summary>The blocks marked <c>map</c> on the grammar's page, as one map.</summary>
    public static string Examples()
    {
        string page = Shipped("README.md").ReplaceLineEndings("\n");
        string[] parts = page.Split("```");
        return string.Concat(parts.Where((part, i) => i % 2 == 1 && part.StartsWith("map\n", StringComparison.Ordinal)).Select(static part => part[4..]));
    }

    public static LoadResult<MapFile> Parse(string text) => MapParser.Parse(new SourceText("test.map", text));

    public static MapFile MustParse(string text)
    {
        LoadResult<MapFile> result = Parse(text);
        Assert.True(result.Succeeded, string.Join('\n', result.Diagnostics));
        return result.Value!;
    }

    /// <summary>Errors as "LINE:COL CODE".</summary>
    public static string[] Places(IEnumerable<Diagnostic> diagnostics) =>
        [.. diagnostics.Select(static one => one.Span is { } span ? $"{span.Position.Line}:{span.Position.Column} {one.Descriptor.Code}" : one.Descriptor.Code)];
}

using System.Text;
using System.Text.Json;
using ProcVM.Core.Text;

namespace ProcVM.Profile;

/// <summary>A profile as one page that needs nothing else: it holds the JSON that <see cref="ProfileJson"/> gives, the sources, and a script that
/// draws them.</summary>
public static class HtmlReport
{
    private const string Data = "/*profile*/";
    private const string Sources = "/*sources*/";

    /// <summary>The page.</summary>
    /// <param name="profile">The profile.</param>
    /// <param name="findSource">Finds a source by its path in the line table; null for one that isn't there.</param>
    public static string Write(RunProfile profile, Func<string, SourceText?> findSource)
    {
        string page = ReadPage();
        // The encoder escapes what could end a script element.
        int data = page.IndexOf(Data, StringComparison.Ordinal);
        int sources = page.IndexOf(Sources, StringComparison.Ordinal);
        return string.Concat(
            page.AsSpan(0, data), ProfileJson.Write(profile), page.AsSpan(data + Data.Length, sources - data - Data.Length)) +
            string.Concat(WriteSources(profile, findSource), page.AsSpan(sources + Sources.Length));
    }

    private static string ReadPage()
    {
        using Stream stream = typeof(HtmlReport).Assembly.GetManifestResourceStream("ProcVM.Profile.Report.report.html")!;
        using StreamReader reader = new(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }

    private static string WriteSources(RunProfile profile, Func<string, SourceText?> findSource)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream))
        {
            json.WriteStartObject();
            foreach (SourceFile file in profile.Files)
            {
                if (findSource(file.Path) is { } source)
                {
                    json.WriteStartArray(file.Path);
                    foreach (string line in source.Text.ReplaceLineEndings("\n").Split('\n'))
                    {
                        json.WriteStringValue(line);
                    }

                    json.WriteEndArray();
                }
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }
}

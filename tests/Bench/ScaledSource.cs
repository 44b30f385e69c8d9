using System.Globalization;
using System.Text.RegularExpressions;

namespace ProcVM.Bench;

/// <summary>A program's source with the amount of its work changed: the number behind the mark <c>{size}</c> or <c>/*size*/</c>.</summary>
internal static partial class ScaledSource
{
    /// <summary>Writes the source in a size, and for Pascal a second one without checks, to a folder of its own; returns that folder.</summary>
    /// <param name="source">The source as it stands. Its folder has a file <c>large</c> with the number for the large size.</param>
    /// <param name="size">Small or large.</param>
    /// <param name="work">Where the folder is made.</param>
    public static string Write(string source, ProgramSize size, string work)
    {
        DirectoryInfo folder = Directory.CreateDirectory(Path.Combine(work, size.ToString()));
        string text = File.ReadAllText(source);
        if (size == ProgramSize.Large)
        {
            string number = File.ReadAllText(Path.Combine(Path.GetDirectoryName(source)!, "large")).Trim();
            text = Amount().Replace(text, match => match.Groups[1].Value + long.Parse(number, CultureInfo.InvariantCulture));
        }

        File.WriteAllText(Path.Combine(folder.FullName, Path.GetFileName(source)), text);
        if (Path.GetExtension(source) == ".pas")
        {
            File.WriteAllText(Path.Combine(folder.FullName, Path.GetFileNameWithoutExtension(source) + "-unchecked.pas"), "{$R-}{$Q-}" + text);
        }

        return folder.FullName;
    }

    [GeneratedRegex(@"(\{size\}|/\*size\*/)[0-9]+")]
    private static partial Regex Amount();
}

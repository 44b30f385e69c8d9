using System.Text.RegularExpressions;

namespace ProcVM.Architecture.Tests;

/// <summary>Habits of the house that the compiler doesn't check.</summary>
public partial class StyleTests
{
    [Fact]
    public void NamesSayWhatAThingIs()
    {
        string[] empty = ["Common", "Utils", "Util", "Helpers", "Helper", "Manager", "Misc", "Impl"];
        IEnumerable<string> wrong =
            from type in Solution.Types
            let words = type.Namespace.Split('.').Append(type.Name)
            where words.Any(word => empty.Any(bad => word == bad || word.EndsWith(bad, StringComparison.Ordinal)))
            select type.FullName;
        Assert.Empty(wrong);
    }

    [Fact]
    public void NamespacesFollowFolders()
    {
        List<string> wrong = [];
        foreach (string file in Solution.SourceFiles().Where(file => !file.Contains("/tests/", StringComparison.Ordinal)))
        {
            Match match = NamespaceLine().Match(File.ReadAllText(file));
            string folder = Path.GetRelativePath(Repository.Root, Path.GetDirectoryName(file)!).Replace('\\', '/');
            string expected = folder.StartsWith("langs/pascal", StringComparison.Ordinal)
                ? "ProcVM.Pascal" + folder["langs/pascal".Length..].Replace('/', '.')
                : folder["src/".Length..].Replace('/', '.');
            // Folders below a namespace may group its files.
            if (match.Success && !(expected + ".").StartsWith(match.Groups[1].Value + ".", StringComparison.Ordinal))
            {
                wrong.Add($"{file}: {match.Groups[1].Value}, not {expected}");
            }
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public void NothingIsLeftForLater()
    {
        string[] marks = ["TO" + "DO", "FIX" + "ME", "XX" + "X:", "HA" + "CK", "Not" + "ImplementedException"];
        IEnumerable<string> wrong =
            from file in Solution.SourceFiles()
            from line in File.ReadLines(file)
            where marks.Any(mark => line.Contains(mark, StringComparison.Ordinal))
            select $"{file}: {line.Trim()}";
        Assert.Empty(wrong);
    }

    [Fact]
    public void NoTestIsSkipped()
    {
        IEnumerable<string> wrong =
            from file in Solution.SourceFiles()
            where file.Contains("/tests/", StringComparison.Ordinal)
            from line in File.ReadLines(file)
            where SkippedTest().IsMatch(line)
            select $"{file}: {line.Trim()}";
        Assert.Empty(wrong);
    }

    [Fact]
    public void EveryUnsafeTypeSaysWhyItIsSound()
    {
        IEnumerable<string> wrong =
            from file in Solution.SourceFiles()
            where !file.Contains("/tests/", StringComparison.Ordinal)
            let text = File.ReadAllText(file)
            where UnsafeBlock().IsMatch(text) && !text.Contains("// SAFETY:", StringComparison.Ordinal)
            select file;
        Assert.Empty(wrong);
    }

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex NamespaceLine();

    [GeneratedRegex(@"\[(Fact|Theory)\(.*Skip\s*=")]
    private static partial Regex SkippedTest();

    [GeneratedRegex(@"^\s*unsafe\s*$", RegexOptions.Multiline)]
    private static partial Regex UnsafeBlock();
}

namespace ProcVM.Pascal.Tests;

/// <summary>Where the programs are that the tests run.</summary>
internal static class Corpus
{
    /// <summary>The repository's top folder.</summary>
    internal static string Root { get; } = FindRoot();

    internal static string Conformance => Path.Combine(Root, "tests", "Conformance", "pascal");

    internal static string Samples => Path.Combine(Root, "langs", "pascal", "samples");

    /// <summary>Paths of all programs below a folder, relative to the top folder, in a fixed order.</summary>
    internal static IEnumerable<string> Programs(string folder) => !Directory.Exists(folder) ? [] :
        Directory.EnumerateFiles(folder, "*.pas", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
            .Order(StringComparer.Ordinal);

    private static string FindRoot()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "ProcVM.sln")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return folder ?? throw new DirectoryNotFoundException("ProcVM.sln");
    }
}

namespace ProcVM.Pascal.Tests;

/// <summary>Where the programs are that the tests run.</summary>
internal static class Corpus
{
    /// <summary>The repository's top folder.</summary>
    internal static string Conformance => Repository.At("tests", "Conformance", "pascal");

    internal static string Samples => Repository.At("langs", "pascal", "samples");

    /// <summary>Paths of all programs below a folder, relative to the top folder, in a fixed order.</summary>
    internal static IEnumerable<string> Programs(string folder) => !Directory.Exists(folder) ? [] :
        Directory.EnumerateFiles(folder, "*.pas", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Repository.Root, path).Replace('\\', '/'))
            .Order(StringComparer.Ordinal);
}

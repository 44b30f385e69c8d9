namespace ProcVM.Tests;

/// <summary>The repository that the tests were built in. (The compiler's own paths won't do: builds for CI replace them.)</summary>
internal static class Repository
{
    /// <summary>The folder that holds ProcVM.sln.</summary>
    internal static string Root { get; } = FindRoot();

    /// <summary>The path of something below it.</summary>
    internal static string At(params string[] parts) => Path.Combine([Root, .. parts]);

    private static string FindRoot()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "ProcVM.sln")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return folder ?? throw new DirectoryNotFoundException("ProcVM.sln isn't above the tests");
    }
}

using System.Globalization;

namespace ProcVM.Llvm;

/// <summary>Which libLLVM a process gets, and what its code depends on, as far as it can be known without loading it: a note of a process that did.</summary>
/// <param name="CodeKey">What <see cref="LlvmLibrary.CodeKey"/> was.</param>
/// <param name="Chosen">What <see cref="LlvmLibrary.PathVariable"/> was; empty when it wasn't set.</param>
/// <param name="Path">The file that was loaded.</param>
/// <param name="File">That file.</param>
/// <param name="Cpu">The CPU (<see cref="CpuStamp"/>).</param>
public sealed record LlvmIdentity(string CodeKey, string Chosen, string Path, FileStamp File, string Cpu)
{
    private const string Title = "libLLVM";

    private static string ChosenNow => Environment.GetEnvironmentVariable(LlvmLibrary.PathVariable) ?? "";

    /// <summary>True when its code runs on this host's CPU as if it were made here.</summary>
    public bool IsOfThisCpu => Cpu.Length > 0 && Cpu == CpuStamp.OfThisHost();

    /// <summary>True when this process would load the same library.</summary>
    public bool IsPresent => IsOfThisCpu && Chosen == ChosenNow && FileStamp.Of(Path) == File;

    /// <summary>True when it is certain, without trying, that this process has no library: the one that was chosen isn't there.</summary>
    public static bool IsNonePresent => ChosenNow is { Length: > 0 } chosen && chosen.Contains('/', StringComparison.Ordinal) && FileStamp.Of(chosen) is null;

    /// <summary>That of the library that is loaded; null when its file can't be told.</summary>
    public static LlvmIdentity? Of(LlvmLibrary library) => FileStamp.Of(library.Path) is { } file
        ? new LlvmIdentity(library.CodeKey, ChosenNow, library.Path, file, CpuStamp.OfThisHost()) : null;

    /// <summary>The note as text.</summary>
    public string Write() => string.Join('\0', Title, CodeKey, Chosen, Path,
        File.Size.ToString(CultureInfo.InvariantCulture), File.Inode.ToString(CultureInfo.InvariantCulture),
        File.Modified.ToString(CultureInfo.InvariantCulture), Cpu);

    /// <summary>Reads a note; null when it is none.</summary>
    public static LlvmIdentity? Read(string note)
    {
        string[] parts = note.Split('\0');
        return parts.Length == 8 && parts[0] == Title
            && long.TryParse(parts[4], CultureInfo.InvariantCulture, out long size)
            && ulong.TryParse(parts[5], CultureInfo.InvariantCulture, out ulong inode)
            && long.TryParse(parts[6], CultureInfo.InvariantCulture, out long modified)
            ? new LlvmIdentity(parts[1], parts[2], parts[3], new FileStamp(size, inode, modified), parts[7])
            : null;
    }
}

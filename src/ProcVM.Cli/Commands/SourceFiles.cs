using ProcVM.Core.Text;
using ProcVM.Pascal;

namespace ProcVM.Cli.Commands;

/// <summary>The files that a source names: those of the command line first, then those beside the source, then those in the unit
/// directories.</summary>
/// <param name="given">The files of the command line.</param>
/// <param name="directories">What -Fu says.</param>
internal sealed class SourceFiles(IReadOnlyList<FileContent> given, IReadOnlyList<string> directories) : IPascalSources
{
    /// <inheritdoc/>
    public SourceText? Find(string name, SourceText from)
    {
        if (FindGiven(name, FileKind.Source) is { } file)
        {
            return file.Text;
        }

        return Search(name, from, FileKind.Source)?.Text;
    }

    /// <inheritdoc/>
    public UnitFile? FindUnit(string name, SourceText from)
    {
        if (FindGiven(name, FileKind.Pcode) is { } file)
        {
            return new UnitFile(file.Path, file.Bytes, DateTime.MinValue);
        }

        return Search(name, from, FileKind.Pcode) is { } found ? new UnitFile(found.Path, found.Bytes, File.GetLastWriteTimeUtc(found.Path)) : null;
    }

    /// <inheritdoc/>
    public SourceFile? Locate(string name, SourceText from)
    {
        if (FindGiven(name, FileKind.Source) is { } file)
        {
            // It was read already.
            return new SourceFile(file.Path, DateTime.MaxValue);
        }

        foreach (string path in Places(name, from))
        {
            if (File.Exists(path))
            {
                return new SourceFile(path, File.GetLastWriteTimeUtc(path));
            }
        }

        return null;
    }

    private FileContent? FindGiven(string name, FileKind kind)
    {
        foreach (FileContent file in given)
        {
            if (file.Kind == kind && string.Equals(Path.GetFileName(file.Path), Path.GetFileName(name), StringComparison.OrdinalIgnoreCase))
            {
                return file;
            }
        }

        return null;
    }

    private FileContent? Search(string name, SourceText from, FileKind kind)
    {
        foreach (string path in Places(name, from))
        {
            if (File.Exists(path) && FileContent.Read(path, out _, out _) is { } found && found.Kind == kind)
            {
                return found;
            }
        }

        return null;
    }

    private IEnumerable<string> Places(string name, SourceText from)
    {
        if (name.Contains('\0', StringComparison.Ordinal))
        {
            yield break;
        }

        // Names written on DOS have its separators.
        string relative = name.Replace('\\', '/');
        yield return Path.Combine(Path.GetDirectoryName(from.Path) ?? "", relative);
        foreach (string directory in directories)
        {
            yield return Path.Combine(directory, relative);
        }
    }
}

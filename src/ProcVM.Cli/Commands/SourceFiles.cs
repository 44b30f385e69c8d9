using ProcVM.Core.Text;
using ProcVM.Pascal;

namespace ProcVM.Cli.Commands;

/// <summary>The files that a source names: those of the command line first, then those beside the source.</summary>
/// <param name="given">The sources of the command line.</param>
internal sealed class SourceFiles(IReadOnlyList<FileContent> given) : IPascalSources
{
    /// <inheritdoc/>
    public SourceText? Find(string name, SourceText from)
    {
        foreach (FileContent file in given)
        {
            if (string.Equals(Path.GetFileName(file.Path), Path.GetFileName(name), StringComparison.OrdinalIgnoreCase))
            {
                return file.Text;
            }
        }

        if (name.Contains('\0', StringComparison.Ordinal))
        {
            return null;
        }

        // Names written on DOS have its separators.
        string path = Path.Combine(Path.GetDirectoryName(from.Path) ?? "", name.Replace('\\', '/'));
        return File.Exists(path) && FileContent.Read(path, out _, out _) is { Kind: FileKind.Source } found
            ? found.Text
            : null;
    }
}

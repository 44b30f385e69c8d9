using ProcVM.Core.Text;

namespace ProcVM.Pascal;

/// <summary>Where the compiler gets the files that a source names: it opens none itself.</summary>
public interface IPascalSources
{
    /// <summary>The file that <c>{$I name}</c> or <c>uses … in 'name'</c> in <paramref name="from"/> means; null when there is none
    /// that can be read. Texts are decoded from UTF-8; letters beyond ASCII in strings become their UTF-8 bytes again.</summary>
    SourceText? Find(string name, SourceText from);

    /// <summary>The compiled unit in a file of this name, which <paramref name="from"/> uses; null when there is none that can be read.</summary>
    UnitFile? FindUnit(string name, SourceText from) => null;

    /// <summary>Which file <see cref="Find"/> would give, without reading it; null when there is none.</summary>
    SourceFile? Locate(string name, SourceText from) => null;
}

/// <summary>A file with a compiled unit.</summary>
/// <param name="Path">Its path, for messages.</param>
/// <param name="Bytes">What is in it: anything at all.</param>
/// <param name="Written">When it was written.</param>
public sealed record UnitFile(string Path, ReadOnlyMemory<byte> Bytes, DateTime Written);

/// <summary>A source that wasn't read.</summary>
/// <param name="Path">The path that <see cref="SourceText.Path"/> would be.</param>
/// <param name="Written">When it was written.</param>
public readonly record struct SourceFile(string Path, DateTime Written);

using ProcVM.Core.Text;

namespace ProcVM.Pascal.Units;

/// <summary>Keeps which files a source includes.</summary>
internal sealed class RecordedSources(SourceText main, IPascalSources sources) : IPascalSources
{
    private readonly List<SourceText> _included = [];

    public SourceText? Find(string name, SourceText from)
    {
        SourceText? found = sources.Find(name, from);
        if (found is not null && !_included.Exists(one => one.Path == found.Path))
        {
            _included.Add(found);
        }

        return found;
    }

    /// <summary>The source and what it includes, with paths from its folder.</summary>
    internal (string Path, UnitHash Hash)[] Files()
    {
        string folder = Path.GetDirectoryName(main.Path) is { Length: > 0 } name ? name : ".";
        return
        [
            (Path.GetFileName(main.Path), UnitHash.Of(main)),
            .. _included.Select(one => (Path.GetRelativePath(folder, one.Path).Replace('\\', '/'), UnitHash.Of(one))),
        ];
    }
}

namespace ProcVM.Personality.Linux.Proc;

/// <summary>A name in /proc.</summary>
/// <param name="Mode">Its type and permissions, as in st_mode.</param>
internal sealed record ProcEntry(uint Mode)
{
    private const uint FileMode = 0x8124;
    private const uint OwnFileMode = 0x8100;
    private const uint DirectoryMode = 0x416D;
    private const uint LinkMode = 0xA1FF;

    /// <summary>A file's text, made anew at each opening.</summary>
    public Func<byte[]>? Text { get; private init; }

    /// <summary>A link's target.</summary>
    public Func<byte[]>? Target { get; private init; }

    /// <summary>A directory's names.</summary>
    public Func<IEnumerable<string>>? Names { get; private init; }

    /// <summary>A name of a directory; null when there is none.</summary>
    public Func<string, ProcEntry?>? Find { get; private init; }

    /// <summary>True for a link that leads to an open file itself.</summary>
    public bool IsMagic { get; init; }

    public static ProcEntry File(Func<string> text) => new(FileMode) { Text = () => Core.Text.Utf8Text.Encode(text()) };

    /// <summary>A file whose bytes the owner alone may read.</summary>
    public static ProcEntry OwnFile(Func<byte[]> text) => new(OwnFileMode) { Text = text };

    public static ProcEntry Bytes(Func<byte[]> text) => new(FileMode) { Text = text };

    public static ProcEntry Link(Func<byte[]> target) => new(LinkMode) { Target = target };

    public static ProcEntry Directory(Func<IEnumerable<string>> names, Func<string, ProcEntry?> find) => new(DirectoryMode) { Names = names, Find = find };

    /// <summary>A directory whose names are always the same.</summary>
    public static ProcEntry Directory(params (string Name, ProcEntry Entry)[] entries) => Directory(
        () => entries.Select(static one => one.Name), name => Array.Find(entries, one => one.Name == name).Entry);
}

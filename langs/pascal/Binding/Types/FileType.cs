namespace ProcVM.Pascal.Binding;

/// <summary>text, file of component, or an untyped file: 16 bytes of the host's and the buffer variable behind them.</summary>
internal sealed class FileType : PascalType
{
    /// <summary>Where the buffer variable lies.</summary>
    internal const int BufferOffset = 16;

    /// <summary>A file of components; null for an untyped file.</summary>
    internal FileType(PascalType? component, bool isText)
    {
        Component = component;
        IsText = isText;
        Size = (int)Align(BufferOffset + (component?.Size ?? 0), 8);
        Alignment = 8;
    }

    internal PascalType? Component { get; }

    internal override int Depth => (Component?.Depth ?? 0) + 1;

    internal bool IsText { get; }

    /// <summary>The host calls' kind: 0 text, the component's size, −1 untyped.</summary>
    internal int HostKind => IsText ? 0 : Component?.Size ?? -1;

    internal override Representation Representation => Representation.Memory;

    internal override bool ContainsFile => true;

    private protected override string Describe() => IsText ? "text" : Component is null ? "file" : $"file of {Component}";
}

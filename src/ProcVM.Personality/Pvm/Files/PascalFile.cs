using ProcVM.Kernel.Files;

namespace ProcVM.Personality.Pvm.Files;

/// <summary>A Pascal file behind its handle.</summary>
internal sealed class PascalFile(int handle)
{
    /// <summary>The value in the file variable.</summary>
    public int Handle { get; } = handle;

    /// <summary>The file variable that was given the handle.</summary>
    public uint Address { get; set; }

    /// <summary>0: text. n &gt; 0: elements of n bytes. Negative: untyped.</summary>
    public int Kind { get; set; }

    /// <summary>The guest path; empty for the standard input or output; null for a nameless temporary file.</summary>
    public byte[]? Name { get; set; }

    /// <summary>What may be done with it.</summary>
    public FileState State { get; set; }

    /// <summary>The open file; null when closed.</summary>
    public Channel? Channel { get; set; }

    /// <summary>True when reading and writing are both possible, as <see cref="FileState.Update"/> wants.</summary>
    public bool IsReadWrite { get; set; }

    /// <summary>Bytes in an element or record.</summary>
    public int RecordSize { get; set; } = 1;

    /// <summary>True when f^ holds the element that was read last: the position is one element further on than it looks.</summary>
    public bool IsLoaded { get; set; }

    /// <summary>The bytes of a nameless file; null until it was first written.</summary>
    public MemoryFileData? Temporary { get; set; }

    /// <summary>True for a text file.</summary>
    public bool IsText => Kind == 0;

    /// <summary>True when it may be read.</summary>
    public bool CanRead => State is FileState.Inspection or FileState.Update;

    /// <summary>True when it may be written.</summary>
    public bool CanWrite => State is FileState.Generation or FileState.Update;
}

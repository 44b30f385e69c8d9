using ProcVM.Kernel.Files;

namespace ProcVM.Personality.Pvm.Files;

/// <summary>An open file's bytes, and where in a line a text file is. Several file variables may share the standard ones.</summary>
internal sealed class Channel(BufferedFile data, bool isStandard)
{
    /// <summary>The bytes.</summary>
    public BufferedFile Data { get; } = data;

    /// <summary>True for the standard streams, which closing leaves open.</summary>
    public bool IsStandard { get; } = isStandard;

    /// <summary>True at the start of a text file and after a line end. A last line without one gets it when read (ISO 7185
    /// §6.4.3.5: a text file consists of lines).</summary>
    public bool IsAtLineStart { get; set; } = true;
}

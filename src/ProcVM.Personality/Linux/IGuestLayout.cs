namespace ProcVM.Personality.Linux;

/// <summary>Another way in which calls of an interface have a structure.</summary>
internal interface IGuestLayout<TStructure>
    where TStructure : struct
{
    /// <summary>Bytes in guest memory.</summary>
    static abstract int ByteSize { get; }

    /// <summary>Takes it out of bytes; what they don't have is zero.</summary>
    static abstract TStructure Read(ReadOnlySpan<byte> bytes);

    /// <summary>Puts it into bytes; false when a field is too small for what is in it.</summary>
    static abstract bool TryWrite(in TStructure value, Span<byte> bytes);
}

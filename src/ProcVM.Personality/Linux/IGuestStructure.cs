namespace ProcVM.Personality.Linux;

/// <summary>A structure of the guest's interface: where its fields lie is written from the maps, for 64-bit programs and, narrow, for 32-bit ones.</summary>
internal interface IGuestStructure<TSelf>
    where TSelf : struct, IGuestStructure<TSelf>
{
    /// <summary>Bytes in guest memory.</summary>
    static abstract int ByteSize { get; }

    /// <summary>Bytes in a 32-bit program's memory; never more.</summary>
    static abstract int NarrowSize { get; }

    /// <summary>True when some calls of 32-bit programs have it as 64-bit programs do.</summary>
    static abstract bool MayBeWide { get; }

    /// <summary>Takes it out of bytes.</summary>
    static abstract TSelf Read(ReadOnlySpan<byte> bytes);

    /// <summary>As <see cref="Read"/>, from a 32-bit program's memory.</summary>
    static abstract TSelf ReadNarrow(ReadOnlySpan<byte> bytes);

    /// <summary>As <see cref="Read"/>, for those calls of 32-bit programs.</summary>
    static abstract TSelf ReadWide(ReadOnlySpan<byte> bytes);

    /// <summary>Puts it into bytes; padding is zero.</summary>
    void Write(Span<byte> bytes);

    /// <summary>As <see cref="Write"/>, into a 32-bit program's memory: of what doesn't fit the lower bits.</summary>
    void WriteNarrow(Span<byte> bytes);
}

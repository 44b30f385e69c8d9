namespace ProcVM.Personality.Linux;

/// <summary>A structure of the guest's interface: where its fields lie is written from the map.</summary>
internal interface IGuestStructure<TSelf>
    where TSelf : struct, IGuestStructure<TSelf>
{
    /// <summary>Bytes in guest memory.</summary>
    static abstract int ByteSize { get; }

    /// <summary>Takes it out of bytes.</summary>
    static abstract TSelf Read(ReadOnlySpan<byte> bytes);

    /// <summary>Puts it into bytes; padding is zero.</summary>
    void Write(Span<byte> bytes);
}

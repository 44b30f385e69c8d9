using System.Security.Cryptography;
using ProcVM.Core.Text;
using ProcVM.Pascal.Binding;

namespace ProcVM.Pascal.Units;

/// <summary>A unit's interface as its compiled form describes it.</summary>
/// <param name="Bytes">The description: the same for the same interface, whatever the implementation is.</param>
/// <param name="Types">The types that it declares or is made of, by their numbers in it.</param>
internal sealed record UnitInterface(ReadOnlyMemory<byte> Bytes, PascalType[] Types)
{
    /// <summary>What users of the interface were compiled against.</summary>
    internal UnitHash Hash { get; } = UnitHash.Of(Bytes.Span);
}

/// <summary>A SHA-256 of a source or an interface.</summary>
internal readonly record struct UnitHash
{
    internal const int Size = 32;

    private readonly UInt128 _high;
    private readonly UInt128 _low;

    private UnitHash(ReadOnlySpan<byte> bytes)
    {
        _high = System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(bytes);
        _low = System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(bytes[16..]);
    }

    internal static UnitHash Of(ReadOnlySpan<byte> data)
    {
        Span<byte> hash = stackalloc byte[Size];
        SHA256.HashData(data, hash);
        return new UnitHash(hash);
    }

    /// <summary>Of a source.</summary>
    internal static UnitHash Of(SourceText source) => Of(System.Text.Encoding.UTF8.GetBytes((source.IsLatin1 ? "L" : "U") + source.Text));

    internal static UnitHash Read(UnitBytes from, string what) =>
        from.Slice(Size, what) is { Length: Size } bytes ? new UnitHash(bytes.Span) : default;

    internal void Write(Module.CodeBuffer to)
    {
        Span<byte> bytes = stackalloc byte[Size];
        System.Buffers.Binary.BinaryPrimitives.WriteUInt128BigEndian(bytes, _high);
        System.Buffers.Binary.BinaryPrimitives.WriteUInt128BigEndian(bytes[16..], _low);
        to.WriteBytes(bytes);
    }
}

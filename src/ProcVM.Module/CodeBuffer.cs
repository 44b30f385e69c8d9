using System.Buffers.Binary;

namespace ProcVM.Module;

/// <summary>A growing run of bytes with the number encodings of a module (SPEC.md section 2).</summary>
public sealed class CodeBuffer
{
    private byte[] _bytes;

    /// <summary>An empty buffer.</summary>
    /// <param name="capacity">Bytes it holds before it grows first.</param>
    public CodeBuffer(int capacity = 128) => _bytes = new byte[Math.Max(capacity, 16)];

    /// <summary>Bytes written.</summary>
    public int Length { get; private set; }

    /// <summary>What was written; valid until the next write.</summary>
    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

    /// <summary>Forgets what was written and keeps the room.</summary>
    public void Clear() => Length = 0;

    /// <summary>Writes a byte.</summary>
    public void WriteByte(byte value)
    {
        if (Length == _bytes.Length)
        {
            Grow(1);
        }

        _bytes[Length++] = value;
    }

    /// <summary>Writes bytes as they are.</summary>
    public void WriteBytes(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Room(bytes.Length));
        Length += bytes.Length;
    }

    /// <summary>Writes an unsigned LEB128.</summary>
    public void WriteU32(uint value)
    {
        while (value >= 0x80)
        {
            WriteByte((byte)(value | 0x80));
            value >>= 7;
        }

        WriteByte((byte)value);
    }

    /// <summary>Writes a signed LEB128.</summary>
    public void WriteS32(int value) => WriteS64(value);

    /// <summary>Writes a signed LEB128.</summary>
    public void WriteS64(long value)
    {
        while (value is < -64 or > 63)
        {
            WriteByte((byte)(value | 0x80));
            value >>= 7;
        }

        WriteByte((byte)(value & 0x7F));
    }

    /// <summary>Writes a signed LEB128 in 5 bytes whatever the value, for a linker to patch.</summary>
    public void WritePaddedS32(int value)
    {
        for (int i = 0; i < 4; i++)
        {
            WriteByte((byte)(value | 0x80));
            value >>= 7;
        }

        WriteByte((byte)(value & 0x7F));
    }

    /// <summary>Writes 4 bytes, little-endian.</summary>
    public void WriteF32(float value)
    {
        BinaryPrimitives.WriteSingleLittleEndian(Room(4), value);
        Length += 4;
    }

    /// <summary>Writes 8 bytes, little-endian.</summary>
    public void WriteF64(double value)
    {
        BinaryPrimitives.WriteDoubleLittleEndian(Room(8), value);
        Length += 8;
    }

    private Span<byte> Room(int count)
    {
        if (_bytes.Length - Length < count)
        {
            Grow(count);
        }

        return _bytes.AsSpan(Length);
    }

    private void Grow(int count) =>
        Array.Resize(ref _bytes, (int)Math.Min(Array.MaxLength, Math.Max(2L * _bytes.Length, (long)Length + count)));
}

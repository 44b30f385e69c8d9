using System.Buffers.Binary;
using System.Text;

namespace ProcVM.Llvm;

/// <summary>Reads bytes one after the other; past the end it reads zeros and says so.</summary>
internal ref struct ByteCursor(ReadOnlySpan<byte> bytes)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;

    /// <summary>Where it stands.</summary>
    public int Position { get; private set; }

    /// <summary>True when it was asked for more than there is.</summary>
    public bool IsBeyond { get; private set; }

    /// <summary>True when nothing is left.</summary>
    public readonly bool IsAtEnd => IsBeyond || Position >= _bytes.Length;

    public byte Byte() => Take(1) is [byte value] ? value : (byte)0;

    public ushort U16() => Take(2) is { Length: 2 } taken ? BinaryPrimitives.ReadUInt16LittleEndian(taken) : (ushort)0;

    public uint U32() => Take(4) is { Length: 4 } taken ? BinaryPrimitives.ReadUInt32LittleEndian(taken) : 0;

    /// <summary>The next bytes; none when there are fewer.</summary>
    public ReadOnlySpan<byte> Take(uint count)
    {
        if (count > (uint)(_bytes.Length - Position))
        {
            IsBeyond = true;
            Position = _bytes.Length;
            return [];
        }

        ReadOnlySpan<byte> taken = _bytes.Slice(Position, (int)count);
        Position += (int)count;
        return taken;
    }

    /// <summary>An unsigned LEB128 number; bits beyond the 64th are lost.</summary>
    public ulong Unsigned()
    {
        ulong value = 0;
        for (int shift = 0; ; shift += 7)
        {
            byte next = Byte();
            value |= shift < 64 ? (ulong)(next & 0x7F) << shift : 0;
            if (next < 0x80)
            {
                return value;
            }
        }
    }

    /// <summary>A signed LEB128 number; bits beyond the 64th are lost.</summary>
    public long Signed()
    {
        long value = 0;
        for (int shift = 0; ; shift += 7)
        {
            byte next = Byte();
            value |= shift < 64 ? (long)(next & 0x7F) << shift : 0;
            if (next < 0x80)
            {
                bool isNegative = (next & 0x40) != 0 && shift + 7 < 64;
                return isNegative ? value | (-1L << (shift + 7)) : value;
            }
        }
    }

    /// <summary>A string that ends with a zero.</summary>
    public string Text()
    {
        int length = _bytes[Position..].IndexOf((byte)0);
        if (length < 0)
        {
            Take(uint.MaxValue);
            return "";
        }

        string text = Encoding.UTF8.GetString(Take((uint)length));
        Byte();
        return text;
    }
}

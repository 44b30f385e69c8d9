using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace ProcVM.Module;

/// <summary>Walks over a function's code: opcodes and their immediates. Shared by verifier, lowering and
/// disassembler.</summary>
/// <remarks>The <c>Read</c> forms are for code that was verified and check nothing but the span's bounds; the
/// <c>TryRead</c> forms refuse what SPEC.md section 2 doesn't allow and leave the offset at the immediate.</remarks>
public ref struct CodeReader
{
    private readonly ReadOnlySpan<byte> _code;
    private int _offset;

    /// <summary>A reader at the first instruction.</summary>
    public CodeReader(ReadOnlySpan<byte> code) => _code = code;

    /// <summary>Bytes from the start of the code; may be set, to an instruction's start.</summary>
    public int Offset
    {
        readonly get => _offset;
        set => _offset = value;
    }

    /// <summary>True behind the last instruction.</summary>
    public readonly bool AtEnd => _offset >= _code.Length;

    /// <summary>Reads an opcode of one or two bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Opcode ReadOpcode()
    {
        byte first = _code[_offset++];
        return first == OpcodeTable.Prefix ? (Opcode)((OpcodeTable.Prefix << 8) | _code[_offset++]) : (Opcode)first;
    }

    /// <summary>Reads a byte.</summary>
    public byte ReadU8() => _code[_offset++];

    /// <summary>Reads an unsigned LEB128 number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public uint ReadU32()
    {
        byte first = _code[_offset];
        if (first < 0x80)
        {
            _offset++;
            return first;
        }

        return (uint)ReadLong(signed: false);
    }

    /// <summary>Reads a signed LEB128 number of 32 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int ReadS32()
    {
        byte first = _code[_offset];
        if (first < 0x80)
        {
            _offset++;
            return (first << 25) >> 25;
        }

        return (int)ReadLong(signed: true);
    }

    /// <summary>Reads a signed LEB128 number of 64 bits.</summary>
    public long ReadS64() => ReadLong(signed: true);

    /// <summary>Reads the bits of an f32.</summary>
    public uint ReadF32Bits()
    {
        uint bits = BinaryPrimitives.ReadUInt32LittleEndian(_code[_offset..]);
        _offset += 4;
        return bits;
    }

    /// <summary>Reads the bits of an f64.</summary>
    public ulong ReadF64Bits()
    {
        ulong bits = BinaryPrimitives.ReadUInt64LittleEndian(_code[_offset..]);
        _offset += 8;
        return bits;
    }

    /// <summary>Passes over the immediates of an instruction of verified code.</summary>
    public void Skip(Immediate immediate)
    {
        switch (immediate)
        {
            case Immediate.None:
                break;
            case Immediate.F32:
                _offset += 4;
                break;
            case Immediate.F64:
                _offset += 8;
                break;
            case Immediate.Trap:
                _offset++;
                break;
            case Immediate.LabelTable:
                SkipNumbers((int)ReadU32() + 1);
                break;
            case Immediate.Index:
                SkipNumbers(3);
                break;
            case Immediate.TableTable or Immediate.ElementTable or Immediate.Escape
                or Immediate.Range32 or Immediate.Range64:
                SkipNumbers(2);
                break;
            default:
                SkipNumbers(1);
                break;
        }
    }

    /// <summary>Reads an opcode byte or two; false at the end. The opcode need not be a defined one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryReadOpcode(out Opcode opcode)
    {
        ReadOnlySpan<byte> code = _code;
        int offset = _offset;
        if ((uint)offset < (uint)code.Length)
        {
            byte first = code[offset];
            if (first != OpcodeTable.Prefix)
            {
                opcode = (Opcode)first;
                _offset = offset + 1;
                return true;
            }

            if ((uint)(offset + 1) < (uint)code.Length)
            {
                opcode = (Opcode)((OpcodeTable.Prefix << 8) | code[offset + 1]);
                _offset = offset + 2;
                return true;
            }
        }

        opcode = default;
        return false;
    }

    /// <summary>Reads a byte; false at the end.</summary>
    public bool TryReadU8(out byte value)
    {
        if (AtEnd)
        {
            value = 0;
            return false;
        }

        value = _code[_offset++];
        return true;
    }

    /// <summary>Reads an unsigned LEB128 number of at most 5 bytes; false when it is cut off or too big.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryReadU32(out uint value)
    {
        ReadOnlySpan<byte> code = _code;
        int offset = _offset;
        if ((uint)offset < (uint)code.Length && code[offset] < 0x80)
        {
            value = code[offset];
            _offset = offset + 1;
            return true;
        }

        bool read = Leb128.TryReadU32(code, ref offset, out value);
        _offset = offset;
        return read;
    }

    /// <summary>Reads a signed LEB128 number of 32 bits in at most 5 bytes; false when it is cut off or too big.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryReadS32(out int value)
    {
        ReadOnlySpan<byte> code = _code;
        int offset = _offset;
        if ((uint)offset < (uint)code.Length && code[offset] < 0x80)
        {
            value = (code[offset] << 25) >> 25;
            _offset = offset + 1;
            return true;
        }

        bool read = Leb128.TryReadS32(code, ref offset, out value);
        _offset = offset;
        return read;
    }

    /// <summary>Reads a signed LEB128 number of 64 bits in at most 10 bytes; false when it is cut off or too big.</summary>
    public bool TryReadS64(out long value)
    {
        int offset = _offset;
        bool read = Leb128.TryReadS64(_code, ref offset, out value);
        _offset = offset;
        return read;
    }

    /// <summary>Passes over <paramref name="count"/> raw bytes; false when there are fewer.</summary>
    public bool TrySkip(int count)
    {
        if (_code.Length - _offset < count)
        {
            return false;
        }

        _offset += count;
        return true;
    }

    private void SkipNumbers(int count)
    {
        for (; count > 0; count--)
        {
            while (_code[_offset++] >= 0x80)
            {
            }
        }
    }

    private long ReadLong(bool signed)
    {
        long value = 0;
        int shift = 0;
        byte next;
        do
        {
            next = _code[_offset++];
            value |= (long)(next & 0x7F) << shift;
            shift += 7;
        }
        while (next >= 0x80);
        return signed && shift < 64 ? (value << (64 - shift)) >> (64 - shift) : value;
    }
}

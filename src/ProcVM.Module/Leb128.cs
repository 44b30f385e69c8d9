namespace ProcVM.Module;

/// <summary>The variable-length numbers of the module format: seven bits a byte, low ones first (SPEC.md section 2).
/// A number that is cut off, too long, or has bits beyond its width is refused, and the offset stays.</summary>
public static class Leb128
{
    /// <summary>Reads an unsigned number of 32 bits in at most 5 bytes.</summary>
    public static bool TryReadU32(ReadOnlySpan<byte> bytes, ref int offset, out uint value)
    {
        uint result = 0;
        for (int i = 0; i < 5 && (uint)(offset + i) < (uint)bytes.Length; i++)
        {
            byte next = bytes[offset + i];
            result |= (uint)(next & 0x7F) << (7 * i);
            if (next < 0x80)
            {
                if (i == 4 && next > 0x0F)
                {
                    break;
                }

                offset += i + 1;
                value = result;
                return true;
            }
        }

        value = 0;
        return false;
    }

    /// <summary>Reads a signed number of 32 bits in at most 5 bytes.</summary>
    public static bool TryReadS32(ReadOnlySpan<byte> bytes, ref int offset, out int value)
    {
        int start = offset;
        if (TryReadSigned(bytes, ref offset, 5, out long wide) && wide == (int)wide)
        {
            value = (int)wide;
            return true;
        }

        offset = start;
        value = 0;
        return false;
    }

    /// <summary>Reads a signed number of 64 bits in at most 10 bytes.</summary>
    public static bool TryReadS64(ReadOnlySpan<byte> bytes, ref int offset, out long value) =>
        TryReadSigned(bytes, ref offset, 10, out value);

    private static bool TryReadSigned(ReadOnlySpan<byte> bytes, ref int offset, int longest, out long value)
    {
        long result = 0;
        for (int i = 0; i < longest && (uint)(offset + i) < (uint)bytes.Length; i++)
        {
            byte next = bytes[offset + i];
            result |= (long)(next & 0x7F) << (7 * i);
            if (next < 0x80)
            {
                // The tenth byte holds bit 63 alone: the rest must repeat it.
                if (i == 9 && next is not (0x00 or 0x7F))
                {
                    break;
                }

                int unused = 64 - (7 * (i + 1));
                offset += i + 1;
                value = unused > 0 ? (result << unused) >> unused : result;
                return true;
            }
        }

        value = 0;
        return false;
    }
}

using System.Buffers.Binary;
using ProcVM.Personality.Pvm.Numbers;

namespace ProcVM.Personality.Pvm;

#pragma warning disable CA1822 // The generated table calls every handler through its object.
/// <summary>Short strings; a result that is too long is cut off.</summary>
public sealed class ShortStringCalls(PvmCallState state)
{
    private const int MaximumLength = 255;

    /// <summary><c>string_assign</c>.</summary>
    public void Assign(ShortString to, ReadOnlySpan<byte> from) => to.Assign(from);

    /// <summary><c>string_from_chars</c>.</summary>
    public void FromChars(ShortString to, ReadOnlySpan<byte> from) => to.Assign(from);

    /// <summary><c>string_append</c>; the two may be the same string.</summary>
    public void Append(ShortString to, ReadOnlySpan<byte> from)
    {
        int length = to.Length;
        int count = Math.Min(from.Length, to.Capacity - length);
        from[..count].CopyTo(to.Places[length..]);
        to.Length = length + count;
    }

    /// <summary><c>string_append_char</c>.</summary>
    public void AppendChar(ShortString to, int value)
    {
        int length = to.Length;
        if (length < to.Capacity)
        {
            to.Places[length] = (byte)value;
            to.Length = length + 1;
        }
    }

    /// <summary><c>string_compare</c>: −1, 0 or 1.</summary>
    public int Compare(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b) => Math.Sign(a.SequenceCompareTo(b));

    /// <summary><c>string_copy</c>: count characters from the index-th (from 1) on, as many as there are.</summary>
    public void Copy(ShortString to, ReadOnlySpan<byte> from, int index, int count)
    {
        int start = Math.Max(1, index) - 1;
        to.Assign(start >= from.Length || count <= 0 ? default : from.Slice(start, Math.Min(count, from.Length - start)));
    }

    /// <summary><c>string_pos</c>: where (from 1) the one string begins in the other; 0 when nowhere or empty.</summary>
    public int Pos(ReadOnlySpan<byte> what, ReadOnlySpan<byte> from) => what.IsEmpty ? 0 : from.IndexOf(what) + 1;

    /// <summary><c>string_insert</c>: before the index-th character (from 1), or at the nearer end.</summary>
    public void Insert(ReadOnlySpan<byte> what, ShortString to, int index)
    {
        Span<byte> joined = stackalloc byte[2 * MaximumLength];
        ReadOnlySpan<byte> present = to.Characters;
        int place = Math.Clamp(index, 1, present.Length + 1) - 1;
        present[..place].CopyTo(joined);
        what.CopyTo(joined[place..]);
        present[place..].CopyTo(joined[(place + what.Length)..]);
        to.Assign(joined[..(present.Length + what.Length)]);
    }

    /// <summary><c>string_delete</c>: count characters from the index-th (from 1) on, as many as there are; nothing when the
    /// index lies outside.</summary>
    public void Delete(ShortString to, int index, int count)
    {
        Span<byte> present = to.Characters;
        if (index < 1 || index > present.Length || count <= 0)
        {
            return;
        }

        int start = index - 1;
        int removed = Math.Min(count, present.Length - start);
        present[(start + removed)..].CopyTo(present[start..]);
        to.Length = present.Length - removed;
    }

    /// <summary><c>string_from_int</c>.</summary>
    public void FromInteger(ShortString to, long value, int width) =>
        AssignNumber(to, IntegerText.Format(value, stackalloc byte[IntegerText.BufferSize]), width);

    /// <summary><c>string_from_uint</c>.</summary>
    public void FromUnsigned(ShortString to, long value, int width) =>
        AssignNumber(to, IntegerText.Format(unchecked((ulong)value), stackalloc byte[IntegerText.BufferSize]), width);

    /// <summary><c>string_from_real</c>.</summary>
    public void FromReal(ShortString to, double value, int width, int decimals)
    {
        RealText text = RealText.Format(value, width, decimals, RealStyle.Double, stackalloc byte[RealText.BufferSize]);
        to.Length = text.CopyTo(to.Places);
    }

    /// <summary><c>string_to_int</c>.</summary>
    public long ToInteger(ReadOnlySpan<byte> from, uint code)
    {
        int place = ValueParser.ParseInteger(from, out long value);
        return SetCode(code, place) ? value : 0;
    }

    /// <summary><c>string_to_real</c>.</summary>
    public double ToReal(ReadOnlySpan<byte> from, uint code)
    {
        int place = ValueParser.ParseReal(from, out double value);
        return SetCode(code, place) ? value : 0;
    }

    private static void AssignNumber(ShortString to, ReadOnlySpan<byte> digits, int width)
    {
        int blanks = Math.Clamp(width - digits.Length, 0, to.Capacity);
        int shown = Math.Min(digits.Length, to.Capacity - blanks);
        to.Places[..blanks].Fill((byte)' ');
        digits[..shown].CopyTo(to.Places[blanks..]);
        to.Length = blanks + shown;
    }

    private bool SetCode(uint code, int place)
    {
        if (!state.TrySlice(code, 4, out Span<byte> bytes))
        {
            return false;
        }

        BinaryPrimitives.WriteInt32LittleEndian(bytes, place);
        return true;
    }
}

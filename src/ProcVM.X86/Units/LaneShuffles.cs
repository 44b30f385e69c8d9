using System.Runtime.Intrinsics;
using ProcVM.X86.Processor;

namespace ProcVM.X86.Units;

/// <summary>Lanes in another order, of other widths, and from two vectors.</summary>
internal static class LaneShuffles
{
    public static Vector128<byte> Compute(Op code, Vector128<byte> a, Vector128<byte> b, int selector) => code switch
    {
        Op.UnpackLow8 => Interleave(a, b, 0),
        Op.UnpackHigh8 => Interleave(a, b, 8),
        Op.UnpackLow16 => Interleave(a.AsUInt16(), b.AsUInt16(), 0),
        Op.UnpackHigh16 => Interleave(a.AsUInt16(), b.AsUInt16(), 4),
        Op.UnpackLow32 => Vector128.Create(a.AsUInt32()[0], b.AsUInt32()[0], a.AsUInt32()[1], b.AsUInt32()[1]).AsByte(),
        Op.UnpackHigh32 => Vector128.Create(a.AsUInt32()[2], b.AsUInt32()[2], a.AsUInt32()[3], b.AsUInt32()[3]).AsByte(),
        Op.UnpackLow64 => Vector128.Create(a.AsUInt64()[0], b.AsUInt64()[0]).AsByte(),
        Op.UnpackHigh64 => Vector128.Create(a.AsUInt64()[1], b.AsUInt64()[1]).AsByte(),
        Op.PackSigned16 => Vector128.NarrowWithSaturation(a.AsInt16(), b.AsInt16()).AsByte(),
        Op.PackSigned32 => Vector128.NarrowWithSaturation(a.AsInt32(), b.AsInt32()).AsByte(),
        Op.PackUnsigned16 => PackUnsigned(a.AsInt16(), b.AsInt16()),
        Op.Shuffle32 => Vector128.Create(Pick(b, selector), Pick(b, selector >> 2), Pick(b, selector >> 4), Pick(b, selector >> 6)).AsByte(),
        Op.ShuffleLow16 => ShuffleWords(b, selector, 0),
        Op.ShuffleHigh16 => ShuffleWords(b, selector, 4),
        Op.ShuffleSingle => Vector128.Create(Pick(a, selector), Pick(a, selector >> 2), Pick(b, selector >> 4), Pick(b, selector >> 6)).AsByte(),
        _ => Vector128.Create(a.AsUInt64()[selector & 1], b.AsUInt64()[(selector >> 1) & 1]).AsByte(),
    };

    private static uint Pick(Vector128<byte> from, int selector) => from.AsUInt32()[selector & 3];

    private static Vector128<byte> Interleave(Vector128<byte> a, Vector128<byte> b, int first)
    {
        Vector128<byte> result = default;
        for (int i = 0; i < 8; i++)
        {
            result = result.WithElement(2 * i, a[first + i]).WithElement((2 * i) + 1, b[first + i]);
        }

        return result;
    }

    private static Vector128<byte> Interleave(Vector128<ushort> a, Vector128<ushort> b, int first)
    {
        Vector128<ushort> result = default;
        for (int i = 0; i < 4; i++)
        {
            result = result.WithElement(2 * i, a[first + i]).WithElement((2 * i) + 1, b[first + i]);
        }

        return result.AsByte();
    }

    private static Vector128<byte> PackUnsigned(Vector128<short> a, Vector128<short> b)
    {
        Vector128<short> most = Vector128.Create((short)byte.MaxValue);
        Vector128<ushort> low = Vector128.Min(Vector128.Max(a, Vector128<short>.Zero), most).AsUInt16();
        Vector128<ushort> high = Vector128.Min(Vector128.Max(b, Vector128<short>.Zero), most).AsUInt16();
        return Vector128.Narrow(low, high);
    }

    private static Vector128<byte> ShuffleWords(Vector128<byte> from, int selector, int first)
    {
        Vector128<ushort> words = from.AsUInt16();
        Vector128<ushort> result = words;
        for (int i = 0; i < 4; i++)
        {
            result = result.WithElement(first + i, words[first + ((selector >> (2 * i)) & 3)]);
        }

        return result.AsByte();
    }
}

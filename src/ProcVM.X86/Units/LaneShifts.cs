using System.Runtime.Intrinsics;
using ProcVM.X86.Processor;

namespace ProcVM.X86.Units;

/// <summary>Shifts of lanes, and of whole vectors by bytes. A count beyond the lane's bits leaves zeros, or the sign.</summary>
internal static class LaneShifts
{
    public static Vector128<byte> Compute(Op code, Vector128<byte> a, ulong count)
    {
        int bits = code switch
        {
            Op.ShiftLeft16x8 or Op.ShiftRight16x8 or Op.ShiftArithmetic16x8 => 16,
            Op.ShiftLeft32x4 or Op.ShiftRight32x4 or Op.ShiftArithmetic32x4 => 32,
            Op.ShiftLeft64x2 or Op.ShiftRight64x2 => 64,
            _ => 16,
        };
        bool isArithmetic = code is Op.ShiftArithmetic16x8 or Op.ShiftArithmetic32x4;
        if (count >= (ulong)bits && !isArithmetic)
        {
            return default;
        }

        int by = (int)Math.Min(count, (ulong)bits - 1);
        return code switch
        {
            Op.ShiftLeft16x8 => (a.AsInt16() << by).AsByte(),
            Op.ShiftLeft32x4 => (a.AsInt32() << by).AsByte(),
            Op.ShiftLeft64x2 => (a.AsInt64() << by).AsByte(),
            Op.ShiftRight16x8 => (a.AsInt16() >>> by).AsByte(),
            Op.ShiftRight32x4 => (a.AsInt32() >>> by).AsByte(),
            Op.ShiftRight64x2 => (a.AsInt64() >>> by).AsByte(),
            Op.ShiftArithmetic16x8 => (a.AsInt16() >> by).AsByte(),
            Op.ShiftArithmetic32x4 => (a.AsInt32() >> by).AsByte(),
            Op.ShiftBytesLeft => ShiftBytes(a, by),
            _ => ShiftBytes(a, -by),
        };
    }

    private static Vector128<byte> ShiftBytes(Vector128<byte> a, int by)
    {
        UInt128 value = new(a.AsUInt64()[1], a.AsUInt64()[0]);
        value = by >= 0 ? value << (8 * by) : value >> (-8 * by);
        return Vector128.Create((ulong)value, (ulong)(value >> 64)).AsByte();
    }
}

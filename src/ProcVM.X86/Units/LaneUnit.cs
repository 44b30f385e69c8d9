using System.Runtime.Intrinsics;
using ProcVM.X86.Processor;

namespace ProcVM.X86.Units;

/// <summary>Integers in vectors, lane by lane.</summary>
internal static unsafe class LaneUnit
{
    public static void Execute(CpuState* s, Operation* o)
    {
        Vector128<byte>* vectors = (Vector128<byte>*)&s->Vectors;
        vectors[o->To] = o->Code switch
        {
            < Op.ShiftLeft16x8 => Compute(o->Code, vectors[o->To], vectors[o->From]),
            <= Op.ShiftBytesRight => LaneShifts.Compute(o->Code, vectors[o->To], o->Base == 0 ? (ulong)o->Constant : *(ulong*)(vectors + o->From)),
            _ => LaneShuffles.Compute(o->Code, vectors[o->To], vectors[o->From], (int)o->Constant),
        };
    }

    private static Vector128<byte> Compute(Op code, Vector128<byte> a, Vector128<byte> b) => code switch
    {
        Op.Add8x16 => a + b,
        Op.Add16x8 => (a.AsInt16() + b.AsInt16()).AsByte(),
        Op.Add32x4 => (a.AsInt32() + b.AsInt32()).AsByte(),
        Op.Add64x2 => (a.AsInt64() + b.AsInt64()).AsByte(),
        Op.Subtract8x16 => a - b,
        Op.Subtract16x8 => (a.AsInt16() - b.AsInt16()).AsByte(),
        Op.Subtract32x4 => (a.AsInt32() - b.AsInt32()).AsByte(),
        Op.Subtract64x2 => (a.AsInt64() - b.AsInt64()).AsByte(),
        Op.AddSaturated8S => Vector128.AddSaturate(a.AsSByte(), b.AsSByte()).AsByte(),
        Op.AddSaturated16S => Vector128.AddSaturate(a.AsInt16(), b.AsInt16()).AsByte(),
        Op.AddSaturated8U => Vector128.AddSaturate(a, b),
        Op.AddSaturated16U => Vector128.AddSaturate(a.AsUInt16(), b.AsUInt16()).AsByte(),
        Op.SubtractSaturated8S => Vector128.SubtractSaturate(a.AsSByte(), b.AsSByte()).AsByte(),
        Op.SubtractSaturated16S => Vector128.SubtractSaturate(a.AsInt16(), b.AsInt16()).AsByte(),
        Op.SubtractSaturated8U => Vector128.SubtractSaturate(a, b),
        Op.SubtractSaturated16U => Vector128.SubtractSaturate(a.AsUInt16(), b.AsUInt16()).AsByte(),
        Op.Equal8x16 => Vector128.Equals(a, b),
        Op.Equal16x8 => Vector128.Equals(a.AsInt16(), b.AsInt16()).AsByte(),
        Op.Equal32x4 => Vector128.Equals(a.AsInt32(), b.AsInt32()).AsByte(),
        Op.Greater8x16 => Vector128.GreaterThan(a.AsSByte(), b.AsSByte()).AsByte(),
        Op.Greater16x8 => Vector128.GreaterThan(a.AsInt16(), b.AsInt16()).AsByte(),
        Op.Greater32x4 => Vector128.GreaterThan(a.AsInt32(), b.AsInt32()).AsByte(),
        Op.Minimum8U => Vector128.Min(a, b),
        Op.Maximum8U => Vector128.Max(a, b),
        Op.Minimum16S => Vector128.Min(a.AsInt16(), b.AsInt16()).AsByte(),
        Op.Maximum16S => Vector128.Max(a.AsInt16(), b.AsInt16()).AsByte(),
        // (a | b) − (a ^ b) / 2 is the average, rounded up.
        Op.Average8 => (a | b) - (((a ^ b) >>> 1) & Vector128.Create((byte)0x7F)),
        Op.Average16 => ((a | b).AsUInt16() - ((a ^ b).AsUInt16() >>> 1)).AsByte(),
        Op.MultiplyLow16 => (a.AsInt16() * b.AsInt16()).AsByte(),
        Op.MultiplyHigh16S => MultiplyHigh(a.AsInt16(), b.AsInt16()),
        Op.MultiplyHigh16U => MultiplyHigh(a.AsUInt16(), b.AsUInt16()),
        Op.MultiplyAdd16 => MultiplyAdd(a.AsInt16(), b.AsInt16()),
        Op.MultiplyEven32 => ((a.AsUInt64() & Vector128.Create(0xFFFF_FFFFUL)) * (b.AsUInt64() & Vector128.Create(0xFFFF_FFFFUL))).AsByte(),
        _ => SumOfDifferences(a, b),
    };

    private static Vector128<byte> MultiplyHigh(Vector128<short> a, Vector128<short> b)
    {
        (Vector128<int> aLow, Vector128<int> aHigh) = Vector128.Widen(a);
        (Vector128<int> bLow, Vector128<int> bHigh) = Vector128.Widen(b);
        return Vector128.Narrow((aLow * bLow) >> 16, (aHigh * bHigh) >> 16).AsByte();
    }

    private static Vector128<byte> MultiplyHigh(Vector128<ushort> a, Vector128<ushort> b)
    {
        (Vector128<uint> aLow, Vector128<uint> aHigh) = Vector128.Widen(a);
        (Vector128<uint> bLow, Vector128<uint> bHigh) = Vector128.Widen(b);
        return Vector128.Narrow((aLow * bLow) >>> 16, (aHigh * bHigh) >>> 16).AsByte();
    }

    private static Vector128<byte> MultiplyAdd(Vector128<short> a, Vector128<short> b)
    {
        Vector128<int> result = default;
        for (int i = 0; i < 4; i++)
        {
            result = result.WithElement(i, (a[2 * i] * b[2 * i]) + (a[(2 * i) + 1] * b[(2 * i) + 1]));
        }

        return result.AsByte();
    }

    private static Vector128<byte> SumOfDifferences(Vector128<byte> a, Vector128<byte> b)
    {
        ulong low = 0;
        ulong high = 0;
        for (int i = 0; i < 8; i++)
        {
            low += (ulong)Math.Abs(a[i] - b[i]);
            high += (ulong)Math.Abs(a[i + 8] - b[i + 8]);
        }

        return Vector128.Create(low, high).AsByte();
    }
}

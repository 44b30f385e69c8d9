using System.Runtime.Intrinsics;
using ProcVM.X86.Processor;

namespace ProcVM.X86.Units;

/// <summary>Floating point of SSE and SSE2: rounded to nearest, with denormals and without exceptions, as MXCSR says after a reset.</summary>
internal static unsafe class RealUnit
{
    private const uint RoundingMask = 0x6000;

    public static void Execute(CpuState* s, Operation* o)
    {
        Vector128<byte>* vectors = (Vector128<byte>*)&s->Vectors;
        Vector128<byte>* to = vectors + o->To;
        Vector128<byte>* from = vectors + o->From;
        switch (o->Code)
        {
            case <= Op.SquareRootRealsD:
                Calculate(o->Code, to, from);
                break;
            case Op.CompareRealS: *(uint*)to = RealCompare.Holds(*(float*)to, *(float*)from, (int)o->Constant) ? uint.MaxValue : 0; break;
            case Op.CompareRealD: *(ulong*)to = RealCompare.Holds(*(double*)to, *(double*)from, (int)o->Constant) ? ulong.MaxValue : 0; break;
            case Op.CompareRealsS:
                for (int i = 0; i < 4; i++)
                {
                    ((uint*)to)[i] = RealCompare.Holds(((float*)to)[i], ((float*)from)[i], (int)o->Constant) ? uint.MaxValue : 0;
                }

                break;
            case Op.CompareRealsD:
                for (int i = 0; i < 2; i++)
                {
                    ((ulong*)to)[i] = RealCompare.Holds(((double*)to)[i], ((double*)from)[i], (int)o->Constant) ? ulong.MaxValue : 0;
                }

                break;
            case Op.OrderS: RealCompare.Order(s, *(float*)to, *(float*)from); break;
            case Op.OrderD: RealCompare.Order(s, *(double*)to, *(double*)from); break;
            default: Convert(s, o, to, from); break;
        }
    }

    private static void Calculate(Op code, Vector128<byte>* to, Vector128<byte>* from)
    {
        // The scalar forms leave the rest of the register as it is.
        int kind = (int)code - (int)Op.AddRealS;
        Op family = code.Plus(-(kind & 3));
        switch (kind & 3)
        {
            case 0:
                *(float*)to = family == Op.SquareRootRealS ? MathF.Sqrt(*(float*)from) : Calculate(family, *(float*)to, *(float*)from);
                break;
            case 1:
                *(double*)to = family == Op.SquareRootRealS ? Math.Sqrt(*(double*)from) : Calculate(family, *(double*)to, *(double*)from);
                break;
            case 2:
                for (int i = 0; i < 4; i++)
                {
                    float single = ((float*)from)[i];
                    ((float*)to)[i] = family == Op.SquareRootRealS ? MathF.Sqrt(single) : Calculate(family, ((float*)to)[i], single);
                }

                break;
            default:
                for (int i = 0; i < 2; i++)
                {
                    double real = ((double*)from)[i];
                    ((double*)to)[i] = family == Op.SquareRootRealS ? Math.Sqrt(real) : Calculate(family, ((double*)to)[i], real);
                }

                break;
        }
    }

    // Minimum and maximum are the second operand where neither is less: two zeros, or no numbers (Intel SDM vol. 2, MINSS).
    private static float Calculate(Op family, float a, float b) => family switch
    {
        Op.AddRealS => a + b,
        Op.SubtractRealS => a - b,
        Op.MultiplyRealS => a * b,
        Op.DivideRealS => a / b,
        Op.MinimumRealS => a < b ? a : b,
        _ => a > b ? a : b,
    };

    private static double Calculate(Op family, double a, double b) => family switch
    {
        Op.AddRealS => a + b,
        Op.SubtractRealS => a - b,
        Op.MultiplyRealS => a * b,
        Op.DivideRealS => a / b,
        Op.MinimumRealS => a < b ? a : b,
        _ => a > b ? a : b,
    };

    private static void Convert(CpuState* s, Operation* o, Vector128<byte>* to, Vector128<byte>* from)
    {
        byte* register = (byte*)s + o->To;
        uint mode = s->Mxcsr & RoundingMask;
        switch (o->Code)
        {
            case Op.IntegerToS: *(float*)to = *(int*)((byte*)s + o->From); break;
            case Op.IntegerToD: *(double*)to = *(int*)((byte*)s + o->From); break;
            case Op.LongToS: *(float*)to = *(long*)((byte*)s + o->From); break;
            case Op.LongToD: *(double*)to = *(long*)((byte*)s + o->From); break;
            case Op.TruncateSToInteger: *(ulong*)register = ToInteger(Math.Truncate((double)*(float*)from)); break;
            case Op.TruncateDToInteger: *(ulong*)register = ToInteger(Math.Truncate(*(double*)from)); break;
            case Op.TruncateSToLong: *(ulong*)register = ToLong(Math.Truncate((double)*(float*)from)); break;
            case Op.TruncateDToLong: *(ulong*)register = ToLong(Math.Truncate(*(double*)from)); break;
            case Op.RoundSToInteger: *(ulong*)register = ToInteger(Round(*(float*)from, mode)); break;
            case Op.RoundDToInteger: *(ulong*)register = ToInteger(Round(*(double*)from, mode)); break;
            case Op.RoundSToLong: *(ulong*)register = ToLong(Round(*(float*)from, mode)); break;
            case Op.RoundDToLong: *(ulong*)register = ToLong(Round(*(double*)from, mode)); break;
            case Op.SToD: *(double*)to = *(float*)from; break;
            case Op.DToS: *(float*)to = (float)*(double*)from; break;
            case Op.SsToDs: *to = Vector128.Create((double)*(float*)from, ((float*)from)[1]).AsByte(); break;
            case Op.DsToSs: *to = Vector128.Create((float)*(double*)from, (float)((double*)from)[1], 0, 0).AsByte(); break;
            case Op.IntegersToDs: *to = Vector128.Create((double)*(int*)from, ((int*)from)[1]).AsByte(); break;
            case Op.DsToIntegers:
                *to = Vector128.Create((uint)ToInteger(Round(*(double*)from, mode)), (uint)ToInteger(Round(((double*)from)[1], mode)), 0, 0).AsByte();
                break;
            case Op.DsToIntegersTruncated:
                *to = Vector128.Create((uint)ToInteger(Math.Truncate(*(double*)from)), (uint)ToInteger(Math.Truncate(((double*)from)[1])), 0, 0).AsByte();
                break;
            default:
                for (int i = 0; i < 4; i++)
                {
                    ((uint*)to)[i] = o->Code switch
                    {
                        Op.IntegersToSs => BitConverter.SingleToUInt32Bits(((int*)from)[i]),
                        Op.SsToIntegers => (uint)ToInteger(Round(((float*)from)[i], mode)),
                        _ => (uint)ToInteger(Math.Truncate((double)((float*)from)[i])),
                    };
                }

                break;
        }
    }

    private static double Round(double value, uint mode) => mode switch
    {
        0 => Math.Round(value, MidpointRounding.ToEven),
        0x2000 => Math.Floor(value),
        0x4000 => Math.Ceiling(value),
        _ => Math.Truncate(value),
    };

    // What doesn't fit becomes the integer indefinite.
    private static ulong ToInteger(double whole) => whole >= int.MinValue && whole <= int.MaxValue ? (uint)(int)whole : 0x8000_0000;

    private static ulong ToLong(double whole)
    {
        const double Limit = 9223372036854775808.0;
        return whole >= -Limit && whole < Limit ? (ulong)(long)whole : 1UL << 63;
    }
}

using System.Numerics;
using ProcVM.Module;
using ProcVM.Runtime.Execution;

namespace ProcVM.Runtime.Tests;

/// <summary>Arithmetic of binary32 and conversions as SPEC.md section 6 says them; rounding is done on exact integers.</summary>
internal static class ReferenceFloats
{
    private const int Digits32 = 24;
    private const int Digits64 = 53;

    public static ulong Unary(Opcode op, ulong a, ReferenceMachine machine)
    {
        float f = BitConverter.UInt32BitsToSingle((uint)a);
        double d = BitConverter.UInt64BitsToDouble(a);
        switch (op)
        {
            case Opcode.F32Neg: return Bits(-f);
            case Opcode.F32Abs: return Bits(MathF.Abs(f));
            case Opcode.F32Sqrt: return Bits(MathF.Sqrt(f));
            case Opcode.F32Floor: return Bits(MathF.Floor(f));
            case Opcode.F32Ceil: return Bits(MathF.Ceiling(f));
            case Opcode.F32Trunc: return Bits(MathF.Truncate(f));
            case Opcode.F32Nearest: return Bits(MathF.Round(f, MidpointRounding.ToEven));
            case Opcode.F64Cos: return Bits(Transcendental.Cos(d));
            case Opcode.F64Atan: return Bits(Transcendental.Atan(d));
            case Opcode.F64Exp: return Bits(Transcendental.Exp(d));
            case Opcode.F64Ln: return Bits(Transcendental.Ln(d));
            case Opcode.F64PromoteF32: return Bits((double)f);
            case Opcode.F32DemoteF64: return Bits((float)d);
            case Opcode.F32ReinterpretI32: return (uint)a;
            case Opcode.I32ReinterpretF32: return ReferenceArithmetic.Canonical32(a);
            case Opcode.F32ConvertI32S: return Bits((float)Rounded((int)a, Digits32));
            case Opcode.F32ConvertI32U: return Bits((float)Rounded((uint)a, Digits32));
            case Opcode.F32ConvertI64S: return Bits((float)Rounded((long)a, Digits32));
            case Opcode.F32ConvertI64U: return Bits((float)Rounded(a, Digits32));
            case Opcode.F64ConvertI64S: return Bits(Rounded((long)a, Digits64));
            case Opcode.F64ConvertI64U: return Bits(Rounded(a, Digits64));
            default: return Truncated(op, OpcodeTable.Get(op).Pops == "f" ? f : d, machine);
        }
    }

    public static ulong Binary(string kind, float x, float y) => kind switch
    {
        "add" => Bits(x + y),
        "sub" => Bits(x - y),
        "mul" => Bits(x * y),
        "div" => Bits(x / y),
        "min" => Bits(MathF.Min(x, y)),
        "max" => Bits(MathF.Max(x, y)),
        "copysign" => Bits(float.IsNaN(y) ? MathF.Abs(x) : MathF.CopySign(x, y)),
        "eq" => x == y ? 1u : 0,
        "ne" => x != y ? 1u : 0,
        "lt" => x < y ? 1u : 0,
        "gt" => x > y ? 1u : 0,
        "le" => x <= y ? 1u : 0,
        "ge" => x >= y ? 1u : 0,
        _ => throw new NotSupportedException("f32." + kind),
    };

    private static ulong Truncated(Opcode op, double value, ReferenceMachine machine)
    {
        string name = OpcodeTable.Get(op).Name;
        bool isSigned = name.EndsWith("_s", StringComparison.Ordinal);
        int width = name[1] == '3' ? 32 : 64;
        if (!name.Contains(".trunc_", StringComparison.Ordinal))
        {
            throw new NotSupportedException(name);
        }

        BigInteger least = isSigned ? -(BigInteger.One << (width - 1)) : 0;
        BigInteger most = (BigInteger.One << (isSigned ? width - 1 : width)) - 1;
        BigInteger whole = double.IsNaN(value) ? 0 : double.IsInfinity(value) ? (value > 0 ? most + 1 : least - 1) : new BigInteger(value);
        if (!name.Contains("_sat_", StringComparison.Ordinal) && (double.IsNaN(value) || whole < least || whole > most))
        {
            machine.Raise(TrapKind.Conversion);
            return 0;
        }

        return (ulong)(BigInteger.Clamp(whole, least, most) & ((BigInteger.One << width) - 1));
    }

    /// <summary>The nearest number of so many binary digits; the even one of two.</summary>
    private static double Rounded(BigInteger value, int digits)
    {
        BigInteger size = BigInteger.Abs(value);
        int shift = Math.Max(0, (int)size.GetBitLength() - digits);
        BigInteger kept = size >> shift;
        BigInteger twiceTheRest = (size - (kept << shift)) << 1;
        BigInteger one = BigInteger.One << shift;
        if (twiceTheRest > one || (twiceTheRest == one && !kept.IsEven))
        {
            kept++;
        }

        return Math.ScaleB((double)(long)kept, shift) * value.Sign;
    }

    private static ulong Bits(float value) => BitConverter.SingleToUInt32Bits(value);

    private static ulong Bits(double value) => BitConverter.DoubleToUInt64Bits(value);
}

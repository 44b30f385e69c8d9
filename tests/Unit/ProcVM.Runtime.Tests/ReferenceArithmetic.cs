using System.Numerics;
using ProcVM.Module;
using ProcVM.Runtime.Execution;

namespace ProcVM.Runtime.Tests;

/// <summary>Arithmetic as SPEC.md section 6 says it, by exact integers where that is simplest.</summary>
internal static class ReferenceArithmetic
{
    public static ulong Canonical32(ulong bits) => float.IsNaN(BitConverter.UInt32BitsToSingle((uint)bits)) ? 0x7FC00000 : (uint)bits;

    public static ulong Canonical64(ulong bits) => double.IsNaN(BitConverter.UInt64BitsToDouble(bits)) ? 0x7FF8000000000000 : bits;

    public static ulong Unary(Opcode op, ulong a, ReferenceMachine machine)
    {
        int i = (int)a;
        long l = (long)a;
        double d = BitConverter.UInt64BitsToDouble(a);
        switch (op)
        {
            case Opcode.I32Eqz: return i == 0 ? 1u : 0;
            case Opcode.I64Eqz: return l == 0 ? 1u : 0;
            case Opcode.I32Clz: return (uint)BitOperations.LeadingZeroCount((uint)i);
            case Opcode.I32Ctz: return (uint)BitOperations.TrailingZeroCount((uint)i);
            case Opcode.I32Popcnt: return (uint)BitOperations.PopCount((uint)i);
            case Opcode.I64Clz: return (uint)BitOperations.LeadingZeroCount(a);
            case Opcode.I64Ctz: return (uint)BitOperations.TrailingZeroCount(a);
            case Opcode.I64Popcnt: return (uint)BitOperations.PopCount(a);
            case Opcode.I32WrapI64: return (uint)a;
            case Opcode.I64ExtendI32S: return (ulong)i;
            case Opcode.I64ExtendI32U: return (uint)i;
            case Opcode.I32Extend8S: return (uint)(sbyte)a;
            case Opcode.I32Extend16S: return (uint)(short)a;
            case Opcode.I64Extend8S: return (ulong)(sbyte)a;
            case Opcode.I64Extend16S: return (ulong)(short)a;
            case Opcode.I64Extend32S: return (ulong)i;
            case Opcode.I32NegO: return Exact32(-(BigInteger)i, machine);
            case Opcode.I64NegO: return Exact64(-(BigInteger)l, machine);
            case Opcode.I32AbsO: return Exact32(BigInteger.Abs(i), machine);
            case Opcode.I64AbsO: return Exact64(BigInteger.Abs(l), machine);
            case Opcode.F64ConvertI32S: return Bits(i);
            case Opcode.F64ConvertI32U: return Bits((uint)i);
            case Opcode.F64Neg: return Bits(-d);
            case Opcode.F64Abs: return Bits(Math.Abs(d));
            case Opcode.F64Sqrt: return Bits(Math.Sqrt(d));
            case Opcode.F64Floor: return Bits(Math.Floor(d));
            case Opcode.F64Ceil: return Bits(Math.Ceiling(d));
            case Opcode.F64Trunc: return Bits(Math.Truncate(d));
            case Opcode.F64Nearest: return Bits(Math.Round(d, MidpointRounding.ToEven));
            case Opcode.F64Sin: return Bits(Transcendental.Sin(d));
            case Opcode.I64ReinterpretF64: return Canonical64(a);
            case Opcode.F64ReinterpretI64: return a;
            default: return ReferenceFloats.Unary(op, a, machine);
        }
    }

    public static ulong Binary(Opcode op, ulong a, ulong b, ReferenceMachine machine)
    {
        string name = OpcodeTable.Get(op).Name;
        int dot = name.IndexOf('.', StringComparison.Ordinal);
        string kind = name[(dot + 1)..];
        return name[..dot] switch
        {
            "i32" => Integer(kind, (int)a, (int)b, (uint)a, (uint)b, 32, machine),
            "i64" when op == Opcode.I64Bit => (uint)b < 64 ? (a >> (int)(uint)b) & 1 : 0,
            "i64" => Integer(kind, (long)a, (long)b, a, b, 64, machine),
            "f64" => Real(kind, BitConverter.UInt64BitsToDouble(a), BitConverter.UInt64BitsToDouble(b), machine),
            _ => ReferenceFloats.Binary(kind, BitConverter.UInt32BitsToSingle((uint)a), BitConverter.UInt32BitsToSingle((uint)b)),
        };
    }

    private static ulong Integer(string kind, long x, long y, ulong ux, ulong uy, int width, ReferenceMachine machine)
    {
        BigInteger sx = x;
        BigInteger sy = y;
        int shift = (int)(uy & (ulong)(width - 1));
        switch (kind)
        {
            case "add": return Wrap(sx + sy, width);
            case "sub": return Wrap(sx - sy, width);
            case "mul": return Wrap(sx * sy, width);
            case "add.o": return Exact(sx + sy, width, machine);
            case "sub.o": return Exact(sx - sy, width, machine);
            case "mul.o": return Exact(sx * sy, width, machine);
            case "add.ou": return ExactUnsigned(ux + (BigInteger)uy, machine);
            case "sub.ou": return ExactUnsigned(ux - (BigInteger)uy, machine);
            case "mul.ou": return ExactUnsigned(ux * (BigInteger)uy, machine);
            case "and": return ux & uy;
            case "or": return ux | uy;
            case "xor": return ux ^ uy;
            case "shl": return Wrap((BigInteger)ux << shift, width);
            case "shr_s": return Wrap(sx >> shift, width);
            case "shr_u": return Wrap((BigInteger)ux >> shift, width);
            case "rotl": return Wrap(((BigInteger)ux << shift) | ((BigInteger)ux >> (width - shift)), width);
            case "rotr": return Wrap(((BigInteger)ux >> shift) | ((BigInteger)ux << (width - shift)), width);
            case "eq": return ux == uy ? 1u : 0;
            case "ne": return ux != uy ? 1u : 0;
            case "lt_s": return x < y ? 1u : 0;
            case "lt_u": return ux < uy ? 1u : 0;
            case "gt_s": return x > y ? 1u : 0;
            case "gt_u": return ux > uy ? 1u : 0;
            case "le_s": return x <= y ? 1u : 0;
            case "le_u": return ux <= uy ? 1u : 0;
            case "ge_s": return x >= y ? 1u : 0;
            case "ge_u": return ux >= uy ? 1u : 0;
            default: break;
        }

        if (y == 0 || (kind == "mod" && y < 0))
        {
            machine.Raise(TrapKind.Division);
            return 0;
        }

        return kind switch
        {
            "div_s" => Exact(BigInteger.Divide(sx, sy), width, machine),
            "rem_s" => Wrap(BigInteger.Remainder(sx, sy), width),
            "div_u" => Wrap((BigInteger)ux / uy, width),
            "rem_u" => Wrap((BigInteger)ux % uy, width),
            "mod" => Wrap(((sx % sy) + sy) % sy, width),
            _ => throw new NotSupportedException(kind),
        };
    }

    private static ulong Real(string kind, double x, double y, ReferenceMachine machine)
    {
        switch (kind)
        {
            case "add": return Bits(x + y);
            case "sub": return Bits(x - y);
            case "mul": return Bits(x * y);
            case "div": return Bits(x / y);
            case "min": return Bits(Math.Min(x, y));
            case "max": return Bits(Math.Max(x, y));
            case "copysign": return Bits(double.IsNaN(y) ? Math.Abs(x) : Math.CopySign(x, y));
            case "eq": return x == y ? 1u : 0;
            case "ne": return x != y ? 1u : 0;
            case "lt": return x < y ? 1u : 0;
            case "gt": return x > y ? 1u : 0;
            case "le": return x <= y ? 1u : 0;
            case "ge": return x >= y ? 1u : 0;
            case "div.z":
                if (y == 0)
                {
                    machine.Raise(TrapKind.Division);
                }

                return Bits(x / y);
            default: throw new NotSupportedException(kind);
        }
    }

    private static ulong Bits(double value) => BitConverter.DoubleToUInt64Bits(value);

    private static ulong Wrap(BigInteger value, int width) => (ulong)(value & ((BigInteger.One << width) - 1));

    private static ulong Exact(BigInteger value, int width, ReferenceMachine machine) =>
        width == 32 ? Exact32(value, machine) : Exact64(value, machine);

    private static ulong Exact32(BigInteger value, ReferenceMachine machine)
    {
        if (value < int.MinValue || value > int.MaxValue)
        {
            machine.Raise(TrapKind.Overflow);
        }

        return Wrap(value, 32);
    }

    private static ulong Exact64(BigInteger value, ReferenceMachine machine)
    {
        if (value < long.MinValue || value > long.MaxValue)
        {
            machine.Raise(TrapKind.Overflow);
        }

        return Wrap(value, 64);
    }

    private static ulong ExactUnsigned(BigInteger value, ReferenceMachine machine)
    {
        if (value < 0 || value > ulong.MaxValue)
        {
            machine.Raise(TrapKind.Overflow);
        }

        return Wrap(value, 64);
    }
}

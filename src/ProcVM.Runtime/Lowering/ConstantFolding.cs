using System.Numerics;
using ProcVM.Module;

namespace ProcVM.Runtime.Lowering;

/// <summary>Computes operations on constants when a function is lowered. What would trap, or shows a NaN, is left to run time.</summary>
internal static class ConstantFolding
{
    /// <summary>The result of an operation with one operand; false when it can't be told here.</summary>
    public static bool TryUnary(Opcode op, ulong a, out ulong result)
    {
        int i = (int)a;
        long l = (long)a;
        switch (op)
        {
            case Opcode.I32Eqz: result = i == 0 ? 1UL : 0; return true;
            case Opcode.I64Eqz: result = l == 0 ? 1UL : 0; return true;
            case Opcode.I32Clz: result = (uint)BitOperations.LeadingZeroCount((uint)i); return true;
            case Opcode.I32Ctz: result = (uint)BitOperations.TrailingZeroCount((uint)i); return true;
            case Opcode.I32Popcnt: result = (uint)BitOperations.PopCount((uint)i); return true;
            case Opcode.I64Clz: result = (uint)BitOperations.LeadingZeroCount(a); return true;
            case Opcode.I64Ctz: result = (uint)BitOperations.TrailingZeroCount(a); return true;
            case Opcode.I64Popcnt: result = (uint)BitOperations.PopCount(a); return true;
            case Opcode.I32WrapI64: result = (uint)a; return true;
            case Opcode.I64ExtendI32S: result = (ulong)(long)i; return true;
            case Opcode.I64ExtendI32U: result = (uint)i; return true;
            case Opcode.I32Extend8S: result = (uint)(sbyte)a; return true;
            case Opcode.I32Extend16S: result = (uint)(short)a; return true;
            case Opcode.I64Extend8S: result = (ulong)(sbyte)a; return true;
            case Opcode.I64Extend16S: result = (ulong)(short)a; return true;
            case Opcode.I64Extend32S: result = (ulong)(long)i; return true;
            case Opcode.I32NegO: result = (uint)-i; return i != int.MinValue;
            case Opcode.I64NegO: result = (ulong)-l; return l != long.MinValue;
            case Opcode.F64ConvertI32S: result = BitConverter.DoubleToUInt64Bits(i); return true;
            case Opcode.F64ConvertI32U: result = BitConverter.DoubleToUInt64Bits((uint)i); return true;
            case Opcode.F64ConvertI64S: result = BitConverter.DoubleToUInt64Bits(l); return true;
            case Opcode.F64Neg: result = a ^ (1UL << 63); return !double.IsNaN(BitConverter.UInt64BitsToDouble(a));
            default: result = 0; return false;
        }
    }

    /// <summary>The result of an operation with two operands; false when it can't be told here.</summary>
    public static bool TryBinary(Opcode op, ulong a, ulong b, out ulong result)
    {
        if (op is >= Opcode.I32Eq and <= Opcode.I32GeU)
        {
            result = Compare32(op, (int)a, (int)b) ? 1UL : 0;
            return true;
        }

        if (op is >= Opcode.I64Eq and <= Opcode.I64GeU)
        {
            result = Compare64(op, (long)a, (long)b) ? 1UL : 0;
            return true;
        }

        return op is >= Opcode.I32Add and <= Opcode.I32Rotr || op is Opcode.I32AddO or Opcode.I32SubO or Opcode.I32MulO or Opcode.I32Mod
            ? TryBinary32(op, (int)a, (int)b, out result)
            : TryBinary64(op, a, b, out result);
    }

    private static bool TryBinary32(Opcode op, int x, int y, out ulong result)
    {
        long exact;
        switch (op)
        {
            case Opcode.I32Add: result = (uint)(x + y); return true;
            case Opcode.I32Sub: result = (uint)(x - y); return true;
            case Opcode.I32Mul: result = (uint)(x * y); return true;
            case Opcode.I32And: result = (uint)(x & y); return true;
            case Opcode.I32Or: result = (uint)(x | y); return true;
            case Opcode.I32Xor: result = (uint)(x ^ y); return true;
            case Opcode.I32Shl: result = (uint)(x << y); return true;
            case Opcode.I32ShrS: result = (uint)(x >> y); return true;
            case Opcode.I32ShrU: result = (uint)x >> y; return true;
            case Opcode.I32Rotl: result = BitOperations.RotateLeft((uint)x, y); return true;
            case Opcode.I32Rotr: result = BitOperations.RotateRight((uint)x, y); return true;
            case Opcode.I32AddO: exact = (long)x + y; break;
            case Opcode.I32SubO: exact = (long)x - y; break;
            case Opcode.I32MulO: exact = (long)x * y; break;
            case Opcode.I32DivS when y != 0: exact = (long)x / y; break;
            case Opcode.I32RemS when y is not 0 and not -1: exact = x % y; break;
            case Opcode.I32DivU when y != 0: result = (uint)x / (uint)y; return true;
            case Opcode.I32RemU when y != 0: result = (uint)x % (uint)y; return true;
            case Opcode.I32Mod when y > 0: exact = (((long)x % y) + y) % y; break;
            default: result = 0; return false;
        }

        result = (uint)exact;
        return exact == (int)exact;
    }

    private static bool TryBinary64(Opcode op, ulong a, ulong b, out ulong result)
    {
        switch (op)
        {
            case Opcode.I64Add: result = a + b; return true;
            case Opcode.I64Sub: result = a - b; return true;
            case Opcode.I64Mul: result = a * b; return true;
            case Opcode.I64And: result = a & b; return true;
            case Opcode.I64Or: result = a | b; return true;
            case Opcode.I64Xor: result = a ^ b; return true;
            case Opcode.I64Shl: result = a << (int)b; return true;
            case Opcode.I64ShrS: result = (ulong)((long)a >> (int)b); return true;
            case Opcode.I64ShrU: result = a >> (int)b; return true;
            case Opcode.I64Bit: result = (uint)b < 64 ? (a >> (int)b) & 1 : 0; return true;
            default: break;
        }

        double x = BitConverter.UInt64BitsToDouble(a);
        double y = BitConverter.UInt64BitsToDouble(b);
        double value;
        switch (op)
        {
            case Opcode.F64Add: value = x + y; break;
            case Opcode.F64Sub: value = x - y; break;
            case Opcode.F64Mul: value = x * y; break;
            case Opcode.F64Div: value = x / y; break;
            default: result = 0; return false;
        }

        result = BitConverter.DoubleToUInt64Bits(value);
        return !double.IsNaN(value);
    }

    private static bool Compare32(Opcode op, int x, int y) => op switch
    {
        Opcode.I32Eq => x == y,
        Opcode.I32Ne => x != y,
        Opcode.I32LtS => x < y,
        Opcode.I32LtU => (uint)x < (uint)y,
        Opcode.I32GtS => x > y,
        Opcode.I32GtU => (uint)x > (uint)y,
        Opcode.I32LeS => x <= y,
        Opcode.I32LeU => (uint)x <= (uint)y,
        Opcode.I32GeS => x >= y,
        _ => (uint)x >= (uint)y,
    };

    private static bool Compare64(Opcode op, long x, long y) => op switch
    {
        Opcode.I64Eq => x == y,
        Opcode.I64Ne => x != y,
        Opcode.I64LtS => x < y,
        Opcode.I64LtU => (ulong)x < (ulong)y,
        Opcode.I64GtS => x > y,
        Opcode.I64GtU => (ulong)x > (ulong)y,
        Opcode.I64LeS => x <= y,
        Opcode.I64LeU => (ulong)x <= (ulong)y,
        Opcode.I64GeS => x >= y,
        _ => (ulong)x >= (ulong)y,
    };
}

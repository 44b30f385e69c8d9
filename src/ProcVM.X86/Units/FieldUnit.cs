using System.Numerics;
using ProcVM.X86.Processor;

namespace ProcVM.X86.Units;

/// <summary>Fields of bits: BMI1's and BMI2's ANDN, BEXTR, BLSI, BLSR, BLSMSK, BZHI, PDEP and PEXT. From and Base are the sources, in the manual's order.</summary>
internal static unsafe class FieldUnit
{
    public static void Execute(CpuState* s, Operation* o)
    {
        bool is64 = (((int)o->Code - (int)Op.AndNot32) & 1) != 0;
        if (is64)
        {
            *(ulong*)((byte*)s + o->To) = Compute(s, o->Code, *(ulong*)((byte*)s + o->From), *(ulong*)((byte*)s + o->Base), 64);
        }
        else
        {
            *(ulong*)((byte*)s + o->To) = (uint)Compute(s, o->Code.Plus(1), *(uint*)((byte*)s + o->From), *(uint*)((byte*)s + o->Base), 32);
        }
    }

    private static ulong Compute(CpuState* s, Op code64, ulong first, ulong second, int bits)
    {
        ulong result;
        bool carry = false;
        switch (code64)
        {
            case Op.AndNot64:
                result = ~first & second;
                break;
            case Op.Extract64:
                int start = (byte)second;
                int length = (byte)(second >> 8);
                result = (start >= bits ? 0 : first >> start) & (length >= 64 ? ulong.MaxValue : (1UL << length) - 1);
                break;
            case Op.IsolateLowest64:
                result = first & (0 - first);
                carry = first != 0;
                break;
            case Op.ResetLowest64:
                result = first & (first - 1);
                carry = first == 0;
                break;
            case Op.MaskLowest64:
                result = first ^ (first - 1);
                carry = first == 0;
                break;
            case Op.ZeroHigh64:
                int kept = (byte)second;
                result = kept >= bits ? first : first & ((1UL << kept) - 1);
                carry = kept >= bits;
                break;
            case Op.Deposit64:
                return Deposit(first, second);
            default:
                return Gather(first, second);
        }

        long extended = bits == 32 ? (int)result : (long)result;
        // Parity and adjust are undefined, and clear.
        Flags.Set(s, (extended == 0 ? Flags.Zero : 0) | (extended < 0 ? Flags.Sign : 0) | (carry ? Flags.Carry : 0));
        return result;
    }

    private static ulong Deposit(ulong bits, ulong mask)
    {
        ulong result = 0;
        for (; mask != 0; mask &= mask - 1, bits >>= 1)
        {
            result |= (bits & 1) << BitOperations.TrailingZeroCount(mask);
        }

        return result;
    }

    private static ulong Gather(ulong value, ulong mask)
    {
        ulong result = 0;
        for (int i = 0; mask != 0; mask &= mask - 1, i++)
        {
            result |= ((value >> BitOperations.TrailingZeroCount(mask)) & 1) << i;
        }

        return result;
    }
}

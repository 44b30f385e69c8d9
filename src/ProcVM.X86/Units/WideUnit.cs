using ProcVM.X86.Processor;

namespace ProcVM.X86.Units;

/// <summary>MUL, IMUL, DIV, IDIV by DX:AX and its like, MULX, and sign extension into DX.</summary>
internal static unsafe class WideUnit
{
    public static Outcome Execute(CpuState* s, Operation* o)
    {
        byte* from = (byte*)s + o->From;
        ref ulong rax = ref s->Registers.Rax;
        ref ulong rdx = ref s->Registers.Rdx;
        switch (o->Code)
        {
            case Op.MultiplyWide8:
                uint small = (uint)(byte)rax * *from;
                rax = (rax & ~0xFFFFUL) | small;
                Finish<Width8>(s, (long)small, small > byte.MaxValue);
                break;
            case Op.MultiplyWide16:
                uint product16 = (uint)(ushort)rax * *(ushort*)from;
                rax = (rax & ~0xFFFFUL) | (ushort)product16;
                rdx = (rdx & ~0xFFFFUL) | (product16 >> 16);
                Finish<Width16>(s, (long)product16, product16 > ushort.MaxValue);
                break;
            case Op.MultiplyWide32:
                ulong product32 = (ulong)(uint)rax * *(uint*)from;
                rax = (uint)product32;
                rdx = product32 >> 32;
                Finish<Width32>(s, (long)product32, rdx != 0);
                break;
            case Op.MultiplyWide64:
                rdx = Math.BigMul(rax, *(ulong*)from, out rax);
                Finish<Width64>(s, (long)rax, rdx != 0);
                break;
            case Op.MultiplyWideSigned8:
                int smallSigned = (sbyte)rax * *(sbyte*)from;
                rax = (rax & ~0xFFFFUL) | (uint)(ushort)smallSigned;
                Finish<Width8>(s, smallSigned, smallSigned != (sbyte)smallSigned);
                break;
            case Op.MultiplyWideSigned16:
                int signed16 = (short)rax * *(short*)from;
                rax = (rax & ~0xFFFFUL) | (uint)(ushort)signed16;
                rdx = (rdx & ~0xFFFFUL) | (uint)(ushort)(signed16 >> 16);
                Finish<Width16>(s, signed16, signed16 != (short)signed16);
                break;
            case Op.MultiplyWideSigned32:
                long signed32 = (long)(int)rax * *(int*)from;
                rax = (uint)signed32;
                rdx = (uint)(signed32 >> 32);
                Finish<Width32>(s, signed32, signed32 != (int)signed32);
                break;
            case Op.MultiplyWideSigned64:
                long high = Math.BigMul((long)rax, *(long*)from, out long low);
                rax = (ulong)low;
                rdx = (ulong)high;
                Finish<Width64>(s, low, high != low >> 63);
                break;
            case Op.SignToAx:
                Width16.WriteRegister(&s->Registers.Rax, (sbyte)rax);
                break;
            case Op.SignToDx:
                Width16.WriteRegister(&s->Registers.Rdx, (short)rax >> 15);
                break;
            case Op.SignToEdx:
                rdx = (uint)((int)rax >> 31);
                break;
            case Op.SignToRdx:
                rdx = (ulong)((long)rax >> 63);
                break;
            case Op.MultiplyNoFlags32:
                ulong both = (ulong)(uint)rdx * *(uint*)from;
                *(ulong*)((byte*)s + o->Base) = (uint)both;
                *(ulong*)((byte*)s + o->To) = both >> 32;
                break;
            case Op.MultiplyNoFlags64:
                ulong upper = Math.BigMul(rdx, *(ulong*)from, out ulong lower);
                *(ulong*)((byte*)s + o->Base) = lower;
                *(ulong*)((byte*)s + o->To) = upper;
                break;
            default:
                return Divide(s, o, from) ? Outcome.Next : Outcome.Fault;
        }

        return Outcome.Next;
    }

    /// <summary>IMUL with two or three operands: To = From × (Base + Constant).</summary>
    public static void Multiply<TWidth>(CpuState* s, Operation* o)
        where TWidth : IWidth
    {
        long left = TWidth.Read((byte*)s + o->From);
        long right = TWidth.Read((byte*)s + o->Base) + o->Constant;
        long result;
        bool isLost;
        if (TWidth.Bits == 64)
        {
            long high = Math.BigMul(left, right, out result);
            isLost = high != result >> 63;
        }
        else
        {
            long whole = left * right;
            result = TWidth.Extend(whole);
            isLost = whole != result;
        }

        Flags.SetResult(s, result, isLost ? Flags.Carry | Flags.Overflow : 0);
        TWidth.WriteRegister((byte*)s + o->To, result);
    }

    // Sign, zero, adjust and parity are undefined.
    private static void Finish<TWidth>(CpuState* s, long result, bool isLost)
        where TWidth : IWidth =>
        Flags.SetResult(s, TWidth.Extend(result), isLost ? Flags.Carry | Flags.Overflow : 0);

    // All flags are undefined; they stay.
    private static bool Divide(CpuState* s, Operation* o, byte* from)
    {
        ref ulong rax = ref s->Registers.Rax;
        ref ulong rdx = ref s->Registers.Rdx;
        switch (o->Code)
        {
            case Op.Divide8:
                uint divisor8 = *from;
                uint dividend8 = (ushort)rax;
                if (divisor8 == 0 || dividend8 / divisor8 > byte.MaxValue)
                {
                    return false;
                }

                rax = (rax & ~0xFFFFUL) | (dividend8 / divisor8) | ((dividend8 % divisor8) << 8);
                return true;
            case Op.Divide16:
                uint divisor16 = *(ushort*)from;
                uint dividend16 = ((uint)(ushort)rdx << 16) | (ushort)rax;
                if (divisor16 == 0 || dividend16 / divisor16 > ushort.MaxValue)
                {
                    return false;
                }

                rax = (rax & ~0xFFFFUL) | (dividend16 / divisor16);
                rdx = (rdx & ~0xFFFFUL) | (dividend16 % divisor16);
                return true;
            case Op.Divide32:
                ulong divisor32 = *(uint*)from;
                ulong dividend32 = (rdx << 32) | (uint)rax;
                if (divisor32 == 0 || dividend32 / divisor32 > uint.MaxValue)
                {
                    return false;
                }

                rax = dividend32 / divisor32;
                rdx = dividend32 % divisor32;
                return true;
            case Op.Divide64:
                ulong divisor64 = *(ulong*)from;
                if (rdx >= divisor64)
                {
                    return false;
                }

                if (rdx == 0)
                {
                    (rax, rdx) = Math.DivRem(rax, divisor64);
                    return true;
                }

                UInt128 dividend64 = new(rdx, rax);
                UInt128 quotient = dividend64 / divisor64;
                rdx = (ulong)(dividend64 - (quotient * divisor64));
                rax = (ulong)quotient;
                return true;
            default:
                return DivideSigned(s, o, from);
        }
    }

    private static bool DivideSigned(CpuState* s, Operation* o, byte* from)
    {
        ref ulong rax = ref s->Registers.Rax;
        ref ulong rdx = ref s->Registers.Rdx;
        switch (o->Code)
        {
            case Op.DivideSigned8:
                int divisor8 = *(sbyte*)from;
                int dividend8 = (short)rax;
                if (divisor8 == 0 || dividend8 / divisor8 != (sbyte)(dividend8 / divisor8))
                {
                    return false;
                }

                rax = (rax & ~0xFFFFUL) | (uint)(byte)(dividend8 / divisor8) | ((uint)(byte)(dividend8 % divisor8) << 8);
                return true;
            case Op.DivideSigned16:
                long divisor16 = *(short*)from;
                long dividend16 = (int)(((uint)(ushort)rdx << 16) | (ushort)rax);
                if (divisor16 == 0 || dividend16 / divisor16 != (short)(dividend16 / divisor16))
                {
                    return false;
                }

                rax = (rax & ~0xFFFFUL) | (uint)(ushort)(dividend16 / divisor16);
                rdx = (rdx & ~0xFFFFUL) | (uint)(ushort)(dividend16 % divisor16);
                return true;
            case Op.DivideSigned32:
                long divisor32 = *(int*)from;
                long dividend32 = (long)((rdx << 32) | (uint)rax);
                // The host's own division faults on this one.
                if (divisor32 == 0 || (divisor32 == -1 && dividend32 == long.MinValue) || dividend32 / divisor32 != (int)(dividend32 / divisor32))
                {
                    return false;
                }

                rax = (uint)(dividend32 / divisor32);
                rdx = (uint)(dividend32 % divisor32);
                return true;
            default:
                return DivideSigned64(ref rax, ref rdx, *(long*)from);
        }
    }

    private static bool DivideSigned64(ref ulong rax, ref ulong rdx, long divisor)
    {
        if (divisor == 0)
        {
            return false;
        }

        if ((long)rdx == (long)rax >> 63 && divisor != -1)
        {
            (long shortQuotient, long shortRest) = Math.DivRem((long)rax, divisor);
            rax = (ulong)shortQuotient;
            rdx = (ulong)shortRest;
            return true;
        }

        bool isNegative = (long)rdx < 0;
        UInt128 dividend = new(rdx, rax);
        UInt128 magnitude = isNegative ? UInt128.Zero - dividend : dividend;
        ulong by = divisor < 0 ? 0UL - (ulong)divisor : (ulong)divisor;
        UInt128 quotient = magnitude / by;
        ulong rest = (ulong)(magnitude - (quotient * by));
        bool isQuotientNegative = isNegative != (divisor < 0);
        UInt128 most = isQuotientNegative ? 1UL << 63 : (1UL << 63) - 1;
        if (quotient > most)
        {
            return false;
        }

        rax = isQuotientNegative ? 0UL - (ulong)quotient : (ulong)quotient;
        rdx = isNegative ? 0UL - rest : rest;
        return true;
    }
}

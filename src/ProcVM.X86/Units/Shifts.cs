using System.Numerics;
using System.Runtime.CompilerServices;
using ProcVM.X86.Processor;

namespace ProcVM.X86.Units;

/// <summary>SHL, SHR, SAR, ROL, ROR. The count is From + Constant, of which 5 bits count, or 6 for 64-bit operands; 0 changes nothing.</summary>
/// <remarks>Overflow is defined for a count of 1 alone; here it follows the same rule for every count, as on processors.</remarks>
internal static unsafe class Shifts
{
    public static void Left<TWidth>(CpuState* s, Operation* o)
        where TWidth : IWidth
    {
        int count = Count<TWidth>(s, o);
        if (count == 0)
        {
            Keep<TWidth>(s, o);
            return;
        }

        long value = TWidth.Read((byte*)s + o->To);
        long result = TWidth.Extend(value << count);
        bool carry = TWidth.Bits == 64 ? ((value >> (64 - count)) & 1) != 0 : (((value << count) >> TWidth.Bits) & 1) != 0;
        bool overflow = (result < 0) != carry;
        Flags.SetResult(s, result, (carry ? Flags.Carry : 0) | (overflow ? Flags.Overflow : 0));
        TWidth.WriteRegister((byte*)s + o->To, result);
    }

    public static void Right<TWidth>(CpuState* s, Operation* o)
        where TWidth : IWidth
    {
        int count = Count<TWidth>(s, o);
        if (count == 0)
        {
            Keep<TWidth>(s, o);
            return;
        }

        long value = TWidth.Read((byte*)s + o->To);
        ulong whole = Whole<TWidth>(value);
        long result = TWidth.Extend((long)(whole >> count));
        bool carry = ((whole >> (count - 1)) & 1) != 0;
        Flags.SetResult(s, result, (carry ? Flags.Carry : 0) | (value < 0 ? Flags.Overflow : 0));
        TWidth.WriteRegister((byte*)s + o->To, result);
    }

    public static void Arithmetic<TWidth>(CpuState* s, Operation* o)
        where TWidth : IWidth
    {
        int count = Count<TWidth>(s, o);
        if (count == 0)
        {
            Keep<TWidth>(s, o);
            return;
        }

        long value = TWidth.Read((byte*)s + o->To);
        long result = value >> count;
        bool carry = ((value >> (count - 1)) & 1) != 0;
        Flags.SetResult(s, result, carry ? Flags.Carry : 0);
        TWidth.WriteRegister((byte*)s + o->To, result);
    }

    public static void RotateLeft<TWidth>(CpuState* s, Operation* o)
        where TWidth : IWidth
    {
        int count = Count<TWidth>(s, o);
        if (count == 0)
        {
            Keep<TWidth>(s, o);
            return;
        }

        long result = Rotate<TWidth>(TWidth.Read((byte*)s + o->To), count);
        bool carry = (result & 1) != 0;
        Flags.SetCarryAndOverflow(s, carry, (result < 0) != carry);
        TWidth.WriteRegister((byte*)s + o->To, result);
    }

    public static void RotateRight<TWidth>(CpuState* s, Operation* o)
        where TWidth : IWidth
    {
        int count = Count<TWidth>(s, o);
        if (count == 0)
        {
            Keep<TWidth>(s, o);
            return;
        }

        long result = Rotate<TWidth>(TWidth.Read((byte*)s + o->To), -count);
        bool second = ((result >> (TWidth.Bits - 2)) & 1) != 0;
        Flags.SetCarryAndOverflow(s, result < 0, (result < 0) != second);
        TWidth.WriteRegister((byte*)s + o->To, result);
    }

    /// <summary>The bits of an operand, without its sign's copies.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Whole<TWidth>(long value)
        where TWidth : IWidth =>
        TWidth.Bits == 64 ? (ulong)value : (ulong)value & ((1UL << (TWidth.Bits & 63)) - 1);

    /// <summary>How far an operand is shifted.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Count<TWidth>(CpuState* s, Operation* o)
        where TWidth : IWidth =>
        (*((byte*)s + o->From) + (int)o->Constant) & (TWidth.Bits == 64 ? 63 : 31);

    /// <summary>Rotates left; a negative count rotates right. The sign is extended.</summary>
    private static long Rotate<TWidth>(long value, int count)
        where TWidth : IWidth
    {
        count &= TWidth.Bits - 1;
        ulong whole = Whole<TWidth>(value);
        return TWidth.Bits == 64 ? (long)BitOperations.RotateLeft(whole, count)
            : TWidth.Extend((long)((whole << count) | (whole >> (TWidth.Bits - count))));
    }

    // A 32-bit destination is written even when nothing is shifted: its upper half is cleared.
    private static void Keep<TWidth>(CpuState* s, Operation* o)
        where TWidth : IWidth
    {
        if (TWidth.Bits == 32)
        {
            TWidth.WriteRegister((byte*)s + o->To, TWidth.Read((byte*)s + o->To));
        }
    }
}

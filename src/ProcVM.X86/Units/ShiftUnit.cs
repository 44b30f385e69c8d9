using ProcVM.X86.Processor;

namespace ProcVM.X86.Units;

/// <summary>The rarer shifts: RCL, RCR, SHLD and SHRD.</summary>
internal static unsafe class ShiftUnit
{
    public static void Execute(CpuState* s, Operation* o)
    {
        switch (o->Code)
        {
            case Op.RotateCarryLeft8: CarryLeft<Width8>(s, o); break;
            case Op.RotateCarryLeft16: CarryLeft<Width16>(s, o); break;
            case Op.RotateCarryLeft32: CarryLeft<Width32>(s, o); break;
            case Op.RotateCarryLeft64: CarryLeft<Width64>(s, o); break;
            case Op.RotateCarryRight8: CarryRight<Width8>(s, o); break;
            case Op.RotateCarryRight16: CarryRight<Width16>(s, o); break;
            case Op.RotateCarryRight32: CarryRight<Width32>(s, o); break;
            case Op.RotateCarryRight64: CarryRight<Width64>(s, o); break;
            case Op.DoubleLeft16: DoubleLeft<Width16>(s, o); break;
            case Op.DoubleLeft32: DoubleLeft<Width32>(s, o); break;
            case Op.DoubleLeft64: DoubleLeft<Width64>(s, o); break;
            case Op.DoubleRight16: DoubleRight<Width16>(s, o); break;
            case Op.DoubleRight32: DoubleRight<Width32>(s, o); break;
            default: DoubleRight<Width64>(s, o); break;
        }
    }

    private static int Plain(CpuState* s, Operation* o) => *((byte*)s + o->Base) + (int)o->Constant;

    // The operand and carry are one number of Bits + 1 bits.
    private static void CarryLeft<TWidth>(CpuState* s, Operation* o)
        where TWidth : IWidth
    {
        int wanted = Shifts.Count<TWidth>(s, o);
        int count = wanted % (TWidth.Bits + 1);
        UInt128 value = Shifts.Whole<TWidth>(TWidth.Read((byte*)s + o->To)) | (Flags.IsCarry(s) ? UInt128.One << TWidth.Bits : 0);
        value = (value << count) | (value >> (TWidth.Bits + 1 - count));
        bool carry = ((value >> TWidth.Bits) & 1) != 0;
        long result = TWidth.Extend((long)(ulong)value);
        Finish<TWidth>(s, o, result, wanted, carry, (result < 0) != carry);
    }

    private static void CarryRight<TWidth>(CpuState* s, Operation* o)
        where TWidth : IWidth
    {
        int wanted = Shifts.Count<TWidth>(s, o);
        int count = wanted % (TWidth.Bits + 1);
        UInt128 value = Shifts.Whole<TWidth>(TWidth.Read((byte*)s + o->To)) | (Flags.IsCarry(s) ? UInt128.One << TWidth.Bits : 0);
        value = (value >> count) | (value << (TWidth.Bits + 1 - count));
        bool carry = ((value >> TWidth.Bits) & 1) != 0;
        long result = TWidth.Extend((long)(ulong)value);
        bool second = ((result >> (TWidth.Bits - 2)) & 1) != 0;
        Finish<TWidth>(s, o, result, wanted, carry, (result < 0) != second);
    }

    // A whole turn leaves the operand and carry as they are; overflow, undefined then, is set all the same.
    private static void Finish<TWidth>(CpuState* s, Operation* o, long result, int count, bool carry, bool overflow)
        where TWidth : IWidth
    {
        TWidth.WriteRegister((byte*)s + o->To, result);
        if (count != 0)
        {
            Flags.SetCarryAndOverflow(s, carry, overflow);
        }
    }

    private static void DoubleLeft<TWidth>(CpuState* s, Operation* o)
        where TWidth : IWidth
    {
        int count = Plain(s, o) & (TWidth.Bits == 64 ? 63 : 31);
        long value = TWidth.Read((byte*)s + o->To);
        if (count == 0)
        {
            TWidth.WriteRegister((byte*)s + o->To, value);
            return;
        }

        ulong high = Shifts.Whole<TWidth>(value);
        ulong low = Shifts.Whole<TWidth>(TWidth.Read((byte*)s + o->From));
        // A 16-bit operand shifted by more than 16 is undefined: here it goes round, as on processors.
        UInt128 both = TWidth.Bits == 16 ? ((UInt128)high << 32) | (low << 16) | high : ((UInt128)high << TWidth.Bits) | low;
        int extra = TWidth.Bits == 16 ? 32 : TWidth.Bits;
        UInt128 shifted = both << count;
        long result = TWidth.Extend((long)(ulong)(shifted >> extra));
        bool carry = ((shifted >> (extra + TWidth.Bits)) & 1) != 0;
        if (TWidth.Bits == 64)
        {
            carry = ((high >> (64 - count)) & 1) != 0;
        }

        Flags.SetResult(s, result, (carry ? Flags.Carry : 0) | ((result ^ value) < 0 ? Flags.Overflow : 0));
        TWidth.WriteRegister((byte*)s + o->To, result);
    }

    private static void DoubleRight<TWidth>(CpuState* s, Operation* o)
        where TWidth : IWidth
    {
        int count = Plain(s, o) & (TWidth.Bits == 64 ? 63 : 31);
        long value = TWidth.Read((byte*)s + o->To);
        if (count == 0)
        {
            TWidth.WriteRegister((byte*)s + o->To, value);
            return;
        }

        ulong low = Shifts.Whole<TWidth>(value);
        ulong high = Shifts.Whole<TWidth>(TWidth.Read((byte*)s + o->From));
        UInt128 both = TWidth.Bits == 16 ? ((UInt128)low << 32) | (high << 16) | low : ((UInt128)high << TWidth.Bits) | low;
        long result = TWidth.Extend((long)(ulong)(both >> count));
        bool carry = ((both >> (count - 1)) & 1) != 0;
        Flags.SetResult(s, result, (carry ? Flags.Carry : 0) | ((result ^ value) < 0 ? Flags.Overflow : 0));
        TWidth.WriteRegister((byte*)s + o->To, result);
    }
}

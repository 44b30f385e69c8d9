using System.Buffers.Binary;
using System.Numerics;
using ProcVM.X86.Processor;

namespace ProcVM.X86.Units;

/// <summary>Single bits (BT and its like), scans and counts of bits, byte order, BMI1 and BMI2, ADX, CRC32.</summary>
internal static unsafe class BitUnit
{
    public static void Execute(CpuState* s, Operation* o)
    {
        switch (o->Code)
        {
            case Op.TestBit16: Test<Width16>(s, o); break;
            case Op.TestBit32: Test<Width32>(s, o); break;
            case Op.TestBit64: Test<Width64>(s, o); break;
            case Op.SetBit16: Change<Width16>(s, o, 1, 0); break;
            case Op.SetBit32: Change<Width32>(s, o, 1, 0); break;
            case Op.SetBit64: Change<Width64>(s, o, 1, 0); break;
            case Op.ResetBit16: Change<Width16>(s, o, 1, 1); break;
            case Op.ResetBit32: Change<Width32>(s, o, 1, 1); break;
            case Op.ResetBit64: Change<Width64>(s, o, 1, 1); break;
            case Op.ComplementBit16: Change<Width16>(s, o, 0, 1); break;
            case Op.ComplementBit32: Change<Width32>(s, o, 0, 1); break;
            case Op.ComplementBit64: Change<Width64>(s, o, 0, 1); break;
            case Op.ScanForward16: Scan<Width16>(s, o, isReverse: false); break;
            case Op.ScanForward32: Scan<Width32>(s, o, isReverse: false); break;
            case Op.ScanForward64: Scan<Width64>(s, o, isReverse: false); break;
            case Op.ScanReverse16: Scan<Width16>(s, o, isReverse: true); break;
            case Op.ScanReverse32: Scan<Width32>(s, o, isReverse: true); break;
            case Op.ScanReverse64: Scan<Width64>(s, o, isReverse: true); break;
            case Op.CountOnes16: CountOnes<Width16>(s, o); break;
            case Op.CountOnes32: CountOnes<Width32>(s, o); break;
            case Op.CountOnes64: CountOnes<Width64>(s, o); break;
            case Op.CountTrailing16: CountZeros<Width16>(s, o, isLeading: false); break;
            case Op.CountTrailing32: CountZeros<Width32>(s, o, isLeading: false); break;
            case Op.CountTrailing64: CountZeros<Width64>(s, o, isLeading: false); break;
            case Op.CountLeading16: CountZeros<Width16>(s, o, isLeading: true); break;
            case Op.CountLeading32: CountZeros<Width32>(s, o, isLeading: true); break;
            case Op.CountLeading64: CountZeros<Width64>(s, o, isLeading: true); break;
            case Op.SwapBytes32: *(ulong*)((byte*)s + o->To) = BinaryPrimitives.ReverseEndianness(*(uint*)((byte*)s + o->To)); break;
            case Op.SwapBytes64: *(ulong*)((byte*)s + o->To) = BinaryPrimitives.ReverseEndianness(*(ulong*)((byte*)s + o->To)); break;
            case Op.MoveSwapped16: *(ushort*)((byte*)s + o->To) = BinaryPrimitives.ReverseEndianness(*(ushort*)((byte*)s + o->From)); break;
            case Op.MoveSwapped32: *(ulong*)((byte*)s + o->To) = BinaryPrimitives.ReverseEndianness(*(uint*)((byte*)s + o->From)); break;
            case Op.MoveSwapped64: *(ulong*)((byte*)s + o->To) = BinaryPrimitives.ReverseEndianness(*(ulong*)((byte*)s + o->From)); break;
            case Op.BitAddress16: SetAddress<Width16>(s, o); break;
            case Op.BitAddress32: SetAddress<Width32>(s, o); break;
            case Op.BitAddress64: SetAddress<Width64>(s, o); break;
            case Op.AddCarryOnly32: AddOneFlag<Width32>(s, o, Flags.Carry); break;
            case Op.AddCarryOnly64: AddOneFlag<Width64>(s, o, Flags.Carry); break;
            case Op.AddOverflowOnly32: AddOneFlag<Width32>(s, o, Flags.Overflow); break;
            case Op.AddOverflowOnly64: AddOneFlag<Width64>(s, o, Flags.Overflow); break;
            case Op.Checksum8: Checksum(s, o, 1); break;
            case Op.Checksum16: Checksum(s, o, 2); break;
            case Op.Checksum32: Checksum(s, o, 4); break;
            case Op.Checksum64: Checksum(s, o, 8); break;
            default: FieldUnit.Execute(s, o); break;
        }
    }

    private static int Number<TWidth>(CpuState* s, Operation* o)
        where TWidth : IWidth =>
        (int)(TWidth.Read((byte*)s + o->From) + o->Constant) & (TWidth.Bits - 1);

    private static void Test<TWidth>(CpuState* s, Operation* o)
        where TWidth : IWidth =>
        Flags.SetCarry(s, ((TWidth.Read((byte*)s + o->To) >> Number<TWidth>(s, o)) & 1) != 0);

    // set 1, flip 0: sets; set 1, flip 1: resets; set 0, flip 1: complements.
    private static void Change<TWidth>(CpuState* s, Operation* o, long set, long flip)
        where TWidth : IWidth
    {
        int number = Number<TWidth>(s, o);
        long value = TWidth.Read((byte*)s + o->To);
        Flags.SetCarry(s, ((value >> number) & 1) != 0);
        value = (value | (set << number)) ^ (flip << number);
        TWidth.WriteRegister((byte*)s + o->To, value);
    }

    // A number beyond the operand's bits reaches other words of memory, on both sides.
    private static void SetAddress<TWidth>(CpuState* s, Operation* o)
        where TWidth : IWidth
    {
        ulong address = *(ulong*)((byte*)s + o->Base) + (*(ulong*)((byte*)s + o->Index) << o->Scale) + o->Displacement;
        long word = TWidth.Read((byte*)s + o->From) >> BitOperations.Log2((uint)TWidth.Bits);
        s->Address = address + (ulong)(word * (TWidth.Bits / 8));
    }

    // Of nothing: zero is set and the destination stays (AMD documents it, Intel does it).
    private static void Scan<TWidth>(CpuState* s, Operation* o, bool isReverse)
        where TWidth : IWidth
    {
        ulong value = Shifts.Whole<TWidth>(TWidth.Read((byte*)s + o->From));
        Flags.Change(s, Flags.Zero, value == 0 ? Flags.Zero : 0);
        if (value != 0)
        {
            TWidth.WriteRegister((byte*)s + o->To, isReverse ? BitOperations.Log2(value) : BitOperations.TrailingZeroCount(value));
        }
    }

    private static void CountOnes<TWidth>(CpuState* s, Operation* o)
        where TWidth : IWidth
    {
        ulong value = Shifts.Whole<TWidth>(TWidth.Read((byte*)s + o->From));
        Flags.Set(s, value == 0 ? Flags.Zero : 0);
        TWidth.WriteRegister((byte*)s + o->To, BitOperations.PopCount(value));
    }

    private static void CountZeros<TWidth>(CpuState* s, Operation* o, bool isLeading)
        where TWidth : IWidth
    {
        ulong value = Shifts.Whole<TWidth>(TWidth.Read((byte*)s + o->From));
        int count = value == 0 ? TWidth.Bits
            : isLeading ? BitOperations.LeadingZeroCount(value) - 64 + TWidth.Bits : BitOperations.TrailingZeroCount(value);
        Flags.Change(s, Flags.Carry | Flags.Zero, (value == 0 ? Flags.Carry : 0) | (count == 0 ? Flags.Zero : 0));
        TWidth.WriteRegister((byte*)s + o->To, count);
    }

    private static void AddOneFlag<TWidth>(CpuState* s, Operation* o, ulong flag)
        where TWidth : IWidth
    {
        UInt128 sum = (UInt128)Shifts.Whole<TWidth>(TWidth.Read((byte*)s + o->To)) + Shifts.Whole<TWidth>(TWidth.Read((byte*)s + o->From))
            + ((Flags.Get(s) & flag) != 0 ? 1u : 0u);
        Flags.Change(s, flag, (sum >> TWidth.Bits) != 0 ? flag : 0);
        TWidth.WriteRegister((byte*)s + o->To, (long)(ulong)sum);
    }

    private static void Checksum(CpuState* s, Operation* o, int bytes)
    {
        uint checksum = *(uint*)((byte*)s + o->To);
        byte* data = (byte*)s + o->From;
        for (int i = 0; i < bytes; i++)
        {
            checksum = BitOperations.Crc32C(checksum, data[i]);
        }

        *(ulong*)((byte*)s + o->To) = checksum;
    }
}

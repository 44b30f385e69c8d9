using ProcVM.X86.Processor;

namespace ProcVM.X86.Units;

/// <summary>Instructions that only 32-bit code has: decimal arithmetic, BOUND, ARPL, SALC. Flags that the manual leaves undefined are what AMD's processors give.</summary>
internal static unsafe class LegacyUnit
{
    private const byte DivideError = 0;
    private const byte BoundRange = 5;

    public static Outcome Execute(CpuState* s, Operation* o, MemoryUnit memory)
    {
        switch (o->Code)
        {
            case Op.DecimalAdjustAdd:
                AdjustDecimal(s, isSubtraction: false);
                return Outcome.Next;
            case Op.DecimalAdjustSubtract:
                AdjustDecimal(s, isSubtraction: true);
                return Outcome.Next;
            case Op.AsciiAdjustAdd:
                AdjustAscii(s, isSubtraction: false);
                return Outcome.Next;
            case Op.AsciiAdjustSubtract:
                AdjustAscii(s, isSubtraction: true);
                return Outcome.Next;
            case Op.AsciiAdjustMultiply:
                byte divisor = (byte)o->Constant;
                if (divisor == 0)
                {
                    memory.Raise(DivideError);
                    return Outcome.Fault;
                }

                byte al = (byte)s->Registers.Rax;
                SetAx(s, al / divisor, al % divisor);
                return Outcome.Next;
            case Op.AsciiAdjustDivide:
                SetAx(s, 0, (byte)((byte)s->Registers.Rax + ((byte)(s->Registers.Rax >> 8) * (byte)o->Constant)));
                return Outcome.Next;
            case Op.SetAlFromCarry:
                *(byte*)&s->Registers.Rax = Flags.IsCarry(s) ? (byte)0xFF : (byte)0;
                return Outcome.Next;
            case Op.AdjustPrivilege:
                AdjustPrivilege(s, o);
                return Outcome.Next;
            case Op.TrapIfOverflow:
                if (!Flags.IsOverflow(s))
                {
                    return Outcome.Next;
                }

                memory.Raise(4);
                return Outcome.Trap;
            default:
                return CheckBound(s, o, memory);
        }
    }

    // Intel SDM vol. 2, DAA and DAS.
    private static void AdjustDecimal(CpuState* s, bool isSubtraction)
    {
        int old = (byte)s->Registers.Rax;
        int al = old;
        bool carry = Flags.IsCarry(s);
        bool hasHalf = (Flags.GetAll(s) & Flags.Adjust) != 0 || (old & 15) > 9;
        bool carries = false;
        if (hasHalf)
        {
            al += isSubtraction ? -6 : 6;
            carries = carry || (isSubtraction ? old < 6 : al > 0xFF);
        }

        if (old > 0x99 || carry)
        {
            al += isSubtraction ? -0x60 : 0x60;
            carries = true;
        }

        *(byte*)&s->Registers.Rax = (byte)al;
        SetResult(s, (sbyte)al, carries, hasHalf);
    }

    private static void AdjustAscii(CpuState* s, bool isSubtraction)
    {
        bool carries = (Flags.GetAll(s) & Flags.Adjust) != 0 || (s->Registers.Rax & 15) > 9;
        ushort ax = (ushort)s->Registers.Rax;
        if (carries)
        {
            ax = (ushort)(isSubtraction ? ax - 0x106 : ax + 0x106);
        }

        *(ushort*)&s->Registers.Rax = (ushort)(ax & 0xFF0F);
        SetResult(s, (sbyte)(ax & 15), carries, carries);
    }

    private static void SetAx(CpuState* s, int high, int low)
    {
        *(ushort*)&s->Registers.Rax = (ushort)((high << 8) | (byte)low);
        SetResult(s, (sbyte)low, false, false);
    }

    private static void SetResult(CpuState* s, sbyte result, bool carry, bool half)
    {
        ulong flags = (carry ? Flags.Carry : 0) | (half ? Flags.Adjust : 0) | (result == 0 ? Flags.Zero : 0) | (result < 0 ? Flags.Sign : 0)
            | ((ulong.PopCount((byte)result) & 1) == 0 ? Flags.Parity : 0);
        Flags.Change(s, Flags.Arithmetic, flags);
    }

    // The requested privilege of the first selector becomes at least that of the second.
    private static void AdjustPrivilege(CpuState* s, Operation* o)
    {
        ushort* to = (ushort*)((byte*)s + o->To);
        int wanted = *(ushort*)((byte*)s + o->From) & 3;
        bool isLess = (*to & 3) < wanted;
        *to = isLess ? (ushort)((*to & ~3) | wanted) : *to;
        Flags.Change(s, Flags.Zero, isLess ? Flags.Zero : 0);
    }

    // From is the index; Loaded and Address are the bounds; Scale 1 for 32 bits.
    private static Outcome CheckBound(CpuState* s, Operation* o, MemoryUnit memory)
    {
        bool is32 = o->Scale != 0;
        long Extend(ulong value) => is32 ? (int)value : (short)value;
        long index = Extend(*(ulong*)((byte*)s + o->From));
        if (index >= Extend(s->Loaded) && index <= Extend(s->Address))
        {
            return Outcome.Next;
        }

        memory.Raise(BoundRange);
        return Outcome.Fault;
    }
}

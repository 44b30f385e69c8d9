using System.Numerics;
using ProcVM.X86.Processor;

namespace ProcVM.X86.Units;

/// <summary>The x87 as far as it moves and converts numbers, exactly, in 80 bits.</summary>
/// <remarks>Of an operation: From is a register's distance from the top, To is 1 when the stack is popped.</remarks>
internal static unsafe class FloatUnit
{
    private const ushort SignBit = 0x8000;
    private const ushort Bias = 0x3FFF;
    private const ushort ConditionBits = 0x4700;

    public static Outcome Execute(CpuState* s, Operation* o, MemoryUnit memory)
    {
        ref FloatState f = ref s->Float;
        switch (o->Code)
        {
            case Op.Initialise:
                f.Reset();
                return Outcome.Next;
            case Op.ClearExceptions:
                f.Status = (ushort)(f.Status & 0x7F00);
                return Outcome.Next;
            case Op.StoreStatusAx:
                *(ushort*)&s->Registers.Rax = f.Status;
                return Outcome.Next;
            case Op.LoadOne:
                Push(ref f, 1UL << 63, Bias);
                return Outcome.Next;
            case Op.LoadZero:
                Push(ref f, 0, 0);
                return Outcome.Next;
            case Op.LoadRealFrom:
                int source = Number(f, o->From);
                Push(ref f, f.Significand[source], f.Exponent[source]);
                return Outcome.Next;
            case Op.StoreRealTo:
                Copy(ref f, Number(f, o->From));
                Pop(ref f, o->To);
                return Outcome.Next;
            case Op.ExchangeReal:
                Exchange(ref f, Number(f, o->From));
                return Outcome.Next;
            case Op.Free:
                f.Used &= (byte)~(1 << Number(f, o->From));
                return Outcome.Next;
            case Op.ChangeSign:
                f.Exponent[f.Top] ^= SignBit;
                return Outcome.Next;
            case Op.Absolute:
                f.Exponent[f.Top] &= unchecked((ushort)~SignBit);
                return Outcome.Next;
            case Op.Examine:
                Examine(ref f);
                return Outcome.Next;
            case Op.StackUp:
                f.Top++;
                return Outcome.Next;
            case Op.StackDown:
                f.Top--;
                return Outcome.Next;
            case Op.SaveState or Op.RestoreState:
                return ExtendedState.Transfer(s, o, memory);
            default:
                return Access(s, o, memory);
        }
    }

    /// <summary>The register at a distance from the top.</summary>
    private static int Number(in FloatState f, int distance) => (f.Top + distance) & 7;

    private static void Push(ref FloatState f, ulong significand, int exponent)
    {
        f.Top--;
        f.Significand[f.Top] = significand;
        f.Exponent[f.Top] = (ushort)exponent;
        f.Used |= (byte)(1 << f.Top);
    }

    private static void Pop(ref FloatState f, int count)
    {
        for (; count > 0; count--)
        {
            f.Used &= (byte)~(1 << f.Top);
            f.Top++;
        }
    }

    private static void Copy(ref FloatState f, int to)
    {
        f.Significand[to] = f.Significand[f.Top];
        f.Exponent[to] = f.Exponent[f.Top];
        f.Used |= (byte)(1 << to);
    }

    private static void Exchange(ref FloatState f, int with)
    {
        (f.Significand[f.Top], f.Significand[with]) = (f.Significand[with], f.Significand[f.Top]);
        (f.Exponent[f.Top], f.Exponent[with]) = (f.Exponent[with], f.Exponent[f.Top]);
    }

    // C3, C2 and C0 tell the class, C1 the sign (Intel SDM vol. 2, FXAM).
    private static void Examine(ref FloatState f)
    {
        int exponent = f.Exponent[f.Top] & ~SignBit;
        ulong significand = f.Significand[f.Top];
        int kind = (f.Used & (1 << f.Top)) == 0 ? 0x4100
            : exponent == 0 ? (significand == 0 ? 0x4000 : 0x4400)
            : exponent == 0x7FFF ? (significand == 1UL << 63 ? 0x500 : 0x100)
            : (long)significand < 0 ? 0x400 : 0;
        f.Status = (ushort)((f.Status & ~ConditionBits) | kind | ((f.Exponent[f.Top] & SignBit) != 0 ? 0x200 : 0));
    }

    private static Outcome Access(CpuState* s, Operation* o, MemoryUnit memory)
    {
        const int Longest = 16;
        ref FloatState f = ref s->Float;
        ulong address = CpuState.AddressOf(s, o);
        byte* buffer = stackalloc byte[Longest];
        int size = o->Code switch
        {
            Op.LoadControl or Op.StoreControl or Op.StoreStatus or Op.LoadInteger16 or Op.StoreInteger16 => 2,
            Op.LoadMxcsr or Op.StoreMxcsr or Op.LoadReal32 or Op.StoreReal32 or Op.LoadInteger32 or Op.StoreInteger32 => 4,
            Op.LoadReal80 or Op.StoreReal80 => 10,
            _ => 8,
        };
        bool loads = o->Code is Op.LoadControl or Op.LoadMxcsr or Op.LoadReal32 or Op.LoadReal64 or Op.LoadReal80
            or Op.LoadInteger16 or Op.LoadInteger32 or Op.LoadInteger64;
        if (loads)
        {
            byte* p = memory.Read(s, address, size);
            return p == null ? Outcome.Fault : Load(s, o, memory, p);
        }

        Store(s, o, ref f, buffer);
        if (!memory.WriteSlow(address, buffer, size))
        {
            return Outcome.Fault;
        }

        Pop(ref f, o->To);
        return Outcome.Next;
    }

    private static Outcome Load(CpuState* s, Operation* o, MemoryUnit memory, byte* p)
    {
        ref FloatState f = ref s->Float;
        switch (o->Code)
        {
            case Op.LoadControl:
                f.Control = (ushort)((*(ushort*)p & 0x1F7F) | 0x40);
                break;
            case Op.LoadMxcsr:
                uint mxcsr = *(uint*)p;
                if ((mxcsr & ~ExtendedState.MxcsrMask) != 0)
                {
                    memory.Raise(13);
                    return Outcome.Fault;
                }

                s->Mxcsr = mxcsr;
                break;
            case Op.LoadReal32:
                FloatFormat.Widen(*(float*)p, out ulong single, out ushort singleExponent);
                Push(ref f, single, singleExponent);
                break;
            case Op.LoadReal64:
                FloatFormat.Widen(*(double*)p, out ulong real, out ushort realExponent);
                Push(ref f, real, realExponent);
                break;
            case Op.LoadReal80:
                Push(ref f, *(ulong*)p, *(ushort*)(p + 8));
                break;
            default:
                PushInteger(ref f, o->Code switch
                {
                    Op.LoadInteger16 => *(short*)p,
                    Op.LoadInteger32 => *(int*)p,
                    _ => *(long*)p,
                });
                break;
        }

        return Outcome.Next;
    }

    private static void PushInteger(ref FloatState f, long value)
    {
        if (value == 0)
        {
            Push(ref f, 0, 0);
            return;
        }

        ulong magnitude = value < 0 ? 0UL - (ulong)value : (ulong)value;
        int shift = BitOperations.LeadingZeroCount(magnitude);
        Push(ref f, magnitude << shift, (ushort)((Bias + 63 - shift) | (value < 0 ? SignBit : 0)));
    }

    private static void Store(CpuState* s, Operation* o, ref FloatState f, byte* to)
    {
        ulong significand = f.Significand[f.Top];
        ushort exponent = f.Exponent[f.Top];
        int rounding = (f.Control >> 10) & 3;
        switch (o->Code)
        {
            case Op.StoreControl: *(ushort*)to = f.Control; break;
            case Op.StoreStatus: *(ushort*)to = f.Status; break;
            case Op.StoreMxcsr: *(uint*)to = s->Mxcsr; break;
            case Op.StoreReal32: *(uint*)to = (uint)FloatFormat.Narrow(significand, exponent, 23, 8, rounding); break;
            case Op.StoreReal64: *(ulong*)to = FloatFormat.Narrow(significand, exponent, 52, 11, rounding); break;
            case Op.StoreInteger16: *(short*)to = (short)FloatFormat.ToInteger(significand, exponent, 16, rounding); break;
            case Op.StoreInteger32: *(int*)to = (int)FloatFormat.ToInteger(significand, exponent, 32, rounding); break;
            case Op.StoreInteger64: *(long*)to = FloatFormat.ToInteger(significand, exponent, 64, rounding); break;
            default:
                *(ulong*)to = significand;
                *(ushort*)(to + 8) = exponent;
                break;
        }
    }
}

using System.Numerics;
using ProcVM.X86.Processor;

namespace ProcVM.X86.Units;

/// <summary>The x87's moves and conversions, and its control.</summary>
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
                FloatStack.Push(ref f, new Real80(Real80.IntegerBit, Bias));
                return Outcome.Next;
            case Op.LoadZero:
                FloatStack.Push(ref f, default);
                return Outcome.Next;
            case Op.LoadRealFrom:
                int source = FloatStack.Number(f, o->From);
                bool isDry = FloatStack.IsDry(ref f, source);
                FloatStack.Push(ref f, isDry ? Real80.Indefinite : FloatStack.Get(f, source));
                if (isDry)
                {
                    FloatRounding.SetRoundedUp(ref f, false);
                }

                return Outcome.Next;
            case Op.StoreRealTo:
                FloatRounding.SetRoundedUp(ref f, false);
                FloatStack.Set(ref f, FloatStack.Number(f, o->From), FloatStack.IsDry(ref f, f.Top) ? Real80.Indefinite : FloatStack.Get(f, f.Top));
                FloatStack.Pop(ref f, o->To);
                return Outcome.Next;
            case Op.ExchangeReal:
                Exchange(ref f, FloatStack.Number(f, o->From));
                return Outcome.Next;
            case Op.Free:
                f.Used &= (byte)~(1 << FloatStack.Number(f, o->From));
                return Outcome.Next;
            case Op.ChangeSign:
            case Op.Absolute:
                FloatRounding.SetRoundedUp(ref f, false);
                if (FloatStack.IsDry(ref f, f.Top))
                {
                    FloatStack.Set(ref f, f.Top, Real80.Indefinite);
                }
                else
                {
                    f.Exponent[f.Top] = (ushort)(o->Code == Op.ChangeSign ? f.Exponent[f.Top] ^ SignBit : f.Exponent[f.Top] & ~SignBit);
                }

                return Outcome.Next;
            case Op.Examine:
                Examine(ref f);
                return Outcome.Next;
            case Op.StackUp:
                f.Top++;
                FloatRounding.SetRoundedUp(ref f, false);
                return Outcome.Next;
            case Op.StackDown:
                f.Top--;
                FloatRounding.SetRoundedUp(ref f, false);
                return Outcome.Next;
            case >= Op.RealAdd:
                FloatCalculation.Execute(s, o);
                return Outcome.Next;
            case Op.SaveEnvironment or Op.LoadEnvironment:
                return FloatEnvironment.Transfer(s, o, memory);
            case Op.SaveState or Op.RestoreState:
                return ExtendedState.Transfer(s, o, memory);
            default:
                return Access(s, o, memory);
        }
    }

    private static void Exchange(ref FloatState f, int with)
    {
        FloatRounding.SetRoundedUp(ref f, false);
        Real80 top = FloatStack.IsDry(ref f, f.Top) ? Real80.Indefinite : FloatStack.Get(f, f.Top);
        Real80 other = FloatStack.IsDry(ref f, with) ? Real80.Indefinite : FloatStack.Get(f, with);
        FloatStack.Set(ref f, f.Top, other);
        FloatStack.Set(ref f, with, top);
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
            Op.LoadOperandI16 => 2,
            Op.LoadOperand32 or Op.LoadOperandI32 => 4,
            Op.LoadMxcsr or Op.StoreMxcsr or Op.LoadReal32 or Op.StoreReal32 or Op.LoadInteger32 or Op.StoreInteger32 => 4,
            Op.LoadReal80 or Op.StoreReal80 => 10,
            _ => 8,
        };
        bool loads = o->Code is Op.LoadControl or Op.LoadMxcsr or Op.LoadReal32 or Op.LoadReal64 or Op.LoadReal80
            or Op.LoadInteger16 or Op.LoadInteger32 or Op.LoadInteger64 or (>= Op.LoadOperand32 and <= Op.LoadOperandI32);
        if (loads)
        {
            byte* p = memory.Read(s, address, size);
            return p == null ? Outcome.Fault : Load(s, o, memory, p);
        }

        return Store(s, o, memory, address, buffer, size);
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
            case >= Op.LoadOperand32:
                FloatStack.Set(ref f, FloatState.Loaded, Convert(o->Code, p, out f.LoadedStatus));
                break;
            default:
                Real80 value = Convert(o->Code, p, out ushort status);
                f.Status |= FloatStack.IsFull(f) ? (ushort)0 : status;
                FloatStack.Push(ref f, value);
                break;
        }

        return Outcome.Next;
    }

    // A signalling number is an exception only when it is converted.
    private static Real80 Convert(Op code, byte* p, out ushort status)
    {
        status = 0;
        if (code == Op.LoadReal80)
        {
            return new Real80(*(ulong*)p, *(ushort*)(p + 8));
        }

        switch (code)
        {
            case Op.LoadReal32 or Op.LoadOperand32 or Op.LoadReal64 or Op.LoadOperand64:
                Real80 value = code is Op.LoadReal32 or Op.LoadOperand32 ? FloatFormat.Widen(*(uint*)p) : FloatFormat.Widen(*(ulong*)p);
                bool isDenormal = code is Op.LoadReal32 or Op.LoadOperand32 ? (*(uint*)p & 0x7F80_0000) == 0 : (*(ulong*)p & 0x7FF0_0000_0000_0000) == 0;
                status = isDenormal && !value.IsZero ? FloatRounding.Denormal : value.IsSignalling ? FloatRounding.Invalid : (ushort)0;
                return value.IsSignalling ? value.Quieted : value;
            default:
                return OfInteger(code switch
                {
                    Op.LoadInteger16 or Op.LoadOperandI16 => *(short*)p,
                    Op.LoadInteger32 or Op.LoadOperandI32 => *(int*)p,
                    _ => *(long*)p,
                });
        }
    }

    private static Real80 OfInteger(long value)
    {
        if (value == 0)
        {
            return default;
        }

        ulong magnitude = value < 0 ? 0UL - (ulong)value : (ulong)value;
        int shift = BitOperations.LeadingZeroCount(magnitude);
        return Real80.Create(value < 0, Bias + 63 - shift, magnitude << shift);
    }

    // Nothing changes when the memory can't be written.
    private static Outcome Store(CpuState* s, Operation* o, MemoryUnit memory, ulong address, byte* buffer, int size)
    {
        FloatState before = s->Float;
        ref FloatState f = ref s->Float;
        switch (o->Code)
        {
            case Op.StoreControl: *(ushort*)buffer = f.Control; break;
            case Op.StoreStatus: *(ushort*)buffer = f.Status; break;
            case Op.StoreMxcsr: *(uint*)buffer = s->Mxcsr; break;
            default:
                FloatRounding.SetRoundedUp(ref f, false);
                Real80 value = FloatStack.IsDry(ref f, f.Top) ? Real80.Indefinite : FloatStack.Get(f, f.Top);
                FloatFormat.Store(ref f, o->Code, value, buffer);
                break;
        }

        if (!memory.WriteSlow(address, buffer, size))
        {
            s->Float = before;
            return Outcome.Fault;
        }

        FloatStack.Pop(ref f, o->To);
        return Outcome.Next;
    }
}

using ProcVM.X86.Processor;

namespace ProcVM.X86.Units;

/// <summary>XCHG, XADD, CMPXCHG and the pairs, and the first and last steps of LOCKed operations: each is one step to other threads of the guest, which are stopped where the
/// host has no such step.</summary>
internal static unsafe class ExchangeUnit
{
    public static Outcome Execute(CpuState* s, Operation* o, MemoryUnit memory)
    {
        switch (o->Code)
        {
            case Op.Exchange8: Exchange<Width8>(s, o); break;
            case Op.Exchange16: Exchange<Width16>(s, o); break;
            case Op.Exchange32: Exchange<Width32>(s, o); break;
            case Op.Exchange64: Exchange<Width64>(s, o); break;
            case Op.ExchangeAdd8: ExchangeAdd<Width8>(s, o); break;
            case Op.ExchangeAdd16: ExchangeAdd<Width16>(s, o); break;
            case Op.ExchangeAdd32: ExchangeAdd<Width32>(s, o); break;
            case Op.ExchangeAdd64: ExchangeAdd<Width64>(s, o); break;
            case Op.CompareExchange8: CompareExchange<Width8>(s, o); break;
            case Op.CompareExchange16: CompareExchange<Width16>(s, o); break;
            case Op.CompareExchange32: CompareExchange<Width32>(s, o); break;
            case Op.CompareExchange64: CompareExchange<Width64>(s, o); break;
            case Op.ExchangeMemory8: return InMemory<Width8>(s, o, memory, Kind.Exchange);
            case Op.ExchangeMemory16: return InMemory<Width16>(s, o, memory, Kind.Exchange);
            case Op.ExchangeMemory32: return InMemory<Width32>(s, o, memory, Kind.Exchange);
            case Op.ExchangeMemory64: return InMemory<Width64>(s, o, memory, Kind.Exchange);
            case Op.ExchangeAddMemory8: return InMemory<Width8>(s, o, memory, Kind.Add);
            case Op.ExchangeAddMemory16: return InMemory<Width16>(s, o, memory, Kind.Add);
            case Op.ExchangeAddMemory32: return InMemory<Width32>(s, o, memory, Kind.Add);
            case Op.ExchangeAddMemory64: return InMemory<Width64>(s, o, memory, Kind.Add);
            case Op.CompareExchangeMemory8: return InMemory<Width8>(s, o, memory, Kind.Compare);
            case Op.CompareExchangeMemory16: return InMemory<Width16>(s, o, memory, Kind.Compare);
            case Op.CompareExchangeMemory32: return InMemory<Width32>(s, o, memory, Kind.Compare);
            case Op.CompareExchangeMemory64: return InMemory<Width64>(s, o, memory, Kind.Compare);
            case Op.CompareExchangePair32: return Pair8(s, o, memory);
            case Op.CompareExchangePair64: return Pair16(s, o, memory);
            case Op.LoadLocked8: return LoadLocked<Width8>(s, o, memory);
            case Op.LoadLocked16: return LoadLocked<Width16>(s, o, memory);
            case Op.LoadLocked32: return LoadLocked<Width32>(s, o, memory);
            case Op.LoadLocked64: return LoadLocked<Width64>(s, o, memory);
            case Op.StoreLocked8: return StoreLocked<Width8>(s, memory);
            case Op.StoreLocked16: return StoreLocked<Width16>(s, memory);
            case Op.StoreLocked32: return StoreLocked<Width32>(s, memory);
            default: return StoreLocked<Width64>(s, memory);
        }

        return Outcome.Next;
    }

    private static void Exchange<TWidth>(CpuState* s, Operation* o)
        where TWidth : IWidth
    {
        long to = TWidth.Read((byte*)s + o->To);
        long from = TWidth.Read((byte*)s + o->From);
        TWidth.WriteRegister((byte*)s + o->To, from);
        TWidth.WriteRegister((byte*)s + o->From, to);
    }

    private static void ExchangeAdd<TWidth>(CpuState* s, Operation* o)
        where TWidth : IWidth
    {
        long left = TWidth.Read((byte*)s + o->To);
        long right = TWidth.Read((byte*)s + o->From);
        long sum = TWidth.Extend(left + right);
        TWidth.WriteRegister((byte*)s + o->From, left);
        TWidth.WriteRegister((byte*)s + o->To, sum);
        Flags.SetSum(s, left, right, sum);
    }

    private static void CompareExchange<TWidth>(CpuState* s, Operation* o)
        where TWidth : IWidth
    {
        long accumulator = TWidth.Read(&s->Registers.Rax);
        long to = TWidth.Read((byte*)s + o->To);
        if (accumulator == to)
        {
            TWidth.WriteRegister((byte*)s + o->To, TWidth.Read((byte*)s + o->From));
        }
        else
        {
            TWidth.WriteRegister(&s->Registers.Rax, to);
        }

        Flags.SetDifference(s, accumulator, to, TWidth.Extend(accumulator - to));
    }

    private enum Kind
    {
        Exchange,
        Add,
        Compare,
    }

    // To is the register operand.
    private static Outcome InMemory<TWidth>(CpuState* s, Operation* o, MemoryUnit memory, Kind kind)
        where TWidth : IWidth
    {
        byte* at = memory.PrepareLocked(CpuState.AddressOf(s, o), TWidth.Bits / 8);
        if (at == null)
        {
            return Outcome.Fault;
        }

        long register = TWidth.Read((byte*)s + o->To);
        long accumulator = TWidth.Read(&s->Registers.Rax);
        long old;
        long value;
        do
        {
            old = TWidth.Read(at);
            value = kind switch
            {
                Kind.Exchange => register,
                Kind.Add => TWidth.Extend(old + register),
                _ => accumulator == old ? register : old,
            };
        }
        while (!TryReplace<TWidth>(at, old, value));
        memory.Commit(TWidth.Bits / 8);
        if (kind == Kind.Compare)
        {
            if (accumulator != old)
            {
                TWidth.WriteRegister(&s->Registers.Rax, old);
            }

            Flags.SetDifference(s, accumulator, old, TWidth.Extend(accumulator - old));
            return Outcome.Next;
        }

        TWidth.WriteRegister((byte*)s + o->To, old);
        if (kind == Kind.Add)
        {
            Flags.SetSum(s, old, register, value);
        }

        return Outcome.Next;
    }

    private static Outcome LoadLocked<TWidth>(CpuState* s, Operation* o, MemoryUnit memory)
        where TWidth : IWidth
    {
        byte* at = memory.PrepareLocked(CpuState.AddressOf(s, o), TWidth.Bits / 8);
        if (at == null)
        {
            return Outcome.Fault;
        }

        s->Before = Flags.Save(s);
        s->Loaded = (ulong)TWidth.Read(at);
        s->Address = s->Loaded;
        return Outcome.Next;
    }

    private static Outcome StoreLocked<TWidth>(CpuState* s, MemoryUnit memory)
        where TWidth : IWidth
    {
        if (!TryReplace<TWidth>(s->Target, TWidth.Extend((long)s->Address), TWidth.Read(&s->Loaded)))
        {
            Flags.Restore(s, s->Before);
            return Outcome.Again;
        }

        memory.Commit(TWidth.Bits / 8);
        return Outcome.Next;
    }

    // SAFETY: the caller has the whole operand in one page of the guest's, or in the state's scratch.
    private static bool TryReplace<TWidth>(byte* at, long old, long value)
        where TWidth : IWidth =>
        TWidth.Bits switch
        {
            8 => Interlocked.CompareExchange(ref *at, (byte)value, (byte)old) == (byte)old,
            16 => Interlocked.CompareExchange(ref *(ushort*)at, (ushort)value, (ushort)old) == (ushort)old,
            32 => Interlocked.CompareExchange(ref *(int*)at, (int)value, (int)old) == (int)old,
            _ => Interlocked.CompareExchange(ref *(long*)at, value, old) == old,
        };

    private static Outcome Pair8(CpuState* s, Operation* o, MemoryUnit memory)
    {
        long* at = (long*)memory.PrepareLocked(CpuState.AddressOf(s, o), 8);
        if (at == null)
        {
            return Outcome.Fault;
        }

        ref Core.Seam.X86Registers r = ref s->Registers;
        long expected = (long)((r.Rdx << 32) | (uint)r.Rax);
        long old = Interlocked.CompareExchange(ref *at, (long)((r.Rcx << 32) | (uint)r.Rbx), expected);
        memory.Commit(8);
        if (old != expected)
        {
            r.Rax = (uint)old;
            r.Rdx = (ulong)old >> 32;
        }

        Flags.Change(s, Flags.Zero, old == expected ? Flags.Zero : 0);
        return Outcome.Next;
    }

    // .NET has no 16-byte exchange.
    private static Outcome Pair16(CpuState* s, Operation* o, MemoryUnit memory)
    {
        ulong address = CpuState.AddressOf(s, o);
        if (address % 16 != 0)
        {
            memory.Raise(13);
            return Outcome.Fault;
        }

        ulong* at = (ulong*)memory.PrepareLocked(address, 16);
        if (at == null || memory.MustBeAlone())
        {
            return Outcome.Fault;
        }

        ref Core.Seam.X86Registers r = ref s->Registers;
        bool isEqual = at[0] == r.Rax && at[1] == r.Rdx;
        if (isEqual)
        {
            at[0] = r.Rbx;
            at[1] = r.Rcx;
        }
        else
        {
            r.Rax = at[0];
            r.Rdx = at[1];
        }

        Flags.Change(s, Flags.Zero, isEqual ? Flags.Zero : 0);
        return Outcome.Next;
    }
}

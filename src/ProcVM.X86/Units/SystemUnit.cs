using ProcVM.X86.Processor;

namespace ProcVM.X86.Units;

/// <summary>Traps, system calls, flags as a whole, and what is left of the integer instructions.</summary>
internal static unsafe class SystemUnit
{
    private const byte GeneralProtection = 13;

    /// <summary>RF and VM, which PUSHF clears (Intel SDM vol. 2, PUSHF).</summary>
    private const ulong NotPushed = 0x3_0000;

    private const ulong TrapFlag = 0x100;

    public static Outcome Execute(CpuState* s, Operation* o, MemoryUnit memory)
    {
        switch (o->Code)
        {
            case Op.SystemCall:
                s->Registers.Rcx = o->Next;
                s->Registers.R11 = Flags.GetAll(s);
                return Outcome.SystemCall;
            case Op.SystemCall32:
                return Outcome.SystemCall32;
            case Op.DebugTrap:
                memory.Raise(1);
                return Outcome.Trap;
            case Op.Breakpoint:
                memory.Raise(3);
                return Outcome.Trap;
            case Op.OverflowTrap:
                memory.Raise(4);
                return Outcome.Trap;
            case Op.Undefined:
                memory.Raise(6);
                return Outcome.Fault;
            case Op.Protected:
                memory.Raise(GeneralProtection, (uint)o->Constant);
                return Outcome.Fault;
            case Op.Fence:
                Interlocked.MemoryBarrier();
                return Outcome.Next;
            case Op.Identify:
                Identification.Execute(ref s->Registers);
                return Outcome.Next;
            case Op.ReadTime:
            case Op.ReadTimeAndProcessor:
                ReadTime(s, o->Code == Op.ReadTimeAndProcessor);
                return Outcome.Next;
            case Op.LoadFlagsAh:
                s->Registers.Rax = (s->Registers.Rax & ~0xFF00UL) | ((Flags.GetAll(s) & 0xFF) << 8);
                return Outcome.Next;
            case Op.StoreFlagsAh:
                const ulong InAh = Flags.Arithmetic & ~Flags.Overflow;
                Flags.Change(s, InAh, s->Registers.Rax >> 8);
                return Outcome.Next;
            case Op.ClearCarry:
                Flags.SetCarry(s, false);
                return Outcome.Next;
            case Op.SetCarry:
                Flags.SetCarry(s, true);
                return Outcome.Next;
            case Op.ComplementCarry:
                Flags.SetCarry(s, !Flags.IsCarry(s));
                return Outcome.Next;
            case Op.ClearDirection:
                s->Flags &= ~Flags.Direction;
                return Outcome.Next;
            case Op.SetDirection:
                s->Flags |= Flags.Direction;
                return Outcome.Next;
            case Op.PushFlags:
                return Push(s, memory, Flags.GetAll(s) & ~NotPushed, o->Scale != 0 ? 4 : 8);
            case Op.PushFlags16:
                return Push(s, memory, Flags.GetAll(s), 2);
            case Op.Push16:
                return Push(s, memory, *(ulong*)((byte*)s + o->From) + (ulong)o->Constant, 2);
            case Op.PopFlags:
            case Op.PopFlags16:
                return PopFlags(s, memory, o->Code != Op.PopFlags ? 2 : o->Scale != 0 ? 4 : 8);
            case Op.Pop16:
                byte* top = memory.Read(s, s->Registers.Rsp, 2);
                if (top == null)
                {
                    return Outcome.Fault;
                }

                s->Registers.Rsp += 2;
                *(ushort*)((byte*)s + o->To) = *(ushort*)top;
                return Outcome.Next;
            case Op.LoadSegment:
                return Segments.Load(s, o, memory);
            case >= Op.DecimalAdjustAdd and <= Op.CheckBound:
                return LegacyUnit.Execute(s, o, memory);
            case Op.EnterFrame:
                return Enter(s, o, memory);
            case Op.Translate:
                byte* at = memory.Read(s, s->Registers.Rbx + *(ulong*)((byte*)s + o->From) + (byte)s->Registers.Rax, 1);
                if (at == null)
                {
                    return Outcome.Fault;
                }

                *(byte*)&s->Registers.Rax = *at;
                return Outcome.Next;
            case Op.WriteBase32:
            case Op.WriteBase64:
                return WriteBase(s, o, memory);
            default:
                s->Loaded = IsTaken(s, o->Code) ? 1UL : 0;
                return Outcome.Next;
        }
    }

    private static void ReadTime(CpuState* s, bool withProcessor)
    {
        // Nanoseconds.
        ulong time = (ulong)(System.Diagnostics.Stopwatch.GetTimestamp() * (1_000_000_000.0 / System.Diagnostics.Stopwatch.Frequency));
        s->Registers.Rax = (uint)time;
        s->Registers.Rdx = time >> 32;
        if (withProcessor)
        {
            s->Registers.Rcx = 0;
        }
    }

    private static Outcome Push(CpuState* s, MemoryUnit memory, ulong value, int size)
    {
        ulong to = s->Registers.Rsp - (ulong)size;
        if (!memory.WriteSlow(to, (byte*)&value, size))
        {
            return Outcome.Fault;
        }

        s->Registers.Rsp = to;
        return Outcome.Next;
    }

    private static Outcome PopFlags(CpuState* s, MemoryUnit memory, int size)
    {
        byte* top = memory.Read(s, s->Registers.Rsp, size);
        if (top == null)
        {
            return Outcome.Fault;
        }

        ulong value = size == 8 ? *(ulong*)top : size == 4 ? *(uint*)top : (s->Flags & ~0xFFFFUL) | *(ushort*)top;
        s->Registers.Rsp += (ulong)size;
        bool wasTraced = (s->Flags & TrapFlag) != 0;
        Flags.SetAll(s, value);
        return !wasTraced && (s->Flags & TrapFlag) != 0 ? Outcome.Yield : Outcome.Next;
    }

    private static Outcome Enter(CpuState* s, Operation* o, MemoryUnit memory)
    {
        // Scale: 32-bit code.
        ulong size = (ulong)o->Constant;
        int word = o->Scale != 0 ? 4 : 8;
        ulong mask = o->Scale != 0 ? uint.MaxValue : ulong.MaxValue;
        int level = o->Base & 31;
        ulong frame = (s->Registers.Rsp - (ulong)word) & mask;
        ulong to = frame;
        ulong outer = s->Registers.Rbp;
        bool isDone = memory.WriteSlow(to, (byte*)&s->Registers.Rbp, word);
        for (int i = 1; i < level && isDone; i++)
        {
            outer -= (ulong)word;
            byte* display = memory.Read(s, outer, word);
            to -= (ulong)word;
            ulong value = display == null ? 0 : word == 4 ? *(uint*)display : *(ulong*)display;
            isDone = display != null && memory.WriteSlow(to, (byte*)&value, word);
        }

        if (level > 0 && isDone)
        {
            to -= (ulong)word;
            isDone = memory.WriteSlow(to, (byte*)&frame, word);
        }

        if (!isDone)
        {
            return Outcome.Fault;
        }

        s->Registers.Rbp = frame;
        s->Registers.Rsp = (to - size) & mask;
        return Outcome.Next;
    }

    private static Outcome WriteBase(CpuState* s, Operation* o, MemoryUnit memory)
    {
        ulong value = *(ulong*)((byte*)s + o->From);
        value = o->Code == Op.WriteBase32 ? (uint)value : value;
        if ((ulong)((long)(value << 16) >> 16) != value)
        {
            memory.Raise(GeneralProtection);
            return Outcome.Fault;
        }

        *(ulong*)((byte*)s + o->To) = value;
        return Outcome.Next;
    }

    private static bool IsTaken(CpuState* s, Op code)
    {
        ref ulong rcx = ref s->Registers.Rcx;
        bool is32 = code is Op.JumpIfNoCx32 or Op.Loop32 or Op.LoopE32 or Op.LoopNe32;
        if (code is Op.JumpIfNoCx32 or Op.JumpIfNoCx64)
        {
            return is32 ? (uint)rcx == 0 : rcx == 0;
        }

        rcx = is32 ? (uint)(rcx - 1) : rcx - 1;
        return rcx != 0 && code switch
        {
            Op.LoopE32 or Op.LoopE64 => Flags.IsZero(s),
            Op.LoopNe32 or Op.LoopNe64 => !Flags.IsZero(s),
            _ => true,
        };
    }
}

using ProcVM.X86.Processor;

namespace ProcVM.X86.Units;

/// <summary>MOVS, STOS, LODS, CMPS, SCAS, alone and repeated. Registers are up to date after each element, so a fault or an interruption is between two of them
/// (Intel SDM vol. 1, 7.3.9.2).</summary>
/// <remarks>Of an operation: From is the slot of the source's segment base, Base the prefix, Scale 1 for 32-bit addresses.</remarks>
internal static unsafe class StringUnit
{
    /// <summary>Prefixes, in Base.</summary>
    public const byte Once = 0;
    public const byte Repeat = 1;
    public const byte RepeatNotEqual = 2;

    /// <summary>Elements that are done before others may have a look.</summary>
    private const int LongestRun = 1 << 16;

    public static Outcome Execute(CpuState* s, Operation* o, MemoryUnit memory) => o->Code switch
    {
        Op.MoveString8 => Run<Width8>(s, o, memory, Op.MoveString8),
        Op.MoveString16 => Run<Width16>(s, o, memory, Op.MoveString8),
        Op.MoveString32 => Run<Width32>(s, o, memory, Op.MoveString8),
        Op.MoveString64 => Run<Width64>(s, o, memory, Op.MoveString8),
        Op.StoreString8 => Run<Width8>(s, o, memory, Op.StoreString8),
        Op.StoreString16 => Run<Width16>(s, o, memory, Op.StoreString8),
        Op.StoreString32 => Run<Width32>(s, o, memory, Op.StoreString8),
        Op.StoreString64 => Run<Width64>(s, o, memory, Op.StoreString8),
        Op.LoadString8 => Run<Width8>(s, o, memory, Op.LoadString8),
        Op.LoadString16 => Run<Width16>(s, o, memory, Op.LoadString8),
        Op.LoadString32 => Run<Width32>(s, o, memory, Op.LoadString8),
        Op.LoadString64 => Run<Width64>(s, o, memory, Op.LoadString8),
        Op.CompareString8 => Run<Width8>(s, o, memory, Op.CompareString8),
        Op.CompareString16 => Run<Width16>(s, o, memory, Op.CompareString8),
        Op.CompareString32 => Run<Width32>(s, o, memory, Op.CompareString8),
        Op.CompareString64 => Run<Width64>(s, o, memory, Op.CompareString8),
        Op.ScanString8 => Run<Width8>(s, o, memory, Op.ScanString8),
        Op.ScanString16 => Run<Width16>(s, o, memory, Op.ScanString8),
        Op.ScanString32 => Run<Width32>(s, o, memory, Op.ScanString8),
        _ => Run<Width64>(s, o, memory, Op.ScanString8),
    };

    private static Outcome Run<TWidth>(CpuState* s, Operation* o, MemoryUnit memory, Op kind)
        where TWidth : IWidth
    {
        if (o->Base == Once)
        {
            return Step<TWidth>(s, o, memory, kind) ? Outcome.Next : Outcome.Fault;
        }

        ulong mask = Mask(o);
        for (int i = 0; i < LongestRun; i++)
        {
            ulong count = s->Registers.Rcx & mask;
            if (count == 0)
            {
                return Outcome.Next;
            }

            ulong done = kind == Op.MoveString8 || kind == Op.StoreString8 ? RunInPage<TWidth>(s, o, memory, kind, count) : 0;
            if (done == 0)
            {
                done = 1;
                if (!Step<TWidth>(s, o, memory, kind))
                {
                    return Outcome.Fault;
                }
            }

            s->Registers.Rcx = (count - done) & mask;
            bool compares = kind is Op.CompareString8 or Op.ScanString8;
            if (compares && Flags.IsZero(s) != (o->Base == Repeat))
            {
                return Outcome.Next;
            }
        }

        return (s->Registers.Rcx & mask) == 0 ? Outcome.Next : Outcome.Again;
    }

    private static bool Step<TWidth>(CpuState* s, Operation* o, MemoryUnit memory, Op kind)
        where TWidth : IWidth
    {
        const int LargestElement = 8;
        int size = TWidth.Bits / 8;
        ulong mask = Mask(o);
        ulong step = (s->Flags & Flags.Direction) != 0 ? (ulong)-size : (ulong)size;
        ref ulong rsi = ref s->Registers.Rsi;
        ref ulong rdi = ref s->Registers.Rdi;
        ulong from = (rsi & mask) + *(ulong*)((byte*)s + o->From);
        ulong to = rdi & mask;
        byte* element = stackalloc byte[LargestElement];
        switch (kind)
        {
            case Op.MoveString8:
            case Op.StoreString8:
                byte* source = kind == Op.StoreString8 ? (byte*)&s->Registers.Rax : memory.Read(s, from, size);
                if (source == null)
                {
                    return false;
                }

                Buffer.MemoryCopy(source, element, LargestElement, size);
                if (!memory.WriteSlow(to, element, size))
                {
                    return false;
                }

                rsi = kind == Op.MoveString8 ? (rsi + step) & mask : rsi;
                rdi = (rdi + step) & mask;
                return true;
            case Op.LoadString8:
                byte* loaded = memory.Read(s, from, size);
                if (loaded == null)
                {
                    return false;
                }

                TWidth.WriteRegister(&s->Registers.Rax, TWidth.Read(loaded));
                rsi = (rsi + step) & mask;
                return true;
            default:
                byte* first = kind == Op.ScanString8 ? (byte*)&s->Registers.Rax : memory.Read(s, from, size);
                if (first == null)
                {
                    return false;
                }

                long left = TWidth.Read(first);
                byte* second = memory.Read(s, to, size);
                if (second == null)
                {
                    return false;
                }

                long right = TWidth.Read(second);
                Flags.SetDifference(s, left, right, TWidth.Extend(left - right));
                rsi = kind == Op.CompareString8 ? (rsi + step) & mask : rsi;
                rdi = (rdi + step) & mask;
                return true;
        }
    }

    /// <summary>Copies or fills up to the end of a page; gives the elements done, 0 when one at a time is the way.</summary>
    private static ulong RunInPage<TWidth>(CpuState* s, Operation* o, MemoryUnit memory, Op kind, ulong count)
        where TWidth : IWidth
    {
        const ulong Page = 4096;
        ulong size = (ulong)(TWidth.Bits / 8);
        ref ulong rsi = ref s->Registers.Rsi;
        ref ulong rdi = ref s->Registers.Rdi;
        ulong from = rsi + *(ulong*)((byte*)s + o->From);
        bool copies = kind == Op.MoveString8;
        ulong room = Page - Math.Max(rdi % Page, copies ? from % Page : 0);
        ulong elements = Math.Min(count, room / size);
        if ((s->Flags & Flags.Direction) != 0 || (o->Scale != 0 && !s->Registers.Is32Bit) || elements == 0)
        {
            return 0;
        }

        byte* to = memory.Write(s, rdi, 1);
        byte* source = copies ? memory.Read(s, from, 1) : (byte*)s;
        int bytes = (int)(elements * size);
        // A copy over its own source, forwards, repeats what it has written: element by element.
        if (to == null || source == null || (copies && to > source && to < source + bytes))
        {
            return 0;
        }

        if (copies)
        {
            new ReadOnlySpan<byte>(source, bytes).CopyTo(new Span<byte>(to, bytes));
            rsi += (ulong)bytes;
        }
        else
        {
            Fill<TWidth>(s->Registers.Rax, to, (int)elements);
        }

        rdi += (ulong)bytes;
        return elements;
    }

    private static void Fill<TWidth>(ulong value, byte* to, int elements)
        where TWidth : IWidth
    {
        switch (TWidth.Bits)
        {
            case 8: new Span<byte>(to, elements).Fill((byte)value); break;
            case 16: new Span<ushort>(to, elements).Fill((ushort)value); break;
            case 32: new Span<uint>(to, elements).Fill((uint)value); break;
            default: new Span<ulong>(to, elements).Fill(value); break;
        }
    }

    private static ulong Mask(Operation* o) => o->Scale != 0 ? uint.MaxValue : ulong.MaxValue;
}

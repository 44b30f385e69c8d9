using ProcVM.X86.Processor;

namespace ProcVM.X86.Units;

/// <summary>FNSTENV and FLDENV: control, status and tags in 28 bytes (Intel SDM vol. 1, 8.1.10). Where the last instruction was isn't kept.</summary>
internal static unsafe class FloatEnvironment
{
    private const int Size = 28;
    private const int Words = Size / sizeof(uint);
    private const uint Reserved = 0xFFFF_0000;
    private const ushort AllMasked = 0x3F;
    private const int Empty = 3;

    public static Outcome Transfer(CpuState* s, Operation* o, MemoryUnit memory)
    {
        ulong address = CpuState.AddressOf(s, o);
        ref FloatState f = ref s->Float;
        uint* area = stackalloc uint[Words + 1];
        if (o->Code == Op.SaveEnvironment)
        {
            new Span<uint>(area, Words).Clear();
            area[0] = Reserved | f.Control;
            area[1] = Reserved | f.Status;
            area[2] = Reserved | Tags(f);
            area[6] = Reserved;
            if (!memory.WriteSlow(address, (byte*)area, Size))
            {
                return Outcome.Fault;
            }

            f.Control |= AllMasked;
            return Outcome.Next;
        }

        for (int i = 0; i < Words; i++)
        {
            byte* word = memory.Read(s, address + (ulong)(i * sizeof(uint)), sizeof(uint));
            if (word == null)
            {
                return Outcome.Fault;
            }

            area[i] = *(uint*)word;
        }

        f.Control = (ushort)((area[0] & 0x1F7F) | 0x40);
        f.Status = (ushort)area[1];
        f.Used = 0;
        for (int i = 0; i < 8; i++)
        {
            f.Used |= (byte)(((area[2] >> (2 * i)) & Empty) == Empty ? 0 : 1 << i);
        }

        return Outcome.Next;
    }

    // Two bits for each register: a number, zero, something else, nothing.
    private static uint Tags(in FloatState f)
    {
        uint tags = 0;
        for (int i = 0; i < 8; i++)
        {
            Real80 value = FloatStack.Get(f, i);
            bool isSpecial = value.SignAndExponent is 0 or 0x8000 || (value.SignAndExponent & Real80.Special) == Real80.Special || value.IsUnsupported;
            uint tag = (f.Used & (1 << i)) == 0 ? Empty : value.IsZero ? 1u : isSpecial ? 2u : 0;
            tags |= tag << (2 * i);
        }

        return tags;
    }
}

using System.Runtime.Intrinsics;
using ProcVM.X86.Processor;

namespace ProcVM.X86.Units;

/// <summary>The floating-point and vector state in memory: FXSAVE's 512 bytes (Intel SDM vol. 1, 10.5.1).</summary>
internal static unsafe class ExtendedState
{
    /// <summary>Bytes of FXSAVE's area.</summary>
    public const int Size = 512;

    /// <summary>The bits of MXCSR that may be set.</summary>
    public const uint MxcsrMask = 0xFFFF;

    /// <summary>MXCSR after a reset.</summary>
    public const uint InitialMxcsr = 0x1F80;

    private const int StackOffset = 32;
    private const int VectorOffset = 160;
    private const int VectorCount = 16;

    /// <summary>FXSAVE and FXRSTOR.</summary>
    public static Outcome Transfer(CpuState* s, Operation* o, MemoryUnit memory)
    {
        ulong address = CpuState.AddressOf(s, o);
        byte* area = stackalloc byte[Size];
        if (address % 16 != 0)
        {
            memory.Raise(13);
            return Outcome.Fault;
        }

        if (!memory.Copy(s, address, area, Size))
        {
            return Outcome.Fault;
        }

        if (o->Code == Op.SaveState)
        {
            // What nothing is saved to stays as it is.
            Save(s, area);
            return memory.WriteSlow(address, area, Size) ? Outcome.Next : Outcome.Fault;
        }

        if (!TryRestore(s, area))
        {
            memory.Raise(13);
            return Outcome.Fault;
        }

        return Outcome.Next;
    }

    /// <summary>Writes the state.</summary>
    public static void Save(CpuState* s, byte* area)
    {
        ref FloatState f = ref s->Float;
        *(ushort*)area = f.Control;
        *(ushort*)(area + 2) = f.Status;
        *(ushort*)(area + 4) = f.Used;
        *(ushort*)(area + 6) = 0;
        *(ulong*)(area + 8) = 0;
        *(ulong*)(area + 16) = 0;
        *(uint*)(area + 24) = s->Mxcsr;
        *(uint*)(area + 28) = MxcsrMask;
        for (int i = 0; i < 8; i++)
        {
            int number = (f.Top + i) & 7;
            *(ulong*)(area + StackOffset + (i * 16)) = f.Significand[number];
            *(ulong*)(area + StackOffset + (i * 16) + 8) = f.Exponent[number];
        }

        Vector128<byte>* vectors = (Vector128<byte>*)&s->Vectors;
        for (int i = 0; i < VectorCount; i++)
        {
            *(Vector128<byte>*)(area + VectorOffset + (i * 16)) = vectors[i];
        }
    }

    /// <summary>Takes a state; false, and nothing changed, when it can't be one.</summary>
    public static bool TryRestore(CpuState* s, byte* area)
    {
        uint mxcsr = *(uint*)(area + 24);
        if ((mxcsr & ~MxcsrMask) != 0)
        {
            return false;
        }

        ref FloatState f = ref s->Float;
        s->Mxcsr = mxcsr;
        f.Control = (ushort)((*(ushort*)area & 0x1F7F) | 0x40);
        f.Status = *(ushort*)(area + 2);
        f.Used = area[4];
        for (int i = 0; i < 8; i++)
        {
            int number = (f.Top + i) & 7;
            f.Significand[number] = *(ulong*)(area + StackOffset + (i * 16));
            f.Exponent[number] = *(ushort*)(area + StackOffset + (i * 16) + 8);
        }

        Vector128<byte>* vectors = (Vector128<byte>*)&s->Vectors;
        for (int i = 0; i < VectorCount; i++)
        {
            vectors[i] = *(Vector128<byte>*)(area + VectorOffset + (i * 16));
        }

        return true;
    }
}

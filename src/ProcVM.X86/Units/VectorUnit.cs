using System.Runtime.Intrinsics;
using ProcVM.X86.Processor;

namespace ProcVM.X86.Units;

/// <summary>Moves of vectors and parts of them, and what treats them as 128 bits.</summary>
internal static unsafe class VectorUnit
{
    private const byte GeneralProtection = 13;

    public static Outcome Execute(CpuState* s, Operation* o, MemoryUnit memory)
    {
        Vector128<byte>* vectors = (Vector128<byte>*)&s->Vectors;
        Vector128<byte>* to = vectors + o->To;
        Vector128<byte>* from = vectors + o->From;
        switch (o->Code)
        {
            case <= Op.StoreHigh:
                return Access(s, o, memory);
            case Op.MoveVector: *to = *from; break;
            case Op.MoveLow64Zero: *to = Vector128.Create(*(ulong*)from, 0).AsByte(); break;
            case Op.MoveSingle: *(uint*)to = *(uint*)from; break;
            case Op.MoveDouble: *(ulong*)to = *(ulong*)from; break;
            case Op.MoveHighToLow: *(ulong*)to = ((ulong*)from)[1]; break;
            case Op.MoveLowToHigh: ((ulong*)to)[1] = *(ulong*)from; break;
            case Op.FromInteger32: *to = Vector128.Create(*(uint*)((byte*)s + o->From), 0, 0, 0).AsByte(); break;
            case Op.FromInteger64: *to = Vector128.Create(*(ulong*)((byte*)s + o->From), 0).AsByte(); break;
            case Op.ToInteger32: *(ulong*)((byte*)s + o->To) = *(uint*)from; break;
            case Op.ToInteger64: *(ulong*)((byte*)s + o->To) = *(ulong*)from; break;
            case Op.And128: *to &= *from; break;
            case Op.AndNot128: *to = ~*to & *from; break;
            case Op.Or128: *to |= *from; break;
            case Op.Xor128: *to ^= *from; break;
            case Op.MoveMask8: *(ulong*)((byte*)s + o->To) = Vector128.ExtractMostSignificantBits(*from); break;
            case Op.MoveMaskSingle: *(ulong*)((byte*)s + o->To) = Vector128.ExtractMostSignificantBits(from->AsUInt32()); break;
            case Op.MoveMaskDouble: *(ulong*)((byte*)s + o->To) = Vector128.ExtractMostSignificantBits(from->AsUInt64()); break;
            case Op.ExtractWord: *(ulong*)((byte*)s + o->To) = ((ushort*)from)[o->Constant & 7]; break;
            default: ((ushort*)to)[o->Constant & 7] = *(ushort*)((byte*)s + o->From); break;
        }

        return Outcome.Next;
    }

    private static Outcome Access(CpuState* s, Operation* o, MemoryUnit memory)
    {
        Vector128<byte>* vectors = (Vector128<byte>*)&s->Vectors;
        ulong address = CpuState.AddressOf(s, o);
        if (o->Code is Op.LoadVectorAligned or Op.StoreVectorAligned && address % 16 != 0)
        {
            memory.Raise(GeneralProtection);
            return Outcome.Fault;
        }

        if (o->Code is Op.StoreVector or Op.StoreVectorAligned or Op.StoreDouble or Op.StoreSingle or Op.StoreHigh)
        {
            ulong* from = (ulong*)(vectors + o->From);
            bool isDone = o->Code switch
            {
                Op.StoreDouble => memory.Store(s, address, *from),
                Op.StoreSingle => memory.Store(s, address, *(uint*)from),
                Op.StoreHigh => memory.Store(s, address, from[1]),
                _ => memory.Store(s, address, vectors[o->From]),
            };
            return isDone ? Outcome.Next : Outcome.Fault;
        }

        int size = o->Code switch
        {
            Op.LoadVector or Op.LoadVectorAligned => 16,
            Op.LoadSingle => 4,
            _ => 8,
        };
        byte* p = memory.Read(s, address, size);
        if (p == null)
        {
            return Outcome.Fault;
        }

        Vector128<byte>* to = vectors + o->To;
        switch (o->Code)
        {
            case Op.LoadDouble: *to = Vector128.Create(*(ulong*)p, 0).AsByte(); break;
            case Op.LoadSingle: *to = Vector128.Create(*(uint*)p, 0, 0, 0).AsByte(); break;
            case Op.LoadLow: *(ulong*)to = *(ulong*)p; break;
            case Op.LoadHigh: ((ulong*)to)[1] = *(ulong*)p; break;
            default: *to = *(Vector128<byte>*)p; break;
        }

        return Outcome.Next;
    }
}

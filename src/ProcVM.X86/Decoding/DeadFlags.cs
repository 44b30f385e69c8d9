using ProcVM.X86.Processor;

namespace ProcVM.X86.Decoding;

/// <summary>Finds operations whose flags nobody can see, because others are set before anything could look, and makes plainer ones of them.</summary>
/// <remarks>What may fault, or end the block, looks: a handler of the program is told all flags.</remarks>
internal static unsafe class DeadFlags
{
    /// <summary>Changes the operations of a block.</summary>
    public static void Apply(Operation* first, Operation* end)
    {
        bool areSeen = true;
        for (Operation* o = end - 1; o >= first; o--)
        {
            if (!areSeen && TryMakePlain(o))
            {
                continue;
            }

            if (SetsAll(o->Code))
            {
                areSeen = false;
            }
            else if (!IsPlain(o->Code))
            {
                areSeen = true;
            }
        }
    }

    private static bool SetsAll(Op code) => code
        is (>= Op.Add8 and <= Op.Or64) or (>= Op.And8 and <= Op.Test64) or (>= Op.Negate8 and <= Op.Negate64) or (>= Op.Multiply16 and <= Op.Multiply64);

    /// <summary>True when an operation neither looks at flags nor sets them, and can't fault.</summary>
    private static bool IsPlain(Op code) => code
        is (>= Op.Move8 and <= Op.MoveS32To64) or (>= Op.Lea16 and <= Op.Lea64) or (>= Op.Not8 and <= Op.Not64) or (>= Op.Nop and <= Op.PlainSub64);

    private static bool TryMakePlain(Operation* o)
    {
        switch (o->Code)
        {
            case Op.Add32 or Op.Add64:
                MakeAddress(o, o->Code == Op.Add64, o->From, (ulong)o->Constant);
                return true;
            case Op.Increment32 or Op.Increment64:
                MakeAddress(o, o->Code == Op.Increment64, Slot.Zero, 1);
                return true;
            case Op.Decrement32 or Op.Decrement64:
                MakeAddress(o, o->Code == Op.Decrement64, Slot.Zero, ulong.MaxValue);
                return true;
            case Op.And32 or Op.And64 or Op.Or32 or Op.Or64 or Op.Sub32 or Op.Sub64 or Op.Xor32 or Op.Xor64:
                o->Code = o->Code switch
                {
                    Op.And32 => Op.PlainAnd32,
                    Op.And64 => Op.PlainAnd64,
                    Op.Or32 => Op.PlainOr32,
                    Op.Or64 => Op.PlainOr64,
                    Op.Sub32 => Op.PlainSub32,
                    Op.Sub64 => Op.PlainSub64,
                    Op.Xor32 => Op.PlainXor32,
                    _ => Op.PlainXor64,
                };
                return true;
            default:
                return o->From == Slot.Zero && TryMakePlainShift(o);
        }
    }

    private static bool TryMakePlainShift(Operation* o)
    {
        (Op plain, int bits) = o->Code switch
        {
            Op.ShiftLeft32 => (Op.PlainLeft32, 32),
            Op.ShiftLeft64 => (Op.PlainLeft64, 64),
            Op.ShiftRight32 => (Op.PlainRight32, 32),
            Op.ShiftRight64 => (Op.PlainRight64, 64),
            Op.ShiftArithmetic32 => (Op.PlainArithmetic32, 32),
            Op.ShiftArithmetic64 => (Op.PlainArithmetic64, 64),
            Op.RotateRight32 or Op.RotateLeft32 => (Op.PlainRotate32, 32),
            Op.RotateRight64 or Op.RotateLeft64 => (Op.PlainRotate64, 64),
            _ => (Op.Stale, 0),
        };
        if (plain == Op.Stale)
        {
            return false;
        }

        int count = (int)o->Constant & (bits - 1);
        o->Constant = o->Code is Op.RotateLeft32 or Op.RotateLeft64 ? bits - count : count;
        o->Code = plain;
        o->From = o->To;
        return true;
    }

    private static void MakeAddress(Operation* o, bool is64, byte index, ulong displacement)
    {
        o->Code = is64 ? Op.Lea64 : Op.Lea32;
        o->Base = o->To;
        o->Index = index;
        o->Scale = 0;
        o->Displacement = displacement;
    }
}

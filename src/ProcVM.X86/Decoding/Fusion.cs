using ProcVM.X86.Processor;

namespace ProcVM.X86.Decoding;

/// <summary>Takes quicker forms of common operations: a comparison and the jump behind it become one.</summary>
internal static unsafe class Fusion
{
    /// <summary>Changes the comparisons of a block. The jumps stay in their places, for their targets and for those who begin there.</summary>
    public static void Apply(Operation* first, Operation* end)
    {
        for (Operation* o = first; o + 1 < end; o++)
        {
            Op fused = Fuse(o->Code, o[1].Code);
            if (fused != Op.Stale)
            {
                o->Code = fused;
            }
            else if (o->Index == Slot.Zero)
            {
                o->Code = Near(o->Code);
            }
        }
    }

    // An address without an index is found sooner.
    private static Op Near(Op access) => access switch
    {
        Op.Load32 => Op.LoadNear32,
        Op.Load64 => Op.LoadNear64,
        Op.Store32 => Op.StoreNear32,
        Op.Store64 => Op.StoreNear64,
        _ => access,
    };

    private static Op Fuse(Op comparison, Op jump) => comparison switch
    {
        Op.Compare8 => FuseCompare(Op.Compare8JumpB, jump),
        Op.Compare32 => FuseCompare(Op.Compare32JumpB, jump),
        Op.Compare64 => FuseCompare(Op.Compare64JumpB, jump),
        Op.Test8 => FuseTest(Op.Test8JumpE, jump),
        Op.Test32 => FuseTest(Op.Test32JumpE, jump),
        Op.Test64 => FuseTest(Op.Test64JumpE, jump),
        _ => Op.Stale,
    };

    private static Op FuseCompare(Op first, Op jump) => jump switch
    {
        Op.JumpB => first,
        Op.JumpAe => first.Plus(1),
        Op.JumpE => first.Plus(2),
        Op.JumpNe => first.Plus(3),
        Op.JumpBe => first.Plus(4),
        Op.JumpA => first.Plus(5),
        Op.JumpL => first.Plus(6),
        Op.JumpGe => first.Plus(7),
        Op.JumpLe => first.Plus(8),
        Op.JumpG => first.Plus(9),
        _ => Op.Stale,
    };

    private static Op FuseTest(Op first, Op jump) => jump switch
    {
        Op.JumpE => first,
        Op.JumpNe => first.Plus(1),
        Op.JumpS => first.Plus(2),
        Op.JumpNs => first.Plus(3),
        Op.JumpLe => first.Plus(4),
        Op.JumpG => first.Plus(5),
        _ => Op.Stale,
    };
}

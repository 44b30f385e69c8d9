using ProcVM.X86.Processor;

namespace ProcVM.X86.Decoding;

/// <summary>Makes one operation of a comparison and the jump behind it: the commonest pair there is.</summary>
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
        }
    }

    private static Op Fuse(Op comparison, Op jump) => comparison switch
    {
        Op.Compare32 => FuseCompare(Op.Compare32JumpB, jump),
        Op.Compare64 => FuseCompare(Op.Compare64JumpB, jump),
        Op.Test32 => FuseTest(Op.Test32JumpE, jump),
        Op.Test64 => FuseTest(Op.Test64JumpE, jump),
        _ => Op.Stale,
    };

    private static Op FuseCompare(Op first, Op jump) => jump switch
    {
        Op.JumpB => first,
        Op.JumpAe => first + 1,
        Op.JumpE => first + 2,
        Op.JumpNe => first + 3,
        Op.JumpBe => first + 4,
        Op.JumpA => first + 5,
        Op.JumpL => first + 6,
        Op.JumpGe => first + 7,
        Op.JumpLe => first + 8,
        Op.JumpG => first + 9,
        _ => Op.Stale,
    };

    private static Op FuseTest(Op first, Op jump) => jump switch
    {
        Op.JumpE => first,
        Op.JumpNe => first + 1,
        Op.JumpS => first + 2,
        Op.JumpNs => first + 3,
        Op.JumpLe => first + 4,
        Op.JumpG => first + 5,
        _ => Op.Stale,
    };
}

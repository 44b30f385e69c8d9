using ProcVM.X86.Processor;

namespace ProcVM.X86.Units;

/// <summary>The x87's operations on its stack.</summary>
/// <remarks>Of an operation: From is the other operand's distance from the top, Scale is 1 when it is the destination, To tells how often the stack is popped.</remarks>
internal static unsafe class FloatCalculation
{
    private const ushort ConditionBits = 0x4500;

    /// <summary>π, log₂e, log₂10, log₁₀2, ln 2: what they are cut off, and whether the next digit rounds them up.</summary>
    private static ReadOnlySpan<ulong> Constants =>
        [0xC90F_DAA2_2168_C234, 0xB8AA_3B29_5C17_F0BB, 0xD49A_784B_CD1B_8AFE, 0x9A20_9A84_FBCF_F798, 0xB172_17F7_D1CF_79AB];

    private static ReadOnlySpan<ushort> ConstantExponents => [0x4000, 0x3FFF, 0x4000, 0x3FFD, 0x3FFE];

    /// <summary>The digits that follow: the first two of them.</summary>
    private static ReadOnlySpan<byte> ConstantRests => [3, 3, 1, 3, 3];

    public static void Execute(CpuState* s, Operation* o)
    {
        ref FloatState f = ref s->Float;
        if (o->Code == Op.LoadConstant)
        {
            LoadConstant(ref f, o->From);
            return;
        }

        int other = FloatStack.Number(f, o->From);
        bool isDry = FloatStack.IsDry(ref f, f.Top) | (o->Code is not (Op.RealRoot or Op.RealToWhole or Op.RealTest) && FloatStack.IsDry(ref f, other));
        Real80 top = FloatStack.Get(f, f.Top);
        bool hidesDenormal = f.LoadedStatus == FloatRounding.Denormal
            && (top.IsNaN || top.IsUnsupported || (o->Code == Op.RealDivReversed && top.IsZero));
        f.Status |= other == FloatState.Loaded && !isDry && !hidesDenormal ? f.LoadedStatus : (ushort)0;
        switch (o->Code)
        {
            case Op.RealCompare or Op.RealCompareUnordered or Op.RealTest:
                bool isQuiet = o->Code == Op.RealCompareUnordered;
                SetConditions(ref f, isDry ? null
                    : FloatArithmetic.Compare(ref f, FloatStack.Get(f, f.Top), o->Code == Op.RealTest ? default : FloatStack.Get(f, other), isQuiet));
                break;
            case Op.RealCompareFlags or Op.RealCompareFlagsUnordered:
                int? order = isDry ? null
                    : FloatArithmetic.Compare(ref f, FloatStack.Get(f, f.Top), FloatStack.Get(f, other), o->Code == Op.RealCompareFlagsUnordered);
                FloatRounding.SetRoundedUp(ref f, false);
                Flags.Set(s, order switch
                {
                    null => Flags.Zero | Flags.Parity | Flags.Carry,
                    0 => Flags.Zero,
                    < 0 => Flags.Carry,
                    _ => 0,
                });
                break;
            case Op.MoveRealIf:
                MoveIf(s, o, ref f, other, isDry);
                break;
            case Op.RealRoot or Op.RealToWhole:
                FloatStack.Set(ref f, f.Top, isDry ? Real80.Indefinite : Alone(ref f, o->Code));
                break;
            default:
                int to = o->Scale != 0 ? other : f.Top;
                int from = o->Scale != 0 ? f.Top : other;
                FloatStack.Set(ref f, to, isDry ? Real80.Indefinite : Calculate(ref f, o->Code, FloatStack.Get(f, to), FloatStack.Get(f, from)));
                break;
        }

        FloatStack.Pop(ref f, o->To);
    }

    private static Real80 Calculate(ref FloatState f, Op code, in Real80 to, in Real80 from) => code switch
    {
        Op.RealAdd => FloatArithmetic.Add(ref f, to, from),
        Op.RealSub => Subtract(ref f, to, from),
        Op.RealSubReversed => Subtract(ref f, from, to),
        Op.RealMul => FloatArithmetic.Multiply(ref f, to, from),
        Op.RealDiv => FloatArithmetic.Divide(ref f, to, from),
        _ => FloatArithmetic.Divide(ref f, from, to),
    };

    // What isn't a number keeps its sign.
    private static Real80 Subtract(ref FloatState f, in Real80 a, in Real80 b) => FloatArithmetic.Add(ref f, a, b.IsNaN || b.IsUnsupported ? b : b.Negated);

    private static Real80 Alone(ref FloatState f, Op code)
    {
        Real80 value = FloatStack.Get(f, f.Top);
        if (code == Op.RealRoot)
        {
            return FloatArithmetic.SquareRoot(ref f, value);
        }

        return FloatArithmetic.FindSpecial(ref f, value, value, isInvalid: false) ?? (value.IsInfinite ? value : FloatRounding.ToWhole(ref f, value));
    }

    private static void MoveIf(CpuState* s, Operation* o, ref FloatState f, int other, bool isDry)
    {
        if (isDry)
        {
            FloatStack.Set(ref f, f.Top, Real80.Indefinite);
            return;
        }

        FloatRounding.SetRoundedUp(ref f, false);
        if (Flags.Test(s, o->Base))
        {
            FloatStack.Set(ref f, f.Top, FloatStack.Get(f, other));
        }
    }

    // C3, C2 and C0; all of them when there is no order. C1 is cleared.
    private static void SetConditions(ref FloatState f, int? order)
    {
        int conditions = order switch
        {
            null => ConditionBits,
            0 => 0x4000,
            < 0 => 0x100,
            _ => 0,
        };
        f.Status = (ushort)((f.Status & ~(ConditionBits | FloatRounding.RoundedUp)) | conditions);
    }

    private static void LoadConstant(ref FloatState f, int number)
    {
        const int Up = 2;
        bool isUp = ((f.Control >> 10) & 3) switch
        {
            0 => ConstantRests[number] >= Up,
            2 => true,
            _ => false,
        };
        FloatStack.Push(ref f, new Real80(Constants[number] + (isUp ? 1UL : 0), ConstantExponents[number]));
    }
}

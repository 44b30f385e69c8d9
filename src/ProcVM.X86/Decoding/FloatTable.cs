using Iced.Intel;
using ProcVM.X86.Processor;

namespace ProcVM.X86.Decoding;

/// <summary>Which operation each instruction of the x87 is; and those that keep the state of both floating-point units.</summary>
internal static class FloatTable
{
    /// <summary>Adds the rows.</summary>
    public static void AddTo(InstructionTable.Row[] rows)
    {
        ReadOnlySpan<(Mnemonic Name, Op Code)> all =
        [
            (Mnemonic.Fldcw, Op.LoadControl), (Mnemonic.Fnstcw, Op.StoreControl), (Mnemonic.Fstcw, Op.StoreControl),
            (Mnemonic.Ldmxcsr, Op.LoadMxcsr), (Mnemonic.Stmxcsr, Op.StoreMxcsr),
            (Mnemonic.Fxsave, Op.SaveState), (Mnemonic.Fxsave64, Op.SaveState), (Mnemonic.Fxrstor, Op.RestoreState), (Mnemonic.Fxrstor64, Op.RestoreState),
            (Mnemonic.Fnstenv, Op.SaveEnvironment), (Mnemonic.Fstenv, Op.SaveEnvironment), (Mnemonic.Fldenv, Op.LoadEnvironment),
            (Mnemonic.Fninit, Op.Initialise), (Mnemonic.Finit, Op.Initialise), (Mnemonic.Fnclex, Op.ClearExceptions), (Mnemonic.Fclex, Op.ClearExceptions),
            (Mnemonic.Fnstsw, Op.StoreStatus), (Mnemonic.Fstsw, Op.StoreStatus),
            (Mnemonic.Fld, Op.LoadReal32), (Mnemonic.Fst, Op.StoreReal32), (Mnemonic.Fstp, Op.StoreReal32),
            (Mnemonic.Fild, Op.LoadInteger16), (Mnemonic.Fistp, Op.StoreInteger16), (Mnemonic.Fist, Op.StoreInteger16),
            (Mnemonic.Fld1, Op.LoadOne), (Mnemonic.Fldz, Op.LoadZero), (Mnemonic.Fxch, Op.ExchangeReal), (Mnemonic.Ffree, Op.Free),
            (Mnemonic.Fchs, Op.ChangeSign), (Mnemonic.Fabs, Op.Absolute), (Mnemonic.Fxam, Op.Examine),
            (Mnemonic.Fadd, Op.RealAdd), (Mnemonic.Faddp, Op.RealAdd), (Mnemonic.Fiadd, Op.RealAdd),
            (Mnemonic.Fsub, Op.RealSub), (Mnemonic.Fsubp, Op.RealSub), (Mnemonic.Fisub, Op.RealSub),
            (Mnemonic.Fsubr, Op.RealSubReversed), (Mnemonic.Fsubrp, Op.RealSubReversed), (Mnemonic.Fisubr, Op.RealSubReversed),
            (Mnemonic.Fmul, Op.RealMul), (Mnemonic.Fmulp, Op.RealMul), (Mnemonic.Fimul, Op.RealMul),
            (Mnemonic.Fdiv, Op.RealDiv), (Mnemonic.Fdivp, Op.RealDiv), (Mnemonic.Fidiv, Op.RealDiv),
            (Mnemonic.Fdivr, Op.RealDivReversed), (Mnemonic.Fdivrp, Op.RealDivReversed), (Mnemonic.Fidivr, Op.RealDivReversed),
            (Mnemonic.Fcom, Op.RealCompare), (Mnemonic.Fcomp, Op.RealCompare), (Mnemonic.Fcompp, Op.RealCompare),
            (Mnemonic.Ficom, Op.RealCompare), (Mnemonic.Ficomp, Op.RealCompare),
            (Mnemonic.Fucom, Op.RealCompareUnordered), (Mnemonic.Fucomp, Op.RealCompareUnordered), (Mnemonic.Fucompp, Op.RealCompareUnordered),
            (Mnemonic.Fcomi, Op.RealCompareFlags), (Mnemonic.Fcomip, Op.RealCompareFlags),
            (Mnemonic.Fucomi, Op.RealCompareFlagsUnordered), (Mnemonic.Fucomip, Op.RealCompareFlagsUnordered),
            (Mnemonic.Ftst, Op.RealTest), (Mnemonic.Fsqrt, Op.RealRoot), (Mnemonic.Frndint, Op.RealToWhole),
            (Mnemonic.Fldpi, Op.LoadConstant), (Mnemonic.Fldl2e, Op.LoadConstant), (Mnemonic.Fldl2t, Op.LoadConstant),
            (Mnemonic.Fldlg2, Op.LoadConstant), (Mnemonic.Fldln2, Op.LoadConstant),
            (Mnemonic.Fcmovb, Op.MoveRealIf), (Mnemonic.Fcmovbe, Op.MoveRealIf), (Mnemonic.Fcmove, Op.MoveRealIf), (Mnemonic.Fcmovnb, Op.MoveRealIf),
            (Mnemonic.Fcmovnbe, Op.MoveRealIf), (Mnemonic.Fcmovne, Op.MoveRealIf), (Mnemonic.Fcmovnu, Op.MoveRealIf), (Mnemonic.Fcmovu, Op.MoveRealIf),
            (Mnemonic.Fincstp, Op.StackUp), (Mnemonic.Fdecstp, Op.StackDown),
        ];
        foreach ((Mnemonic name, Op code) in all)
        {
            rows[(int)name] = new InstructionTable.Row(Shape.Own, code);
        }

        rows[(int)Mnemonic.Fnop] = new InstructionTable.Row(Shape.Nothing, Op.Nop);
    }
}

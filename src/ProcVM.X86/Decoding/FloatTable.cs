using Iced.Intel;
using ProcVM.X86.Processor;

namespace ProcVM.X86.Decoding;

/// <summary>Which operation each instruction of the x87 is, as far as it moves numbers; and those that keep the state of both floating-point units.</summary>
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
            (Mnemonic.Fninit, Op.Initialise), (Mnemonic.Finit, Op.Initialise), (Mnemonic.Fnclex, Op.ClearExceptions), (Mnemonic.Fclex, Op.ClearExceptions),
            (Mnemonic.Fnstsw, Op.StoreStatus), (Mnemonic.Fstsw, Op.StoreStatus),
            (Mnemonic.Fld, Op.LoadReal32), (Mnemonic.Fst, Op.StoreReal32), (Mnemonic.Fstp, Op.StoreReal32),
            (Mnemonic.Fild, Op.LoadInteger16), (Mnemonic.Fistp, Op.StoreInteger16), (Mnemonic.Fist, Op.StoreInteger16),
            (Mnemonic.Fld1, Op.LoadOne), (Mnemonic.Fldz, Op.LoadZero), (Mnemonic.Fxch, Op.ExchangeReal), (Mnemonic.Ffree, Op.Free),
            (Mnemonic.Fchs, Op.ChangeSign), (Mnemonic.Fabs, Op.Absolute), (Mnemonic.Fxam, Op.Examine),
            (Mnemonic.Fincstp, Op.StackUp), (Mnemonic.Fdecstp, Op.StackDown),
        ];
        foreach ((Mnemonic name, Op code) in all)
        {
            rows[(int)name] = new InstructionTable.Row(Shape.Own, code);
        }

        rows[(int)Mnemonic.Fnop] = new InstructionTable.Row(Shape.Nothing, Op.Nop);
    }
}

using Iced.Intel;
using ProcVM.X86.Processor;

namespace ProcVM.X86.Decoding;

/// <content>The x87. Its registers are named by their distance from the top of its stack.</content>
internal unsafe ref partial struct Lowering
{
    private bool? AddFloat(in Instruction i, Op code)
    {
        bool isShortEnvironment = i.Code is Code.Fnstenv_m14byte or Code.Fstenv_m14byte or Code.Fldenv_m14byte;
        if (code < Op.LoadControl || isShortEnvironment)
        {
            return null;
        }

        bool inMemory = i.OpCount > 0 && i.Op0Kind == OpKind.Memory;
        if (code >= Op.RealAdd)
        {
            return AddFloatArithmetic(i, code, inMemory);
        }

        if (inMemory)
        {
            SetAddress(i);
            int width = Log2OfBytes(i, 0);
            code = code switch
            {
                Op.LoadReal32 or Op.StoreReal32 => code.Plus(i.MemorySize.GetSize() == 10 ? 2 : width - 2),
                Op.LoadInteger16 or Op.StoreInteger16 => code.Plus(width - 1),
                _ => code,
            };
        }
        else
        {
            code = code switch
            {
                Op.LoadReal32 => Op.LoadRealFrom,
                Op.StoreReal32 => Op.StoreRealTo,
                Op.StoreStatus => Op.StoreStatusAx,
                _ => code,
            };
        }

        Operation* o = inMemory ? EmitAddressed(code) : Emit(code);
        o->From = OtherRegister(i);

        // How often the stack is popped afterwards.
        o->To = i.Mnemonic is Mnemonic.Fstp or Mnemonic.Fistp ? (byte)1 : (byte)0;
        return true;
    }

    // The destination is ST(0), or the register in From when Scale is 1; To tells how often the stack is popped.
    private bool AddFloatArithmetic(in Instruction i, Op code, bool inMemory)
    {
        if (inMemory)
        {
            SetAddress(i);
            EmitAddressed(i.MemorySize switch
            {
                MemorySize.Float32 => Op.LoadOperand32,
                MemorySize.Float64 => Op.LoadOperand64,
                MemorySize.Int16 => Op.LoadOperandI16,
                _ => Op.LoadOperandI32,
            });
        }

        Operation* o = Emit(code);
        o->From = inMemory ? (byte)FloatState.Loaded : OtherRegister(i);
        o->Scale = i.OpCount == 2 && i.Op0Register != Register.ST0 ? (byte)1 : (byte)0;
        o->Base = (byte)(i.Mnemonic switch
        {
            Mnemonic.Fcmovb => 2,
            Mnemonic.Fcmovnb => 3,
            Mnemonic.Fcmove => 4,
            Mnemonic.Fcmovne => 5,
            Mnemonic.Fcmovbe => 6,
            Mnemonic.Fcmovnbe => 7,
            Mnemonic.Fcmovu => 10,
            _ => 11,
        });
        o->To = i.Mnemonic switch
        {
            Mnemonic.Fcompp or Mnemonic.Fucompp => 2,
            Mnemonic.Faddp or Mnemonic.Fsubp or Mnemonic.Fsubrp or Mnemonic.Fmulp or Mnemonic.Fdivp or Mnemonic.Fdivrp or Mnemonic.Fcomp or Mnemonic.Ficomp
                or Mnemonic.Fucomp or Mnemonic.Fcomip or Mnemonic.Fucomip => 1,
            _ => 0,
        };
        if (code == Op.LoadConstant)
        {
            o->From = (byte)(i.Mnemonic switch
            {
                Mnemonic.Fldpi => 0,
                Mnemonic.Fldl2e => 1,
                Mnemonic.Fldl2t => 2,
                Mnemonic.Fldlg2 => 3,
                _ => 4,
            });
        }

        return true;
    }

    /// <summary>The distance of the register that isn't, or needn't be, the top.</summary>
    private static byte OtherRegister(in Instruction i)
    {
        // FCOMPP and FUCOMPP name none.
        int number = i.Mnemonic is Mnemonic.Fcompp or Mnemonic.Fucompp ? 1 : 0;
        for (int operand = 0; operand < i.OpCount; operand++)
        {
            if (i.GetOpKind(operand) == OpKind.Register && i.GetOpRegister(operand).IsST())
            {
                number = Math.Max(number, i.GetOpRegister(operand) - Register.ST0);
            }
        }

        return (byte)number;
    }
}

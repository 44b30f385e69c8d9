using Iced.Intel;
using ProcVM.X86.Processor;

namespace ProcVM.X86.Decoding;

/// <content>The x87. Its registers are named by their distance from the top of its stack.</content>
internal unsafe ref partial struct Lowering
{
    private bool? AddFloat(in Instruction i, Op code)
    {
        if (code < Op.LoadControl)
        {
            return null;
        }

        bool inMemory = i.OpCount > 0 && i.Op0Kind == OpKind.Memory;
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
        o->From = 0;
        for (int operand = 0; operand < i.OpCount; operand++)
        {
            if (i.GetOpKind(operand) == OpKind.Register && i.GetOpRegister(operand).IsST())
            {
                int number = i.GetOpRegister(operand) - Register.ST0;
                o->From = (byte)Math.Max(o->From, number);
            }
        }

        // How often the stack is popped afterwards.
        o->To = i.Mnemonic is Mnemonic.Fstp or Mnemonic.Fistp ? (byte)1 : (byte)0;
        return true;
    }
}

using Iced.Intel;
using ProcVM.X86.Processor;

namespace ProcVM.X86.Decoding;

/// <content>SSE and SSE2.</content>
internal unsafe ref partial struct Lowering
{
    private static bool IsVector(Register register) => register is >= Register.XMM0 and <= Register.XMM15;

    private static byte VectorNumber(Register register) => (byte)(register - Register.XMM0);

    private bool AddVector(in Instruction i, InstructionTable.Row row)
    {
        if (i.Op0Kind != OpKind.Register || !IsVector(i.Op0Register) || (i.Op1Kind == OpKind.Register && !IsVector(i.Op1Register)))
        {
            return AddUndefined();
        }

        bool isCount = row.Shape == Shape.VectorShift && i.Op1Kind == OpKind.Immediate8;
        byte from = isCount ? (byte)0 : VectorSource(i, 1, row.Shape switch
        {
            Shape.Vector64 => Op.LoadDouble,
            Shape.Vector32 => Op.LoadSingle,
            _ => Op.LoadVectorAligned,
        });
        Operation* o = Emit(row.Code);
        o->To = VectorNumber(i.Op0Register);
        o->From = from;
        o->Base = isCount ? (byte)0 : (byte)1;
        o->Constant = isCount || i.OpCount > 2 ? i.Immediate8 : 0;
        return true;
    }

    /// <summary>A vector operand; one in memory is loaded first.</summary>
    private byte VectorSource(in Instruction i, int operand, Op load)
    {
        if (i.GetOpKind(operand) == OpKind.Register)
        {
            return VectorNumber(i.GetOpRegister(operand));
        }

        SetAddress(i);
        EmitAddressed(load)->To = VectorRegisters.Loaded;
        return VectorRegisters.Loaded;
    }

    private bool? AddOwnVector(in Instruction i, Op code)
    {
        bool isStore = i.Op0Kind == OpKind.Memory;
        switch (i.Mnemonic)
        {
            case Mnemonic.Movaps or Mnemonic.Movapd or Mnemonic.Movdqa or Mnemonic.Movups or Mnemonic.Movupd or Mnemonic.Movdqu
                or Mnemonic.Movntdq or Mnemonic.Movntps or Mnemonic.Movntpd:
                return AddVectorMove(i, code, code == Op.LoadVector ? Op.StoreVector : Op.StoreVectorAligned, Op.MoveVector);
            case Mnemonic.Movsd when i.Code == Code.Movsd_m32_m32:
                return AddString(i, Op.MoveString32);
            case Mnemonic.Cmpsd when i.Code == Code.Cmpsd_m32_m32:
                return AddString(i, Op.CompareString32);
            case Mnemonic.Cmpsd:
                return AddVector(i, new InstructionTable.Row(Shape.Vector64, code));
            case Mnemonic.Movsd:
                return AddVectorMove(i, code, Op.StoreDouble, Op.MoveDouble);
            case Mnemonic.Movss:
                return AddVectorMove(i, code, Op.StoreSingle, Op.MoveSingle);
            case Mnemonic.Movlps or Mnemonic.Movlpd:
                return AddVectorMove(i, code, Op.StoreDouble, Op.Undefined);
            case Mnemonic.Movhps or Mnemonic.Movhpd:
                return AddVectorMove(i, code, Op.StoreHigh, Op.Undefined);
            case Mnemonic.Movhlps or Mnemonic.Movlhps:
                return AddVectorMove(i, Op.Undefined, Op.Undefined, code);
            case Mnemonic.Movq or Mnemonic.Movd:
                return AddMoveBetween(i, code);
            case Mnemonic.Movnti:
                return AddMove(i, Log2OfBytes(i, 1));
            case Mnemonic.Pmovmskb or Mnemonic.Movmskps or Mnemonic.Movmskpd or Mnemonic.Pextrw when !isStore && IsVector(i.Op1Register):
                Operation* mask = Emit(code);
                mask->To = RegisterSlot(i.Op0Register);
                mask->From = VectorNumber(i.Op1Register);
                mask->Constant = i.OpCount > 2 ? i.Immediate8 : 0;
                return true;
            case Mnemonic.Pinsrw when IsVector(i.Op0Register):
                byte word = Source(i, 1, 1, out _);
                Operation* insert = Emit(code);
                insert->To = VectorNumber(i.Op0Register);
                insert->From = word;
                insert->Constant = i.Immediate8;
                return true;
            case Mnemonic.Cvtsi2ss or Mnemonic.Cvtsi2sd:
                int width = Log2OfBytes(i, 1);
                byte integer = Source(i, 1, width, out _);
                Operation* toReal = Emit(code.Plus(width == 3 ? 2 : 0));
                toReal->To = VectorNumber(i.Op0Register);
                toReal->From = integer;
                return true;
            case Mnemonic.Cvttss2si or Mnemonic.Cvttsd2si or Mnemonic.Cvtss2si or Mnemonic.Cvtsd2si:
                byte real = VectorSource(i, 1, i.Mnemonic is Mnemonic.Cvttss2si or Mnemonic.Cvtss2si ? Op.LoadSingle : Op.LoadDouble);
                Operation* toInteger = Emit(code.Plus(Log2OfBytes(i, 0) == 3 ? 2 : 0));
                toInteger->To = RegisterSlot(i.Op0Register);
                toInteger->From = real;
                return true;
            default:
                return null;
        }
    }

    private bool? AddVectorMove(in Instruction i, Op load, Op store, Op move)
    {
        Operation* o;
        if (i.Op0Kind == OpKind.Memory)
        {
            SetAddress(i);
            o = EmitAddressed(store);
            o->From = VectorNumber(i.Op1Register);
            return IsVector(i.Op1Register) ? true : null;
        }

        if (!IsVector(i.Op0Register))
        {
            return null;
        }

        if (i.Op1Kind == OpKind.Memory)
        {
            SetAddress(i);
            EmitAddressed(load)->To = VectorNumber(i.Op0Register);
            return true;
        }

        o = Emit(move);
        o->To = VectorNumber(i.Op0Register);
        o->From = VectorNumber(i.Op1Register);
        return true;
    }

    // MOVD and MOVQ: between vectors, general registers and memory.
    private bool? AddMoveBetween(in Instruction i, Op load)
    {
        bool is64 = i.Mnemonic == Mnemonic.Movq;
        bool isToVector = i.Op0Kind == OpKind.Register && IsVector(i.Op0Register);
        bool isFromVector = i.Op1Kind == OpKind.Register && IsVector(i.Op1Register);
        if (isToVector && i.Op1Kind == OpKind.Register && i.Op1Register.IsGPR())
        {
            Operation* o = Emit(is64 ? Op.FromInteger64 : Op.FromInteger32);
            o->To = VectorNumber(i.Op0Register);
            o->From = RegisterSlot(i.Op1Register);
            return true;
        }

        if (isFromVector && i.Op0Kind == OpKind.Register && i.Op0Register.IsGPR())
        {
            Operation* o = Emit(is64 ? Op.ToInteger64 : Op.ToInteger32);
            o->To = RegisterSlot(i.Op0Register);
            o->From = VectorNumber(i.Op1Register);
            return true;
        }

        return isToVector || isFromVector ? AddVectorMove(i, load, is64 ? Op.StoreDouble : Op.StoreSingle, Op.MoveLow64Zero) : null;
    }
}

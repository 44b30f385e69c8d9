using Iced.Intel;
using ProcVM.X86.Processor;
using ProcVM.X86.Units;

namespace ProcVM.X86.Decoding;

/// <content>Integer instructions whose operands follow a pattern.</content>
internal unsafe ref partial struct Lowering
{
    /// <summary>Begins an operation on an operand that may be in memory; gives where the operand is then.</summary>
    private byte BeginTarget(in Instruction i, int width)
    {
        if (i.Op0Kind != OpKind.Memory)
        {
            return RegisterSlot(i.Op0Register);
        }

        SetAddress(i);
        EmitAddressed((i.HasLockPrefix ? Op.LoadLocked8 : Op.LoadTarget8).Plus(width));
        return Slot.Loaded;
    }

    private bool EndTarget(in Instruction i, int width)
    {
        if (i.Op0Kind == OpKind.Memory)
        {
            Emit((i.HasLockPrefix ? Op.StoreLocked8 : Op.StoreTarget8).Plus(width));
        }

        return true;
    }

    private bool AddBinary(in Instruction i, Op code, int width)
    {
        byte to = BeginTarget(i, width);
        byte from = Source(i, 1, width, out long constant);
        Operation* o = Emit(code);
        o->To = to;
        o->From = from;
        o->Constant = constant;
        return EndTarget(i, width);
    }

    private bool AddUnary(in Instruction i, Op code, int width)
    {
        byte to = BeginTarget(i, width);
        Emit(code)->To = to;
        return EndTarget(i, width);
    }

    private bool AddCompare(in Instruction i, Op code, int width)
    {
        byte to = Source(i, 0, width, out _);
        byte from = Source(i, 1, width, out long constant);
        Operation* o = Emit(code);
        o->To = to;
        o->From = from;
        o->Constant = constant;
        return true;
    }

    private bool AddMove(in Instruction i, int width)
    {
        if (i.Op0Kind == OpKind.Register && !i.Op0Register.IsGPR())
        {
            // Segment registers and those of the system.
            Emit(Op.Protected);
            return false;
        }

        if (i.Op1Kind == OpKind.Register && !i.Op1Register.IsGPR())
        {
            return AddMoveFromSegment(i, width);
        }

        Operation* o;
        if (i.Op1Kind == OpKind.Memory)
        {
            SetAddress(i);
            EmitAddressed(Op.Load8.Plus(width))->To = RegisterSlot(i.Op0Register);
            return true;
        }

        byte from = Source(i, 1, width, out long constant);
        if (i.Op0Kind == OpKind.Memory)
        {
            SetAddress(i);
            o = EmitAddressed(Op.Store8.Plus(width));
        }
        else
        {
            o = Emit(Op.Move8.Plus(width));
            o->To = RegisterSlot(i.Op0Register);
        }

        o->From = from;
        o->Constant = constant;
        return true;
    }

    // What Linux has in them for 64-bit programs.
    private bool AddMoveFromSegment(in Instruction i, int width)
    {
        if (!i.Op1Register.IsSegmentRegister())
        {
            Emit(Op.Protected);
            return false;
        }

        Operation* o;
        if (i.Op0Kind == OpKind.Memory)
        {
            SetAddress(i);
            o = EmitAddressed(Op.Store16);
        }
        else
        {
            o = Emit(Op.Move8.Plus(width));
            o->To = RegisterSlot(i.Op0Register);
        }

        o->Constant = i.Op1Register switch
        {
            Register.CS => 0x33,
            Register.SS => 0x2B,
            _ => 0,
        };
        return true;
    }

    private bool AddScan(in Instruction i, Op code, int width)
    {
        byte from = Source(i, 1, width, out _);
        Operation* o = Emit(code);
        o->To = RegisterSlot(i.Op0Register);
        o->From = from;
        return true;
    }

    private bool AddTernary(in Instruction i, Op code, int width)
    {
        byte from = Source(i, 1, width, out _);
        byte third = Source(i, 2, width, out long constant);
        Operation* o = Emit(code);
        o->To = RegisterSlot(i.Op0Register);
        o->From = from;
        o->Base = third;
        o->Constant = constant;
        return true;
    }

    private bool AddDouble(in Instruction i, Op code, int width)
    {
        byte to = BeginTarget(i, width);
        byte count = Source(i, 2, 0, out long constant);
        Operation* o = Emit(code);
        o->To = to;
        o->From = RegisterSlot(i.Op1Register);
        o->Base = count;
        o->Constant = constant;
        return EndTarget(i, width);
    }

    private bool AddBit(in Instruction i, Op code, int width, bool isWritten)
    {
        byte to;
        if (i.Op0Kind == OpKind.Memory)
        {
            SetAddress(i);
            if (i.Op1Kind == OpKind.Register)
            {
                EmitAddressed(Op.BitAddress16.Plus(width - 1))->From = RegisterSlot(i.Op1Register);
                UseComputedAddress();
            }

            Op load = !isWritten ? LoadOf(width) : (i.HasLockPrefix ? Op.LoadLocked8 : Op.LoadTarget8).Plus(width);
            EmitAddressed(load)->To = Slot.Loaded;
            to = Slot.Loaded;
        }
        else
        {
            to = RegisterSlot(i.Op0Register);
        }

        byte from = Source(i, 1, width, out long constant);
        Operation* o = Emit(code);
        o->To = to;
        o->From = from;
        o->Constant = constant;
        return !isWritten || EndTarget(i, width);
    }

    private bool AddString(in Instruction i, Op code)
    {
        bool is32 = false;
        for (int operand = 0; operand < i.OpCount; operand++)
        {
            is32 |= i.GetOpKind(operand) is OpKind.MemorySegESI or OpKind.MemoryESEDI;
        }

        bool compares = code is >= Op.CompareString8 and <= Op.ScanString64;
        Operation* o = Emit(code);
        o->Scale = is32 ? (byte)1 : (byte)0;
        o->Base = i.HasRepnePrefix && compares ? StringUnit.RepeatNotEqual
            : i.HasRepnePrefix || i.HasRepPrefix ? StringUnit.Repeat : StringUnit.Once;
        o->From = i.SegmentPrefix switch
        {
            Register.FS => Slot.FsBase,
            Register.GS => Slot.GsBase,
            _ => Slot.Zero,
        };
        return true;
    }
}

using Iced.Intel;
using ProcVM.X86.Processor;

namespace ProcVM.X86.Decoding;

/// <content>Integer instructions that follow no pattern: transfers, the stack, conversions, exchanges.</content>
internal unsafe ref partial struct Lowering
{
    /// <summary>Adds an instruction; null when this form of it doesn't exist here.</summary>
    private bool? AddOwn(in Instruction i, Op code, int width)
    {
        switch (i.Mnemonic)
        {
            case Mnemonic.Movzx:
            case Mnemonic.Movsx:
            case Mnemonic.Movsxd:
                return AddExtend(i, width);
            case Mnemonic.Lea:
                SetAddress(i);
                EmitAddressed(Op.Lea16.Plus(width - 1))->To = RegisterSlot(i.Op0Register);
                return true;
            case Mnemonic.Push:
                return AddPush(i);
            case Mnemonic.Pop:
                return AddPop(i);
            case Mnemonic.Leave when i.Code == Code.Leaveq:
                return AddLeave();
            case Mnemonic.Enter when i.Code == Code.Enterq_imm16_imm8:
                Operation* enter = Emit(Op.EnterFrame);
                enter->Constant = i.Immediate16;
                enter->Base = i.Immediate8_2nd;
                return true;
            case Mnemonic.Call:
            case Mnemonic.Jmp:
                return AddTransfer(i);
            case Mnemonic.Reservednop when i.Op0Kind == OpKind.Memory || i.Code is not (Code.Reservednop_rm16_r16_0F0D or Code.Reservednop_rm32_r32_0F0D
                or Code.Reservednop_rm64_r64_0F0D):
                Emit(Op.Nop);
                return true;
            case Mnemonic.Clflush:
                // Of caches there are none, but the line must be there to be read.
                SetAddress(i);
                EmitAddressed(Op.LoadZ8)->To = Slot.Loaded;
                return true;
            case Mnemonic.Ret:
                if (i.StackPointerIncrement < 8)
                {
                    return null;
                }

                Emit(Op.Return)->Constant = i.OpCount == 1 ? i.Immediate16 : 0;
                return false;
            case Mnemonic.Jrcxz:
            case Mnemonic.Jecxz:
            case Mnemonic.Loop:
            case Mnemonic.Loope:
            case Mnemonic.Loopne:
                return AddLoop(i, code);
            case Mnemonic.Imul:
                return AddMultiply(i, width);
            case Mnemonic.Mulx:
                byte factor = Source(i, 2, width, out _);
                Operation* wide = Emit(Op.MultiplyNoFlags32.Plus(width - 2));
                wide->To = RegisterSlot(i.Op0Register);
                wide->Base = RegisterSlot(i.Op1Register);
                wide->From = factor;
                return true;
            case Mnemonic.Cwde:
            case Mnemonic.Cdqe:
                Operation* extend = Emit(code);
                extend->To = Slot.Rax;
                extend->From = Slot.Rax;
                return true;
            case Mnemonic.Bswap:
                // Of 16 bits it is undefined; processors clear them.
                Emit(width == 1 ? Op.Move16 : Op.SwapBytes32.Plus(width - 2))->To = RegisterSlot(i.Op0Register);
                return true;
            case Mnemonic.Movbe:
                return AddMoveSwapped(i, width);
            case Mnemonic.Crc32:
                int dataWidth = Log2OfBytes(i, 1);
                byte data = Source(i, 1, dataWidth, out _);
                Operation* checksum = Emit(Op.Checksum8.Plus(dataWidth));
                checksum->To = RegisterSlot(i.Op0Register);
                checksum->From = data;
                return true;
            case Mnemonic.Xchg:
            case Mnemonic.Xadd:
            case Mnemonic.Cmpxchg:
                return AddExchange(i, code.Plus(width));
            case Mnemonic.Cmpxchg8b:
            case Mnemonic.Cmpxchg16b:
                SetAddress(i);
                EmitAddressed(code);
                return true;
            case Mnemonic.Int:
                return AddInterrupt(i.Immediate8);
            case Mnemonic.Xlatb:
                Emit(code)->From = i.SegmentPrefix switch
                {
                    Register.FS => Slot.FsBase,
                    Register.GS => Slot.GsBase,
                    _ => Slot.Zero,
                };
                return true;
            case Mnemonic.Rdfsbase:
            case Mnemonic.Rdgsbase:
                Operation* read = Emit(Op.Move8.Plus(width));
                read->To = RegisterSlot(i.Op0Register);
                read->From = i.Mnemonic == Mnemonic.Rdfsbase ? Slot.FsBase : Slot.GsBase;
                return true;
            case Mnemonic.Wrfsbase:
            case Mnemonic.Wrgsbase:
                Operation* write = Emit(Op.WriteBase32.Plus(width - 2));
                write->From = RegisterSlot(i.Op0Register);
                write->To = i.Mnemonic == Mnemonic.Wrfsbase ? Slot.FsBase : Slot.GsBase;
                return true;
            default:
                return AddOwnVector(i, code) ?? AddFloat(i, code);
        }
    }

    private bool AddExtend(in Instruction i, int width)
    {
        int from = Log2OfBytes(i, 1);
        bool isSigned = i.Mnemonic != Mnemonic.Movzx;
        if (i.Op1Kind == OpKind.Memory && width > 1)
        {
            SetAddress(i);
            EmitAddressed(ExtendingLoad(from, width, isSigned))->To = RegisterSlot(i.Op0Register);
            return true;
        }

        byte slot = Source(i, 1, from, out _);
        if (width == 1)
        {
            // Only a byte becomes 16 bits by it; 16 bits of 16 are a copy (MOVSXD with a 66 prefix).
            byte narrow = slot;
            if (from == 0 && !isSigned)
            {
                Operation* clear = Emit(Op.MoveZ8);
                clear->To = Slot.Loaded;
                clear->From = slot;
                narrow = Slot.Loaded;
            }

            Operation* move = Emit(from == 0 && isSigned ? Op.MoveS8To16 : Op.Move16);
            move->To = RegisterSlot(i.Op0Register);
            move->From = narrow;
            return true;
        }

        Operation* o = Emit((from, isSigned) switch
        {
            (0, false) => Op.MoveZ8,
            (1, false) => Op.MoveZ16,
            (0, true) => width == 2 ? Op.MoveS8To32 : Op.MoveS8To64,
            (1, true) => width == 2 ? Op.MoveS16To32 : Op.MoveS16To64,
            _ => width == 2 ? Op.Move32 : Op.MoveS32To64,
        });
        o->To = RegisterSlot(i.Op0Register);
        o->From = slot;
        return true;
    }

    private static Op ExtendingLoad(int from, int width, bool isSigned) => (from, isSigned) switch
    {
        (0, false) => Op.LoadZ8,
        (1, false) => Op.LoadZ16,
        (0, true) => width == 2 ? Op.LoadS8To32 : Op.LoadS8To64,
        (1, true) => width == 2 ? Op.LoadS16To32 : Op.LoadS16To64,
        _ => width == 2 ? Op.Load32 : Op.LoadS32To64,
    };

    private bool AddPush(in Instruction i)
    {
        bool is16 = i.StackPointerIncrement == -2;
        byte from = Slot.Zero;
        long constant = 0;
        if (i.Op0Kind != OpKind.Register || i.Op0Register.IsGPR())
        {
            from = Source(i, 0, is16 ? 1 : 3, out constant);
        }

        Operation* o = Emit(is16 ? Op.Push16 : Op.Push64);
        o->From = from;
        o->Constant = constant;
        return true;
    }

    private bool? AddPop(in Instruction i)
    {
        bool is16 = i.StackPointerIncrement == 2;
        int bytes = is16 ? 2 : 8;
        if (i.Op0Kind == OpKind.Register)
        {
            if (!i.Op0Register.IsGPR())
            {
                return null;
            }

            Emit(is16 ? Op.Pop16 : Op.Pop64)->To = RegisterSlot(i.Op0Register);
            return true;
        }

        // The address counts from where the stack pointer is afterwards (Intel SDM vol. 2, POP); the pointer moves when nothing can fault any more.
        Operation* load = Emit(is16 ? Op.LoadZ16 : Op.Load64);
        load->To = Slot.Loaded;
        load->Base = Slot.Rsp;
        SetAddress(i);
        if (_base == Slot.Rsp)
        {
            _displacement += (ulong)bytes;
        }

        EmitAddressed(is16 ? Op.Store16 : Op.Store64)->From = Slot.Loaded;
        MoveStackPointer((ulong)bytes);
        return true;
    }

    private void MoveStackPointer(ulong bytes)
    {
        Operation* o = Emit(Op.Lea64);
        o->To = Slot.Rsp;
        o->Base = Slot.Rsp;
        o->Displacement = bytes;
    }

    private bool AddLeave()
    {
        Operation* load = Emit(Op.Load64);
        load->To = Slot.Loaded;
        load->Base = Slot.Rbp;
        Operation* stack = Emit(Op.Lea64);
        stack->To = Slot.Rsp;
        stack->Base = Slot.Rbp;
        stack->Displacement = 8;
        Operation* frame = Emit(Op.Move64);
        frame->To = Slot.Rbp;
        frame->From = Slot.Loaded;
        return true;
    }

    private bool? AddTransfer(in Instruction i)
    {
        bool isCall = i.Mnemonic == Mnemonic.Call;
        if (i.Op0Kind == OpKind.NearBranch64)
        {
            Emit(isCall ? Op.Call : Op.Jump)->Displacement = i.NearBranchTarget;
            return false;
        }

        if (i.IsCallFarIndirect || i.IsJmpFarIndirect || i.IsCallFar || i.IsJmpFar)
        {
            return null;
        }

        byte from = Source(i, 0, 3, out _);
        Emit(isCall ? Op.CallTo : Op.JumpTo)->From = from;
        return false;
    }

    private bool AddLoop(in Instruction i, Op code)
    {
        bool is64 = i.Code is Code.Loop_rel8_64_RCX or Code.Loope_rel8_64_RCX or Code.Loopne_rel8_64_RCX;
        Emit(is64 ? code.Plus(1) : code);
        Emit(Op.JumpIfLoaded)->Displacement = i.NearBranchTarget;
        return true;
    }

    private bool AddMultiply(in Instruction i, int width)
    {
        if (i.OpCount == 1)
        {
            byte single = Source(i, 0, width, out _);
            Emit(Op.MultiplyWideSigned8.Plus(width))->From = single;
            return true;
        }

        byte factor = Source(i, 1, width, out _);
        Operation* o = Emit(Op.Multiply16.Plus(width - 1));
        o->To = RegisterSlot(i.Op0Register);
        o->From = factor;
        if (i.OpCount == 3)
        {
            o->Constant = SignExtend((long)i.GetImmediate(2), width);
        }
        else
        {
            o->Base = o->To;
        }

        return true;
    }

    private bool AddMoveSwapped(in Instruction i, int width)
    {
        bool isStore = i.Op0Kind == OpKind.Memory;
        byte from = Source(i, 1, width, out _);
        Operation* o = Emit(Op.MoveSwapped16.Plus(width - 1));
        o->To = isStore ? Slot.Loaded : RegisterSlot(i.Op0Register);
        o->From = from;
        if (isStore)
        {
            SetAddress(i);
            EmitAddressed(Op.Store8.Plus(width))->From = Slot.Loaded;
        }

        return true;
    }

    private bool AddExchange(in Instruction i, Op code)
    {
        // XCHG takes its operands in either order.
        int memory = i.Op0Kind == OpKind.Memory ? 0 : i.Op1Kind == OpKind.Memory ? 1 : -1;
        if (memory < 0)
        {
            Operation* o = Emit(code);
            o->To = RegisterSlot(i.Op0Register);
            o->From = RegisterSlot(i.Op1Register);
            return true;
        }

        SetAddress(i);
        EmitAddressed(code.Plus(Op.ExchangeMemory8 - Op.Exchange8))->To = RegisterSlot(i.GetOpRegister(1 - memory));
        return true;
    }

    private bool AddInterrupt(byte number)
    {
        switch (number)
        {
            case 3:
                Emit(Op.Breakpoint);
                break;
            case 4:
                Emit(Op.OverflowTrap);
                break;
            case 0x80:
                Emit(Op.SystemCall32);
                break;
            default:
                // The error code names the gate, which user code may not use.
                Emit(Op.Protected)->Constant = (number << 3) | 2;
                break;
        }

        return false;
    }
}

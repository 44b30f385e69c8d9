using Iced.Intel;
using ProcVM.X86.Processor;

namespace ProcVM.X86.Decoding;

/// <content>32-bit code: its stack, its transfers, segment registers, and what 64-bit code doesn't have.</content>
/// <remarks>What moves the stack pointer does so behind everything that can fault.</remarks>
internal unsafe ref partial struct Lowering
{
    private const ulong Word = 4;

    /// <summary>Adds an instruction that is another one in 32-bit code; null when it isn't.</summary>
    private bool? AddNarrow(in Instruction i)
    {
        if (HasNarrowPointer(i))
        {
            return AddUndefined();
        }

        switch (i.Mnemonic)
        {
            case Mnemonic.Push when i.StackPointerIncrement == -4:
                Push32(PushedSlot(i, out long constant), constant);
                return true;
            case Mnemonic.Push when IsSegment(i.Op0Register):
                Emit(Op.Push16)->From = PushedSlot(i, out constant);
                (_next - 1)->Constant = constant;
                return true;
            case Mnemonic.Pop when i.StackPointerIncrement == 4:
                return AddPop32(i);
            case Mnemonic.Pushad:
                return AddPushAll();
            case Mnemonic.Popad:
                return AddPopAll();
            case Mnemonic.Pushfd:
                Emit(Op.PushFlags)->Scale = 1;
                return true;
            case Mnemonic.Popfd:
                Emit(Op.PopFlags)->Scale = 1;
                return true;
            case Mnemonic.Leave when i.Code == Code.Leaved:
                LoadFrom(Slot.Loaded, Slot.Rbp, 0);
                Lea(Slot.Rsp, Slot.Rbp, Word);
                Copy(Slot.Rbp, Slot.Loaded);
                return true;
            case Mnemonic.Enter when i.Code == Code.Enterd_imm16_imm8:
                Operation* enter = Emit(Op.EnterFrame);
                enter->Constant = i.Immediate16;
                enter->Base = i.Immediate8_2nd;
                enter->Scale = 1;
                return true;
            case Mnemonic.Call or Mnemonic.Jmp when i.Op0Kind == OpKind.NearBranch32:
                if (i.Mnemonic == Mnemonic.Call)
                {
                    Push32(Slot.Zero, (long)i.NextIP);
                }

                Emit(Op.Jump)->Displacement = i.NearBranchTarget;
                return false;
            case Mnemonic.Call or Mnemonic.Jmp when i.IsCallNearIndirect || i.IsJmpNearIndirect:
                return AddIndirect32(i);
            case Mnemonic.Ret when i.Code is Code.Retnd or Code.Retnd_imm16:
                LoadFrom(Slot.Loaded, Slot.Rsp, 0);
                Lea(Slot.Rsp, Slot.Rsp, Word + (i.OpCount == 1 ? i.Immediate16 : 0u));
                Emit(Op.JumpTo)->From = Slot.Loaded;
                return false;
            case Mnemonic.Call or Mnemonic.Jmp or Mnemonic.Ret:
                // Far ones, and those that cut the instruction pointer off at 16 bits.
                return AddUndefined();
            case Mnemonic.Mov when i.Op0Kind == OpKind.Register && IsSegment(i.Op0Register):
                return AddLoadSegment(i.Op0Register, Source(i, 1, 1, out _));
            case Mnemonic.Mov when i.Op1Kind == OpKind.Register && IsSegment(i.Op1Register):
                return AddStoreSegment(i);
            case Mnemonic.Lds or Mnemonic.Les or Mnemonic.Lfs or Mnemonic.Lgs or Mnemonic.Lss when i.Op0Register.IsGPR32():
                return AddLoadPointer(i);
            case Mnemonic.Bound:
                return AddBound(i);
            case Mnemonic.Arpl:
                byte to = BeginTarget(i, 1);
                Operation* adjust = Emit(Op.AdjustPrivilege);
                adjust->To = to;
                adjust->From = RegisterSlot(i.Op1Register);
                return EndTarget(i, 1);
            case Mnemonic.Aam or Mnemonic.Aad:
                Emit(i.Mnemonic == Mnemonic.Aam ? Op.AsciiAdjustMultiply : Op.AsciiAdjustDivide)->Constant = i.Immediate8;
                return true;
            case Mnemonic.Syscall:
                // As on Intel's processors, where 32-bit code hasn't it.
                return AddUndefined();
            default:
                return AddSimple(i.Mnemonic);
        }
    }

    private bool? AddSimple(Mnemonic mnemonic)
    {
        Op? code = mnemonic switch
        {
            Mnemonic.Daa => Op.DecimalAdjustAdd,
            Mnemonic.Das => Op.DecimalAdjustSubtract,
            Mnemonic.Aaa => Op.AsciiAdjustAdd,
            Mnemonic.Aas => Op.AsciiAdjustSubtract,
            Mnemonic.Salc => Op.SetAlFromCarry,
            Mnemonic.Into => Op.TrapIfOverflow,
            _ => null,
        };
        if (code is { } found)
        {
            Emit(found);
        }

        return code is null ? null : true;
    }

    // String instructions with SI, DI and CX.
    private static bool HasNarrowPointer(in Instruction i)
    {
        for (int operand = 0; operand < i.OpCount; operand++)
        {
            if (i.GetOpKind(operand) is OpKind.MemorySegSI or OpKind.MemorySegDI or OpKind.MemoryESDI)
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsSegment(Register register) => register is >= Register.ES and <= Register.GS;

    private byte PushedSlot(in Instruction i, out long constant)
    {
        constant = 0;
        if (i.Op0Kind != OpKind.Register || i.Op0Register.IsGPR())
        {
            return Source(i, 0, 2, out constant);
        }

        return SelectorOf(i.Op0Register, out constant);
    }

    /// <summary>Where the selector in a segment register is, or what it is: code and stack are flat.</summary>
    private byte SelectorOf(Register register, out long constant)
    {
        constant = register switch { Register.CS => 0x23, Register.SS => 0x2B, _ => 0 };
        if (constant != 0)
        {
            return Slot.Zero;
        }

        Operation* o = Emit(Op.MoveZ16);
        o->To = Slot.Loaded;
        o->From = SelectorSlot(register);
        return Slot.Loaded;
    }

    private static byte SelectorSlot(Register register) => register switch
    {
        Register.DS => Slot.Ds,
        Register.ES => Slot.Es,
        Register.FS => Slot.Fs,
        Register.GS => Slot.Gs,
        _ => Slot.Rax, // SS, which holds one selector alone
    };

    private void Push32(byte from, long constant)
    {
        Operation* store = Emit(Op.Store32);
        store->Base = Slot.Rsp;
        store->Displacement = unchecked(0 - Word);
        store->From = from;
        store->Constant = constant;
        Lea(Slot.Rsp, Slot.Rsp, unchecked(0 - Word));
    }

    private void Lea(byte to, byte from, ulong displacement)
    {
        Operation* o = Emit(Op.Lea32);
        o->To = to;
        o->Base = from;
        o->Displacement = displacement;
    }

    private void LoadFrom(byte to, byte pointer, ulong displacement)
    {
        Operation* o = Emit(Op.Load32);
        o->To = to;
        o->Base = pointer;
        o->Displacement = displacement;
    }

    private void Copy(byte to, byte from)
    {
        Operation* o = Emit(Op.Move32);
        o->To = to;
        o->From = from;
    }

    private bool? AddPop32(in Instruction i)
    {
        LoadFrom(Slot.Loaded, Slot.Rsp, 0);
        if (i.Op0Kind == OpKind.Register && i.Op0Register.IsGPR())
        {
            Lea(Slot.Rsp, Slot.Rsp, Word);
            Copy(RegisterSlot(i.Op0Register), Slot.Loaded);
            return true;
        }

        if (i.Op0Kind == OpKind.Register)
        {
            AddLoadSegment(i.Op0Register, Slot.Loaded);
            Lea(Slot.Rsp, Slot.Rsp, Word);
            return true;
        }

        // The address counts from where the stack pointer is afterwards (Intel SDM vol. 2, POP).
        SetAddress(i);
        if (i.MemoryBase == Register.ESP && _base == Slot.Rsp)
        {
            _displacement += Word;
        }
        else if (i.MemoryBase == Register.ESP)
        {
            _displacement = Word;
        }

        EmitAddressed(Op.Store32)->From = Slot.Loaded;
        Lea(Slot.Rsp, Slot.Rsp, Word);
        return true;
    }

    private bool AddPushAll()
    {
        ReadOnlySpan<byte> order = [Slot.Rax, Slot.Rcx, Slot.Rdx, Slot.Rbx, Slot.Rsp, Slot.Rbp, Slot.Rsi, Slot.Rdi];
        for (int place = 0; place < order.Length; place++)
        {
            Operation* store = Emit(Op.Store32);
            store->Base = Slot.Rsp;
            store->Displacement = unchecked(0 - (Word * (ulong)(place + 1)));
            store->From = order[place];
        }

        Lea(Slot.Rsp, Slot.Rsp, unchecked(0 - (Word * (ulong)order.Length)));
        return true;
    }

    private bool AddPopAll()
    {
        ReadOnlySpan<byte> order = [Slot.Rdi, Slot.Rsi, Slot.Rbp, Slot.Zero, Slot.Rbx, Slot.Rdx, Slot.Rcx, Slot.Rax];
        for (int place = order.Length - 1; place >= 0; place--)
        {
            // The stack pointer's own is skipped.
            if (order[place] != Slot.Zero)
            {
                LoadFrom(order[place], Slot.Rsp, Word * (ulong)place);
            }
        }

        Lea(Slot.Rsp, Slot.Rsp, Word * (ulong)order.Length);
        return true;
    }

    private bool AddIndirect32(in Instruction i)
    {
        if (Log2OfBytes(i, 0) != 2)
        {
            return AddUndefined();
        }

        byte from = Source(i, 0, 2, out _);
        if (i.IsCallNearIndirect)
        {
            // ESP names the target as it was before.
            if (from == Slot.Rsp)
            {
                Copy(Slot.Loaded, Slot.Rsp);
                from = Slot.Loaded;
            }

            Push32(Slot.Zero, (long)i.NextIP);
        }

        Emit(Op.JumpTo)->From = from;
        return false;
    }

    private bool AddLoadSegment(Register register, byte from)
    {
        Operation* o = Emit(register == Register.CS ? Op.Undefined : Op.LoadSegment);
        o->To = SelectorSlot(register);
        o->From = from;
        return register != Register.CS;
    }

    private bool AddStoreSegment(in Instruction i)
    {
        byte selector = SelectorOf(i.Op1Register, out long constant);
        Operation* o;
        if (i.Op0Kind == OpKind.Memory)
        {
            SetAddress(i);
            o = EmitAddressed(Op.Store16);
        }
        else
        {
            o = Emit(Log2OfBytes(i, 0) == 1 ? Op.Move16 : Op.Move32);
            o->To = RegisterSlot(i.Op0Register);
        }

        o->From = selector;
        o->Constant = constant;
        return true;
    }

    // The offset, and behind it the selector.
    private bool? AddLoadPointer(in Instruction i)
    {
        if (i.Op1Kind != OpKind.Memory)
        {
            return null;
        }

        SetAddress(i);
        EmitAddressed(Op.Load32)->To = Slot.Loaded;
        _displacement += Word;
        EmitAddressed(Op.LoadZ16)->To = Slot.Address;
        AddLoadSegment(i.Mnemonic switch
        {
            Mnemonic.Lds => Register.DS,
            Mnemonic.Les => Register.ES,
            Mnemonic.Lfs => Register.FS,
            Mnemonic.Lgs => Register.GS,
            _ => Register.SS,
        }, Slot.Address);
        Copy(RegisterSlot(i.Op0Register), Slot.Loaded);
        return true;
    }

    private bool? AddBound(in Instruction i)
    {
        int width = Log2OfBytes(i, 0);
        if (i.Op1Kind != OpKind.Memory || width is not (1 or 2))
        {
            return null;
        }

        SetAddress(i);
        EmitAddressed(LoadOf(width))->To = Slot.Loaded;
        _displacement += 1u << width;
        EmitAddressed(LoadOf(width))->To = Slot.Address;
        Operation* o = Emit(Op.CheckBound);
        o->From = RegisterSlot(i.Op0Register);
        o->Scale = (byte)(width - 1);
        return true;
    }
}

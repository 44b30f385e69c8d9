using ProcVM.Llvm;
using ProcVM.Module;
using ProcVM.Runtime.Lowering;

namespace ProcVM.Jit.Llvm;

/// <summary>Instructions that are done for their effect, and checks.</summary>
internal sealed unsafe partial class NativeEmitter
{
    private void Statement(in IrInstruction instruction)
    {
        switch (instruction.Op)
        {
            case IrOp.Copy:
                Copy(instruction);
                break;
            case IrOp.Constant:
                Define(instruction.Dst, _native.Constant((ValueType)instruction.Imm2, (ulong)instruction.Imm));
                KnowConstantAddress(instruction);
                break;
            case IrOp.Fuel:
                if (instruction.Imm > 0)
                {
                    ChargeFuel(instruction.Imm);
                }

                break;
            case IrOp.Count:
                Count(instruction.Imm);
                break;
            case Opcode.Br:
                _b.BuildBr(BlockOf(instruction.Imm));
                _isOpen = false;
                break;
            case Opcode.BrIf or Opcode.BrIfz:
                Branch(instruction);
                break;
            case Opcode.BrTable:
                BranchTable(instruction);
                break;
            case Opcode.Return:
                StoreFuel();
                ReturnStatus(_t.Const(0), instruction.Imm2 > 0 ? Use(_ir.Lists[instruction.Imm]) : default);
                _isOpen = false;
                break;
            case Opcode.Call:
                Call(instruction);
                break;
            case Opcode.CallRef:
                CallReference(instruction);
                break;
            case Opcode.Trap:
                Trap((TrapKind)instruction.Imm);
                break;
            case Opcode.Unreachable:
                Trap(TrapKind.Unreachable);
                break;
            case Opcode.Escape:
                Escape(instruction);
                break;
            case Opcode.GlobalSet:
                _native.StoreSlot(GlobalsAddress(), instruction.Imm, _unit.Module.Globals[(int)instruction.Imm].Type, Use(instruction.A));
                break;
            default:
                if (!Check(instruction) && !Bulk(instruction) && !TrappingArithmetic(instruction))
                {
                    Compute(instruction);
                }

                break;
        }
    }

    private void Copy(in IrInstruction copy)
    {
        LLVMValueRef value = Use(copy.A);
        LLVMValueRef truth = TruthKnown(copy.A);
        KnownAddress address = AddressKnown(copy.A);
        Define(copy.Dst, value);
        _truths[copy.Dst] = truth;
        _addresses[copy.Dst] = address;
    }

    private void Compute(in IrInstruction instruction)
    {
        if (Loads.IsStore(instruction.Op))
        {
            Store(instruction);
            return;
        }

        if (IsComparison(instruction.Op))
        {
            LLVMValueRef truth = Comparison(instruction);
            Define(instruction.Dst, _b.BuildZExt(truth, _t.I32));
            _truths[instruction.Dst] = truth;
            return;
        }

        KnownAddress address = DeriveAddress(instruction);
        Define(instruction.Dst, Value(instruction));
        _addresses[instruction.Dst] = address;
    }

    private LLVMBasicBlockRef BlockOf(long label) => _blocks[_ir.LabelBlocks[label]];

    private LLVMValueRef TruthKnown(int register) =>
        !_ir.IsConstant(register) && Absorbed(register) < 0 && IsKnown(register) ? _truths[register] : default;

    /// <summary>A register's truth, as a value of one bit.</summary>
    private LLVMValueRef Truth(int register)
    {
        int definition = Absorbed(register);
        if (definition >= 0 && IsComparison(_ir.Instructions[definition].Op))
        {
            return Comparison(_ir.Instructions[definition]);
        }

        LLVMValueRef known = TruthKnown(register);
        return known.Handle != 0 ? known : _b.BuildICmp(LLVMIntPredicate.LLVMIntNE, Use(register), _t.Const(0));
    }

    private void Branch(in IrInstruction branch)
    {
        LLVMBasicBlockRef next = NewBlock();
        LLVMValueRef condition = Truth(branch.A);
        LLVMBasicBlockRef target = BlockOf(branch.Imm);
        _ = branch.Op == Opcode.BrIf ? _b.BuildCondBr(condition, target, next) : _b.BuildCondBr(condition, next, target);
        ContinueIn(next);
    }

    private void BranchTable(in IrInstruction branch)
    {
        LLVMValueRef table = _b.BuildSwitch(Use(branch.A), BlockOf(_ir.Lists[branch.Imm + branch.Imm2]), (uint)branch.Imm2);
        for (int i = 0; i < branch.Imm2; i++)
        {
            table.AddCase(_t.Const(i), BlockOf(_ir.Lists[branch.Imm + i]));
        }

        _isOpen = false;
    }

    private LLVMValueRef GlobalsAddress()
    {
        LLVMValueRef globals = _b.BuildLoad2(_t.Pointer, Field(StateLayout.Globals));
        _module.Metadata.MarkInvariant(globals);
        return globals;
    }

    /// <summary>Emits checks, which pass or trap. False for other instructions.</summary>
    private bool Check(in IrInstruction check)
    {
        switch (check.Op)
        {
            case Opcode.I32Range when check.IsSafe:
                return true;
            case Opcode.I32Range or Opcode.I64Range:
                CheckConstants(Use(check.A), check.Imm, check.Imm2, TrapKind.Range);
                return true;
            case Opcode.I32Rangev or Opcode.I64Rangev:
                CheckBetween(check, TrapKind.Range);
                return true;
            case Opcode.NilCheck:
                TrapIf(_b.BuildICmp(LLVMIntPredicate.LLVMIntEQ, Use(check.A), _t.Const(0)), TrapKind.Nil);
                return true;
            case Opcode.Index:
                Index(check);
                return true;
            case IrOp.IndexOffset:
                CheckBetween(check, TrapKind.Index);
                Define(check.Dst, _b.BuildMul(_b.BuildSub(Use(check.A), Use(check.B)), _t.Const((int)check.Imm)));
                return true;
            default:
                return false;
        }
    }

    private void CheckConstants(LLVMValueRef value, long low, long high, TrapKind kind)
    {
        bool wide = value.TypeOf == _t.I64;
        LLVMValueRef least = wide ? _t.Const(low) : _t.Const((int)low);
        LLVMValueRef most = wide ? _t.Const(high) : _t.Const((int)high);
        LLVMValueRef extent = wide ? _t.Const(unchecked(high - low)) : _t.Const(unchecked((int)(high - low)));
        LLVMValueRef outside = _b.BuildICmp(LLVMIntPredicate.LLVMIntUGT, _b.BuildSub(value, least), extent);
        TrapIf(outside, kind, value, least, most);
    }

    private void CheckBetween(in IrInstruction check, TrapKind kind)
    {
        LLVMValueRef value = Use(check.A);
        LLVMValueRef low = Use(check.B);
        LLVMValueRef high = Use(check.C);
        LLVMValueRef outside = _b.BuildOr(
            _b.BuildICmp(LLVMIntPredicate.LLVMIntSLT, value, low), _b.BuildICmp(LLVMIntPredicate.LLVMIntSGT, value, high));
        TrapIf(outside, kind, value, low, high);
    }

    private void Index(in IrInstruction index)
    {
        LLVMValueRef number = Use(index.B);
        if (!index.IsSafe)
        {
            CheckConstants(number, index.Imm, index.Imm2, TrapKind.Index);
        }

        KnownAddress start = AddressKnown(index.A);
        ulong extent = (ulong)(index.Imm2 - index.Imm) * (uint)index.Size;
        if (start.Wide.Handle != 0 && extent <= uint.MaxValue && start.High + (long)extent <= uint.MaxValue)
        {
            LLVMValueRef wide = index.Imm >= 0 ? _b.BuildZExt(number, _t.I64) : _b.BuildSExt(number, _t.I64);
            LLVMValueRef scaled = _b.BuildNSWMul(wide, _t.Const((long)(uint)index.Size));
            LLVMValueRef sum = _b.BuildNSWAdd(
                _b.BuildNSWAdd(scaled, _t.Const(-(index.Imm * (uint)index.Size))), start.Wide);
            KnownAddress known = start with { Wide = sum, High = start.High + (long)extent };
            Define(index.Dst, Narrow(known));
            _addresses[index.Dst] = known;
            return;
        }

        LLVMValueRef distance = _b.BuildMul(_b.BuildSub(number, _t.Const((int)index.Imm)), _t.Const(index.Size));
        Define(index.Dst, _b.BuildAdd(Use(index.A), distance));
    }
}

using ProcVM.Module;
using ProcVM.Runtime.Execution;

namespace ProcVM.Runtime.Lowering;

internal sealed partial class CodeEmitter
{
    /// <summary>Branches to a block; when all it does is to branch on a condition (and it isn't a
    /// for-loop's end, which is one instruction with the step), that is done here.</summary>
    private void EmitBranch(int block)
    {
        int test = NextPresent(_ir.Blocks[block].First);
        if (test >= 0 && _ir.Instructions[test].Op is Opcode.BrIf or Opcode.BrIfz && block + 1 < _ir.BlockCount
            && DependsOnLocals(_ir.Instructions[test].A) && !FindStep(block + 1, out _, out _, out _))
        {
            EmitConditionalBranch(_ir.Instructions[test]);
            block++;
        }

        BranchToBlock(Add(RegisterOp.Br), block);
    }

    /// <summary>True when a condition can be evaluated anywhere: it needs nothing but locals, which keep their slots.</summary>
    private bool DependsOnLocals(int condition) => Absorbed(condition) is { } compare
        ? _ir.IsLocal(compare.A) && (_ir.IsLocal(compare.B) || _ir.IsConstant(compare.B))
        : _ir.IsLocal(condition);

    private void EmitConditionalBranch(in IrInstruction branch)
    {
        bool whenTrue = branch.Op == Opcode.BrIf;
        if (Absorbed(branch.A) is not { } compare)
        {
            int test = Add(whenTrue ? RegisterOp.BrNe32Imm : RegisterOp.BrEq32Imm, Slot(branch.A));
            BranchTo(test, branch.Imm);
            return;
        }

        Opcode op = compare.Op;
        int x = compare.A;
        int y = compare.B;
        bool negate = !whenTrue;
        if (negate && Simplification.Negate(op) != Opcode.Nop)
        {
            op = Simplification.Negate(op);
            negate = false;
        }

        if (_ir.IsConstant(y))
        {
            int unit = Add(OperationMap.BranchWithConstant(op), Slot(x));
            _code[unit].Imm = (int)_ir.Constants[y];
            BranchTo(unit, branch.Imm);
            return;
        }

        RegisterOp direct = OperationMap.Branch(op);
        if (direct == RegisterOp.Unreachable)
        {
            op = Simplification.Mirror(op);
            (x, y) = (y, x);
            direct = OperationMap.Branch(op);
        }

        if (negate)
        {
            direct = op switch
            {
                Opcode.F64Lt => RegisterOp.BrNotLtF64,
                Opcode.F64Le => RegisterOp.BrNotLeF64,
                Opcode.F32Lt => RegisterOp.BrNotLtF32,
                _ => RegisterOp.BrNotLeF32,
            };
        }

        BranchTo(Add(direct, Slot(x), Slot(y)), branch.Imm);
    }

    /// <summary>Emits the end of a for-loop as one instruction: leave when the limit is reached, else step and go round. False when
    /// it isn't one.</summary>
    private bool EmitLoopEnd(in IrInstruction branch, int block)
    {
        if (block + 1 >= _ir.BlockCount || _ir.Blocks[block + 1].Label >= 0 || Absorbed(branch.A) is not { } compare
            || !FindStep(block + 1, out int local, out int step, out long back) || _ir.LabelBlocks[back] > block)
        {
            return false;
        }

        Opcode goesOn = branch.Op == Opcode.BrIfz ? compare.Op : Simplification.Negate(compare.Op);
        int x = compare.A;
        int limit = compare.B;
        if (limit == local && x != local && !_ir.IsConstant(x))
        {
            goesOn = Simplification.Mirror(goesOn);
            (x, limit) = (limit, x);
        }

        if (x != local || limit == local || goesOn != (step > 0 ? Opcode.I32LtS : Opcode.I32GtS))
        {
            return false;
        }

        int unit;
        if (_ir.IsConstant(limit))
        {
            unit = Add(step > 0 ? RegisterOp.ForUp32Imm : RegisterOp.ForDown32Imm, Slot(local));
            _code[unit].Imm = _ir.Int32(limit);
        }
        else
        {
            unit = Add(step > 0 ? RegisterOp.ForUp32 : RegisterOp.ForDown32, Slot(local), Slot(limit));
        }

        BranchTo(unit, back);
        if (_ir.LabelBlocks[branch.Imm] != block + 2)
        {
            BranchTo(Add(RegisterOp.Br), branch.Imm);
        }

        return true;
    }

    /// <summary>True when a block does nothing but step a local by one and branch.</summary>
    private bool FindStep(int block, out int local, out int step, out long label)
    {
        local = step = 0;
        label = 0;
        int first = NextPresent(_ir.Blocks[block].First);
        int second = first >= 0 ? NextPresent(_ir.Instructions[first].Next) : -1;
        if (second < 0 || NextPresent(_ir.Instructions[second].Next) >= 0)
        {
            return false;
        }

        ref IrInstruction add = ref _ir.Instructions[first];
        ref IrInstruction branch = ref _ir.Instructions[second];
        if (add.Op != Opcode.I32Add || !_ir.IsLocal(add.Dst) || add.A != add.Dst || !_ir.IsConstant(add.B) || branch.Op != Opcode.Br)
        {
            return false;
        }

        local = add.Dst;
        step = _ir.Int32(add.B);
        label = branch.Imm;
        return step is 1 or -1;
    }

    private int NextPresent(int index)
    {
        while (index >= 0 && _ir.Instructions[index].IsGone)
        {
            index = _ir.Instructions[index].Next;
        }

        return index;
    }

    private void EmitBranchTable(in IrInstruction branch)
    {
        int table = Add(RegisterOp.BrTable, Slot(branch.A));
        _code[table].Imm = (int)branch.Imm2;
        for (int i = 0; i <= branch.Imm2; i++)
        {
            // A negative distance back to the table marks an entry.
            int entry = Add(RegisterOp.Copy);
            _code[entry].Imm = table - entry;
            BranchTo(entry, _ir.Lists[branch.Imm + i]);
        }
    }

    /// <summary>The host sees one NaN (SPEC.md section 1).</summary>
    private void CanonicaliseArguments(ReadOnlySpan<ValueType> types, int operands)
    {
        for (int i = 0; i < types.Length; i++)
        {
            if (types[i] is ValueType.F32 or ValueType.F64)
            {
                Add(types[i] == ValueType.F32 ? RegisterOp.CanonF32 : RegisterOp.CanonF64, operands + i, operands + i);
            }
        }
    }

    private void EmitCall(in IrInstruction call)
    {
        (int start, int count) = Operands.List(call);
        (int resultStart, int results) = Operands.Results(call);
        _mostOperands = Math.Max(_mostOperands, _slots.Window(call) + Math.Max(count, results));
        int operands = _slots.OperandBase + _slots.Window(call);

        // A result of an earlier call that is no operand in its place lies below: no copy overwrites what another reads.
        for (int i = count - 1; i >= 0; i--)
        {
            if (!_slots.IsInPlace(_ir.Lists[start + i], call, i))
            {
                CopyTo(operands + i, _ir.Lists[start + i]);
            }
        }

        int unit;
        if (call.Op == Opcode.CallRef)
        {
            unit = Add(RegisterOp.CallRef, operands, Slot(call.A));
            _code[unit].Imm = _targets.SignatureOf((int)call.Imm);
        }
        else if (call.Imm < _module.Imports.Length)
        {
            CanonicaliseArguments(_module.TypeOf((int)call.Imm).Parameters, operands);
            unit = Add(_takesSamples ? RegisterOp.CallHostSampled : RegisterOp.CallHost, operands);
            _code[unit].Imm = _targets.HostCallOf((int)call.Imm);
        }
        else
        {
            unit = Add(RegisterOp.Call, operands);
            _code[unit].Long = _targets.EntryOf((int)call.Imm);
        }

        for (int i = 0; i < results; i++)
        {
            int result = _ir.Lists[resultStart + i];
            if (!_slots.IsInPlace(result, call, i) && _slots.IsRead(result))
            {
                AddCopy(Slot(result), operands + i);
            }
        }
    }

    /// <summary>The return that a block consists of, or −1: branches to it return at once instead.</summary>
    private int ReturnAt(int block)
    {
        int first = NextPresent(_ir.Blocks[block].First);
        while (first < 0 && _ir.Blocks[block].FallsThrough && block + 1 < _ir.BlockCount)
        {
            first = NextPresent(_ir.Blocks[++block].First);
        }

        return first >= 0 && _ir.Instructions[first].Op == Opcode.Return && _ir.Instructions[first].Imm2 <= 1 ? first : -1;
    }

    /// <summary>Where the result to return is: when the last instruction copied it, where it was copied from.</summary>
    private int ReturnedSlot(int slot)
    {
        int last = _count - 1;
        if (last < _blockStart || _code[last].Op != RegisterOp.Copy || _code[last].A != slot)
        {
            return slot;
        }

        _count--;
        return _code[last].B;
    }

    private void EmitReturn(in IrInstruction instruction)
    {
        int start = (int)instruction.Imm;
        int unit;
        switch (instruction.Imm2)
        {
            case 0:
                unit = Add(RegisterOp.Return);
                break;
            case 1:
                int result = _ir.Lists[start];
                if (_ir.IsConstant(result))
                {
                    // The frame ends here: its first slot is free for the result.
                    CopyTo(0, result);
                }

                unit = Add(RegisterOp.ReturnValue, _ir.IsConstant(result) ? 0 : ReturnedSlot(Slot(result)));
                break;
            default:
                unit = Add(RegisterOp.Rare);
                _code[unit].Imm = (int)Opcode.Return;
                _code[unit].Target = (int)instruction.Imm2;
                for (int i = 0; i < instruction.Imm2; i++)
                {
                    Add(RegisterOp.Unreachable, Slot(_ir.Lists[start + i]));
                }

                return;
        }

        _code[unit].Imm = _cost;
    }
}

using ProcVM.Module;

namespace ProcVM.Runtime.Lowering;

internal sealed partial class IrBuilder
{
    /// <summary>Translates labels, branches, calls and ends. False when the operation is none of them.</summary>
    private bool TranslateControl(ref CodeReader code, Opcode op)
    {
        switch (op)
        {
            case Opcode.Label:
                PlaceLabel((int)code.ReadU32());
                return true;
            case Opcode.Br:
                Branch((int)code.ReadU32());
                return true;
            case Opcode.BrIf or Opcode.BrIfz:
                BranchIf(ref code, op, (int)code.ReadU32());
                return true;
            case Opcode.BrTable:
                BranchTable(ref code);
                return true;
            case Opcode.Return:
                Return();
                return true;
            case Opcode.Call:
                Call(op, (int)code.ReadU32());
                return true;
            case Opcode.CallRef:
                Call(op, (int)code.ReadU32());
                return true;
            case Opcode.Trap:
                Append(New(op, imm: code.ReadU8()));
                return true;
            case Opcode.Unreachable:
                Append(New(op));
                return true;
            case Opcode.Escape:
                uint function = code.ReadU32();
                uint label = code.ReadU32();
                Append(New(op, a: InRegister(Pop()), imm: function, imm2: label));
                return true;
            default:
                return false;
        }
    }

    private void PlaceLabel(int label)
    {
        bool fallsIn = !EndsControl(_ir.Blocks[_block].Last);
        if (fallsIn && _labelReferences[label] > 0)
        {
            CopyToLabel(label);
        }

        if (fallsIn && _labelReferences[label] == 0 && !_function.Labels[label].IsEscapeTarget)
        {
            // Nobody branches here: the values known stay known.
            _ir.LabelBlocks[label] = StartBlock(-1);
            return;
        }

        if (_skipsTrapTo == label)
        {
            // The branch around a trap, the only way here: the operand stack is as it was, and all values known at the branch are known still.
            _skipsTrapTo = -1;
            _block = _ir.NewBlock(label);
            _ir.LabelBlocks[label] = _block;
            StartCharge();
            return;
        }

        _ir.Blocks[_block].FallsThrough = fallsIn;
        ClearStack();
        ForgetValues();
        _block = _ir.NewBlock(label);
        _ir.LabelBlocks[label] = _block;
        StartCharge();
        ValueType[] stack = _function.Labels[label].Stack;
        for (int i = 0; i < stack.Length; i++)
        {
            int value = NewRegister(stack[i]);
            Append(New(IrOp.Copy, value, _ir.Lists[_labelLists[label] + i]));
            Push(value, value);
        }
    }

    private int StartBlock(int label)
    {
        _ir.Blocks[_block].FallsThrough = true;
        _block = _ir.NewBlock(label);
        StartCharge();
        return _block;
    }

    private bool EndsControl(int instruction) =>
        instruction >= 0 && _ir.Instructions[instruction].Op is Opcode.Br or Opcode.BrTable or Opcode.Return or Opcode.Trap
            or Opcode.Unreachable or Opcode.Escape;

    /// <summary>Copies the operand stack to the registers in which a label expects it. They are read at the label alone, so order doesn't matter.</summary>
    private void CopyToLabel(int label)
    {
        for (int i = 0; i < _depth; i++)
        {
            Append(New(IrOp.Copy, _ir.Lists[_labelLists[label] + i], _stackRegisters[i]));
        }
    }

    private void ClearStack()
    {
        while (_depth > 0)
        {
            Pop();
        }
    }

    private void Branch(int label)
    {
        CopyToLabel(label);
        Append(New(Opcode.Br, imm: label));
        ClearStack();
    }

    /// <summary>True when a conditional branch does nothing but skip a trap, and is the only way to its label.</summary>
    private bool SkipsTrap(CodeReader code, int label)
    {
        if (_labelReferences[label] != 1 || _function.Labels[label].IsEscapeTarget || code.AtEnd)
        {
            return false;
        }

        Opcode trap = code.ReadOpcode();
        if (trap == Opcode.Trap)
        {
            code.ReadU8();
        }
        else if (trap != Opcode.Unreachable)
        {
            return false;
        }

        return !code.AtEnd && code.ReadOpcode() == Opcode.Label && code.ReadU32() == (uint)label;
    }

    private void BranchIf(ref CodeReader code, Opcode op, int label)
    {
        Operand condition = Pop();
        if (_ir.IsConstant(condition.Register))
        {
            if (_ir.Int32(condition.Register) != 0 == (op == Opcode.BrIf))
            {
                CopyToLabel(label);
                Append(New(Opcode.Br, imm: label));
                // What follows can't be reached, but it is translated all the same.
                _ir.Blocks[_block].FallsThrough = false;
                _block = _ir.NewBlock(-1);
                StartCharge();
                return;
            }

            StartBlock(-1);
            return;
        }

        if (SkipsTrap(code, label))
        {
            _skipsTrapTo = label;
        }
        else
        {
            CopyToLabel(label);
        }

        Append(New(op, a: condition.Register, imm: label));
        StartBlock(-1);
    }

    private void BranchTable(ref CodeReader code)
    {
        int selector = InRegister(Pop());
        int count = (int)code.ReadU32();
        int list = _ir.NewList(count + 1);
        for (int i = 0; i <= count; i++)
        {
            int label = (int)code.ReadU32();
            _ir.Lists[list + i] = label;
        }

        if (_depth > 0)
        {
            for (int i = 0; i <= count; i++)
            {
                CopyToLabelOnce(list, i);
            }
        }

        Append(New(Opcode.BrTable, a: selector, imm: list, imm2: count));
        ClearStack();
    }

    private void CopyToLabelOnce(int list, int place)
    {
        int label = _ir.Lists[list + place];
        if (_tableMarks is null)
        {
            _tableMarks = new int[_labelReferences.Length];
        }

        if (_tableMarks[label] != _pc + 1)
        {
            _tableMarks[label] = _pc + 1;
            CopyToLabel(label);
        }
    }

    private int[]? _tableMarks;

    // The label behind the trap that comes next, or −1.
    private int _skipsTrapTo = -1;

    private void Return()
    {
        int count = _type.Results.Length;
        int list = _ir.NewList(count);
        for (int i = count - 1; i >= 0; i--)
        {
            // One result may be a constant in the instruction; several are read from slots.
            _ir.Lists[list + i] = count == 1 ? Pop().Register : InRegister(Pop());
        }

        Append(New(Opcode.Return, imm: list, imm2: count));
    }

    private void Call(Opcode op, int target)
    {
        FunctionType type = op == Opcode.Call ? _module.TypeOf(target) : _module.Types[target];
        int reference = op == Opcode.CallRef ? InRegister(Pop()) : -1;
        int parameters = type.Parameters.Length;
        int results = type.Results.Length;
        int list = _ir.NewList(parameters + results);
        for (int i = parameters - 1; i >= 0; i--)
        {
            _ir.Lists[list + i] = Pop().Register;
        }

        for (int i = 0; i < results; i++)
        {
            _ir.Lists[list + parameters + i] = NewRegister(type.Results[i]);
        }

        Append(New(op, -1, reference, imm: target, imm2: list, size: (parameters << 8) | results));
        AfterCall();
        for (int i = 0; i < results; i++)
        {
            int result = _ir.Lists[list + parameters + i];
            _ir.Definitions[result] = _ir.Count - 1;
            Push(result, result);
        }
    }

    /// <summary>Other code ran: memory and globals may hold anything.</summary>
    private void AfterCall()
    {
        _memory.Clear();
        _callVersion = _nextVersion++;
    }

    /// <summary>Operations that are done out of line: their operands go to slots.</summary>
    private void Rare(ref CodeReader code, in OpcodeRow row)
    {
        long imm = 0;
        long imm2 = 0;
        switch (row.Immediate)
        {
            case Immediate.None:
                break;
            case Immediate.TableTable or Immediate.ElementTable:
                imm = code.ReadU32();
                imm2 = code.ReadU32();
                break;
            default:
                imm = code.ReadU32();
                break;
        }

        Span<int> operands = [-1, -1, -1];
        for (int i = row.Pops.Length - 1; i >= 0; i--)
        {
            Operand operand = Pop();
            bool keep = row.Opcode == Opcode.MemoryCopy && i == 2;
            operands[i] = keep ? operand.Register : InRegister(operand);
        }

        int result = row.Pushes.Length > 0 ? NewRegister(ValueTypes.FromLetter(row.Pushes[0])) : -1;
        Append(New(row.Opcode, result, operands[0], operands[1], operands[2], imm, imm2));
        if ((row.Flags & (OpcodeFlags.Store | OpcodeFlags.Call)) != 0)
        {
            _memory.Clear();
        }

        if (result >= 0)
        {
            Push(result, result);
        }
    }
}

using System.Reflection.Emit;
using ProcVM.Module;
using ProcVM.Runtime.Execution;
using ProcVM.Runtime.Lowering;

namespace ProcVM.Jit.Cil;

/// <summary>Instructions that are statements: the evaluation stack is empty before and after.</summary>
internal sealed unsafe partial class CilEmitter
{
    private void Statement(in IrInstruction instruction)
    {
        switch (instruction.Op)
        {
            case IrOp.Copy:
                Push(instruction.A);
                Set(instruction.Dst);
                break;
            case IrOp.Constant:
                PushConstant((ValueType)instruction.Imm2, (ulong)instruction.Imm);
                Set(instruction.Dst);
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
                _il.Emit(OpCodes.Br, LabelOf(instruction.Imm));
                break;
            case Opcode.BrIf or Opcode.BrIfz:
                Branch(instruction);
                break;
            case Opcode.BrTable:
                BranchTable(instruction);
                break;
            case Opcode.Return:
                Return(instruction);
                break;
            case Opcode.Call:
                Call(instruction);
                break;
            case Opcode.CallRef:
                CallReference(instruction);
                break;
            case Opcode.Trap:
                EmitTrap((TrapKind)instruction.Imm);
                break;
            case Opcode.Unreachable:
                EmitTrap(TrapKind.Unreachable);
                break;
            case Opcode.Escape:
                Escape(instruction);
                break;
            case Opcode.GlobalSet:
                PushGlobal(instruction.Imm);
                Push(instruction.A);
                CilTypes.StoreSlot(_il, Unit.Module.Globals[(int)instruction.Imm].Type);
                break;
            case Opcode.Select:
                Select(instruction);
                break;
            default:
                if (!Check(instruction) && !Bulk(instruction) && !TrappingArithmetic(instruction))
                {
                    if (Loads.IsStore(instruction.Op))
                    {
                        Store(instruction);
                    }
                    else
                    {
                        Value(instruction);
                        Set(instruction.Dst);
                    }
                }

                break;
        }
    }

    private Label LabelOf(long label) => _now.Blocks[Ir.LabelBlocks[label]];

    private void Branch(in IrInstruction branch)
    {
        bool whenTrue = branch.Op == Opcode.BrIf;
        int definition = Absorbed(branch.A);
        if (definition < 0)
        {
            Push(branch.A);
            _il.Emit(whenTrue ? OpCodes.Brtrue : OpCodes.Brfalse, LabelOf(branch.Imm));
            return;
        }

        ref IrInstruction compare = ref Ir.Instructions[definition];
        Opcode op = compare.Op;
        Opcode negated = Simplification.Negate(op);
        if (!whenTrue && negated != Opcode.Nop)
        {
            (op, whenTrue) = (negated, true);
        }

        Push(compare.A);
        Push(compare.B);
        _il.Emit(whenTrue ? WhenTrue(op) : WhenNot(op), LabelOf(branch.Imm));
    }

    private static OpCode WhenTrue(Opcode op) => op switch
    {
        Opcode.I32Eq or Opcode.I64Eq or Opcode.F32Eq or Opcode.F64Eq => OpCodes.Beq,
        Opcode.I32Ne or Opcode.I64Ne or Opcode.F32Ne or Opcode.F64Ne => OpCodes.Bne_Un,
        Opcode.I32LtS or Opcode.I64LtS or Opcode.F32Lt or Opcode.F64Lt => OpCodes.Blt,
        Opcode.I32GtS or Opcode.I64GtS or Opcode.F32Gt or Opcode.F64Gt => OpCodes.Bgt,
        Opcode.I32LeS or Opcode.I64LeS or Opcode.F32Le or Opcode.F64Le => OpCodes.Ble,
        Opcode.I32GeS or Opcode.I64GeS or Opcode.F32Ge or Opcode.F64Ge => OpCodes.Bge,
        Opcode.I32LtU or Opcode.I64LtU => OpCodes.Blt_Un,
        Opcode.I32GtU or Opcode.I64GtU => OpCodes.Bgt_Un,
        Opcode.I32LeU or Opcode.I64LeU => OpCodes.Ble_Un,
        _ => OpCodes.Bge_Un,
    };

    /// <summary>Branches when a comparison of floating-point numbers is not true; a NaN makes it so.</summary>
    private static OpCode WhenNot(Opcode op) => op switch
    {
        Opcode.F32Lt or Opcode.F64Lt => OpCodes.Bge_Un,
        Opcode.F32Gt or Opcode.F64Gt => OpCodes.Ble_Un,
        Opcode.F32Le or Opcode.F64Le => OpCodes.Bgt_Un,
        _ => OpCodes.Blt_Un,
    };

    private void BranchTable(in IrInstruction branch)
    {
        Label[] targets = new Label[branch.Imm2];
        for (int i = 0; i < targets.Length; i++)
        {
            targets[i] = LabelOf(Ir.Lists[branch.Imm + i]);
        }

        Push(branch.A);
        _il.Emit(OpCodes.Switch, targets);
        _il.Emit(OpCodes.Br, LabelOf(Ir.Lists[branch.Imm + branch.Imm2]));
    }

    private void Return(in IrInstruction instruction)
    {
        TakeSampleAtReturn();
        if (_now.Callers.Length > 0)
        {
            if (_now.Result is { } result)
            {
                Push(Ir.Lists[instruction.Imm]);
                _il.Emit(OpCodes.Stloc, result);
            }

            _il.Emit(OpCodes.Br, _now.End);
            return;
        }

        bool hasResult = instruction.Imm2 > 0;
        if (hasResult && _fromSlots)
        {
            _il.Emit(OpCodes.Ldarg_1);
        }

        if (hasResult)
        {
            Push(Ir.Lists[instruction.Imm]);
        }

        if (hasResult && _fromSlots)
        {
            CilTypes.StoreSlot(_il, Unit.Module.TypeOf(Unit.Function).Results[0]);
        }

        _il.Emit(OpCodes.Ret);
    }

    private void Select(in IrInstruction select)
    {
        // The result's register may be one of the operands'.
        Label first = _il.DefineLabel();
        Label end = _il.DefineLabel();
        Push(select.C);
        _il.Emit(OpCodes.Brtrue, first);
        Push(select.B);
        Set(select.Dst);
        _il.Emit(OpCodes.Br, end);
        _il.MarkLabel(first);
        Push(select.A);
        Set(select.Dst);
        _il.MarkLabel(end);
    }

    private void PushGlobal(long global)
    {
        LoadField(nameof(EngineState.Globals));
        _il.Emit(OpCodes.Ldc_I4, (int)global * 8);
        _il.Emit(OpCodes.Add);
    }

    /// <summary>Emits checks, which pass or trap. False for other instructions.</summary>
    private bool Check(in IrInstruction check)
    {
        switch (check.Op)
        {
            case Opcode.I32Range when check.IsSafe:
                return true;
            case Opcode.I32Range:
                Push(check.A);
                _il.Emit(OpCodes.Stloc, _index);
                _il.Emit(OpCodes.Ldloc, _index);
                _il.Emit(OpCodes.Ldc_I4, (int)check.Imm);
                _il.Emit(OpCodes.Sub);
                _il.Emit(OpCodes.Ldc_I4, unchecked((int)(check.Imm2 - check.Imm)));
                _il.Emit(OpCodes.Bgt_Un, TrapAt(TrapKind.Range, _index, check.Imm, check.Imm2));
                return true;
            case Opcode.I64Range:
                Push(check.A);
                _il.Emit(OpCodes.Stloc, _wide);
                _il.Emit(OpCodes.Ldloc, _wide);
                _il.Emit(OpCodes.Ldc_I8, check.Imm);
                _il.Emit(OpCodes.Sub);
                _il.Emit(OpCodes.Ldc_I8, unchecked(check.Imm2 - check.Imm));
                _il.Emit(OpCodes.Bgt_Un, TrapAt(TrapKind.Range, _wide, check.Imm, check.Imm2));
                return true;
            case Opcode.I32Rangev or Opcode.I64Rangev:
                CheckBetween(check.A, check.B, check.C, TrapKind.Range);
                return true;
            case Opcode.NilCheck:
                Push(check.A);
                _il.Emit(OpCodes.Brfalse, TrapAt(TrapKind.Nil));
                return true;
            case Opcode.Index:
                Index(check);
                return true;
            case IrOp.IndexOffset:
                CheckBetween(check.A, check.B, check.C, TrapKind.Index);
                Push(check.A);
                Push(check.B);
                _il.Emit(OpCodes.Sub);
                _il.Emit(OpCodes.Ldc_I4, (int)check.Imm);
                _il.Emit(OpCodes.Mul);
                Set(check.Dst);
                return true;
            default:
                return false;
        }
    }

    private void CheckBetween(int value, int low, int high, TrapKind kind)
    {
        Label outside = _il.DefineLabel();
        Label inside = _il.DefineLabel();
        Push(value);
        Push(low);
        _il.Emit(OpCodes.Blt, outside);
        Push(value);
        Push(high);
        _il.Emit(OpCodes.Ble, inside);
        _il.MarkLabel(outside);
        SetFieldFrom(nameof(EngineState.TrapValue), value);
        SetFieldFrom(nameof(EngineState.TrapLow), low);
        SetFieldFrom(nameof(EngineState.TrapHigh), high);
        SetHasBounds();
        EmitTrap(kind);
        _il.MarkLabel(inside);
    }

    private void SetFieldFrom(string name, int register)
    {
        _il.Emit(OpCodes.Ldarg_0);
        Push(register);
        _il.Emit(OpCodes.Conv_I8);
        _il.Emit(OpCodes.Stfld, Field(name));
    }

    private void Index(in IrInstruction index)
    {
        // The distance from the first element; at the trap the index is told again from it.
        Push(index.B);
        _il.Emit(OpCodes.Stloc, _index);
        if (!index.IsSafe)
        {
            _il.Emit(OpCodes.Ldloc, _index);
            _il.Emit(OpCodes.Ldc_I4, (int)index.Imm);
            _il.Emit(OpCodes.Sub);
            _il.Emit(OpCodes.Ldc_I4, unchecked((int)(index.Imm2 - index.Imm)));
            _il.Emit(OpCodes.Bgt_Un, TrapAt(TrapKind.Index, _index, index.Imm, index.Imm2));
        }

        Push(index.A);
        _il.Emit(OpCodes.Ldloc, _index);
        _il.Emit(OpCodes.Ldc_I4, (int)index.Imm);
        _il.Emit(OpCodes.Sub);
        _il.Emit(OpCodes.Ldc_I4, index.Size);
        _il.Emit(OpCodes.Mul);
        _il.Emit(OpCodes.Add);
        Set(index.Dst);
    }
}

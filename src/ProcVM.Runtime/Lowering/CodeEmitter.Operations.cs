using ProcVM.Module;
using ProcVM.Runtime.Execution;

namespace ProcVM.Runtime.Lowering;

internal sealed partial class CodeEmitter
{
    private void EmitInstruction(in IrInstruction instruction, int block)
    {
        int unit;
        switch (instruction.Op)
        {
            case IrOp.Copy:
                CopyTo(Slot(instruction.Dst), instruction.A);
                break;
            case IrOp.Constant:
                unit = Add(RegisterOp.LoadImmediate, Slot(instruction.Dst));
                _code[unit].Long = instruction.Imm;
                break;
            case IrOp.Fuel:
                if (instruction.Imm > 0)
                {
                    At(Add(RegisterOp.Fuel)).Imm = (int)instruction.Imm;
                }

                break;
            case IrOp.Count:
                At(Add(RegisterOp.Count)).Long = instruction.Imm;
                break;
            case Opcode.Br:
                if (ReturnAt(_ir.LabelBlocks[instruction.Imm]) is var ending && ending >= 0)
                {
                    EmitReturn(_ir.Instructions[ending]);
                }
                else if (_ir.LabelBlocks[instruction.Imm] != block + 1)
                {
                    EmitBranch(_ir.LabelBlocks[instruction.Imm]);
                }

                break;
            case Opcode.BrTable:
                EmitBranchTable(instruction);
                break;
            case Opcode.Call or Opcode.CallRef:
                EmitCall(instruction);
                break;
            case Opcode.Return:
                EmitReturn(instruction);
                break;
            case Opcode.Trap:
                At(Add(RegisterOp.Trap)).Imm = (int)instruction.Imm;
                break;
            case Opcode.Unreachable:
                Add(RegisterOp.Unreachable);
                break;
            case Opcode.GlobalGet:
                At(Add(RegisterOp.GlobalGet, Slot(instruction.Dst))).Imm = (int)instruction.Imm;
                break;
            case Opcode.GlobalSet:
                At(Add(RegisterOp.GlobalSet, Slot(instruction.A))).Imm = (int)instruction.Imm;
                break;
            case Opcode.Select:
                unit = Add(RegisterOp.Select, Slot(instruction.Dst), Slot(instruction.A), Slot(instruction.B));
                _code[unit].Imm = Slot(instruction.C);
                break;
            case Opcode.FrameAddr:
                unit = Add(RegisterOp.FrameAddress, Slot(instruction.Dst));
                _code[unit].Imm = (int)instruction.Imm - _ir.FrameSize;
                break;
            case Opcode.I32Range or Opcode.I64Range or Opcode.I32Rangev or Opcode.I64Rangev or Opcode.NilCheck:
                EmitCheck(instruction);
                break;
            case Opcode.Index or IrOp.IndexOffset:
                EmitIndex(instruction);
                break;
            default:
                if (Loads.Is(instruction.Op) || Loads.IsStore(instruction.Op))
                {
                    EmitAccess(instruction);
                }
                else if (!EmitBulk(instruction))
                {
                    EmitOperation(instruction);
                }

                break;
        }
    }

    private void EmitCheck(in IrInstruction check)
    {
        int unit;
        switch (check.Op)
        {
            case Opcode.I32Range:
                unit = Add(RegisterOp.Range32, Slot(check.A));
                _code[unit].Imm = (int)check.Imm;
                _code[unit].Target = (int)check.Imm2;
                break;
            case Opcode.I64Range:
                unit = Add(RegisterOp.Range64, Slot(check.A));
                _code[unit].Long = check.Imm;
                unit = Add(RegisterOp.Unreachable);
                _code[unit].Long = check.Imm2;
                break;
            case Opcode.NilCheck:
                Add(RegisterOp.NilCheck, Slot(check.A));
                break;
            default:
                Add(check.Op == Opcode.I32Rangev ? RegisterOp.RangeV32 : RegisterOp.RangeV64,
                    Slot(check.A), Slot(check.B), Slot(check.C));
                break;
        }
    }

    private void EmitIndex(in IrInstruction index)
    {
        int unit;
        if (index.Op == IrOp.IndexOffset)
        {
            unit = Add(RegisterOp.IndexOffsetV, Slot(index.Dst), Slot(index.A), Slot(index.B));
            _code[unit].Imm = Slot(index.C);
            _code[unit].Target = (int)index.Imm;
            return;
        }

        bool constant = _ir.IsConstant(index.A);
        unit = Add(constant ? RegisterOp.IndexImm : RegisterOp.Index, Slot(index.Dst), constant ? 0 : Slot(index.A), Slot(index.B));
        _code[unit].Imm = (int)index.Imm;
        _code[unit].Target = Elements(index);
        unit = Add(RegisterOp.Unreachable);
        _code[unit].Imm = index.Size;
        _code[unit].Target = constant ? _ir.Int32(index.A) : 0;
    }

    /// <summary>The number of elements that an index may choose from.</summary>
    private static int Elements(in IrInstruction index) => index.Imm2 < index.Imm ? 0 : (int)(index.Imm2 - index.Imm + 1);

    private void EmitAccess(in IrInstruction access)
    {
        RegisterOp op = OperationMap.Access(access.Op);
        int value = Slot(Loads.Is(access.Op) ? access.Dst : access.B);
        bool inBounds = !Loads.CanTrap(_ir, access, _module.Memory);
        if (_ir.IsConstant(access.A))
        {
            EmitAccessAtConstant(access, op, value, inBounds);
            return;
        }

        int unit;
        if (inBounds && Addresses.IsFrameAddress(_ir, access.A))
        {
            unit = Add(With(op, AddressingMode.Frame), value);
            _code[unit].Imm = (int)(_ir.Instructions[_ir.Definitions[access.A]].Imm + access.Imm - _ir.FrameSize);
            return;
        }

        if (Absorbed(access.A) is { } address)
        {
            if (address.Op == Opcode.Index)
            {
                EmitIndexedAccess(access, op, value, address, inBounds);
            }
            else
            {
                EmitScaledAccess(access, op, value, address);
            }

            return;
        }

        AddressingMode mode = IsNilCheckedHere(access) ? AddressingMode.NotNil : AddressingMode.Register;
        unit = Add(With(op, mode), value, Slot(access.A));
        _code[unit].Imm = (int)access.Imm;
    }

    private bool IsNilCheckedHere(in IrInstruction access)
    {
        for (int i = access.Previous; i >= 0 && _ir.Instructions[i].IsGone; i = _ir.Instructions[i].Previous)
        {
            if (_ir.Instructions[i].Op == Opcode.NilCheck && _ir.Instructions[i].A == access.A && _ir.Instructions[i].Position >= 0)
            {
                return true;
            }
        }

        return false;
    }

    private void EmitAccessAtConstant(in IrInstruction access, RegisterOp op, int value, bool inBounds)
    {
        long address = (uint)_ir.Int32(access.A) + access.Imm;
        if (inBounds)
        {
            At(Add(op, value)).Imm = (int)address;
        }
        else if (address > uint.MaxValue)
        {
            At(Add(RegisterOp.Trap)).Imm = (int)TrapKind.Memory;
        }
        else
        {
            At(Add(With(op, AddressingMode.ScaledAbsolute), value)).Target = (int)address;
        }
    }

    private void EmitIndexedAccess(in IrInstruction access, RegisterOp op, int value, in IrInstruction index, bool inBounds)
    {
        AddressingMode mode = AddressingMode.IndexedRegister;
        int place = (int)access.Imm;
        int start = 0;
        if (inBounds && _ir.IsConstant(index.A))
        {
            mode = AddressingMode.IndexedAbsolute;
            place = (int)((uint)_ir.Int32(index.A) + access.Imm);
        }
        else if (inBounds && Addresses.IsFrameAddress(_ir, index.A))
        {
            mode = AddressingMode.IndexedFrame;
            place = (int)(_ir.Instructions[_ir.Definitions[index.A]].Imm + access.Imm - _ir.FrameSize);
        }
        else
        {
            start = Slot(index.A);
        }

        int unit = Add(With(op, mode), value, Slot(index.B), index.Size);
        _code[unit].Imm = (int)index.Imm;
        _code[unit].Target = Elements(index);
        _offsets[unit] = index.Pc;
        unit = Add(RegisterOp.Unreachable, start);
        _code[unit].Imm = place;
    }

    private void EmitScaledAccess(in IrInstruction access, RegisterOp op, int value, in IrInstruction sum)
    {
        AddressSum address = AddressSum.Of(_ir, sum);
        int unit = Add(With(op, AddressingMode.Scaled), value,
            address.Plain >= 0 ? Slot(address.Plain) : 0, address.Scaled >= 0 ? Slot(address.Scaled) : 0);
        _code[unit].Imm = address.Scaled >= 0 ? address.Scale : 0;
        _code[unit].Target = address.Constant;
        int second = Add(RegisterOp.Unreachable);
        _code[second].Imm = (int)access.Imm;
        if (address.Plain < 0)
        {
            _code[unit].Op = With(op, AddressingMode.ScaledAbsolute);
            _code[unit].B = _code[unit].C;
        }
    }

    private void EmitOperation(in IrInstruction instruction)
    {
        Opcode op = instruction.Op;
        int dst = instruction.Dst >= 0 ? Slot(instruction.Dst) : 0;
        if (op is Opcode.F64Add or Opcode.F64Sub && EmitProductSum(instruction, dst))
        {
            return;
        }

        if (op == Opcode.I32Add && (Absorbed(instruction.A) is not null || Absorbed(instruction.B) is not null))
        {
            EmitSum(AddressSum.Of(_ir, instruction), dst);
            return;
        }

        if (op == Opcode.I32Xor && EmitXorRotation(instruction, dst))
        {
            return;
        }

        int unit;
        if (_ir.IsConstant(instruction.A))
        {
            unit = Add(OperationMap.WithFirstConstant(op), dst, Slot(instruction.B));
            SetConstant(unit, instruction.A);
            return;
        }

        if (_ir.IsConstant(instruction.B))
        {
            unit = Add(OperationMap.WithConstant(op), dst, Slot(instruction.A));
            SetConstant(unit, instruction.B);
            return;
        }

        RegisterOp direct = OperationMap.Direct(op);
        if (direct == RegisterOp.Unreachable)
        {
            // Greater is less with the operands exchanged.
            Add(OperationMap.Direct(Simplification.Mirror(op)), dst, Slot(instruction.B), Slot(instruction.A));
            return;
        }

        Add(direct, dst, Slot(instruction.A), instruction.B >= 0 ? Slot(instruction.B) : 0);
    }

    private void SetConstant(int unit, int register)
    {
        if (_ir.Types[register] == ValueType.I32)
        {
            _code[unit].Imm = _ir.Int32(register);
        }
        else
        {
            // 64-bit comparisons and shifts read the low half alone.
            _code[unit].Long = (long)_ir.Constants[register];
        }
    }

    private void EmitSum(AddressSum sum, int dst)
    {
        int unit = sum.Plain >= 0
            ? Add(RegisterOp.ScaledAddress, dst, Slot(sum.Plain), Slot(sum.Scaled)) : Add(RegisterOp.MulAdd32Imm, dst, Slot(sum.Scaled));
        _code[unit].Imm = sum.Scale;
        _code[unit].Target = sum.Constant;
    }

    private bool EmitXorRotation(in IrInstruction xor, int dst)
    {
        bool isRight = Absorbed(xor.B) is not null;
        if ((isRight ? Absorbed(xor.B) : Absorbed(xor.A)) is not { } rotation)
        {
            return false;
        }

        int unit = Add(RegisterOp.XorRotr32Imm, dst, Slot(isRight ? xor.A : xor.B), Slot(rotation.A));
        _code[unit].Imm = _ir.Int32(rotation.B);
        return true;
    }

    private bool EmitProductSum(in IrInstruction sum, int dst)
    {
        bool isRight = Absorbed(sum.B) is not null;
        if ((isRight ? Absorbed(sum.B) : Absorbed(sum.A)) is not { } product)
        {
            return false;
        }

        RegisterOp op = sum.Op == Opcode.F64Add ? RegisterOp.MulAddF64
            : isRight ? RegisterOp.MulSubF64 : RegisterOp.MulRsubF64;
        int unit = Add(op, dst, Slot(product.A), Slot(product.B));
        _code[unit].Imm = Slot(isRight ? sum.A : sum.B);
        return true;
    }

    /// <summary>Emits operations on stretches of memory, tables and segments. False for others.</summary>
    private bool EmitBulk(in IrInstruction instruction)
    {
        int unit;
        switch (instruction.Op)
        {
            case Opcode.MemorySize:
                Add(RegisterOp.MemorySize, Slot(instruction.Dst));
                return true;
            case Opcode.MemoryCopy:
                bool constant = _ir.IsConstant(instruction.C);
                unit = Add(constant ? RegisterOp.MemoryCopyImm : RegisterOp.MemoryCopy, Slot(instruction.A), Slot(instruction.B),
                    constant ? 0 : Slot(instruction.C));
                _code[unit].Imm = constant ? _ir.Int32(instruction.C) : 0;
                return true;
            case Opcode.MemoryFill:
                Add(RegisterOp.MemoryFill, Slot(instruction.A), Slot(instruction.B), Slot(instruction.C));
                return true;
            case Opcode.MemoryCompare:
                unit = Add(RegisterOp.MemoryCompare, Slot(instruction.Dst), Slot(instruction.A), Slot(instruction.B));
                _code[unit].Imm = Slot(instruction.C);
                return true;
            case Opcode.MemoryGrow or Opcode.MemoryInit or Opcode.DataDrop or Opcode.TableGet or Opcode.TableSet or Opcode.TableInit
                or Opcode.ElemDrop or Opcode.TableCopy or Opcode.TableGrow or Opcode.TableSize or Opcode.TableFill or Opcode.Escape:
                unit = Add(RegisterOp.Rare, SlotOrZero(instruction.Dst), SlotOrZero(instruction.A), SlotOrZero(instruction.B));
                _code[unit].Imm = (int)instruction.Op;
                _code[unit].Target = (int)instruction.Imm;
                unit = Add(RegisterOp.Unreachable, SlotOrZero(instruction.C));
                _code[unit].Imm = (int)instruction.Imm2;
                return true;
            default:
                return false;
        }
    }

    private int SlotOrZero(int register) => register >= 0 ? Slot(register) : 0;

    /// <summary>The operation that finds its address in a given way.</summary>
    private static RegisterOp With(RegisterOp absolute, AddressingMode mode) => (RegisterOp)((int)absolute + (int)mode);
}

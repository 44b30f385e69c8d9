using ProcVM.Core;
using ProcVM.Llvm;
using ProcVM.Module;
using ProcVM.Runtime.Lowering;

namespace ProcVM.Jit.Llvm;

/// <summary>Memory: loads, stores, stretches, tables.</summary>
internal sealed unsafe partial class NativeEmitter
{
    private readonly KnownAddress[] _addresses;

    private void LoadMemorySize()
    {
        LLVMValueRef size = _b.BuildLoad2(_t.I64, Field(StateLayout.MemorySize));
        long least = (long)_unit.Module.Memory.Minimum * GuestMemory.PageSize;
        _module.Metadata.SetRange(size, _t.Const(least), _t.Const((1L << 32) + 1));
        _b.BuildStore(size, _size);
    }

    private LLVMValueRef MemorySize() => _b.BuildLoad2(_t.I64, _size);

    /// <summary>What is known of an address in a register, in the block that is written.</summary>
    private KnownAddress AddressKnown(int register)
    {
        if (_ir.IsConstant(register))
        {
            long address = (uint)_ir.Int32(register);
            return new KnownAddress(_t.Const(address), address, address, IsFrame: false);
        }

        if (Addresses.IsFrameAddress(_ir, register))
        {
            long distance = _ir.Instructions[_ir.Definitions[register]].Imm - _ir.FrameSize;
            return new KnownAddress(_t.Const(distance), distance, distance, IsFrame: true);
        }

        return IsKnown(register) ? _addresses[register] : default;
    }

    private void KnowConstantAddress(in IrInstruction constant)
    {
        if ((ValueType)constant.Imm2 == ValueType.I32)
        {
            long address = (uint)constant.Imm;
            _addresses[constant.Dst] = new KnownAddress(_t.Const(address), address, address, IsFrame: false);
        }
    }

    /// <summary>What is known of a sum with a constant.</summary>
    private KnownAddress DeriveAddress(in IrInstruction sum)
    {
        if (sum.Op != Opcode.I32Add || !_ir.IsConstant(sum.B) || AddressKnown(sum.A) is not { Wide.Handle: not 0 } start)
        {
            return default;
        }

        long distance = _ir.Int32(sum.B);
        long least = start.IsFrame ? -_ir.FrameSize : 0;
        return start.Low + distance >= least && start.High + distance <= uint.MaxValue
            ? new KnownAddress(_b.BuildNSWAdd(start.Wide, _t.Const(distance)), start.Low + distance, start.High + distance, start.IsFrame)
            : default;
    }

    /// <summary>The address as the guest sees it.</summary>
    private LLVMValueRef Narrow(in KnownAddress address)
    {
        LLVMValueRef narrow = _b.BuildTrunc(address.Wide, _t.I32);
        return address.IsFrame ? _b.BuildAdd(FrameEnd(), narrow) : narrow;
    }

    /// <summary>The guest's address of the end of the memory frame.</summary>
    private LLVMValueRef FrameEnd() => _b.BuildTrunc(
        _b.BuildSub(_b.BuildPtrToInt(_frame, _t.I64), _b.BuildPtrToInt(_memory, _t.I64)), _t.I32);

    /// <summary>An access's host address; traps when it is out of bounds.</summary>
    private LLVMValueRef Address(in IrInstruction access)
    {
        int size = Addresses.AccessSize(access.Op);
        long end = access.Imm + size;
        KnownAddress known = AddressKnown(access.A);
        if (known.Wide.Handle != 0)
        {
            if (known.IsFrame && known.Low + access.Imm >= -_ir.FrameSize && known.High + end <= 0)
            {
                return _b.BuildInBoundsGEP2(_t.I8, _frame, [_b.BuildNSWAdd(known.Wide, _t.Const(access.Imm))]);
            }

            if (!known.IsFrame && known.High + end <= (long)_unit.Module.Memory.Minimum * GuestMemory.PageSize)
            {
                return _b.BuildInBoundsGEP2(_t.I8, _memory, [_b.BuildNSWAdd(known.Wide, _t.Const(access.Imm))]);
            }
        }

        LLVMValueRef address = known.Wide.Handle != 0 && !known.IsFrame ? known.Wide : _b.BuildZExt(Use(access.A), _t.I64);
        if (Loads.CanTrap(_ir, access, _unit.Module.Memory))
        {
            LLVMValueRef last = _b.BuildNUWAdd(address, _t.Const(end));
            TrapIf(_b.BuildICmp(LLVMIntPredicate.LLVMIntUGT, last, MemorySize()), TrapKind.Memory);
        }

        LLVMValueRef start = access.Imm == 0 ? address : _b.BuildNUWAdd(address, _t.Const(access.Imm));
        return _b.BuildInBoundsGEP2(_t.I8, _memory, [start]);
    }

    private LLVMValueRef Load(in IrInstruction load)
    {
        (LLVMTypeRef type, bool signed) = load.Op switch
        {
            Opcode.I32Load8S or Opcode.I64Load8S => (_t.I8, true),
            Opcode.I32Load8U or Opcode.I64Load8U => (_t.I8, false),
            Opcode.I32Load16S or Opcode.I64Load16S => (_t.I16, true),
            Opcode.I32Load16U or Opcode.I64Load16U => (_t.I16, false),
            Opcode.I32Load or Opcode.I64Load32S => (_t.I32, true),
            Opcode.I64Load32U => (_t.I32, false),
            Opcode.I64Load => (_t.I64, false),
            Opcode.F32Load => (_t.F32, false),
            _ => (_t.F64, false),
        };
        LLVMValueRef value = _b.BuildLoad2(type, Address(load));
        value.SetAlignment(1);
        LLVMTypeRef wanted = TypeOf(load.Dst);
        return type == wanted ? value : signed ? _b.BuildSExt(value, wanted) : _b.BuildZExt(value, wanted);
    }

    private void Store(in IrInstruction store)
    {
        LLVMValueRef value = _native.Canonical(_ir.Types[store.B], Use(store.B));
        LLVMTypeRef narrow = store.Op switch
        {
            Opcode.I32Store8 or Opcode.I64Store8 => _t.I8,
            Opcode.I32Store16 or Opcode.I64Store16 => _t.I16,
            Opcode.I64Store32 => _t.I32,
            _ => value.TypeOf,
        };
        LLVMValueRef address = Address(store);
        _b.BuildStore(narrow == value.TypeOf ? value : _b.BuildTrunc(value, narrow), address).SetAlignment(1);
    }

    /// <summary>Emits operations on stretches of memory, tables and segments. False for others.</summary>
    private bool Bulk(in IrInstruction instruction)
    {
        switch (instruction.Op)
        {
            case Opcode.MemoryCopy:
                _b.BuildMemMove(
                    Stretch(instruction.A, instruction.C, out LLVMValueRef count), 1, Stretch(instruction.B, instruction.C, out _), 1, count);
                return true;
            case Opcode.MemoryFill:
                LLVMValueRef to = Stretch(instruction.A, instruction.C, out LLVMValueRef length);
                _b.BuildMemSet(to, _b.BuildTrunc(Use(instruction.B), _t.I8), length, 1);
                return true;
            case Opcode.MemoryCompare:
                LLVMValueRef x = Stretch(instruction.A, instruction.C, out LLVMValueRef bytes);
                LLVMValueRef y = Stretch(instruction.B, instruction.C, out _);
                LLVMValueRef order = _module.Call(_native.Helper("memcmp", _t.I32, _t.Pointer, _t.Pointer, _t.I64), x, y, bytes);
                LLVMValueRef isMore = _b.BuildZExt(_b.BuildICmp(LLVMIntPredicate.LLVMIntSGT, order, _t.Const(0)), _t.I32);
                LLVMValueRef isLess = _b.BuildICmp(LLVMIntPredicate.LLVMIntSLT, order, _t.Const(0));
                Define(instruction.Dst, _b.BuildSelect(isLess, _t.Const(-1), isMore));
                return true;
            case Opcode.MemoryGrow or Opcode.MemoryInit or Opcode.DataDrop or Opcode.TableGet or Opcode.TableSet or Opcode.TableInit
                or Opcode.ElemDrop or Opcode.TableCopy or Opcode.TableGrow or Opcode.TableSize or Opcode.TableFill:
                Rare(instruction);
                return true;
            default:
                return false;
        }
    }

    /// <summary>The host address of a stretch of memory; traps when it isn't in bounds.</summary>
    private LLVMValueRef Stretch(int start, int count, out LLVMValueRef length)
    {
        length = _b.BuildZExt(Use(count), _t.I64);
        LLVMValueRef address = _b.BuildZExt(Use(start), _t.I64);
        LLVMValueRef end = _b.BuildNUWAdd(address, length);
        TrapIf(_b.BuildICmp(LLVMIntPredicate.LLVMIntUGT, end, MemorySize()), TrapKind.Memory);
        return _b.BuildInBoundsGEP2(_t.I8, _memory, [address]);
    }

    private void Rare(in IrInstruction instruction)
    {
        if (_rareResult.Handle == 0)
        {
            LLVMBasicBlockRef here = _b.InsertBlock;
            _b.PositionAtEnd(_entry);
            _rareResult = _b.BuildAlloca(_t.I32);
            _b.PositionAtEnd(here);
        }

        LlvmFunction rare = _native.Helper(
            "pvm.rare", _t.I32, _t.Pointer, _t.I32, _t.I32, _t.I32, _t.I32, _t.I32, _t.I32, _t.Pointer);
        LLVMValueRef kind = _module.Call(
            rare, _state, _t.Const((int)instruction.Op), _t.Const((int)instruction.Imm), _t.Const((int)instruction.Imm2),
            UseOrZero(instruction.A), UseOrZero(instruction.B), UseOrZero(instruction.C), _rareResult);
        TrapIf(
            _b.BuildICmp(LLVMIntPredicate.LLVMIntNE, kind, _t.Const(0)),
            instruction.Op == Opcode.MemoryInit ? TrapKind.Memory : TrapKind.Table);
        if (instruction.Op == Opcode.MemoryGrow)
        {
            LoadMemorySize();
        }

        if (instruction.Dst >= 0)
        {
            Define(instruction.Dst, _b.BuildLoad2(_t.I32, _rareResult));
        }
    }

    private LLVMValueRef UseOrZero(int register) => register >= 0 ? Use(register) : _t.Const(0);
}

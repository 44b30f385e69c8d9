using ProcVM.Llvm;
using ProcVM.Module;
using ProcVM.Runtime.Lowering;

namespace ProcVM.Jit.Llvm;

/// <summary>Instructions that are values and can't trap, but for loads.</summary>
internal sealed unsafe partial class NativeEmitter
{
    private LLVMValueRef Value(in IrInstruction instruction)
    {
        if (Loads.Is(instruction.Op))
        {
            return Load(instruction);
        }

        if (IsComparison(instruction.Op))
        {
            return _b.BuildZExt(Comparison(instruction), _t.I32);
        }

        return Integer(instruction) ?? Float(instruction) ?? Other(instruction);
    }

    private static bool IsComparison(Opcode op) =>
        op is (>= Opcode.I32Eq and <= Opcode.I32GeU) or (>= Opcode.I64Eq and <= Opcode.F64Ge);

    private LLVMValueRef Comparison(in IrInstruction instruction)
    {
        LLVMValueRef a = Use(instruction.A);
        LLVMValueRef b = Use(instruction.B);
        return instruction.Op switch
        {
            Opcode.I32Eq or Opcode.I64Eq => _b.BuildICmp(LLVMIntPredicate.LLVMIntEQ, a, b),
            Opcode.I32Ne or Opcode.I64Ne => _b.BuildICmp(LLVMIntPredicate.LLVMIntNE, a, b),
            Opcode.I32LtS or Opcode.I64LtS => _b.BuildICmp(LLVMIntPredicate.LLVMIntSLT, a, b),
            Opcode.I32LtU or Opcode.I64LtU => _b.BuildICmp(LLVMIntPredicate.LLVMIntULT, a, b),
            Opcode.I32GtS or Opcode.I64GtS => _b.BuildICmp(LLVMIntPredicate.LLVMIntSGT, a, b),
            Opcode.I32GtU or Opcode.I64GtU => _b.BuildICmp(LLVMIntPredicate.LLVMIntUGT, a, b),
            Opcode.I32LeS or Opcode.I64LeS => _b.BuildICmp(LLVMIntPredicate.LLVMIntSLE, a, b),
            Opcode.I32LeU or Opcode.I64LeU => _b.BuildICmp(LLVMIntPredicate.LLVMIntULE, a, b),
            Opcode.I32GeS or Opcode.I64GeS => _b.BuildICmp(LLVMIntPredicate.LLVMIntSGE, a, b),
            Opcode.I32GeU or Opcode.I64GeU => _b.BuildICmp(LLVMIntPredicate.LLVMIntUGE, a, b),
            Opcode.F32Eq or Opcode.F64Eq => _b.BuildFCmp(LLVMRealPredicate.LLVMRealOEQ, a, b),
            Opcode.F32Ne or Opcode.F64Ne => _b.BuildFCmp(LLVMRealPredicate.LLVMRealUNE, a, b),
            Opcode.F32Lt or Opcode.F64Lt => _b.BuildFCmp(LLVMRealPredicate.LLVMRealOLT, a, b),
            Opcode.F32Gt or Opcode.F64Gt => _b.BuildFCmp(LLVMRealPredicate.LLVMRealOGT, a, b),
            Opcode.F32Le or Opcode.F64Le => _b.BuildFCmp(LLVMRealPredicate.LLVMRealOLE, a, b),
            Opcode.F32Ge or Opcode.F64Ge => _b.BuildFCmp(LLVMRealPredicate.LLVMRealOGE, a, b),
            _ => throw Unknown(instruction.Op),
        };
    }

    private static InvalidOperationException Unknown(Opcode op) => new("not an operation of this tier: " + op);

    private LLVMValueRef? Integer(in IrInstruction instruction)
    {
        LLVMOpcode? simple = instruction.Op switch
        {
            Opcode.I32Add or Opcode.I64Add => LLVMOpcode.LLVMAdd,
            Opcode.I32Sub or Opcode.I64Sub => LLVMOpcode.LLVMSub,
            Opcode.I32Mul or Opcode.I64Mul => LLVMOpcode.LLVMMul,
            Opcode.I32And or Opcode.I64And => LLVMOpcode.LLVMAnd,
            Opcode.I32Or or Opcode.I64Or => LLVMOpcode.LLVMOr,
            Opcode.I32Xor or Opcode.I64Xor => LLVMOpcode.LLVMXor,
            Opcode.F32Add or Opcode.F64Add => LLVMOpcode.LLVMFAdd,
            Opcode.F32Sub or Opcode.F64Sub => LLVMOpcode.LLVMFSub,
            Opcode.F32Mul or Opcode.F64Mul => LLVMOpcode.LLVMFMul,
            Opcode.F32Div or Opcode.F64Div => LLVMOpcode.LLVMFDiv,
            _ => null,
        };
        if (simple is { } op)
        {
            return _b.BuildBinOp(op, Use(instruction.A), Use(instruction.B));
        }

        switch (instruction.Op)
        {
            case Opcode.I32Shl or Opcode.I64Shl:
                return _b.BuildShl(Use(instruction.A), Count(instruction));
            case Opcode.I32ShrS or Opcode.I64ShrS:
                return _b.BuildAShr(Use(instruction.A), Count(instruction));
            case Opcode.I32ShrU or Opcode.I64ShrU:
                return _b.BuildLShr(Use(instruction.A), Count(instruction));
            case Opcode.I32Rotl or Opcode.I64Rotl:
                LLVMValueRef left = Use(instruction.A);
                return _module.Call(_module.Intrinsic("llvm.fshl", left.TypeOf), left, left, Count(instruction));
            case Opcode.I32Rotr or Opcode.I64Rotr:
                LLVMValueRef right = Use(instruction.A);
                return _module.Call(_module.Intrinsic("llvm.fshr", right.TypeOf), right, right, Count(instruction));
            case Opcode.I32Clz or Opcode.I64Clz:
                return CountZeros("llvm.ctlz", instruction.A);
            case Opcode.I32Ctz or Opcode.I64Ctz:
                return CountZeros("llvm.cttz", instruction.A);
            case Opcode.I32Popcnt or Opcode.I64Popcnt:
                LLVMValueRef bits = Use(instruction.A);
                return _module.Call(_module.Intrinsic("llvm.ctpop", bits.TypeOf), bits);
            case Opcode.I64Bit:
                return Bit(instruction);
            default:
                return null;
        }
    }

    /// <summary>The distance of a shift or rotation, modulo the width.</summary>
    private LLVMValueRef Count(in IrInstruction shift)
    {
        bool wide = IsWide(shift.A);
        LLVMTypeRef type = wide ? _t.I64 : _t.I32;
        LLVMValueRef count = Use(shift.B);
        if (count.TypeOf != type)
        {
            count = wide ? _b.BuildZExt(count, type) : _b.BuildTrunc(count, type);
        }

        return _b.BuildAnd(count, wide ? _t.Const(63L) : _t.Const(31));
    }

    private LLVMValueRef CountZeros(string intrinsic, int register)
    {
        LLVMValueRef value = Use(register);
        return _module.Call(_module.Intrinsic(intrinsic, value.TypeOf), value, _t.Const(false));
    }

    /// <summary>A member's bit, and whether the position is in the set at all.</summary>
    private LLVMValueRef Bit(in IrInstruction bit)
    {
        LLVMValueRef set = Use(bit.A);
        LLVMValueRef position = Use(bit.B);
        position = position.TypeOf == _t.I32 ? position : _b.BuildTrunc(position, _t.I32);
        LLVMValueRef wide = _b.BuildZExt(_b.BuildAnd(position, _t.Const(63)), _t.I64);
        LLVMValueRef shifted = _b.BuildTrunc(_b.BuildLShr(set, wide), _t.I1);
        LLVMValueRef isInside = _b.BuildICmp(LLVMIntPredicate.LLVMIntULT, position, _t.Const(64));
        return _b.BuildZExt(_b.BuildAnd(shifted, isInside), _t.I32);
    }

    private LLVMValueRef? Float(in IrInstruction instruction)
    {
        string? intrinsic = instruction.Op switch
        {
            Opcode.F32Abs or Opcode.F64Abs => "llvm.fabs",
            Opcode.F32Sqrt or Opcode.F64Sqrt => "llvm.sqrt",
            Opcode.F32Ceil or Opcode.F64Ceil => "llvm.ceil",
            Opcode.F32Floor or Opcode.F64Floor => "llvm.floor",
            Opcode.F32Trunc or Opcode.F64Trunc => "llvm.trunc",
            Opcode.F32Nearest or Opcode.F64Nearest => "llvm.roundeven",
            _ => null,
        };
        if (intrinsic is not null)
        {
            LLVMValueRef value = Use(instruction.A);
            return _module.Call(_module.Intrinsic(intrinsic, value.TypeOf), value);
        }

        switch (instruction.Op)
        {
            case Opcode.F32Neg or Opcode.F64Neg:
                return _b.BuildFNeg(Use(instruction.A));
            case Opcode.F32Min or Opcode.F64Min:
                return LesserOrGreater(instruction, LLVMRealPredicate.LLVMRealOLT);
            case Opcode.F32Max or Opcode.F64Max:
                return LesserOrGreater(instruction, LLVMRealPredicate.LLVMRealOGT);
            case Opcode.F32Copysign or Opcode.F64Copysign:
                LLVMValueRef sign = Use(instruction.B);
                LLVMValueRef isNaN = _b.BuildFCmp(LLVMRealPredicate.LLVMRealUNO, sign, sign);
                LLVMValueRef known = _b.BuildSelect(isNaN, LLVMValueRef.CreateConstReal(sign.TypeOf, 1), sign);
                return _module.Call(_module.Intrinsic("llvm.copysign", sign.TypeOf), Use(instruction.A), known);
            case Opcode.F64Sin:
                return Routine("pvm.sin", instruction.A);
            case Opcode.F64Cos:
                return Routine("pvm.cos", instruction.A);
            case Opcode.F64Atan:
                return Routine("pvm.atan", instruction.A);
            case Opcode.F64Exp:
                return Routine("pvm.exp", instruction.A);
            case Opcode.F64Ln:
                return Routine("pvm.ln", instruction.A);
            default:
                return null;
        }
    }

    /// <summary>The lesser or the greater; NaN when either is, and −0 below +0.</summary>
    private LLVMValueRef LesserOrGreater(in IrInstruction instruction, LLVMRealPredicate isFirst)
    {
        LLVMValueRef x = Use(instruction.A);
        LLVMValueRef y = Use(instruction.B);
        LLVMTypeRef bits = x.TypeOf == _t.F64 ? _t.I64 : _t.I32;
        LLVMValueRef first = _b.BuildBitCast(x, bits);
        LLVMValueRef second = _b.BuildBitCast(y, bits);
        // Of equal numbers only zeros differ, by their signs.
        LLVMValueRef equal = isFirst == LLVMRealPredicate.LLVMRealOLT ? _b.BuildOr(first, second) : _b.BuildAnd(first, second);
        LLVMValueRef result = _b.BuildSelect(
            _b.BuildFCmp(LLVMRealPredicate.LLVMRealOEQ, x, y), _b.BuildBitCast(equal, x.TypeOf), y);
        result = _b.BuildSelect(_b.BuildFCmp(isFirst, x, y), x, result);
        return _b.BuildSelect(_b.BuildFCmp(LLVMRealPredicate.LLVMRealUNO, x, y), _b.BuildFAdd(x, y), result);
    }

    /// <summary>A routine of numbers alone.</summary>
    private LLVMValueRef Routine(string name, int register)
    {
        LLVMValueRef value = Use(register);
        LLVMTypeRef result = name.EndsWith("f32", StringComparison.Ordinal) ? _t.F32 : _t.F64;
        return _module.Call(_native.PureHelper(name, result, value.TypeOf), value);
    }

    private LLVMValueRef Other(in IrInstruction instruction)
    {
        switch (instruction.Op)
        {
            case Opcode.Select:
                return _b.BuildSelect(Truth(instruction.C), Use(instruction.A), Use(instruction.B));
            case Opcode.GlobalGet:
                return _b.BuildLoad2(
                    _native.TypeOf(_unit.Module.Globals[(int)instruction.Imm].Type), _native.Field(GlobalsAddress(), instruction.Imm * 8));
            case Opcode.FrameAddr:
                return _b.BuildAdd(FrameEnd(), _t.Const((int)instruction.Imm - _ir.FrameSize));
            case Opcode.MemorySize:
                return _b.BuildTrunc(_b.BuildLShr(MemorySize(), _t.Const(16L)), _t.I32);
            case Opcode.I32ReinterpretF32:
                return _b.BuildBitCast(_native.Canonical(ValueType.F32, Use(instruction.A)), _t.I32);
            case Opcode.I64ReinterpretF64:
                return _b.BuildBitCast(_native.Canonical(ValueType.F64, Use(instruction.A)), _t.I64);
            case Opcode.F64ConvertI64U:
                return Routine("pvm.u64tof64", instruction.A);
            case Opcode.F32ConvertI64U:
                return Routine("pvm.u64tof32", instruction.A);
            default:
                return Convert(instruction);
        }
    }

    private LLVMValueRef Convert(in IrInstruction instruction)
    {
        LLVMValueRef value = Use(instruction.A);
        return instruction.Op switch
        {
            Opcode.I32WrapI64 => _b.BuildTrunc(value, _t.I32),
            Opcode.I64ExtendI32S => _b.BuildSExt(value, _t.I64),
            Opcode.I64ExtendI32U => _b.BuildZExt(value, _t.I64),
            Opcode.I32Extend8S => _b.BuildSExt(_b.BuildTrunc(value, _t.I8), _t.I32),
            Opcode.I32Extend16S => _b.BuildSExt(_b.BuildTrunc(value, _t.I16), _t.I32),
            Opcode.I64Extend8S => _b.BuildSExt(_b.BuildTrunc(value, _t.I8), _t.I64),
            Opcode.I64Extend16S => _b.BuildSExt(_b.BuildTrunc(value, _t.I16), _t.I64),
            Opcode.I64Extend32S => _b.BuildSExt(_b.BuildTrunc(value, _t.I32), _t.I64),
            Opcode.F64ConvertI32S or Opcode.F64ConvertI64S => _b.BuildSIToFP(value, _t.F64),
            Opcode.F64ConvertI32U => _b.BuildUIToFP(value, _t.F64),
            Opcode.F64PromoteF32 => _b.BuildFPExt(value, _t.F64),
            Opcode.F32ConvertI32S or Opcode.F32ConvertI64S => _b.BuildSIToFP(value, _t.F32),
            Opcode.F32ConvertI32U => _b.BuildUIToFP(value, _t.F32),
            Opcode.F32DemoteF64 => _b.BuildFPTrunc(value, _t.F32),
            Opcode.F32ReinterpretI32 => _b.BuildBitCast(value, _t.F32),
            Opcode.F64ReinterpretI64 => _b.BuildBitCast(value, _t.F64),
            Opcode.I32TruncSatF32S or Opcode.I32TruncSatF64S => Saturate("llvm.fptosi.sat", _t.I32, value),
            Opcode.I32TruncSatF32U or Opcode.I32TruncSatF64U => Saturate("llvm.fptoui.sat", _t.I32, value),
            Opcode.I64TruncSatF32S or Opcode.I64TruncSatF64S => Saturate("llvm.fptosi.sat", _t.I64, value),
            Opcode.I64TruncSatF32U or Opcode.I64TruncSatF64U => Saturate("llvm.fptoui.sat", _t.I64, value),
            _ => throw Unknown(instruction.Op),
        };
    }

    private LLVMValueRef Saturate(string intrinsic, LLVMTypeRef type, LLVMValueRef value) =>
        _module.Call(_module.Intrinsic(intrinsic, type, value.TypeOf), value);
}

using ProcVM.Llvm;
using ProcVM.Module;
using ProcVM.Runtime.Lowering;

namespace ProcVM.Jit.Llvm;

/// <summary>Arithmetic that can trap (SPEC.md section 6). What LLVM leaves undefined is never reached.</summary>
internal sealed unsafe partial class NativeEmitter
{
    private bool TrappingArithmetic(in IrInstruction instruction)
    {
        LLVMValueRef? result = instruction.Op switch
        {
            Opcode.I32AddO when instruction.IsSafe => _b.BuildNSWAdd(Use(instruction.A), Use(instruction.B)),
            Opcode.I32SubO when instruction.IsSafe => _b.BuildNSWSub(Use(instruction.A), Use(instruction.B)),
            Opcode.I32MulO when instruction.IsSafe => _b.BuildNSWMul(Use(instruction.A), Use(instruction.B)),
            Opcode.I32AddO or Opcode.I64AddO => WithOverflow("llvm.sadd.with.overflow", instruction),
            Opcode.I32SubO or Opcode.I64SubO => WithOverflow("llvm.ssub.with.overflow", instruction),
            Opcode.I32MulO or Opcode.I64MulO => WithOverflow("llvm.smul.with.overflow", instruction),
            Opcode.I64AddOu => WithOverflow("llvm.uadd.with.overflow", instruction),
            Opcode.I64SubOu => WithOverflow("llvm.usub.with.overflow", instruction),
            Opcode.I64MulOu => WithOverflow("llvm.umul.with.overflow", instruction),
            Opcode.I32AbsO or Opcode.I64AbsO => Absolute(instruction),
            Opcode.I32DivS or Opcode.I64DivS => DivideSigned(instruction),
            Opcode.I32RemS or Opcode.I64RemS => RemainderSigned(instruction),
            Opcode.I32DivU or Opcode.I64DivU => DivideUnsigned(instruction, LLVMOpcode.LLVMUDiv),
            Opcode.I32RemU or Opcode.I64RemU => DivideUnsigned(instruction, LLVMOpcode.LLVMURem),
            Opcode.I32Mod or Opcode.I64Mod => Modulo(instruction),
            Opcode.F64DivZ => DivideFloat(instruction),
            _ => Truncate(instruction),
        };
        if (result is not { } value)
        {
            return false;
        }

        Define(instruction.Dst, value);
        return true;
    }

    private LLVMValueRef Number(bool wide, long value) => wide ? _t.Const(value) : _t.Const((int)value);

    private LLVMValueRef WithOverflow(string intrinsic, in IrInstruction instruction)
    {
        LLVMValueRef a = Use(instruction.A);
        LLVMValueRef both = _module.Call(_module.Intrinsic(intrinsic, a.TypeOf), a, Use(instruction.B));
        TrapIf(_b.BuildExtractValue(both, 1), TrapKind.Overflow);
        return _b.BuildExtractValue(both, 0);
    }

    private LLVMValueRef Absolute(in IrInstruction instruction)
    {
        bool wide = IsWide(instruction.Dst);
        LLVMValueRef value = Use(instruction.A);
        TrapIf(_b.BuildICmp(LLVMIntPredicate.LLVMIntEQ, value, Number(wide, wide ? long.MinValue : int.MinValue)), TrapKind.Overflow);
        return _module.Call(_module.Intrinsic("llvm.abs", value.TypeOf), value, _t.Const(true));
    }

    private void CheckDivisor(in IrInstruction instruction)
    {
        if (!_ir.IsConstant(instruction.B) || _ir.Constants[instruction.B] == 0)
        {
            TrapIf(
                _b.BuildICmp(LLVMIntPredicate.LLVMIntEQ, Use(instruction.B), Number(IsWide(instruction.B), 0)), TrapKind.Division);
        }
    }

    /// <summary>True unless the divisor is a constant other than −1.</summary>
    private bool MayDivideByMinusOne(in IrInstruction instruction) =>
        !_ir.IsConstant(instruction.B) || (IsWide(instruction.B) ? (long)_ir.Constants[instruction.B] : _ir.Int32(instruction.B)) == -1;

    private LLVMValueRef DivideSigned(in IrInstruction instruction)
    {
        bool wide = IsWide(instruction.Dst);
        CheckDivisor(instruction);
        LLVMValueRef a = Use(instruction.A);
        LLVMValueRef b = Use(instruction.B);
        if (MayDivideByMinusOne(instruction))
        {
            LLVMValueRef least = _b.BuildICmp(LLVMIntPredicate.LLVMIntEQ, a, Number(wide, wide ? long.MinValue : int.MinValue));
            LLVMValueRef minusOne = _b.BuildICmp(LLVMIntPredicate.LLVMIntEQ, b, Number(wide, -1));
            TrapIf(_b.BuildAnd(least, minusOne), TrapKind.Overflow);
        }

        return _b.BuildSDiv(a, b);
    }

    private LLVMValueRef RemainderSigned(in IrInstruction instruction)
    {
        bool wide = IsWide(instruction.Dst);
        CheckDivisor(instruction);
        LLVMValueRef divisor = Use(instruction.B);
        if (MayDivideByMinusOne(instruction))
        {
            // The rest of a division by 1 is that by −1, and never overflows.
            LLVMValueRef minusOne = _b.BuildICmp(LLVMIntPredicate.LLVMIntEQ, divisor, Number(wide, -1));
            divisor = _b.BuildSelect(minusOne, Number(wide, 1), divisor);
        }

        return _b.BuildSRem(Use(instruction.A), divisor);
    }

    private LLVMValueRef DivideUnsigned(in IrInstruction instruction, LLVMOpcode op)
    {
        CheckDivisor(instruction);
        return _b.BuildBinOp(op, Use(instruction.A), Use(instruction.B));
    }

    private LLVMValueRef Modulo(in IrInstruction instruction)
    {
        bool wide = IsWide(instruction.Dst);
        LLVMValueRef divisor = Use(instruction.B);
        if (!_ir.IsConstant(instruction.B))
        {
            TrapIf(_b.BuildICmp(LLVMIntPredicate.LLVMIntSLE, divisor, Number(wide, 0)), TrapKind.Division);
        }

        LLVMValueRef rest = _b.BuildSRem(Use(instruction.A), divisor);
        LLVMValueRef isNegative = _b.BuildICmp(LLVMIntPredicate.LLVMIntSLT, rest, Number(wide, 0));
        return _b.BuildSelect(isNegative, _b.BuildAdd(rest, divisor), rest);
    }

    private LLVMValueRef DivideFloat(in IrInstruction instruction)
    {
        LLVMValueRef divisor = Use(instruction.B);
        TrapIf(_b.BuildFCmp(LLVMRealPredicate.LLVMRealOEQ, divisor, _t.Const(0.0)), TrapKind.Division);
        return _b.BuildFDiv(Use(instruction.A), divisor);
    }

    /// <summary>Conversions of floating-point numbers to integers that trap when the number doesn't fit. Null for others.</summary>
    private LLVMValueRef? Truncate(in IrInstruction instruction)
    {
        // The greatest number that is too small, whether it is too small itself, and the least that is too great.
        (double below, bool isBelow, double above) = instruction.Op switch
        {
            Opcode.I32TruncF32S or Opcode.I32TruncF64S => (-2147483649.0, true, 2147483648.0),
            Opcode.I32TruncF32U or Opcode.I32TruncF64U => (-1.0, true, 4294967296.0),
            Opcode.I64TruncF32S or Opcode.I64TruncF64S => (-9223372036854775808.0, false, 9223372036854775808.0),
            Opcode.I64TruncF32U or Opcode.I64TruncF64U => (-1.0, true, 18446744073709551616.0),
            _ => (0, false, 0),
        };
        if (above == 0)
        {
            return null;
        }

        LLVMValueRef value = Use(instruction.A);
        LLVMValueRef number = value.TypeOf == _t.F32 ? _b.BuildFPExt(value, _t.F64) : value;
        LLVMValueRef tooSmall = _b.BuildFCmp(isBelow ? LLVMRealPredicate.LLVMRealULE : LLVMRealPredicate.LLVMRealULT, number, _t.Const(below));
        LLVMValueRef tooGreat = _b.BuildFCmp(LLVMRealPredicate.LLVMRealUGE, number, _t.Const(above));
        TrapIf(_b.BuildOr(tooSmall, tooGreat), TrapKind.Conversion);
        return instruction.Op switch
        {
            Opcode.I32TruncF32S or Opcode.I32TruncF64S => _b.BuildFPToSI(number, _t.I32),
            Opcode.I32TruncF32U or Opcode.I32TruncF64U => _b.BuildFPToUI(number, _t.I32),
            Opcode.I64TruncF32S or Opcode.I64TruncF64S => _b.BuildFPToSI(number, _t.I64),
            _ => _b.BuildFPToUI(number, _t.I64),
        };
    }
}

using System.Reflection.Emit;
using ProcVM.Module;
using ProcVM.Runtime.Lowering;

namespace ProcVM.Jit.Cil;

/// <summary>Arithmetic that can trap (SPEC.md section 6).</summary>
internal sealed unsafe partial class CilEmitter
{
    private LocalBuilder? _low;

    private bool TrappingArithmetic(in IrInstruction instruction)
    {
        switch (instruction.Op)
        {
            case Opcode.I32AddO or Opcode.I32SubO or Opcode.I32MulO when instruction.IsSafe:
                Push(instruction.A);
                Push(instruction.B);
                _il.Emit(instruction.Op == Opcode.I32AddO ? OpCodes.Add : instruction.Op == Opcode.I32SubO ? OpCodes.Sub : OpCodes.Mul);
                break;
            case Opcode.I32AddO or Opcode.I64AddO:
                AddOrSubtract(instruction, OpCodes.Add);
                break;
            case Opcode.I32SubO or Opcode.I64SubO:
                AddOrSubtract(instruction, OpCodes.Sub);
                break;
            case Opcode.I32MulO:
                MultiplyNarrow(instruction);
                break;
            case Opcode.I64MulO:
                MultiplyWide(instruction);
                break;
            case Opcode.I32AbsO or Opcode.I64AbsO:
                Absolute(instruction);
                break;
            case Opcode.I64AddOu:
                Push(instruction.A);
                Push(instruction.B);
                _il.Emit(OpCodes.Add);
                _il.Emit(OpCodes.Stloc, _wide);
                _il.Emit(OpCodes.Ldloc, _wide);
                Push(instruction.A);
                _il.Emit(OpCodes.Blt_Un, TrapAt(TrapKind.Overflow));
                _il.Emit(OpCodes.Ldloc, _wide);
                break;
            case Opcode.I64SubOu:
                Push(instruction.A);
                Push(instruction.B);
                _il.Emit(OpCodes.Blt_Un, TrapAt(TrapKind.Overflow));
                Push(instruction.A);
                Push(instruction.B);
                _il.Emit(OpCodes.Sub);
                break;
            case Opcode.I64MulOu:
                Push(instruction.A);
                Push(instruction.B);
                _il.Emit(OpCodes.Ldloca, _low ??= _il.DeclareLocal(typeof(long)));
                _il.Emit(OpCodes.Call, CilMethods.MultiplyUnsigned);
                _il.Emit(OpCodes.Brtrue, TrapAt(TrapKind.Overflow));
                _il.Emit(OpCodes.Ldloc, _low);
                break;
            case Opcode.I32DivS or Opcode.I64DivS:
                DivideSigned(instruction);
                break;
            case Opcode.I32RemS or Opcode.I64RemS:
                RemainderSigned(instruction);
                return true;
            case Opcode.I32DivU or Opcode.I64DivU or Opcode.I32RemU or Opcode.I64RemU:
                CheckDivisor(instruction);
                Push(instruction.A);
                Push(instruction.B);
                _il.Emit(instruction.Op is Opcode.I32DivU or Opcode.I64DivU ? OpCodes.Div_Un : OpCodes.Rem_Un);
                break;
            case Opcode.I32Mod or Opcode.I64Mod:
                Modulo(instruction);
                return true;
            case Opcode.F64DivZ:
                Push(instruction.B);
                _il.Emit(OpCodes.Ldc_R8, 0.0);
                _il.Emit(OpCodes.Beq, TrapAt(TrapKind.Division));
                Push(instruction.A);
                Push(instruction.B);
                _il.Emit(OpCodes.Div);
                break;
            default:
                return Truncate(instruction);
        }

        Set(instruction.Dst);
        return true;
    }

    private bool IsWide(int register) => Ir.Types[register] == ValueType.I64;

    private void PushNumber(bool wide, long value)
    {
        if (wide)
        {
            _il.Emit(OpCodes.Ldc_I8, value);
        }
        else
        {
            _il.Emit(OpCodes.Ldc_I4, (int)value);
        }
    }

    /// <summary>Leaves the sum or difference on the stack. It overflowed when its sign is that of neither operand (of the difference: of
    /// the subtrahend, and not that of the minuend).</summary>
    private void AddOrSubtract(in IrInstruction instruction, OpCode code)
    {
        bool wide = IsWide(instruction.Dst);
        bool adds = code == OpCodes.Add;
        LocalBuilder result = wide ? _wide : _index;
        Push(instruction.A);
        Push(instruction.B);
        _il.Emit(code);
        _il.Emit(OpCodes.Stloc, result);
        if (adds && Ir.IsConstant(instruction.B))
        {
            long constant = wide ? (long)Ir.Constants[instruction.B] : Ir.Int32(instruction.B);
            _il.Emit(OpCodes.Ldloc, result);
            Push(instruction.A);
            _il.Emit(constant < 0 ? OpCodes.Bgt : OpCodes.Blt, TrapAt(TrapKind.Overflow));
        }
        else
        {
            Push(instruction.A);
            if (adds)
            {
                _il.Emit(OpCodes.Ldloc, result);
            }
            else
            {
                Push(instruction.B);
            }

            _il.Emit(OpCodes.Xor);
            Push(adds ? instruction.B : instruction.A);
            _il.Emit(OpCodes.Ldloc, result);
            _il.Emit(OpCodes.Xor);
            _il.Emit(OpCodes.And);
            PushNumber(wide, 0);
            _il.Emit(OpCodes.Blt, TrapAt(TrapKind.Overflow));
        }

        _il.Emit(OpCodes.Ldloc, result);
    }

    private void MultiplyNarrow(in IrInstruction instruction)
    {
        Push(instruction.A);
        _il.Emit(OpCodes.Conv_I8);
        Push(instruction.B);
        _il.Emit(OpCodes.Conv_I8);
        _il.Emit(OpCodes.Mul);
        _il.Emit(OpCodes.Stloc, _wide);
        _il.Emit(OpCodes.Ldloc, _wide);
        _il.Emit(OpCodes.Conv_I4);
        _il.Emit(OpCodes.Conv_I8);
        _il.Emit(OpCodes.Ldloc, _wide);
        _il.Emit(OpCodes.Bne_Un, TrapAt(TrapKind.Overflow));
        _il.Emit(OpCodes.Ldloc, _wide);
        _il.Emit(OpCodes.Conv_I4);
    }

    private void MultiplyWide(in IrInstruction instruction)
    {
        Push(instruction.A);
        Push(instruction.B);
        _il.Emit(OpCodes.Ldloca, _low ??= _il.DeclareLocal(typeof(long)));
        _il.Emit(OpCodes.Call, CilMethods.Multiply);
        _il.Emit(OpCodes.Ldloc, _low);
        _il.Emit(OpCodes.Ldc_I4, 63);
        _il.Emit(OpCodes.Shr);
        _il.Emit(OpCodes.Bne_Un, TrapAt(TrapKind.Overflow));
        _il.Emit(OpCodes.Ldloc, _low);
    }

    private void Absolute(in IrInstruction instruction)
    {
        bool wide = IsWide(instruction.Dst);
        int shift = wide ? 63 : 31;
        Push(instruction.A);
        PushNumber(wide, wide ? long.MinValue : int.MinValue);
        _il.Emit(OpCodes.Beq, TrapAt(TrapKind.Overflow));
        Push(instruction.A);
        Push(instruction.A);
        _il.Emit(OpCodes.Ldc_I4, shift);
        _il.Emit(OpCodes.Shr);
        _il.Emit(OpCodes.Xor);
        Push(instruction.A);
        _il.Emit(OpCodes.Ldc_I4, shift);
        _il.Emit(OpCodes.Shr);
        _il.Emit(OpCodes.Sub);
    }

    private void CheckDivisor(in IrInstruction instruction)
    {
        if (!Ir.IsConstant(instruction.B) || Ir.Constants[instruction.B] == 0)
        {
            Push(instruction.B);
            _il.Emit(OpCodes.Brfalse, TrapAt(TrapKind.Division));
        }
    }

    /// <summary>True unless the divisor is a constant other than −1.</summary>
    private bool MayDivideByMinusOne(in IrInstruction instruction) =>
        !Ir.IsConstant(instruction.B) || (IsWide(instruction.B) ? (long)Ir.Constants[instruction.B] : Ir.Int32(instruction.B)) == -1;

    private void DivideSigned(in IrInstruction instruction)
    {
        bool wide = IsWide(instruction.Dst);
        CheckDivisor(instruction);
        if (MayDivideByMinusOne(instruction))
        {
            Label safe = _il.DefineLabel();
            Push(instruction.B);
            PushNumber(wide, -1);
            _il.Emit(OpCodes.Bne_Un, safe);
            Push(instruction.A);
            PushNumber(wide, wide ? long.MinValue : int.MinValue);
            _il.Emit(OpCodes.Beq, TrapAt(TrapKind.Overflow));
            _il.MarkLabel(safe);
        }

        Push(instruction.A);
        Push(instruction.B);
        _il.Emit(OpCodes.Div);
    }

    private void RemainderSigned(in IrInstruction instruction)
    {
        bool wide = IsWide(instruction.Dst);
        Label divide = _il.DefineLabel();
        Label end = _il.DefineLabel();
        CheckDivisor(instruction);
        if (MayDivideByMinusOne(instruction))
        {
            Push(instruction.B);
            PushNumber(wide, -1);
            _il.Emit(OpCodes.Bne_Un, divide);
            PushNumber(wide, 0);
            Set(instruction.Dst);
            _il.Emit(OpCodes.Br, end);
        }

        _il.MarkLabel(divide);
        Push(instruction.A);
        Push(instruction.B);
        _il.Emit(OpCodes.Rem);
        Set(instruction.Dst);
        _il.MarkLabel(end);
    }

    private void Modulo(in IrInstruction instruction)
    {
        bool wide = IsWide(instruction.Dst);
        LocalBuilder rest = wide ? _wide : _index;
        Label end = _il.DefineLabel();
        if (!Ir.IsConstant(instruction.B))
        {
            Push(instruction.B);
            PushNumber(wide, 0);
            _il.Emit(OpCodes.Ble, TrapAt(TrapKind.Division));
        }

        Push(instruction.A);
        Push(instruction.B);
        _il.Emit(OpCodes.Rem);
        _il.Emit(OpCodes.Stloc, rest);
        _il.Emit(OpCodes.Ldloc, rest);
        PushNumber(wide, 0);
        _il.Emit(OpCodes.Bge, end);
        _il.Emit(OpCodes.Ldloc, rest);
        Push(instruction.B);
        _il.Emit(OpCodes.Add);
        _il.Emit(OpCodes.Stloc, rest);
        _il.MarkLabel(end);
        _il.Emit(OpCodes.Ldloc, rest);
        Set(instruction.Dst);
    }

    /// <summary>Conversions of floating-point numbers to integers that trap when the number doesn't fit. False for others.</summary>
    private bool Truncate(in IrInstruction instruction)
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
            return false;
        }

        LocalBuilder number = _double ??= _il.DeclareLocal(typeof(double));
        Push(instruction.A);
        _il.Emit(OpCodes.Conv_R8);
        _il.Emit(OpCodes.Stloc, number);
        Label trap = TrapAt(TrapKind.Conversion);
        _il.Emit(OpCodes.Ldloc, number);
        _il.Emit(OpCodes.Ldc_R8, below);
        _il.Emit(isBelow ? OpCodes.Ble_Un : OpCodes.Blt_Un, trap);
        _il.Emit(OpCodes.Ldloc, number);
        _il.Emit(OpCodes.Ldc_R8, above);
        _il.Emit(OpCodes.Bge_Un, trap);
        _il.Emit(OpCodes.Ldloc, number);
        switch (instruction.Op)
        {
            case Opcode.I32TruncF32S or Opcode.I32TruncF64S:
                _il.Emit(OpCodes.Conv_I4);
                break;
            case Opcode.I32TruncF32U or Opcode.I32TruncF64U:
                _il.Emit(OpCodes.Conv_I8);
                _il.Emit(OpCodes.Conv_I4);
                break;
            case Opcode.I64TruncF32S or Opcode.I64TruncF64S:
                _il.Emit(OpCodes.Conv_I8);
                break;
            default:
                _il.Emit(OpCodes.Conv_U8);
                break;
        }

        Set(instruction.Dst);
        return true;
    }
}

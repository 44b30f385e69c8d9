using System.Numerics;
using System.Reflection;
using System.Reflection.Emit;
using ProcVM.Module;
using ProcVM.Runtime.Execution;
using ProcVM.Runtime.Lowering;
using ProcVM.Runtime.Tiers;

namespace ProcVM.Jit.Cil;

/// <summary>Instructions that are expressions: they leave their value on the evaluation stack and can't trap, but for loads, which are never inside
/// another.</summary>
internal sealed unsafe partial class CilEmitter
{
    private void Value(in IrInstruction instruction)
    {
        Opcode op = instruction.Op;
        if (Loads.Is(op))
        {
            Load(instruction);
        }
        else if (IsComparison(op))
        {
            Push(instruction.A);
            Push(instruction.B);
            Compare(op);
        }
        else if (!Integer(instruction) && !Float(instruction))
        {
            Convert(instruction);
        }
    }

    private static bool IsComparison(Opcode op) =>
        op is (>= Opcode.I32Eq and <= Opcode.I32GeU) or (>= Opcode.I64Eq and <= Opcode.F64Ge);

    private void Compare(Opcode op)
    {
        (OpCode compare, bool negate) = op switch
        {
            Opcode.I32Eq or Opcode.I64Eq or Opcode.F32Eq or Opcode.F64Eq => (OpCodes.Ceq, false),
            Opcode.I32Ne or Opcode.I64Ne or Opcode.F32Ne or Opcode.F64Ne => (OpCodes.Ceq, true),
            Opcode.I32LtS or Opcode.I64LtS or Opcode.F32Lt or Opcode.F64Lt => (OpCodes.Clt, false),
            Opcode.I32GtS or Opcode.I64GtS or Opcode.F32Gt or Opcode.F64Gt => (OpCodes.Cgt, false),
            Opcode.I32LtU or Opcode.I64LtU => (OpCodes.Clt_Un, false),
            Opcode.I32GtU or Opcode.I64GtU => (OpCodes.Cgt_Un, false),
            Opcode.I32LeS or Opcode.I64LeS => (OpCodes.Cgt, true),
            Opcode.I32GeS or Opcode.I64GeS => (OpCodes.Clt, true),
            // Of floating-point numbers the unordered comparison is negated, so that a NaN makes it false.
            Opcode.I32LeU or Opcode.I64LeU or Opcode.F32Le or Opcode.F64Le => (OpCodes.Cgt_Un, true),
            _ => (OpCodes.Clt_Un, true),
        };
        _il.Emit(compare);
        if (negate)
        {
            _il.Emit(OpCodes.Ldc_I4_0);
            _il.Emit(OpCodes.Ceq);
        }
    }

    private bool Integer(in IrInstruction instruction)
    {
        Opcode op = instruction.Op;
        OpCode? simple = op switch
        {
            Opcode.I32Add or Opcode.I64Add => OpCodes.Add,
            Opcode.I32Sub or Opcode.I64Sub => OpCodes.Sub,
            Opcode.I32Mul or Opcode.I64Mul => OpCodes.Mul,
            Opcode.I32And or Opcode.I64And => OpCodes.And,
            Opcode.I32Or or Opcode.I64Or => OpCodes.Or,
            Opcode.I32Xor or Opcode.I64Xor => OpCodes.Xor,
            Opcode.F32Add or Opcode.F64Add => OpCodes.Add,
            Opcode.F32Sub or Opcode.F64Sub => OpCodes.Sub,
            Opcode.F32Mul or Opcode.F64Mul => OpCodes.Mul,
            Opcode.F32Div or Opcode.F64Div => OpCodes.Div,
            _ => null,
        };
        if (simple is { } code)
        {
            Push(instruction.A);
            Push(instruction.B);
            _il.Emit(code);
            return true;
        }

        switch (op)
        {
            case Opcode.I32Shl or Opcode.I64Shl:
                Shift(instruction, OpCodes.Shl);
                return true;
            case Opcode.I32ShrS or Opcode.I64ShrS:
                Shift(instruction, OpCodes.Shr);
                return true;
            case Opcode.I32ShrU or Opcode.I64ShrU:
                Shift(instruction, OpCodes.Shr_Un);
                return true;
            case Opcode.I32Rotl or Opcode.I64Rotl:
                Rotate(instruction, left: true);
                return true;
            case Opcode.I32Rotr or Opcode.I64Rotr:
                Rotate(instruction, left: false);
                return true;
            case Opcode.I32Clz or Opcode.I64Clz:
                Count(instruction, nameof(BitOperations.LeadingZeroCount));
                return true;
            case Opcode.I32Ctz or Opcode.I64Ctz:
                Count(instruction, nameof(BitOperations.TrailingZeroCount));
                return true;
            case Opcode.I32Popcnt or Opcode.I64Popcnt:
                Count(instruction, nameof(BitOperations.PopCount));
                return true;
            case Opcode.I64Bit:
                Bit(instruction);
                return true;
            default:
                return false;
        }
    }

    private void Shift(in IrInstruction shift, OpCode code)
    {
        bool wide = Ir.Types[shift.A] == ValueType.I64;
        Push(shift.A);
        PushCount(shift.B, wide ? 63 : 31);
        _il.Emit(code);
    }

    private void PushCount(int register, int mask)
    {
        if (Ir.IsConstant(register))
        {
            _il.Emit(OpCodes.Ldc_I4, (int)Ir.Constants[register] & mask);
            return;
        }

        Push(register);
        if (Ir.Types[register] == ValueType.I64)
        {
            _il.Emit(OpCodes.Conv_I4);
        }

        _il.Emit(OpCodes.Ldc_I4, mask);
        _il.Emit(OpCodes.And);
    }

    private void Rotate(in IrInstruction rotate, bool left)
    {
        bool wide = Ir.Types[rotate.A] == ValueType.I64;
        int mask = wide ? 63 : 31;
        Type type = wide ? typeof(ulong) : typeof(uint);
        if (!Ir.IsConstant(rotate.B))
        {
            // Out of the compiler's sight, which might find the distance to be one.
            Push(rotate.A);
            PushCount(rotate.B, mask);
            _il.Emit(OpCodes.Call, CilMethods.OfCompiledCode(
                left ? nameof(CompiledCode.RotateLeft) : nameof(CompiledCode.RotateRight), type, typeof(int)));
            return;
        }

        Push(rotate.A);
        _il.Emit(OpCodes.Ldc_I4, (int)Ir.Constants[rotate.B] & mask);
        _il.Emit(OpCodes.Call, CilMethods.OfBits(left ? nameof(BitOperations.RotateLeft) : nameof(BitOperations.RotateRight), type, typeof(int)));
        if (!rotate.IsGone)
        {
            // The compiler of .NET 10 believes that a rotation sets the zero flag, and leaves out a comparison with zero behind it. So an
            // instruction comes between that does set it. An absorbed rotation is inside an exclusive or already.
            LoadField(nameof(EngineState.Zero));
            if (!wide)
            {
                _il.Emit(OpCodes.Conv_I4);
            }

            _il.Emit(OpCodes.Xor);
        }
    }

    private void Count(in IrInstruction count, string name)
    {
        bool wide = Ir.Types[count.A] == ValueType.I64;
        Push(count.A);
        _il.Emit(OpCodes.Call, CilMethods.OfBits(name, wide ? typeof(ulong) : typeof(uint)));
        if (wide)
        {
            _il.Emit(OpCodes.Conv_I8);
        }
    }

    /// <summary>A member's bit, and whether the position is in the set at all.</summary>
    private void Bit(in IrInstruction bit)
    {
        Push(bit.A);
        PushCount(bit.B, 63);
        _il.Emit(OpCodes.Shr_Un);
        _il.Emit(OpCodes.Conv_I4);
        Push(bit.B);
        if (Ir.Types[bit.B] == ValueType.I64)
        {
            _il.Emit(OpCodes.Conv_I4);
        }

        _il.Emit(OpCodes.Ldc_I4, 64);
        _il.Emit(OpCodes.Clt_Un);
        _il.Emit(OpCodes.And);
    }

    private bool Float(in IrInstruction instruction)
    {
        Type type = instruction.A >= 0 && Ir.Types[instruction.A] == ValueType.F32 ? typeof(float) : typeof(double);
        MethodInfo? method = instruction.Op switch
        {
            Opcode.F32Abs or Opcode.F64Abs => CilMethods.OfMath(nameof(Math.Abs), type),
            Opcode.F32Sqrt or Opcode.F64Sqrt => CilMethods.OfMath(nameof(Math.Sqrt), type),
            Opcode.F32Ceil or Opcode.F64Ceil => CilMethods.OfMath(nameof(Math.Ceiling), type),
            Opcode.F32Floor or Opcode.F64Floor => CilMethods.OfMath(nameof(Math.Floor), type),
            Opcode.F32Trunc or Opcode.F64Trunc => CilMethods.OfMath(nameof(Math.Truncate), type),
            Opcode.F32Nearest or Opcode.F64Nearest => CilMethods.OfMath(nameof(Math.Round), type),
            Opcode.F32Min or Opcode.F64Min => CilMethods.OfFloatingPoint(nameof(FloatingPoint.Min), type, type),
            Opcode.F32Max or Opcode.F64Max => CilMethods.OfFloatingPoint(nameof(FloatingPoint.Max), type, type),
            Opcode.F32Copysign or Opcode.F64Copysign => CilMethods.OfFloatingPoint(nameof(FloatingPoint.CopySign), type, type),
            Opcode.F64Sin => CilMethods.OfTranscendental(nameof(Transcendental.Sin)),
            Opcode.F64Cos => CilMethods.OfTranscendental(nameof(Transcendental.Cos)),
            Opcode.F64Atan => CilMethods.OfTranscendental(nameof(Transcendental.Atan)),
            Opcode.F64Exp => CilMethods.OfTranscendental(nameof(Transcendental.Exp)),
            Opcode.F64Ln => CilMethods.OfTranscendental(nameof(Transcendental.Ln)),
            _ => null,
        };
        if (method is null && instruction.Op is not Opcode.F32Neg and not Opcode.F64Neg)
        {
            return false;
        }

        Push(instruction.A);
        if (instruction.B >= 0)
        {
            Push(instruction.B);
        }

        if (method is null)
        {
            _il.Emit(OpCodes.Neg);
        }
        else
        {
            _il.Emit(OpCodes.Call, method);
        }

        return true;
    }

    private void Convert(in IrInstruction instruction)
    {
        switch (instruction.Op)
        {
            case Opcode.GlobalGet:
                PushGlobal(instruction.Imm);
                CilTypes.LoadSlot(_il, Unit.Module.Globals[(int)instruction.Imm].Type);
                return;
            case Opcode.FrameAddr:
                PushFrame();
                _il.Emit(OpCodes.Ldloc, _memory);
                _il.Emit(OpCodes.Sub);
                _il.Emit(OpCodes.Conv_I4);
                _il.Emit(OpCodes.Ldc_I4, (int)instruction.Imm - Ir.FrameSize);
                _il.Emit(OpCodes.Add);
                return;
            case Opcode.MemorySize:
                _il.Emit(OpCodes.Ldloc, _size);
                _il.Emit(OpCodes.Ldc_I4, 16);
                _il.Emit(OpCodes.Shr_Un);
                _il.Emit(OpCodes.Conv_I4);
                return;
            case Opcode.I32ReinterpretF32 or Opcode.I64ReinterpretF64:
                _il.Emit(OpCodes.Ldloc, Canonicalise(instruction.A)!);
                _il.Emit(OpCodes.Call, instruction.Op == Opcode.I32ReinterpretF32
                    ? CilMethods.SingleToInt32Bits : CilMethods.DoubleToInt64Bits);
                return;
            default:
                Push(instruction.A);
                ConvertTop(instruction.Op);
                return;
        }
    }

    private void ConvertTop(Opcode op)
    {
        switch (op)
        {
            case Opcode.I32WrapI64:
                _il.Emit(OpCodes.Conv_I4);
                break;
            case Opcode.I64ExtendI32S:
                _il.Emit(OpCodes.Conv_I8);
                break;
            case Opcode.I64ExtendI32U:
                _il.Emit(OpCodes.Conv_U8);
                break;
            case Opcode.I32Extend8S:
                _il.Emit(OpCodes.Conv_I1);
                break;
            case Opcode.I32Extend16S:
                _il.Emit(OpCodes.Conv_I2);
                break;
            case Opcode.I64Extend8S:
                _il.Emit(OpCodes.Conv_I1);
                _il.Emit(OpCodes.Conv_I8);
                break;
            case Opcode.I64Extend16S:
                _il.Emit(OpCodes.Conv_I2);
                _il.Emit(OpCodes.Conv_I8);
                break;
            case Opcode.I64Extend32S:
                _il.Emit(OpCodes.Conv_I4);
                _il.Emit(OpCodes.Conv_I8);
                break;
            case Opcode.F64ConvertI32S or Opcode.F64ConvertI64S or Opcode.F64PromoteF32:
                _il.Emit(OpCodes.Conv_R8);
                break;
            case Opcode.F64ConvertI32U:
                _il.Emit(OpCodes.Conv_U8);
                _il.Emit(OpCodes.Conv_R8);
                break;
            case Opcode.F32ConvertI32S or Opcode.F32ConvertI64S or Opcode.F32DemoteF64:
                _il.Emit(OpCodes.Conv_R4);
                break;
            case Opcode.F32ConvertI32U:
                _il.Emit(OpCodes.Conv_U8);
                _il.Emit(OpCodes.Conv_R4);
                break;
            case Opcode.F64ConvertI64U:
                _il.Emit(OpCodes.Call, CilMethods.OfFloatingPoint(nameof(FloatingPoint.ToDouble), typeof(ulong)));
                break;
            case Opcode.F32ConvertI64U:
                _il.Emit(OpCodes.Call, CilMethods.OfFloatingPoint(nameof(FloatingPoint.ToSingle), typeof(ulong)));
                break;
            case Opcode.F32ReinterpretI32:
                _il.Emit(OpCodes.Call, CilMethods.ToSingleOfBits);
                break;
            case Opcode.F64ReinterpretI64:
                _il.Emit(OpCodes.Call, CilMethods.Int64BitsToDouble);
                break;
            default:
                Saturate(op);
                break;
        }
    }

    private void Saturate(Opcode op)
    {
        string name = op switch
        {
            Opcode.I32TruncSatF32S or Opcode.I32TruncSatF64S => nameof(FloatingPoint.TruncateSaturatingInt32),
            Opcode.I32TruncSatF32U or Opcode.I32TruncSatF64U => nameof(FloatingPoint.TruncateSaturatingUInt32),
            Opcode.I64TruncSatF32S or Opcode.I64TruncSatF64S => nameof(FloatingPoint.TruncateSaturatingInt64),
            Opcode.I64TruncSatF32U or Opcode.I64TruncSatF64U => nameof(FloatingPoint.TruncateSaturatingUInt64),
            _ => throw new InvalidOperationException("not an operation of this tier: " + op),
        };
        _il.Emit(OpCodes.Conv_R8);
        _il.Emit(OpCodes.Call, CilMethods.OfFloatingPoint(name, typeof(double)));
    }
}

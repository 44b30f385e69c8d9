using ProcVM.Module;
using ProcVM.Pascal.Binding;

namespace ProcVM.Pascal.Emit;

/// <summary>Arithmetic and bit operations on integers and reals, and booleans without short circuit.</summary>
internal sealed class ArithmeticEmitter(RoutineEmitter routine)
{
    private FunctionBuilder Code => routine.Code;

    internal void PushBinary(BoundBinary binary)
    {
        if (IsCheckedCardinal(binary))
        {
            PushCardinal(binary);
            return;
        }

        routine.Values.Push(binary.Left);
        routine.Values.Push(binary.Right);
        switch (binary.Type.Representation)
        {
            case Representation.F64:
                Code.Emit(RealOperation(binary.Operator));
                break;
            case Representation.F32:
                EmitSingle(binary.Operator);
                break;
            case Representation.I64:
                EmitWide(binary);
                break;
            default:
                Code.Emit(Operation(binary));
                break;
        }
    }

    internal void PushUnary(BoundUnary unary)
    {
        if (unary.Operator == BoundUnaryOperator.Not)
        {
            PushNot(unary);
            return;
        }

        bool isWide = unary.Type.Representation == Representation.I64;
        if (unary.Type is RealType)
        {
            routine.Values.Push(unary.Operand);
            Code.Emit(unary.Type.Representation == Representation.F32 ? Opcode.F32Neg : Opcode.F64Neg);
        }
        else if (unary.ChecksOverflow && !ValueEmitter.IsUnsigned(unary.Type))
        {
            routine.Values.Push(unary.Operand);
            Code.Emit(isWide ? Opcode.I64NegO : Opcode.I32NegO);
        }
        else
        {
            PushZero(isWide);
            routine.Values.Push(unary.Operand);
            Code.Emit(!isWide ? Opcode.I32Sub : unary.ChecksOverflow ? Opcode.I64SubOu : Opcode.I64Sub);
        }
    }

    private void PushZero(bool isWide)
    {
        if (isWide)
        {
            Code.I64(0);
        }
        else
        {
            Code.I32(0);
        }
    }

    private void PushNot(BoundUnary unary)
    {
        routine.Values.Push(unary.Operand);
        if (unary.Type is OrdinalType { Host: BooleanType })
        {
            Code.Emit(Opcode.I32Eqz);
        }
        else if (unary.Type.Representation == Representation.I64)
        {
            Code.I64(-1);
            Code.Emit(Opcode.I64Xor);
        }
        else
        {
            Code.I32(-1);
            Code.Emit(Opcode.I32Xor);
        }
    }

    // cardinal arithmetic that must not leave 0..2^32-1 is done in 64 bits.
    private static bool IsCheckedCardinal(BoundBinary binary) =>
        binary is { ChecksOverflow: true, Operator: BoundOperator.Add or BoundOperator.Subtract or BoundOperator.Multiply }
        && binary.Type.Representation == Representation.I32 && ValueEmitter.IsUnsigned(binary.Type);

    private void PushCardinal(BoundBinary binary)
    {
        routine.Values.PushWide(binary.Left);
        routine.Values.PushWide(binary.Right);
        Code.Emit(binary.Operator switch
        {
            BoundOperator.Add => Opcode.I64Add,
            BoundOperator.Subtract => Opcode.I64Sub,
            _ => Opcode.I64Mul,
        });
        int result = Code.Take(ValueType.I64);
        Code.Tee(result);
        Code.I64(32);
        Code.Emit(Opcode.I64ShrU);
        Code.Emit(Opcode.I64Eqz);
        LabelHandle fits = Code.NewLabelHere(drop: 1);
        Code.Branch(Opcode.BrIf, fits);
        Code.Trap(TrapKind.Overflow);
        Code.Mark(fits);
        Code.Get(result);
        Code.Release(result, ValueType.I64);
        Code.Emit(Opcode.I32WrapI64);
    }

    private void EmitWide(BoundBinary binary)
    {
        if (binary.Operator is BoundOperator.ShiftLeft or BoundOperator.ShiftRight
            && binary.Right.Type.Representation == Representation.I32)
        {
            Code.Emit(Opcode.I64ExtendI32U);
        }

        Code.Emit(WideOperation(binary));
    }

    private static Opcode Operation(BoundBinary binary)
    {
        bool isUnsigned = ValueEmitter.IsUnsigned(binary.Type);
        return binary.Operator switch
        {
            BoundOperator.Add => binary.ChecksOverflow ? Opcode.I32AddO : Opcode.I32Add,
            BoundOperator.Subtract => binary.ChecksOverflow ? Opcode.I32SubO : Opcode.I32Sub,
            BoundOperator.Multiply => binary.ChecksOverflow ? Opcode.I32MulO : Opcode.I32Mul,
            BoundOperator.Quotient => isUnsigned ? Opcode.I32DivU : Opcode.I32DivS,
            BoundOperator.Remainder => isUnsigned ? Opcode.I32RemU : Opcode.I32RemS,
            BoundOperator.Modulus => Opcode.I32Mod,
            BoundOperator.And => Opcode.I32And,
            BoundOperator.Or => Opcode.I32Or,
            BoundOperator.Xor => Opcode.I32Xor,
            BoundOperator.ShiftLeft => Opcode.I32Shl,
            BoundOperator.ShiftRight => Opcode.I32ShrU,
            _ => throw new InvalidOperationException(binary.Operator.ToString()),
        };
    }

    private static Opcode WideOperation(BoundBinary binary)
    {
        bool isUnsigned = ValueEmitter.IsUnsigned(binary.Type);
        return (binary.Operator, binary.ChecksOverflow, isUnsigned) switch
        {
            (BoundOperator.Add, true, false) => Opcode.I64AddO,
            (BoundOperator.Add, true, true) => Opcode.I64AddOu,
            (BoundOperator.Add, _, _) => Opcode.I64Add,
            (BoundOperator.Subtract, true, false) => Opcode.I64SubO,
            (BoundOperator.Subtract, true, true) => Opcode.I64SubOu,
            (BoundOperator.Subtract, _, _) => Opcode.I64Sub,
            (BoundOperator.Multiply, true, false) => Opcode.I64MulO,
            (BoundOperator.Multiply, true, true) => Opcode.I64MulOu,
            (BoundOperator.Multiply, _, _) => Opcode.I64Mul,
            (BoundOperator.Quotient, _, false) => Opcode.I64DivS,
            (BoundOperator.Quotient, _, true) => Opcode.I64DivU,
            (BoundOperator.Remainder, _, false) => Opcode.I64RemS,
            (BoundOperator.Remainder, _, true) => Opcode.I64RemU,
            (BoundOperator.And, _, _) => Opcode.I64And,
            (BoundOperator.Or, _, _) => Opcode.I64Or,
            (BoundOperator.Xor, _, _) => Opcode.I64Xor,
            (BoundOperator.ShiftLeft, _, _) => Opcode.I64Shl,
            (BoundOperator.ShiftRight, _, _) => Opcode.I64ShrU,
            _ => throw new InvalidOperationException(binary.Operator.ToString()),
        };
    }

    private static Opcode RealOperation(BoundOperator op) => op switch
    {
        BoundOperator.Add => Opcode.F64Add,
        BoundOperator.Subtract => Opcode.F64Sub,
        BoundOperator.Multiply => Opcode.F64Mul,
        BoundOperator.Divide => Opcode.F64DivZ,
        _ => throw new InvalidOperationException(op.ToString()),
    };

    private void EmitSingle(BoundOperator op)
    {
        if (op == BoundOperator.Divide)
        {
            int divisor = Code.Take(ValueType.F32);
            Code.Set(divisor);
            Code.Emit(Opcode.F64PromoteF32);
            Code.Get(divisor);
            Code.Emit(Opcode.F64PromoteF32);
            Code.Emit(Opcode.F64DivZ);
            Code.Emit(Opcode.F32DemoteF64);
            Code.Release(divisor, ValueType.F32);
            return;
        }

        Code.Emit(op switch
        {
            BoundOperator.Add => Opcode.F32Add,
            BoundOperator.Subtract => Opcode.F32Sub,
            BoundOperator.Multiply => Opcode.F32Mul,
            _ => throw new InvalidOperationException(op.ToString()),
        });
    }
}

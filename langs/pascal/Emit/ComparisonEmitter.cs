using ProcVM.Module;
using ProcVM.Pascal.Binding;

namespace ProcVM.Pascal.Emit;

/// <summary>Comparisons of values of every kind, as 0 or 1.</summary>
internal sealed class ComparisonEmitter(RoutineEmitter routine)
{
    private FunctionBuilder Code => routine.Code;

    internal void Push(BoundBinary binary)
    {
        PascalType type = binary.Left.Type;
        if (binary.Operator == BoundOperator.In)
        {
            routine.Sets.PushMembership(binary.Left, binary.Right);
        }
        else if (type is SetType)
        {
            routine.Sets.PushComparison(binary);
        }
        else if (type is RoutineType)
        {
            PushRoutines(binary);
        }
        else if (!type.IsMemory)
        {
            PushScalars(binary);
        }
        else if (type is StringType or LiteralStringType || binary.Right.Type is StringType)
        {
            PushStrings(binary);
        }
        else
        {
            routine.Values.Push(binary.Left);
            routine.Values.Push(binary.Right);
            Code.I32(type.Size > 0 ? type.Size : binary.Right.Type.Size);
            Code.Emit(Opcode.MemoryCompare);
            EmitAgainstZero(binary.Operator);
        }
    }

    private void PushStrings(BoundBinary binary)
    {
        if (binary.Operator is not (BoundOperator.Equal or BoundOperator.NotEqual))
        {
            routine.Strings.PushComparison(binary.Left, binary.Right);
            EmitAgainstZero(binary.Operator);
            return;
        }

        routine.Strings.PushEquality(binary.Left, binary.Right);
        if (binary.Operator == BoundOperator.NotEqual)
        {
            Code.Emit(Opcode.I32Eqz);
        }
    }

    private void EmitAgainstZero(BoundOperator op)
    {
        if (op == BoundOperator.Equal)
        {
            Code.Emit(Opcode.I32Eqz);
            return;
        }

        Code.I32(0);
        Code.Emit(Operation(op, ValueType.I32, isUnsigned: false));
    }

    private void PushScalars(BoundBinary binary)
    {
        ValueType type = Cells.Of(binary.Left.Type).TypeOf();
        bool isInteger = type is ValueType.I32 or ValueType.I64;
        routine.Values.Push(binary.Left);
        if (isInteger && binary.Operator is BoundOperator.Equal && IsZero(binary.Right))
        {
            Code.Emit(type == ValueType.I64 ? Opcode.I64Eqz : Opcode.I32Eqz);
            return;
        }

        routine.Values.Push(binary.Right);
        bool isUnsigned = ValueEmitter.IsUnsigned(binary.Left.Type) || binary.Left.Type is PointerType;
        Code.Emit(Operation(binary.Operator, type, isUnsigned));
    }

    private static bool IsZero(BoundExpression expression) => expression is BoundOrdinal { Value: 0 } or BoundNil;

    // Two references are the same routine when both halves are equal.
    private void PushRoutines(BoundBinary binary)
    {
        int link = Code.Take(ValueType.I32);
        int reference = Code.Take(ValueType.I32);
        int leftLink = Code.Take(ValueType.I32);
        routine.Values.Push(binary.Left);
        Code.Set(leftLink);
        routine.Values.Push(binary.Right);
        Code.Set(link);
        Code.Set(reference);
        Code.Get(reference);
        Code.Emit(Opcode.I32Eq);
        Code.Get(leftLink);
        Code.Get(link);
        Code.Emit(Opcode.I32Eq);
        Code.Emit(Opcode.I32And);
        if (binary.Operator == BoundOperator.NotEqual)
        {
            Code.Emit(Opcode.I32Eqz);
        }

        Code.Release(link, ValueType.I32);
        Code.Release(reference, ValueType.I32);
        Code.Release(leftLink, ValueType.I32);
    }

    private static Opcode Operation(BoundOperator op, ValueType type, bool isUnsigned) => (op, type) switch
    {
        (BoundOperator.Equal, ValueType.I32) => Opcode.I32Eq,
        (BoundOperator.NotEqual, ValueType.I32) => Opcode.I32Ne,
        (BoundOperator.Less, ValueType.I32) => isUnsigned ? Opcode.I32LtU : Opcode.I32LtS,
        (BoundOperator.LessOrEqual, ValueType.I32) => isUnsigned ? Opcode.I32LeU : Opcode.I32LeS,
        (BoundOperator.Greater, ValueType.I32) => isUnsigned ? Opcode.I32GtU : Opcode.I32GtS,
        (BoundOperator.GreaterOrEqual, ValueType.I32) => isUnsigned ? Opcode.I32GeU : Opcode.I32GeS,
        (BoundOperator.Equal, ValueType.I64) => Opcode.I64Eq,
        (BoundOperator.NotEqual, ValueType.I64) => Opcode.I64Ne,
        (BoundOperator.Less, ValueType.I64) => isUnsigned ? Opcode.I64LtU : Opcode.I64LtS,
        (BoundOperator.LessOrEqual, ValueType.I64) => isUnsigned ? Opcode.I64LeU : Opcode.I64LeS,
        (BoundOperator.Greater, ValueType.I64) => isUnsigned ? Opcode.I64GtU : Opcode.I64GtS,
        (BoundOperator.GreaterOrEqual, ValueType.I64) => isUnsigned ? Opcode.I64GeU : Opcode.I64GeS,
        (BoundOperator.Equal, ValueType.F32) => Opcode.F32Eq,
        (BoundOperator.NotEqual, ValueType.F32) => Opcode.F32Ne,
        (BoundOperator.Less, ValueType.F32) => Opcode.F32Lt,
        (BoundOperator.LessOrEqual, ValueType.F32) => Opcode.F32Le,
        (BoundOperator.Greater, ValueType.F32) => Opcode.F32Gt,
        (BoundOperator.GreaterOrEqual, ValueType.F32) => Opcode.F32Ge,
        (BoundOperator.Equal, ValueType.F64) => Opcode.F64Eq,
        (BoundOperator.NotEqual, ValueType.F64) => Opcode.F64Ne,
        (BoundOperator.Less, ValueType.F64) => Opcode.F64Lt,
        (BoundOperator.LessOrEqual, ValueType.F64) => Opcode.F64Le,
        (BoundOperator.Greater, ValueType.F64) => Opcode.F64Gt,
        (BoundOperator.GreaterOrEqual, ValueType.F64) => Opcode.F64Ge,
        _ => throw new InvalidOperationException($"{op} of {type}"),
    };
}

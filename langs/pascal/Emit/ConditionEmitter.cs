using ProcVM.Module;
using ProcVM.Pascal.Binding;

namespace ProcVM.Pascal.Emit;

/// <summary>Conditions: as jumps where they decide one, as 0 or 1 where a value is wanted.</summary>
internal sealed class ConditionEmitter(RoutineEmitter routine)
{
    private readonly ComparisonEmitter _comparisons = new(routine);

    private FunctionBuilder Code => routine.Code;

    /// <summary>Branches to <paramref name="target"/> when the condition is <paramref name="when"/>; goes on otherwise. The
    /// operands at the target are those here.</summary>
    internal void Branch(BoundExpression condition, LabelHandle target, bool when)
    {
        switch (condition)
        {
            case BoundOrdinal constant:
                if ((constant.Value != 0) == when)
                {
                    Code.Branch(Opcode.Br, target);
                }

                return;
            case BoundUnary { Operator: BoundUnaryOperator.Not } not:
                Branch(not.Operand, target, !when);
                return;
            case BoundBinary { IsShortCircuit: true, Operator: BoundOperator.And or BoundOperator.Or } binary:
                BranchShortCircuit(binary, target, when);
                return;
            default:
                routine.Values.Push(condition);
                Code.Branch(when ? Opcode.BrIf : Opcode.BrIfz, target);
                return;
        }
    }

    /// <summary>A comparison's result, 0 or 1.</summary>
    internal void PushComparison(BoundBinary binary) => _comparisons.Push(binary);

    /// <summary>The value of a boolean and/or that evaluates its right operand only when it matters.</summary>
    internal void PushShortCircuit(BoundBinary binary)
    {
        bool isAnd = binary.Operator == BoundOperator.And;
        if (IsHarmless(binary.Right))
        {
            routine.Values.Push(binary.Left);
            routine.Values.Push(binary.Right);
            Code.Emit(isAnd ? Opcode.I32And : Opcode.I32Or);
            return;
        }

        LabelHandle decided = Code.NewLabelHere();
        LabelHandle end = Code.NewLabelHere(push: ValueType.I32);
        Branch(binary.Left, decided, !isAnd);
        routine.Values.Push(binary.Right);
        Code.Branch(Opcode.Br, end);
        Code.Mark(decided);
        Code.I32(isAnd ? 0 : 1);
        Code.Mark(end);
    }

    /// <summary>Traps unless the value on the operand stack is one of the labels.</summary>
    internal void TrapUnless(List<(long Low, long High)> labels, Cell cell, TrapKind kind)
    {
        ValueType type = cell.TypeOf();
        int value = Code.Take(type);
        Code.Set(value);
        LabelHandle found = Code.NewLabelHere();
        foreach ((long low, long high) in labels)
        {
            Code.Get(value);
            PushInRange(low, high, type);
            Code.Branch(Opcode.BrIf, found);
        }

        Code.Trap(kind);
        Code.Mark(found);
        Code.Release(value, type);
    }

    /// <summary>value → 1 when it lies in low..high, else 0.</summary>
    internal void PushInRange(long low, long high, ValueType type)
    {
        bool isWide = type == ValueType.I64;
        if (low == high && low == 0)
        {
            Code.Emit(isWide ? Opcode.I64Eqz : Opcode.I32Eqz);
            return;
        }

        if (low != high && low != 0)
        {
            PushNumber(low, isWide);
            Code.Emit(isWide ? Opcode.I64Sub : Opcode.I32Sub);
        }

        PushNumber(low == high ? low : high - low, isWide);
        Code.Emit((low == high, isWide) switch
        {
            (true, true) => Opcode.I64Eq,
            (true, false) => Opcode.I32Eq,
            (false, true) => Opcode.I64LeU,
            _ => Opcode.I32LeU,
        });
    }

    /// <summary>True for a value that costs little and can neither trap nor change anything.</summary>
    internal static bool IsHarmless(BoundExpression expression) => expression switch
    {
        BoundConstant => true,
        BoundVariable variable => !variable.Variable.IsReference,
        BoundUnary { ChecksOverflow: false } unary => IsHarmless(unary.Operand),
        BoundBinary { Operator: >= BoundOperator.Equal and <= BoundOperator.GreaterOrEqual } binary =>
            !binary.Left.Type.IsMemory && binary.Left.Type is not RoutineType
            && IsHarmless(binary.Left) && IsHarmless(binary.Right) && binary.Left is not BoundBinary,
        _ => false,
    };

    private void PushNumber(long value, bool isWide)
    {
        if (isWide)
        {
            Code.I64(value);
        }
        else
        {
            Code.I32((int)value);
        }
    }

    private void BranchShortCircuit(BoundBinary binary, LabelHandle target, bool when)
    {
        bool isAnd = binary.Operator == BoundOperator.And;
        if (isAnd == !when)
        {
            // Either operand alone decides for the target.
            Branch(binary.Left, target, when);
            Branch(binary.Right, target, when);
            return;
        }

        LabelHandle skip = Code.NewLabelHere();
        Branch(binary.Left, skip, !when);
        Branch(binary.Right, target, when);
        Code.Mark(skip);
    }
}

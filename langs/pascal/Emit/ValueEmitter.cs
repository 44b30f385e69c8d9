using ProcVM.Module;
using ProcVM.Pascal.Binding;

namespace ProcVM.Pascal.Emit;

/// <summary>Pushes values: scalars as they are computed with, aggregates as addresses.</summary>
internal sealed class ValueEmitter
{
    private readonly RoutineEmitter _routine;
    private readonly ArithmeticEmitter _arithmetic;
    private readonly ConversionEmitter _conversions;
    private readonly IntrinsicEmitter _intrinsics;

    internal ValueEmitter(RoutineEmitter routine)
    {
        _routine = routine;
        _arithmetic = new ArithmeticEmitter(routine);
        _conversions = new ConversionEmitter(routine);
        _intrinsics = new IntrinsicEmitter(routine);
    }

    private FunctionBuilder Code => _routine.Code;

    /// <summary>Pushes a value: nothing for a procedure's call.</summary>
    internal void Push(BoundExpression expression)
    {
        switch (expression)
        {
            case BoundConstant constant:
                PushConstant(constant);
                break;
            case BoundPlace place:
                _routine.Places.Load(_routine.Places.Locate(place), Cells.Of(place.Type));
                break;
            case BoundBinary binary:
                PushBinary(binary);
                break;
            case BoundUnary unary:
                _arithmetic.PushUnary(unary);
                break;
            case BoundConversion conversion:
                _conversions.Push(conversion);
                break;
            case BoundRangeCheck { IsSetMember: true } check:
                _routine.Sets.PushMember(check);
                break;
            case BoundRangeCheck check:
                Push(check.Operand);
                Code.Range(
                    check.Type.Representation == Representation.I64 ? Opcode.I64Range : Opcode.I32Range, check.Low, check.High);
                break;
            case BoundCall call:
                _routine.Calls.Push(call);
                break;
            case BoundIndirectCall call:
                _routine.Calls.Push(call);
                break;
            case BoundIntrinsic intrinsic:
                _intrinsics.Push(intrinsic);
                break;
            case BoundAddress address:
                _routine.Places.PushAddress(address.Place);
                break;
            case BoundRoutineValue value:
                _routine.Calls.PushReference(value.Routine);
                break;
            case BoundConcatenation concatenation:
                _routine.Strings.PushConcatenation(concatenation);
                break;
            case BoundSetConstructor constructor:
                _routine.Sets.PushConstructor(constructor);
                break;
            case BoundSetCheck check:
                _routine.Sets.PushCheck(check);
                break;
            default:
                throw new InvalidOperationException(expression.GetType().Name);
        }
    }

    /// <summary>Pushes a value of an ordinal type as an i64.</summary>
    internal void PushWide(BoundExpression expression)
    {
        Push(expression);
        if (expression.Type.Representation == Representation.I32)
        {
            Code.Emit(IsUnsigned(expression.Type) ? Opcode.I64ExtendI32U : Opcode.I64ExtendI32S);
        }
    }

    /// <summary>copy of a dynamic array: the new array belongs to whoever takes it.</summary>
    internal void PushArrayCopy(BoundIntrinsic copy)
    {
        foreach (BoundExpression argument in copy.Arguments)
        {
            Push(argument);
        }

        Code.Call(_routine.Context.Managed.CopyArray(copy.Type));
    }

    /// <summary>True for the types whose values fill their representation without sign: cardinal and qword.</summary>
    internal static bool IsUnsigned(PascalType type) =>
        type is OrdinalType { IsSigned: false, Size: 4 or 8 } ordinal && ordinal.IsInteger;

    private void PushBinary(BoundBinary binary)
    {
        if (binary.Operator is >= BoundOperator.Equal and <= BoundOperator.In or BoundOperator.Subset or BoundOperator.Superset)
        {
            _routine.Conditions.PushComparison(binary);
        }
        else if (binary.Type is SetType)
        {
            _routine.Sets.PushBinary(binary);
        }
        else if (binary.Type is OrdinalType { Host: BooleanType } && binary.IsShortCircuit)
        {
            _routine.Conditions.PushShortCircuit(binary);
        }
        else
        {
            _arithmetic.PushBinary(binary);
        }
    }

    private void PushConstant(BoundConstant constant)
    {
        switch (constant)
        {
            case BoundOrdinal ordinal when ordinal.Type.Representation == Representation.I64:
                Code.I64(ordinal.Value);
                break;
            case BoundOrdinal ordinal:
                Code.I32((int)ordinal.Value);
                break;
            case BoundReal { Type.Representation: Representation.F32 } real:
                Code.F32((float)real.Value);
                break;
            case BoundReal real:
                Code.F64(real.Value);
                break;
            case BoundString text:
                _routine.Strings.PushConstant(text);
                break;
            case BoundSet set:
                _routine.Sets.PushConstant(set);
                break;
            case BoundNil nil:
                Code.I32(0);
                if (nil.Type is RoutineType)
                {
                    Code.I32(0);
                }

                break;
            default:
                throw new InvalidOperationException(constant.GetType().Name);
        }
    }
}

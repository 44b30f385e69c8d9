using ProcVM.Pascal.Syntax;
using D = ProcVM.Pascal.Binding.BindingDiagnostics;

namespace ProcVM.Pascal.Binding;

/// <summary>ord chr succ pred odd, inc dec.</summary>
internal sealed class OrdinalFunctions(Binder binder) : PredeclaredRoutines(binder)
{
    internal BoundExpression Bind(in PredeclaredCall call)
    {
        if (!HasArguments(call, 1, 1))
        {
            return new BoundError(call.Span);
        }

        if (call.Symbol.Routine == Predeclared.Ord && !Binder.IsIso && Binder.Expressions.Bind(call.Arguments[0].Value) is { Type: PointerType } pointer)
        {
            return new BoundConversion(ConversionKind.Pointer, Types.Cardinal, pointer);
        }

        BoundExpression value = Ordinal(call, 0);
        if (value.Type is not OrdinalType type)
        {
            return value;
        }

        bool needsInteger = call.Symbol.Routine is Predeclared.Chr or Predeclared.Odd;
        if (needsInteger && !type.IsInteger)
        {
            return Binder.Conversions.Mismatch(value, Types.Integer);
        }

        return call.Symbol.Routine switch
        {
            Predeclared.Ord => Ord(call, value, type),
            Predeclared.Chr => Binder.Conversions.ToOrdinalOf(value, Types.Char, call.Switches),
            Predeclared.Odd => Odd(call, value, type),
            _ => Next(call, value, type),
        };
    }

    /// <summary>inc(v, n) and dec(v, n): v := v ± n, with v's place found once.</summary>
    internal BoundStatement BindIncrement(in PredeclaredCall call)
    {
        if (!HasArguments(call, 1, 2))
        {
            return new BoundEmpty(call.Span);
        }

        BoundPlace? place = Binder.Places.BindTarget(call.Arguments[0].Value);
        BoundExpression by = call.Arguments.Length == 2 ? Value(call, 1) : new BoundOrdinal(call.Span, Types.Integer, 1);
        if (place is null || by.Type.IsError)
        {
            return new BoundEmpty(call.Span);
        }

        if (by.Type is not OrdinalType { IsInteger: true } || place.Type is not (OrdinalType or PointerType { Target: not null }))
        {
            Binder.Fail(call.Arguments[0].Value.Span, D.NotOrdinal, by.Type is OrdinalType ? place.Type : by.Type);
            return new BoundEmpty(call.Span);
        }

        if (place is BoundVariable)
        {
            return Change(call, place, by);
        }

        PlaceBinder.MarkAddressTaken(place);
        VariableSymbol reference = Binder.HiddenReference("inc", place.Type, call.Span);
        return new BoundWith(call.Span, reference, place, Change(call, new BoundVariable(place.Span, reference), by));
    }

    private BoundStatement Change(in PredeclaredCall call, BoundPlace place, BoundExpression by)
    {
        BinaryOperator op = call.Symbol.Routine == Predeclared.Inc ? BinaryOperator.Add : BinaryOperator.Subtract;
        Operation operation = new(call.Span, call.Span, op, call.Switches);
        if (place.Type is PointerType { Target: { } target })
        {
            BoundExpression address = new BoundConversion(ConversionKind.Pointer, Types.Cardinal, place);
            Operation unchecked_ = operation with { Switches = CompilerSwitches.None };
            BoundOrdinal size = new(call.Span, Types.Integer, Math.Max(1, target.Size));
            BoundExpression bytes = Binder.Operators.Binary(unchecked_ with { Operator = BinaryOperator.Multiply }, by, size);
            address = Binder.Conversions.Represent(Binder.Operators.Binary(unchecked_, address, bytes), Types.Cardinal);
            return new BoundAssignment(call.Span, place, new BoundConversion(ConversionKind.Pointer, place.Type, address));
        }

        OrdinalType type = (OrdinalType)place.Type;
        BoundExpression old = type.IsInteger ? place : Binder.Conversions.Represent(place, Types.Integer);
        BoundExpression value = Binder.Operators.Binary(operation, old, by);
        if (value.Type.IsError)
        {
            return new BoundEmpty(call.Span);
        }

        value = Binder.Conversions.ToOrdinalOf(value, type, call.Switches);
        return new BoundAssignment(call.Span, place, value);
    }

    private BoundExpression Ord(in PredeclaredCall call, BoundExpression value, OrdinalType type)
    {
        OrdinalType result = type.IsInteger ? type.Host : Types.Integer;
        return value is BoundOrdinal constant
            ? new BoundOrdinal(call.Span, result, constant.Value)
            : new BoundConversion(ConversionKind.Ordinal, result, value);
    }

    private BoundExpression Odd(in PredeclaredCall call, BoundExpression value, OrdinalType type)
    {
        if (value is BoundOrdinal constant)
        {
            return new BoundOrdinal(call.Span, Types.Boolean, constant.Value & 1);
        }

        IntegerType computed = type.Size == 8 ? Types.Int64 : Types.Integer;
        value = Binder.Conversions.Represent(value, computed);
        BoundOrdinal one = new(call.Span, computed, 1);
        BoundBinary bit = new(call.Span, computed, BoundOperator.And, value, one) { KnownRange = new Interval(0, 1) };
        return new BoundConversion(ConversionKind.Ordinal, Types.Boolean, bit);
    }

    private BoundExpression Next(in PredeclaredCall call, BoundExpression value, OrdinalType type)
    {
        BinaryOperator op = call.Symbol.Routine == Predeclared.Succ ? BinaryOperator.Add : BinaryOperator.Subtract;
        BoundExpression old = type.IsInteger ? value : Binder.Conversions.Represent(value, Types.Integer);
        Operation operation = new(call.Span, call.Span, op, call.Switches);
        BoundExpression next = Binder.Operators.Binary(operation, old, new BoundOrdinal(call.Span, Types.Integer, 1));
        return type.IsInteger || next.Type.IsError ? next : Binder.Conversions.ToOrdinalOf(next, type.Host, call.Switches);
    }
}

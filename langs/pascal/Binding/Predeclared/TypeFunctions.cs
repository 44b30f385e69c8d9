using ProcVM.Core.Text;
using ProcVM.Pascal.Syntax;
using D = ProcVM.Pascal.Binding.BindingDiagnostics;

namespace ProcVM.Pascal.Binding;

/// <summary>high low sizeof length, of types and of variables.</summary>
internal sealed class TypeFunctions(Binder binder) : PredeclaredRoutines(binder)
{
    internal BoundExpression Bind(in PredeclaredCall call)
    {
        if (!HasArguments(call, 1, 1))
        {
            return new BoundError(call.Span);
        }

        ExpressionSyntax argument = call.Arguments[0].Value;
        BoundExpression? value = null;
        PascalType type;
        if (Binder.Expressions.FindSymbolQuietly(argument) is TypeSymbol named)
        {
            type = named.Type;
        }
        else
        {
            value = Binder.Expressions.BindValue(argument);
            type = value.Type;
        }

        if (type.IsError)
        {
            return new BoundError(call.Span);
        }

        return call.Symbol.Routine switch
        {
            Predeclared.SizeOf => SizeOf(call, value, type, 1),
            Predeclared.BitSizeOf => SizeOf(call, value, type, 8),
            Predeclared.Length => Length(call, value, type),
            Predeclared.High => Bound(call.Span, value, type, isHigh: true),
            _ => Bound(call.Span, value, type, isHigh: false),
        } ?? Binder.Fail(argument.Span, D.NotMeasurable, call.Symbol.Name, type);
    }

    private BoundExpression? SizeOf(in PredeclaredCall call, BoundExpression? value, PascalType type, int unit)
    {
        if (type is OpenArrayType open && value is BoundPlace place)
        {
            Operation operation = new(call.Span, call.Span, BinaryOperator.Add, CompilerSwitches.None);
            BoundExpression count = Binder.Operators.Binary(operation, Binder.Arguments.OpenHigh(place), new BoundOrdinal(call.Span, Types.Integer, 1));
            return Binder.Operators.Binary(
                operation with { Operator = BinaryOperator.Multiply }, count, new BoundOrdinal(call.Span, Types.Integer, open.Element.Size * unit));
        }

        return type switch
        {
            VoidType or ConformantArrayType => null,
            LiteralStringType literal => new BoundOrdinal(call.Span, Types.Integer, literal.Length * unit),
            _ => new BoundOrdinal(call.Span, type.Size > int.MaxValue / unit ? Types.Int64 : Types.Integer, (long)type.Size * unit),
        };
    }

    private BoundExpression? Length(in PredeclaredCall call, BoundExpression? value, PascalType type)
    {
        switch (type)
        {
            case ArrayType array:
                return new BoundOrdinal(call.Span, Types.Integer, array.Length);
            case LiteralStringType literal:
                return new BoundOrdinal(call.Span, Types.Integer, literal.Length);
            case OrdinalType { Host: CharType } when value is not null:
                return new BoundOrdinal(call.Span, Types.Integer, 1);
            case StringType when value is BoundString constant:
                return new BoundOrdinal(call.Span, Types.Integer, constant.Value.Length);
            case StringType when value is not null:
                return new BoundIntrinsic(call.Span, Types.Integer, Intrinsic.Length, value) { KnownRange = new Interval(0, 255) };
            case DynamicArrayType when value is not null:
                return new BoundIntrinsic(call.Span, Types.Integer, Intrinsic.DynamicLength, value)
                {
                    KnownRange = new Interval(0, PascalType.Largest),
                };
            case OpenArrayType when value is BoundPlace place:
                Operation add = new(call.Span, call.Span, BinaryOperator.Add, CompilerSwitches.None);
                return Binder.Operators.Binary(add, Binder.Arguments.OpenHigh(place), new BoundOrdinal(call.Span, Types.Integer, 1));
            default:
                return null;
        }
    }

    private BoundExpression? Bound(SourceSpan span, BoundExpression? value, PascalType type, bool isHigh)
    {
        switch (type)
        {
            case OrdinalType { IsQWord: true } when isHigh:
                return new BoundOrdinal(span, Types.QWord, -1);
            case OrdinalType ordinal:
                return new BoundOrdinal(span, ordinal is SubrangeType { Host: not IntegerType } ? ordinal.Host : Widen(ordinal), isHigh ? ordinal.High : ordinal.Low);
            case ArrayType { Index: var index }:
                return new BoundOrdinal(span, index is SubrangeType { Host: not IntegerType } ? index.Host : Widen(index), isHigh ? index.High : index.Low);
            case StringType text:
                return new BoundOrdinal(span, Types.Integer, isHigh ? text.Capacity : 0);
            case SetType { Base: { } element } set:
                return new BoundOrdinal(span, element.Host, isHigh ? set.High : set.Low);
            case OpenArrayType or DynamicArrayType when !isHigh:
                return new BoundOrdinal(span, Types.Integer, 0);
            case OpenArrayType when value is BoundPlace place:
                return Binder.Arguments.OpenHigh(place);
            case DynamicArrayType when value is not null:
                return Binder.Arguments.DynamicHigh(value);
            case ConformantArrayType conformant:
                return Binder.Places.Variable(span, (isHigh ? conformant.HighBound : conformant.LowBound)!);
            default:
                return null;
        }
    }

    private OrdinalType Widen(OrdinalType type) => !type.IsInteger ? type : type.Size < 4 || type.Host == Types.Integer ? Types.Integer : type.Host;
}

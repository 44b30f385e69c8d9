using ProcVM.Pascal.Syntax;
using D = ProcVM.Pascal.Binding.BindingDiagnostics;

namespace ProcVM.Pascal.Binding;

/// <summary>The dialect's typecasts, type(value) and type(variable).</summary>
internal sealed class CastBinder(Binder binder)
{
    private Universe Types => binder.Universe;

    internal BoundExpression Bind(CallExpressionSyntax syntax, PascalType type)
    {
        if (binder.IsIso)
        {
            binder.Calls.BindForErrors(syntax.Arguments);
            return binder.Fail(syntax.Callee.Span, D.TypeAsValue, type);
        }

        if (syntax.Arguments.Length != 1)
        {
            binder.Calls.BindForErrors(syntax.Arguments);
            return binder.Fail(syntax.Span, D.ArgumentCount, type, 1, syntax.Arguments.Length);
        }

        BoundExpression operand = type is RoutineType or PointerType
            ? binder.Expressions.BindValueOrRoutine(syntax.Arguments[0].Value)
            : binder.Expressions.BindValue(syntax.Arguments[0].Value);
        if (operand.Type.IsError || type.IsError)
        {
            return new BoundError(syntax.Span);
        }

        return Cast(operand, type, syntax) ?? binder.Fail(syntax.Span, D.BadCast, operand.Type, type);
    }

    /// <summary>type(variable) as a variable, for an assignment or reference; null when it isn't one.</summary>
    internal BoundPlace? BindPlace(CallExpressionSyntax syntax, PascalType type)
    {
        if (binder.IsIso || syntax.Arguments.Length != 1 || type.IsError)
        {
            return null;
        }

        BoundExpression operand = binder.Expressions.Bind(syntax.Arguments[0].Value);
        return operand.Type.IsError ? null : AsPlace(operand, type, syntax);
    }

    private static BoundPlaceCast? AsPlace(BoundExpression operand, PascalType type, CallExpressionSyntax syntax)
    {
        bool isSame = operand is BoundPlace && (operand.Type is VoidType || (operand.Type.Size == type.Size && type.Size > 0))
            && !type.ContainsFile && type is not LiteralStringType;
        if (!isSame)
        {
            return null;
        }

        PlaceBinder.MarkAddressTaken((BoundPlace)operand);
        return new BoundPlaceCast(syntax.Span, (BoundPlace)operand, type);
    }

    private BoundExpression? Cast(BoundExpression operand, PascalType type, CallExpressionSyntax syntax)
    {
        bool isConversion = operand.Type is OrdinalType && (type is OrdinalType || (type is RealType && Conversions.IsNumber(operand.Type)));
        if (operand is BoundPlace && !isConversion && AsPlace(operand, type, syntax) is { } cast)
        {
            return cast;
        }

        switch (type)
        {
            case OrdinalType target when operand.Type is OrdinalType:
                return binder.Conversions.Represent(operand, target);
            case OrdinalType { IsInteger: true } target when operand.Type is PointerType or DynamicArrayType:
                return binder.Conversions.Represent(new BoundConversion(ConversionKind.Pointer, Types.Cardinal, operand), target);
            case PointerType when operand.Type is OrdinalType { IsInteger: true }:
                return new BoundConversion(ConversionKind.Pointer, type, binder.Conversions.Represent(operand, Types.Cardinal));
            case PointerType when operand.Type == Types.Nil:
                return new BoundNil(syntax.Span, type);
            case PointerType when operand.Type is PointerType or DynamicArrayType:
                return new BoundConversion(ConversionKind.Same, type, operand);
            case PointerType when operand is BoundRoutineValue:
                return new BoundConversion(ConversionKind.RoutineToPointer, type, operand);
            case RealType real when Conversions.IsNumber(operand.Type):
                return binder.Conversions.ToReal(operand, real);
            case SetType set when operand.Type is SetType from && from.IsSmall == set.IsSmall:
                return new BoundConversion(ConversionKind.Same, type, operand);
            default:
                return binder.Conversions.TryAssign(operand, type, syntax.Switches);
        }
    }
}

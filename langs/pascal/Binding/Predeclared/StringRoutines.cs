using ProcVM.Pascal.Syntax;
using D = ProcVM.Pascal.Binding.BindingDiagnostics;

namespace ProcVM.Pascal.Binding;

/// <summary>copy concat pos insert delete str val upcase lowercase stringofchar setlength.</summary>
internal sealed class StringRoutines(Binder binder) : PredeclaredRoutines(binder)
{
    internal BoundExpression BindFunction(in PredeclaredCall call)
    {
        (int least, int most) = call.Symbol.Routine switch
        {
            Predeclared.Copy => (1, 3),
            Predeclared.Concat => (1, 255),
            Predeclared.Pos or Predeclared.StringOfChar => (2, 2),
            _ => (1, 1),
        };
        if (!HasArguments(call, least, most))
        {
            return new BoundError(call.Span);
        }

        switch (call.Symbol.Routine)
        {
            case Predeclared.Copy:
                return Copy(call);
            case Predeclared.Concat:
                return Concat(call);
            case Predeclared.Pos:
                return Make(call, Types.Integer, Intrinsic.Pos, Text(call, 0), Text(call, 1));
            case Predeclared.StringOfChar:
                return Make(call, Types.String, Intrinsic.StringOfChar, Value(call, 0, Types.Char), Integer(call, 1));
            default:
                return Case(call);
        }
    }

    internal BoundStatement BindProcedure(in PredeclaredCall call)
    {
        (int least, int most) = call.Symbol.Routine switch
        {
            Predeclared.Str => (2, 2),
            Predeclared.Val => (2, 3),
            _ => (3, 3),
        };
        if (!HasArguments(call, least, most))
        {
            return new BoundEmpty(call.Span);
        }

        return call.Symbol.Routine switch
        {
            Predeclared.Insert => Call(call, Intrinsic.Insert, Text(call, 0), TextTarget(call, 1), Integer(call, 2)),
            Predeclared.Delete => Call(call, Intrinsic.Delete, TextTarget(call, 0), Integer(call, 1), Integer(call, 2)),
            Predeclared.Str => Str(call),
            _ => Val(call),
        };
    }

    internal BoundStatement BindSetLength(in PredeclaredCall call)
    {
        if (!HasArguments(call, 2, 255) || Target(call, 0) is not { } place)
        {
            return new BoundEmpty(call.Span);
        }

        List<BoundExpression?> arguments = [place];
        PascalType type = place.Type;
        for (int i = 1; i < call.Arguments.Length; i++)
        {
            arguments.Add(Integer(call, i));
            if (i == 1 && type is StringType && call.Arguments.Length == 2)
            {
                return Call(call, Intrinsic.SetLengthString, [.. arguments]);
            }

            if (type is not DynamicArrayType array)
            {
                Binder.Fail(call.Arguments[0].Value.Span, D.NotMeasurable, call.Symbol.Name, place.Type);
                return new BoundEmpty(call.Span);
            }

            type = array.Element;
        }

        return Call(call, Intrinsic.SetLengthArray, [.. arguments]);
    }

    private static BoundExpression Make(in PredeclaredCall call, PascalType type, Intrinsic intrinsic, params BoundExpression[] arguments) =>
        AnyError(arguments) ? new BoundError(call.Span) : new BoundIntrinsic(call.Span, type, intrinsic, arguments);

    private BoundExpression Copy(in PredeclaredCall call)
    {
        BoundExpression value = Value(call, 0);
        BoundExpression from = call.Arguments.Length > 1 ? Integer(call, 1)
            : new BoundOrdinal(call.Span, Types.Integer, value.Type is DynamicArrayType ? 0 : 1);
        BoundExpression count = call.Arguments.Length > 2 ? Integer(call, 2) : new BoundOrdinal(call.Span, Types.Integer, int.MaxValue);
        return value.Type is DynamicArrayType
            ? Make(call, value.Type, Intrinsic.CopyArray, value, from, count)
            : Make(call, Types.String, Intrinsic.Copy, AsText(value), from, count);
    }

    private BoundExpression Concat(in PredeclaredCall call)
    {
        BoundExpression result = Text(call, 0);
        Operation operation = new(call.Span, call.Span, BinaryOperator.Add, call.Switches);
        for (int i = 1; i < call.Arguments.Length; i++)
        {
            BoundExpression next = Text(call, i);
            result = AnyError(result, next) ? new BoundError(call.Span) : Binder.Operators.Binary(operation, result, next);
        }

        return result;
    }

    private BoundExpression Case(in PredeclaredCall call)
    {
        bool isUp = call.Symbol.Routine != Predeclared.LowerCase;
        BoundExpression value = Text(call, 0);
        if (value.Type.IsError)
        {
            return value;
        }

        if (ConstantFolding.TextOf(value) is { } text)
        {
            text = isUp ? Upper(text) : Lower(text);
            return Binder.Expressions.TextConstant(call.Span, text);
        }

        return value.Type is OrdinalType
            ? Make(call, Types.Char, isUp ? Intrinsic.UpCaseChar : Intrinsic.LowerCaseChar, value)
            : Make(call, Types.String, isUp ? Intrinsic.UpperCase : Intrinsic.LowerCase, value);
    }

    private static string Upper(string text) => string.Concat(text.Select(letter => letter is >= 'a' and <= 'z' ? (char)(letter - 32) : letter));

    private static string Lower(string text) => string.Concat(text.Select(letter => letter is >= 'A' and <= 'Z' ? (char)(letter + 32) : letter));

    private BoundStatement Str(in PredeclaredCall call)
    {
        ArgumentSyntax argument = call.Arguments[0];
        BoundExpression value = Binder.Expressions.BindValue(argument.Value);
        if (!value.Type.IsError && !Conversions.IsNumber(value.Type))
        {
            value = Binder.Fail(value.Span, D.NotNumber, value.Type);
        }

        BoundExpression width = WidthOf(argument.Width, call);
        BoundExpression decimals = WidthOf(argument.Decimals, call);
        if (argument.Decimals is not null && value.Type is OrdinalType)
        {
            decimals = Binder.Fail(argument.Decimals.Span, D.DecimalsHere);
        }

        return Call(call, Intrinsic.Str, value, width, decimals, TextTarget(call, 1));
    }

    private BoundExpression WidthOf(ExpressionSyntax? syntax, in PredeclaredCall call) => syntax is null
        ? new BoundOrdinal(call.Span, Types.Integer, -1)
        : Binder.Conversions.Assign(Binder.Expressions.BindValue(syntax), Types.Integer, call.Switches);

    private BoundStatement Val(in PredeclaredCall call)
    {
        BoundExpression text = Text(call, 0);
        BoundPlace? target = Target(call, 1);
        if (target is not null && !Conversions.IsNumber(target.Type))
        {
            Binder.Fail(target.Span, D.NotNumber, target.Type);
            return new BoundEmpty(call.Span);
        }

        BoundExpression? code = call.Arguments.Length == 3 ? Target(call, 2) : new BoundOrdinal(call.Span, Types.Integer, 0);
        if (code is not null && code.Type is not OrdinalType { IsInteger: true })
        {
            Binder.Conversions.Mismatch(code, Types.Integer);
            return new BoundEmpty(call.Span);
        }

        return Call(call, Intrinsic.Val, text, target, code);
    }
}

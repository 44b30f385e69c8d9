using D = ProcVM.Pascal.Binding.BindingDiagnostics;

namespace ProcVM.Pascal.Binding;

/// <summary>What the groups of predeclared routines share: arguments of wanted types.</summary>
internal abstract class PredeclaredRoutines(Binder binder)
{
    private protected Binder Binder { get; } = binder;

    private protected Universe Types => Binder.Universe;

    private protected bool HasArguments(in PredeclaredCall call, int least, int most) =>
        PredeclaredBinder.HasArguments(Binder, call, least, most);

    private protected BoundExpression Value(in PredeclaredCall call, int index)
    {
        if (call.Arguments[index].Width is { } width)
        {
            Binder.Report.Add(D.WidthHere, width.Span);
        }

        return Binder.Expressions.BindValue(call.Arguments[index].Value);
    }

    private protected BoundExpression Value(in PredeclaredCall call, int index, PascalType type) =>
        Binder.Conversions.Assign(Value(call, index), type, call.Switches);

    private protected BoundExpression Integer(in PredeclaredCall call, int index) => Value(call, index, Types.Integer);

    /// <summary>A number as a real.</summary>
    private protected BoundExpression Real(in PredeclaredCall call, int index)
    {
        BoundExpression value = Value(call, index);
        return value.Type.IsError ? value
            : Conversions.IsNumber(value.Type) ? Binder.Conversions.ToReal(value, Types.Real)
            : Binder.Conversions.Mismatch(value, Types.Real);
    }

    /// <summary>An ordinal of any type.</summary>
    private protected BoundExpression Ordinal(in PredeclaredCall call, int index)
    {
        BoundExpression value = Value(call, index);
        return value.Type is OrdinalType or ErrorType ? value : Binder.Fail(value.Span, D.NotOrdinal, value.Type);
    }

    /// <summary>A string, char or array of char.</summary>
    private protected BoundExpression Text(in PredeclaredCall call, int index) => AsText(Value(call, index));

    private protected BoundExpression AsText(BoundExpression value)
    {
        if (value.Type.IsError || value.Type is StringType or LiteralStringType)
        {
            return value;
        }

        if (!OperatorBinder.IsText(value))
        {
            return Binder.Conversions.Mismatch(value, Types.String);
        }

        return value.Type is OrdinalType ? Binder.Conversions.Represent(value, Types.Char)
            : Binder.IsIso ? value : Binder.Conversions.ToString(value, Types.String)!;
    }

    private protected BoundPlace? Target(in PredeclaredCall call, int index)
    {
        BoundPlace? place = Binder.Places.BindTarget(call.Arguments[index].Value);
        if (place is not null)
        {
            PlaceBinder.MarkAddressTaken(place);
        }

        return place;
    }

    /// <summary>A place of string[n] that is changed.</summary>
    private protected BoundPlace? TextTarget(in PredeclaredCall call, int index)
    {
        BoundPlace? place = Target(call, index);
        if (place is null || place.Type is StringType)
        {
            return place;
        }

        Binder.Fail(place.Span, D.TypeMismatch, "string", place.Type);
        return null;
    }

    private protected static bool AnyError(params ReadOnlySpan<BoundExpression?> values)
    {
        foreach (BoundExpression? value in values)
        {
            if (value is null || value.Type.IsError)
            {
                return true;
            }
        }

        return false;
    }

    private protected static BoundStatement Call(in PredeclaredCall call, Intrinsic intrinsic, params BoundExpression?[] arguments)
    {
        if (AnyError(arguments))
        {
            return new BoundEmpty(call.Span);
        }

        bool isChecked = intrinsic == Intrinsic.Val || intrinsic == Intrinsic.SetLengthString || intrinsic == Intrinsic.SetLengthArray
            ? call.ChecksRange
            : call.ChecksOverflow;
        return new BoundCallStatement(call.Span, new BoundIntrinsic(call.Span, VoidType.Instance, intrinsic, arguments!)
        {
            IsChecked = isChecked,
            ChecksIo = call.ChecksIo,
        });
    }
}

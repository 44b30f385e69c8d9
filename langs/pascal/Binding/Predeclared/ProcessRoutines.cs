namespace ProcVM.Pascal.Binding;

/// <summary>halt runerror assert randomize paramcount paramstr and the like.</summary>
internal sealed class ProcessRoutines(Binder binder) : PredeclaredRoutines(binder)
{
    internal BoundExpression BindFunction(in PredeclaredCall call)
    {
        int count = call.Symbol.Routine is Predeclared.ParamStr or Predeclared.GetEnv ? 1 : 0;
        if (!HasArguments(call, count, count))
        {
            return new BoundError(call.Span);
        }

        switch (call.Symbol.Routine)
        {
            case Predeclared.ParamCount:
                return new BoundIntrinsic(call.Span, Types.Integer, Intrinsic.ParamCount) { KnownRange = new Interval(0, int.MaxValue) };
            case Predeclared.ParamStr:
                BoundExpression index = Integer(call, 0);
                return AnyError(index) ? index : new BoundIntrinsic(call.Span, Types.String, Intrinsic.ParamStr, index);
            case Predeclared.GetEnv:
                BoundExpression name = Text(call, 0);
                return AnyError(name) ? name : new BoundIntrinsic(call.Span, Types.String, Intrinsic.GetEnv, name);
            case Predeclared.TickCount:
                return new BoundIntrinsic(call.Span, Types.Int64, Intrinsic.TickCount);
            default:
                return new BoundIntrinsic(call.Span, Types.Int64, Intrinsic.UnixTime);
        }
    }

    internal BoundStatement BindProcedure(in PredeclaredCall call)
    {
        (int least, int most) = call.Symbol.Routine switch
        {
            Predeclared.Halt or Predeclared.RunError => (0, 1),
            Predeclared.Assert => (1, 2),
            _ => (0, 0),
        };
        if (!HasArguments(call, least, most))
        {
            return new BoundEmpty(call.Span);
        }

        switch (call.Symbol.Routine)
        {
            case Predeclared.Randomize:
                return Call(call, Intrinsic.Randomize);
            case Predeclared.Assert:
                BoundExpression condition = Binder.Expressions.BindCondition(call.Arguments[0].Value);
                return call.Arguments.Length == 1
                    ? Call(call, Intrinsic.Assert, condition)
                    : Call(call, Intrinsic.Assert, condition, Text(call, 1));
            default:
                BoundExpression code = call.Arguments.Length == 1 ? Integer(call, 0) : new BoundOrdinal(call.Span, Types.Integer, 0);
                return Call(call, call.Symbol.Routine == Predeclared.Halt ? Intrinsic.Halt : Intrinsic.RunError, code);
        }
    }
}

using D = ProcVM.Pascal.Binding.BindingDiagnostics;

namespace ProcVM.Pascal.Binding;

/// <summary>fillchar move include exclude.</summary>
internal sealed class MemoryRoutines(Binder binder) : PredeclaredRoutines(binder)
{
    internal BoundStatement BindBlock(in PredeclaredCall call)
    {
        if (!HasArguments(call, 3, 3))
        {
            return new BoundEmpty(call.Span);
        }

        if (call.Symbol.Routine == Predeclared.Move)
        {
            BoundPlace? from = Binder.Places.BindPlace(call.Arguments[0].Value);
            if (from is not null)
            {
                PlaceBinder.MarkAddressTaken(from);
            }

            return Call(call, Intrinsic.Move, from, Target(call, 1), Integer(call, 2));
        }

        BoundPlace? target = Target(call, 0);
        BoundExpression count = Integer(call, 1);
        BoundExpression value = Ordinal(call, 2);
        return Call(call, Intrinsic.FillChar, target, count, value.Type is OrdinalType ? Binder.Conversions.Represent(value, Types.Integer) : value);
    }

    internal BoundStatement BindMember(in PredeclaredCall call)
    {
        if (!HasArguments(call, 2, 2) || Target(call, 0) is not { } place)
        {
            return new BoundEmpty(call.Span);
        }

        if (place.Type is not SetType { Base: { } host } set)
        {
            Binder.Fail(place.Span, D.NotSet, place.Type);
            return new BoundEmpty(call.Span);
        }

        BoundExpression member = Ordinal(call, 1);
        if (member.Type is not OrdinalType type)
        {
            return new BoundEmpty(call.Span);
        }

        if (!TypeRules.AreCompatible(type, host))
        {
            Binder.Conversions.Mismatch(member, host);
            return new BoundEmpty(call.Span);
        }

        return Change(call.Span, place, set, member, call.Symbol.Routine == Predeclared.Include, Binder);
    }

    /// <summary>Puts a member into a set, or takes it out.</summary>
    internal static BoundStatement Change(
        Core.Text.SourceSpan span, BoundPlace place, SetType set, BoundExpression member, bool isInclude, Binder binder)
    {
        SubrangeType range = new(set.Base!.Host, set.Low, set.High);
        member = isInclude && binder.Conversions.Check(member, range) is BoundRangeCheck check
            ? new BoundRangeCheck(check.Operand, check.Low, check.High) { IsSetMember = true }
            : member;
        member = binder.Conversions.Represent(member, binder.Universe.Integer);
        Intrinsic intrinsic = isInclude ? Intrinsic.Include : Intrinsic.Exclude;
        return new BoundCallStatement(span, new BoundIntrinsic(span, VoidType.Instance, intrinsic, place, member));
    }
}

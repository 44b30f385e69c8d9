using ProcVM.Pascal.Syntax;
using D = ProcVM.Pascal.Binding.BindingDiagnostics;

namespace ProcVM.Pascal.Binding;

/// <summary>Set constructors and the operators on sets.</summary>
internal sealed class SetBinder(Binder binder)
{
    private Universe Types => binder.Universe;

    /// <summary>[members].</summary>
    internal BoundExpression BindConstructor(SetExpressionSyntax syntax)
    {
        OrdinalType? host = null;
        bool isSmall = true;
        bool isWrong = false;
        ulong[] words = new ulong[4];
        List<(BoundExpression Low, BoundExpression? High)> members = [];
        foreach (RangeSyntax member in syntax.Members)
        {
            BoundExpression low = binder.Expressions.BindValue(member.Low);
            BoundExpression? high = member.High is null ? null : binder.Expressions.BindValue(member.High);
            if (!IsMember(low, ref host) || (high is not null && !IsMember(high, ref host)))
            {
                isWrong = true;
                continue;
            }

            isSmall &= low.Range.High < 64 && (high is null || high.Range.High < 64) && low.Range.Low >= 0;
            if (low is BoundOrdinal first && (high ?? low) is BoundOrdinal last)
            {
                isWrong |= !Fill(words, first, last);
            }
            else
            {
                members.Add((low, high));
            }
        }

        if (isWrong)
        {
            return new BoundError(syntax.Span);
        }

        SetType type = host is null ? Types.EmptySet : Types.SetOf(host, isSmall && (words[1] | words[2] | words[3]) == 0);
        BoundSet constant = new(syntax.Span, type, words);
        return members.Count == 0 ? constant : Construct(syntax, type, members, constant);
    }

    /// <summary>+ - * and the symmetric difference.</summary>
    internal BoundExpression? Combine(in Operation operation, BoundExpression left, SetType a, BoundExpression right, SetType b)
    {
        BoundOperator? op = operation.Operator switch
        {
            BinaryOperator.Add => BoundOperator.Union,
            BinaryOperator.Subtract => BoundOperator.Difference,
            BinaryOperator.Multiply => BoundOperator.Intersection,
            BinaryOperator.SymmetricDifference => BoundOperator.SymmetricDifference,
            _ => null,
        };
        if (op is null || !TypeRules.AreCompatible(a, b, binder.IsIso))
        {
            return null;
        }

        SetType type = Common(a, b);
        if (left is BoundSet x && right is BoundSet y && ConstantFolding.Sets(op.Value, x.Words, y.Words) is ulong[] words)
        {
            return new BoundSet(operation.Span, type, words);
        }

        return new BoundBinary(operation.Span, type, op.Value, As(left, type), As(right, type));
    }

    /// <summary>= &lt;&gt; &lt;= &gt;=.</summary>
    internal BoundExpression Compare(in Operation operation, BoundOperator op, BoundExpression left, SetType a, BoundExpression right, SetType b)
    {
        op = op switch { BoundOperator.LessOrEqual => BoundOperator.Subset, BoundOperator.GreaterOrEqual => BoundOperator.Superset, _ => op };
        if (left is BoundSet x && right is BoundSet y && ConstantFolding.Sets(op, x.Words, y.Words) is bool truth)
        {
            return new BoundOrdinal(operation.Span, Types.Boolean, truth ? 1 : 0);
        }

        SetType type = Common(a, b);
        return new BoundBinary(operation.Span, Types.Boolean, op, As(left, type), As(right, type)) { KnownRange = new Interval(0, 1) };
    }

    private BoundSetConstructor Construct(
        SetExpressionSyntax syntax,
        SetType type,
        List<(BoundExpression Low, BoundExpression? High)> members,
        BoundSet constant)
    {
        for (int i = 0; i < members.Count; i++)
        {
            (BoundExpression low, BoundExpression? high) = members[i];
            members[i] = (Narrow(low), high is null ? null : Narrow(high));
        }

        bool hasConstant = Array.Exists(constant.Words, word => word != 0);
        return new BoundSetConstructor(syntax.Span, type, [.. members]) { Constant = hasConstant ? constant : null };
    }

    /// <summary>A member as an i32: one of 64 bits is checked on the way.</summary>
    private BoundExpression Narrow(BoundExpression member) => member.Type.Representation == Representation.I64
        ? binder.Conversions.Represent(binder.Conversions.Check(member, Types.Integer), Types.Integer)
        : member;

    private bool IsMember(BoundExpression member, ref OrdinalType? host)
    {
        if (member.Type.IsError)
        {
            return false;
        }

        if (member.Type is not OrdinalType type)
        {
            binder.Fail(member.Span, D.NotOrdinal, member.Type);
            return false;
        }

        host ??= type.Host is IntegerType ? Types.Integer : type.Host;
        if (TypeRules.AreCompatible(host, type))
        {
            return true;
        }

        binder.Fail(member.Span, D.TypeMismatch, host, type);
        return false;
    }

    private bool Fill(ulong[] words, BoundOrdinal first, BoundOrdinal last)
    {
        if (first.Value > last.Value)
        {
            return true;
        }

        foreach (BoundOrdinal bound in (BoundOrdinal[])[first, last])
        {
            if (bound.Value is < 0 or > SetType.LastMember)
            {
                binder.Fail(bound.Span, D.SetMemberOutside, bound.Value);
                return false;
            }
        }

        for (long member = first.Value; member <= last.Value; member++)
        {
            words[member >> 6] |= 1UL << (int)(member & 63);
        }

        return true;
    }

    private SetType Common(SetType a, SetType b)
    {
        if (a.Base is null || b.Base is null)
        {
            return a.Base is null ? b : a;
        }

        if (ReferenceEquals(a, b))
        {
            return a;
        }

        OrdinalType host = a.Base.Host is IntegerType ? Types.Integer : a.Base.Host;
        return Types.SetOf(host, a.IsSmall && b.IsSmall);
    }

    private static BoundExpression As(BoundExpression value, SetType type) =>
        value is BoundSet constant ? new BoundSet(constant.Span, type, constant.Words)
        : ReferenceEquals(value.Type, type) ? value
        : new BoundConversion(((SetType)value.Type).IsSmall == type.IsSmall ? ConversionKind.Same : ConversionKind.Set, type, value);
}

using ProcVM.Pascal.Syntax;
using D = ProcVM.Pascal.Binding.BindingDiagnostics;

namespace ProcVM.Pascal.Binding;

/// <summary>Assignments to variables and to function results (6.8.2.2).</summary>
internal sealed class AssignmentBinder(Binder binder)
{
    internal BoundStatement Bind(AssignmentStatementSyntax syntax)
    {
        if (syntax.Target is NameExpressionSyntax && binder.Expressions.FindSymbolQuietly(syntax.Target) is PredeclaredSymbol { Routine: Predeclared.RandSeed })
        {
            BoundExpression seed = binder.Conversions.Assign(binder.Expressions.BindValue(syntax.Value), binder.Universe.Int64, syntax.Switches);
            return new BoundCallStatement(syntax.Span, new BoundIntrinsic(syntax.Span, VoidType.Instance, Intrinsic.RandomSeed, seed));
        }

        BoundPlace? target = BindTarget(syntax.Target);
        if (target is null)
        {
            binder.Expressions.BindValueOrRoutine(syntax.Value);
            return new BoundEmpty(syntax.Span);
        }

        BoundExpression value = target.Type is RoutineType wanted
            ? BindRoutine(syntax.Value, wanted)
            : target.Type is PointerType ? binder.Expressions.BindValueOrRoutine(syntax.Value)
            : binder.Expressions.BindValue(syntax.Value);
        if (target.Type is PointerType && value.Type is RoutineType { IsFunction: true, Parameters.Length: 0 } && value is not BoundRoutineValue)
        {
            value = new BoundIndirectCall(value.Span, value, []);
        }
        else if (target.Type is PointerType && value is BoundRoutineValue && syntax.Value is not UnaryExpressionSyntax)
        {
            value = binder.Expressions.BindValue(syntax.Value);
        }

        if (value.Type.IsError)
        {
            return new BoundEmpty(syntax.Span);
        }

        if (target.Type.ContainsFile || target.Type is VoidType or OpenArrayType)
        {
            binder.Report.Add(D.NotAssignable, syntax.Target.Span, target.Type);
            return new BoundEmpty(syntax.Span);
        }

        value = binder.Conversions.Assign(value, target.Type, syntax.Switches);
        return value.Type.IsError ? new BoundEmpty(syntax.Span) : ChangeMember(syntax, target, value) ?? new BoundAssignment(syntax.Span, target, value);
    }

    private BoundExpression BindRoutine(ExpressionSyntax syntax, RoutineType wanted) =>
        binder.Expressions.FindSymbolQuietly(syntax) is RoutineGroup group
            ? binder.Calls.RoutineValue(syntax.Span, group, wanted)
            : binder.Expressions.BindValueOrRoutine(syntax);

    private BoundPlace? BindTarget(ExpressionSyntax syntax)
    {
        if (syntax is not NameExpressionSyntax || binder.Expressions.FindSymbolQuietly(syntax) is not RoutineGroup group)
        {
            return binder.Places.BindTarget(syntax);
        }

        RoutineSymbol? inside = group.Routines.Find(binder.Calls.IsInside);
        if (inside?.Result is not { } result)
        {
            binder.Report.Add(inside is null && group.Routines[0].Result is not null ? D.ResultOutside : D.NotVariable, syntax.Span, group.Name);
            return null;
        }

        BoundVariable target = new(syntax.Span, result);
        binder.Places.Capture(result);
        binder.Places.MarkModified(target);
        inside.AssignsResult = true;
        return result.Type.IsError ? null : target;
    }

    /// <summary>s := s + [x] and s := s - [x] change one member in place.</summary>
    private BoundStatement? ChangeMember(AssignmentStatementSyntax syntax, BoundPlace target, BoundExpression value)
    {
        if (target is not BoundVariable { Type: SetType { Base: not null } set } variable)
        {
            return null;
        }

        BoundExpression inner = Strip(value);
        if (inner is not BoundBinary { Operator: BoundOperator.Union or BoundOperator.Difference } binary
            || Strip(binary.Left) is not BoundVariable old || old.Variable != variable.Variable
            || Strip(binary.Right) is not BoundSetConstructor { Constant: null, Members: [(var member, null)] })
        {
            return null;
        }

        return MemoryRoutines.Change(syntax.Span, target, set, member, binary.Operator == BoundOperator.Union, binder);
    }

    private static BoundExpression Strip(BoundExpression value)
    {
        while (true)
        {
            switch (value)
            {
                case BoundConversion { Kind: ConversionKind.Set or ConversionKind.Same } conversion:
                    value = conversion.Operand;
                    break;
                case BoundSetCheck check:
                    value = check.Operand;
                    break;
                default:
                    return value;
            }
        }
    }
}

using ProcVM.Core.Text;
using ProcVM.Pascal.Syntax;
using D = ProcVM.Pascal.Binding.BindingDiagnostics;

namespace ProcVM.Pascal.Binding;

/// <summary>Calls of declared routines and of procedural values, and routines as values.</summary>
internal sealed class CallBinder(Binder binder)
{
    /// <summary>callee(arguments): a routine, a predeclared one, a procedural value or a typecast.</summary>
    internal BoundExpression Bind(CallExpressionSyntax syntax)
    {
        bool isName = syntax.Callee is NameExpressionSyntax
            || binder.Expressions.FindSymbolQuietly(syntax.Callee) is not null;
        if (isName)
        {
            Symbol? symbol = binder.Expressions.FindSymbol(syntax.Callee, out _);
            switch (symbol)
            {
                case RoutineGroup group:
                    return BindRoutine(syntax.Span, syntax.Callee.Span, group, syntax.Arguments);
                case PredeclaredSymbol predeclared:
                    return binder.Predeclared.BindFunction(
                        new PredeclaredCall(syntax.Span, syntax.Callee.Span, predeclared, syntax.Arguments, syntax.Switches));
                case TypeSymbol type:
                    return binder.Casts.Bind(syntax, type.Type);
                case null or ErrorSymbol or ConstantSymbol { Value: BoundError } or VariableSymbol { Type: ErrorType }:
                    BindForErrors(syntax.Arguments);
                    return new BoundError(syntax.Span);
                default:
                    break;
            }
        }

        BoundExpression callee = binder.Expressions.Bind(syntax.Callee);
        if (callee.Type.IsError)
        {
            BindForErrors(syntax.Arguments);
            return new BoundError(syntax.Span);
        }

        return callee.Type is RoutineType
            ? BindIndirect(syntax.Span, callee, syntax.Arguments)
            : binder.Fail(syntax.Callee.Span, D.NotRoutine);
    }

    /// <summary>A routine's name alone: a call without arguments.</summary>
    internal BoundExpression BindBare(SourceSpan span, RoutineGroup group)
    {
        RoutineSymbol first = group.Routines[0];
        if (!binder.IsIso && group.Routines.Count == 1 && first.Result is { } result && first.Parameters.Length > 0 && IsInside(first))
        {
            return binder.Places.Variable(span, result);
        }

        return BindRoutine(span, span, group, []);
    }

    /// <summary>A call of one of a group's routines.</summary>
    internal BoundExpression BindRoutine(SourceSpan span, SourceSpan nameSpan, RoutineGroup group, ArgumentSyntax[] arguments)
    {
        RoutineSymbol? routine = group.Routines.Count == 1 ? group.Routines[0] : null;
        BoundExpression?[] bound = new BoundExpression?[arguments.Length];
        if (routine is null)
        {
            if (!BindLoosely(group, arguments, bound))
            {
                return new BoundError(span);
            }

            routine = Overloads.Choose(group, bound, binder, out bool isAmbiguous);
            if (routine is null)
            {
                return binder.Fail(nameSpan, isAmbiguous ? D.Ambiguous : D.NoOverload, group.Name, Overloads.Describe(bound));
            }
        }

        Use(routine);
        BoundArgument[]? made = binder.Arguments.Bind(span, group.Name, routine.Type, arguments, bound);
        return made is null || routine.Type.Result.IsError ? new BoundError(span) : new BoundCall(span, routine, made);
    }

    /// <summary>A routine as a value; of a group the one that is congruent with the wanted type.</summary>
    internal BoundExpression RoutineValue(SourceSpan span, RoutineGroup group, RoutineType? wanted)
    {
        RoutineSymbol routine = group.Routines[0];
        if (wanted is not null)
        {
            routine = group.Routines.Find(one => TypeRules.AreCongruent(one.Type, wanted, binder.IsIso)) ?? routine;
        }

        Use(routine);
        routine.IsUsedAsValue = true;
        return new BoundRoutineValue(span, routine.Type, routine);
    }

    /// <summary>Binds arguments for their own errors alone.</summary>
    internal void BindForErrors(ArgumentSyntax[] arguments)
    {
        foreach (ArgumentSyntax argument in arguments)
        {
            binder.Expressions.BindValueOrRoutine(argument.Value);
        }
    }

    /// <summary>True within the block of a routine.</summary>
    internal bool IsInside(RoutineSymbol routine)
    {
        for (RoutineSymbol? around = binder.Routine; around is not null; around = around.Parent)
        {
            if (around == routine)
            {
                return true;
            }
        }

        return false;
    }

    private BoundExpression BindIndirect(SourceSpan span, BoundExpression callee, ArgumentSyntax[] arguments)
    {
        RoutineType type = (RoutineType)callee.Type;
        string name = callee is BoundVariable { Variable: { } variable } ? variable.Name : "the routine";
        BoundArgument[]? made = binder.Arguments.Bind(span, name, type, arguments, new BoundExpression?[arguments.Length]);
        return made is null || type.Result.IsError ? new BoundError(span) : new BoundIndirectCall(span, callee, made);
    }

    private void Use(RoutineSymbol routine)
    {
        routine.IsUsed = true;
        binder.Routine.Callees.Add(routine);
        if (routine.Level >= 2)
        {
            binder.Places.NeedLink(routine.Parent!);
        }
    }

    private bool BindLoosely(RoutineGroup group, ArgumentSyntax[] arguments, BoundExpression?[] bound)
    {
        bool isRight = true;
        for (int i = 0; i < arguments.Length; i++)
        {
            int place = i;
            bool mayBeList = arguments[i].Value is SetExpressionSyntax && group.Routines.Exists(one =>
                place < one.Type.Parameters.Length && one.Type.Parameters[place].Type is OpenArrayType);
            if (mayBeList)
            {
                continue;
            }

            bool wantsRoutine = group.Routines.Exists(one =>
                place < one.Type.Parameters.Length && one.Type.Parameters[place].Type is RoutineType);
            bound[i] = wantsRoutine
                ? binder.Expressions.BindValueOrRoutine(arguments[i].Value)
                : binder.Expressions.BindValue(arguments[i].Value);
            isRight &= !bound[i]!.Type.IsError;
        }

        return isRight;
    }
}

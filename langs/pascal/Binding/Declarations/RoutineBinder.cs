using ProcVM.Pascal.Syntax;
using D = ProcVM.Pascal.Binding.BindingDiagnostics;

namespace ProcVM.Pascal.Binding;

/// <summary>Procedures and functions with their blocks.</summary>
internal sealed class RoutineBinder(Binder binder)
{
    private const int MostOverloads = 500;

    internal void Bind(RoutineDeclarationSyntax syntax, bool isInterface)
    {
        Identifier name = syntax.Heading.Name;
        RoutineSymbol routine = new(name.Name, binder.Routine, name.Span)
        {
            Kind = syntax.Heading.Kind,
            Unit = binder.Unit,
            IsExported = isInterface,
            Switches = syntax.Body?.Body.Switches ?? CompilerSwitches.Default,
        };
        List<(Identifier Name, VariableSymbol Variable)> variables = [];
        routine.Type = binder.Headings.Bind(syntax.Heading, routine, variables);
        RoutineSymbol? earlier = FindForward(syntax, routine);
        if (earlier is not null)
        {
            Complete(syntax, earlier, routine, variables);
            return;
        }

        bool isForward = isInterface || (syntax.Directives & RoutineDirectives.Forward) != 0;
        if (syntax.Heading is { Kind: RoutineKind.Function, Result: null } && !name.IsMissing)
        {
            binder.Report.Add(D.ResultMissing, name.Span, name.Name);
        }

        Fill(routine, variables);
        Declare(syntax, routine);
        routine.IsForward = isForward && syntax.Body is null;
        if (syntax.Body is not null)
        {
            BindBlock(routine, syntax.Body, variables);
        }
        else if (isForward)
        {
            routine.ForwardVariables = variables;
        }
    }

    private static void Fill(RoutineSymbol routine, List<(Identifier Name, VariableSymbol Variable)> variables)
    {
        List<VariableSymbol> parameters = [];
        foreach ((_, VariableSymbol variable) in variables)
        {
            if (variable.Kind == VariableKind.Parameter)
            {
                parameters.Add(variable);
            }
        }

        routine.Parameters = [.. parameters];
        if (routine.Kind == RoutineKind.Function)
        {
            routine.Result = new VariableSymbol(routine.Name, VariableKind.Result, routine.Type.Result, routine, routine.Span);
        }
    }

    /// <summary>The routine declared before that this is the block of.</summary>
    private RoutineSymbol? FindForward(RoutineDeclarationSyntax syntax, RoutineSymbol routine)
    {
        Identifier name = syntax.Heading.Name;
        Symbol? symbol = binder.Scopes.Innermost.Names.GetValueOrDefault(name.Key);
        if (symbol is null && binder.Unit is { } unit && binder.Routine.Level == 0)
        {
            symbol = unit.Interface.Names.GetValueOrDefault(name.Key);
        }

        if (symbol is not RoutineGroup group || syntax.Body is null)
        {
            return null;
        }

        bool isBare = syntax.Heading.Parameters is null && syntax.Heading.Result is null;
        return group.Routines.Find(one => one.IsForward && (isBare || TypeRules.AreCongruent(one.Type, routine.Type, binder.IsIso)))
            ?? (group.Routines.Count == 1 && group.Routines[0].IsForward && (syntax.Directives & RoutineDirectives.Overload) == 0 ? group.Routines[0] : null);
    }

    private void Complete(
        RoutineDeclarationSyntax syntax, RoutineSymbol earlier, RoutineSymbol again, List<(Identifier Name, VariableSymbol Variable)> variables)
    {
        bool isRepeated = syntax.Heading.Parameters is not null || syntax.Heading.Result is not null;
        if (syntax.Heading.Kind != earlier.Kind
            || (isRepeated && (binder.IsIso || !TypeRules.AreCongruent(earlier.Type, again.Type, isIso: false)) && !HasError(again.Type)))
        {
            binder.Report.Add(binder.IsIso && syntax.Heading.Kind == earlier.Kind ? D.ForwardRepeated : D.ForwardDiffers, syntax.Heading.Name.Span, earlier.Name);
        }

        earlier.IsForward = false;
        earlier.Switches = again.Switches;
        List<(Identifier Name, VariableSymbol Variable)> declared = earlier.ForwardVariables ?? [];
        if (isRepeated && variables.Count == declared.Count)
        {
            // The block's own heading names the parameters.
            for (int i = 0; i < declared.Count; i++)
            {
                declared[i] = (variables[i].Name, declared[i].Variable);
            }
        }

        BindBlock(earlier, syntax.Body!, declared);
    }

    private static bool HasError(RoutineType type) => type.Result.IsError || Array.Exists(type.Parameters, parameter => parameter.Type.IsError);

    private void Declare(RoutineDeclarationSyntax syntax, RoutineSymbol routine)
    {
        Identifier name = syntax.Heading.Name;
        binder.Routine.Nested.Add(routine);
        Symbol? symbol = binder.Scopes.Innermost.Names.GetValueOrDefault(name.Key);
        if (symbol is RoutineGroup group && !binder.IsIso)
        {
            if (group.Routines.Exists(one => TypeRules.AreCongruent(WithoutResult(one.Type), WithoutResult(routine.Type), isIso: false)) && !HasError(routine.Type))
            {
                binder.Report.Add(D.DeclaredTwice, name.Span, name.Name);
                return;
            }

            if (group.Routines.Count == MostOverloads)
            {
                binder.Report.Add(D.TooMany, name.Span, MostOverloads, "routines of one name");
                return;
            }

            routine.OverloadIndex = group.Routines.Count;
            group.Routines.Add(routine);
            return;
        }

        binder.Declarations.Declare(name, new RoutineGroup(name.Name, routine));
    }

    private static RoutineType WithoutResult(RoutineType type) => new(type.Parameters, VoidType.Instance);

    private void BindBlock(RoutineSymbol routine, BlockSyntax block, List<(Identifier Name, VariableSymbol Variable)> variables)
    {
        RoutineSymbol outer = binder.Routine;
        List<BoundStatement> outerInitial = binder.Declarations.Initial;
        Scope scope = new();
        binder.Routine = routine;
        binder.Declarations.Initial = [];
        binder.Scopes.Push(scope);
        foreach ((Identifier name, VariableSymbol variable) in variables)
        {
            binder.Declarations.Declare(name, variable);
        }

        if (!binder.IsIso && routine.Result is { } result)
        {
            scope.Names.TryAdd("result", result);
        }

        binder.Declarations.BindAll(block.Declarations);
        BoundStatement body = binder.Statements.BindBody(block.Body);
        binder.Declarations.Complete(scope);
        binder.Scopes.Pop();
        List<BoundStatement> initial = binder.Declarations.Initial;
        routine.Body = initial.Count == 0 ? body : new BoundBlock(body.Span, [.. initial, body]);
        routine.EndSpan = block.Body.Span with { Start = block.Body.Span.Start + Math.Max(0, block.Body.Span.Length - 3), Length = Math.Min(3, block.Body.Span.Length) };
        binder.Routine = outer;
        binder.Declarations.Initial = outerInitial;
        CheckResult(routine);
    }

    private void CheckResult(RoutineSymbol routine)
    {
        if (routine.Result is not { Type.IsError: false })
        {
            return;
        }

        if (!routine.AssignsResult)
        {
            binder.Report.Add(binder.IsIso ? D.ResultNotAssigned : D.ResultNeverGiven, routine.Span, routine.Name);
        }

        routine.ChecksResult = binder.IsIso && Binder.Has(routine.Switches, CompilerSwitches.RangeChecks)
            && !ResultFlow.AlwaysAssigns(routine.Body!, routine.Result);
    }
}

using ProcVM.Pascal.Syntax;
using D = ProcVM.Pascal.Binding.BindingDiagnostics;

namespace ProcVM.Pascal.Binding;

/// <summary>Units: every interface is bound when it is first used, implementations afterwards.</summary>
internal sealed class UnitBinder(Binder binder, IUnitResolver? resolver)
{
    private const int DeepestUses = 200;

    private readonly Dictionary<string, LoadedUnit> _units = new(StringComparer.Ordinal);
    private readonly List<LoadedUnit> _order = [];
    private int _depth;

    /// <summary>Makes the interfaces of the units visible in a region.</summary>
    internal void Use(UsedUnitSyntax[] uses, Scope scope, LoadedUnit? user = null)
    {
        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach (UsedUnitSyntax used in uses)
        {
            if (used.Name.IsMissing || used.Name.Key == "system")
            {
                continue;
            }

            if (!seen.Add(used.Name.Key))
            {
                binder.Report.Add(D.DeclaredTwice, used.Name.Span, used.Name.Name);
                continue;
            }

            if (Load(used) is { } unit)
            {
                (scope.Units ??= []).Add(unit.Symbol);
                scope.Names[used.Name.Key] = unit.Symbol;
                user?.Uses.Add(unit);
            }
        }
    }

    /// <summary>Adds a unit that is there already.</summary>
    internal LoadedUnit Add(UnitSyntax syntax)
    {
        LoadedUnit unit = new(syntax, new RoutineSymbol(syntax.Name.Name, null, syntax.Span) { Unit = new UnitSymbol(syntax.Name.Name) });
        _units[syntax.Name.Key] = unit;
        BindInterface(unit);
        return unit;
    }

    /// <summary>Binds the implementations; gives the units in the order of their initialization.</summary>
    internal BoundUnit[] Complete()
    {
        // An implementation may use further units, which come to the list's end.
        for (int i = 0; i < _order.Count; i++)
        {
            BindImplementation(_order[i]);
        }

        List<BoundUnit> bound = [];
        HashSet<LoadedUnit> visited = [];
        foreach (LoadedUnit unit in _order)
        {
            Visit(unit, visited, bound, 0);
        }

        return [.. bound];
    }

    private static void Visit(LoadedUnit unit, HashSet<LoadedUnit> visited, List<BoundUnit> bound, int depth)
    {
        if (!visited.Add(unit) || depth > DeepestUses)
        {
            return;
        }

        foreach (LoadedUnit used in unit.Uses)
        {
            Visit(used, visited, bound, depth + 1);
        }

        bound.Add(new BoundUnit(unit.Symbol, unit.Initialization, unit.Finalization));
    }

    private LoadedUnit? Load(in UsedUnitSyntax used)
    {
        if (_units.TryGetValue(used.Name.Key, out LoadedUnit? unit))
        {
            if (!unit.IsInterfaceBound)
            {
                binder.Report.Add(D.CircularUnits, used.Name.Span, used.Name.Name);
                return null;
            }

            return unit;
        }

        bool isReported = false;
        UnitSyntax? syntax = _depth >= DeepestUses ? null : resolver?.Resolve(used, out isReported);
        if (syntax is null)
        {
            if (!isReported)
            {
                binder.Report.Add(D.UnitMissing, used.Name.Span, used.Name.Name);
            }

            binder.MissesUnits = true;

            return null;
        }

        if (syntax.Name.Key != used.Name.Key && !syntax.Name.IsMissing)
        {
            binder.Report.Add(D.UnitNamed, used.Name.Span, used.Name.Name, syntax.Name.Name);
        }

        return Add(syntax);
    }

    private void BindInterface(LoadedUnit unit)
    {
        (RoutineSymbol routine, UnitSymbol? outer) = (binder.Routine, binder.Unit);
        List<Scope> aside = binder.Scopes.SetAside(1);
        _depth++;
        Use(unit.Syntax.Interface.Uses, unit.Symbol.Interface, unit);
        binder.Routine = unit.Initialization;
        binder.Unit = unit.Symbol;
        binder.Scopes.Push(unit.Symbol.Interface);
        binder.Declarations.BindAll(unit.Syntax.Interface.Declarations, isInterface: true);
        binder.Scopes.Pop();
        _depth--;
        binder.Scopes.Restore(aside);
        (binder.Routine, binder.Unit) = (routine, outer);
        unit.IsInterfaceBound = true;
        _order.Add(unit);
    }

    private void BindImplementation(LoadedUnit unit)
    {
        (RoutineSymbol routine, UnitSymbol? outer) = (binder.Routine, binder.Unit);
        List<Scope> aside = binder.Scopes.SetAside(1);
        Scope scope = new();
        Use(unit.Syntax.Implementation.Uses, scope, unit);
        scope.Names.Remove(unit.Syntax.Name.Key);
        binder.Routine = unit.Initialization;
        binder.Unit = unit.Symbol;
        binder.Scopes.Push(unit.Symbol.Interface);
        binder.Scopes.Push(scope);
        binder.Declarations.BindAll(unit.Syntax.Implementation.Declarations);
        unit.Initialization.Body = Body(unit.Syntax.Initialization, unit);
        if (unit.Syntax.Finalization is { } finalization)
        {
            unit.Finalization = new RoutineSymbol(unit.Symbol.Name, null, finalization.Span) { Unit = unit.Symbol, EndSpan = finalization.Span };
            binder.Routine = unit.Finalization;
            unit.Finalization.Body = binder.Statements.BindBody(finalization);
        }

        binder.Declarations.Complete(scope);
        binder.Declarations.Complete(unit.Symbol.Interface);
        binder.Scopes.Pop();
        binder.Scopes.Pop();
        binder.Scopes.Restore(aside);
        (binder.Routine, binder.Unit) = (routine, outer);
    }

    private BoundStatement Body(CompoundStatementSyntax? syntax, LoadedUnit unit)
    {
        unit.Initialization.EndSpan = syntax?.Span ?? unit.Syntax.Span;
        return syntax is null ? new BoundBlock(unit.Syntax.Span, []) : binder.Statements.BindBody(syntax);
    }
}

/// <summary>A unit on its way through the binder.</summary>
internal sealed class LoadedUnit(UnitSyntax syntax, RoutineSymbol initialization)
{
    internal UnitSyntax Syntax { get; } = syntax;

    internal RoutineSymbol Initialization { get; } = initialization;

    internal UnitSymbol Symbol => Initialization.Unit!;

    internal RoutineSymbol? Finalization { get; set; }

    internal bool IsInterfaceBound { get; set; }

    internal List<LoadedUnit> Uses { get; } = [];
}

using ProcVM.Core.Text;
using ProcVM.Pascal.Syntax;
using ProcVM.Pascal.Units;
using D = ProcVM.Pascal.Binding.BindingDiagnostics;

namespace ProcVM.Pascal.Binding;

/// <summary>Units: every interface is bound when it is first used, implementations afterwards.</summary>
internal sealed class UnitBinder(Binder binder, IUnitResolver? resolver)
{
    private const int DeepestUses = 200;

    private readonly Dictionary<string, LoadedUnit> _units = new(StringComparer.Ordinal);
    private readonly List<LoadedUnit> _order = [];
    private readonly ForeignTypes _types = new();

    /// <summary>Units that were found and can't be used, which has been said.</summary>
    private readonly HashSet<string> _unusable = new(StringComparer.Ordinal);
    private int _depth;

    /// <summary>The clause of a source that led to the unit being loaded, and the compiled unit between them, if any.</summary>
    private SourceSpan _place;
    private CompiledUnit? _compiled;

    /// <summary>Makes the interfaces of the units visible in a region.</summary>
    internal void Use(UsedUnitSyntax[] uses, Scope scope, LoadedUnit? user = null, bool isInterface = false)
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

            CompiledUnit? compiled = _compiled;
            (_compiled, _place) = (null, used.Name.Span);
            if (Load(used, used.Name.Span.Source) is { } unit)
            {
                (scope.Units ??= []).Add(unit.Symbol);
                scope.Names[used.Name.Key] = unit.Symbol;
                user?.Uses.Add(new UsedUnit(unit, used.Path, isInterface));
            }
            else
            {
                binder.MissesUnits = true;
            }

            _compiled = compiled;
        }
    }

    /// <summary>Adds a unit that is there already.</summary>
    internal LoadedUnit Add(UnitSyntax syntax)
    {
        LoadedUnit unit = new(binder.Universe, _types, syntax.Name.Name, syntax.Span) { Syntax = syntax };
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
            if (_order[i].Compiled is not null)
            {
                LoadImplementation(_order[i]);
            }
            else
            {
                BindImplementation(_order[i]);
            }
        }

        List<BoundUnit> bound = [];
        HashSet<LoadedUnit> visited = [];
        foreach (LoadedUnit unit in _order)
        {
            Visit(unit, visited, bound, 0);
        }

        return [.. bound];
    }

    /// <summary>Binds the implementation of one unit, as far as it needs no other's.</summary>
    internal BoundUnit CompleteAlone(LoadedUnit unit)
    {
        BindImplementation(unit);
        return unit.Bound;
    }

    private static void Visit(LoadedUnit unit, HashSet<LoadedUnit> visited, List<BoundUnit> bound, int depth)
    {
        if (!visited.Add(unit) || depth > DeepestUses)
        {
            return;
        }

        foreach (UsedUnit used in unit.Uses)
        {
            Visit(used.Unit, visited, bound, depth + 1);
        }

        bound.Add(unit.Bound);
    }

    private LoadedUnit? Load(in UsedUnitSyntax used, SourceText? from)
    {
        if (_units.TryGetValue(used.Name.Key, out LoadedUnit? unit))
        {
            if (!unit.IsInterfaceBound)
            {
                binder.Report.Add(D.CircularUnits, _place, used.Name.Name);
                return null;
            }

            return unit;
        }

        if (_unusable.Contains(used.Name.Key))
        {
            return null;
        }

        bool isReported = false;
        FoundUnit? found = _depth >= DeepestUses || from is null ? null : resolver?.Resolve(used, from, out isReported);
        if (found is null)
        {
            if (isReported)
            {
                _unusable.Add(used.Name.Key);
            }
            else
            {
                ReportMissing(used);
            }

            return null;
        }

        string name = found.Compiled?.Name ?? found.Syntax!.Name.Name;
        if (name.Length > 0 && !string.Equals(name, used.Name.Name, StringComparison.OrdinalIgnoreCase))
        {
            binder.Report.Add(D.UnitNamed, _place, used.Name.Name, name);
            if (found.Compiled is not null)
            {
                return null;
            }
        }

        return found.Compiled is { } compiled ? Add(compiled, used, from!) : Add(found.Syntax!);
    }

    private void ReportMissing(in UsedUnitSyntax used)
    {
        if (_compiled is { } user)
        {
            binder.Report.Add(PascalDiagnostics.UsedUnitMissing, _place, user.Name, user.File.Path, used.Name.Name);
        }
        else
        {
            binder.Report.Add(D.UnitMissing, _place, used.Name.Name);
        }
    }

    /// <summary>Adds a compiled unit; null, with the error reported or the unit noted for being compiled again, when it can't be used.</summary>
    private LoadedUnit? Add(CompiledUnit compiled, in UsedUnitSyntax used, SourceText from)
    {
        LoadedUnit unit = new(binder.Universe, _types, compiled.Name, default) { Compiled = compiled, Clause = used, From = from };
        _units[used.Name.Key] = unit;
        if (!TryLoadUses(unit, isInterface: true))
        {
            return Drop(unit);
        }

        UnitInterface? described = InterfaceReader.Read(compiled.Interface, unit.Initialization, binder.Universe, Find, out string? error);
        if (described is null)
        {
            if (!resolver!.TryRecompile(used, from))
            {
                binder.Report.Add(PascalDiagnostics.NotAUnit, unit.Place, compiled.File.Path, error ?? "");
            }

            return Drop(unit);
        }

        unit.SetInterface(described);
        unit.IsInterfaceBound = true;
        _order.Add(unit);
        return unit;
    }

    private LoadedUnit? Drop(LoadedUnit unit)
    {
        _units.Remove(unit.Key);
        _unusable.Add(unit.Key);
        return null;
    }

    private LoadedUnit? Find(string unit, UnitHash hash) =>
        _units.TryGetValue(unit.ToLowerInvariant(), out LoadedUnit? other) && other.IsInterfaceBound && other.Interface.Hash == hash
            ? other
            : null;

    private void LoadImplementation(LoadedUnit unit)
    {
        SourceSpan place = _place;
        _place = unit.Place;
        TryLoadUses(unit, isInterface: false);
        _place = place;
    }

    /// <summary>Loads the units that a compiled unit uses; false when one isn't as it was.</summary>
    private bool TryLoadUses(LoadedUnit unit, bool isInterface)
    {
        CompiledUnit? outer = _compiled;
        CompiledUnit compiled = _compiled = unit.Compiled!;
        unit.Place = _place;
        bool isRight = true;
        _depth++;
        SourceText beside = new(compiled.File.Path, "");
        foreach (UnitUse use in compiled.Uses)
        {
            if (use.IsInInterface != isInterface)
            {
                continue;
            }

            _place = unit.Place;
            UsedUnitSyntax clause = new(new Identifier(use.Name, use.Name.ToLowerInvariant(), default), use.Path);
            LoadedUnit? other = Load(clause, beside);
            if (other is null)
            {
                isRight = false;
                continue;
            }

            unit.Uses.Add(new UsedUnit(other, use.Path, isInterface));
            // With an error in a source its interface isn't what it will be.
            bool isUncertain = other.Compiled is null && binder.Report.Errors > 0;
            if (!isUncertain && other.Interface.Hash != use.Hash)
            {
                isRight = false;
                if (!resolver!.TryRecompile(unit.Clause, unit.From!))
                {
                    binder.Report.Add(PascalDiagnostics.UnitChanged, unit.Place, compiled.Name, compiled.File.Path, other.Symbol.Name);
                }
            }
        }

        _depth--;
        _compiled = outer;
        return isRight;
    }

    private void BindInterface(LoadedUnit unit)
    {
        (RoutineSymbol routine, UnitSymbol? outer) = (binder.Routine, binder.Unit);
        List<Scope> aside = binder.Scopes.SetAside(1);
        _depth++;
        Use(unit.Syntax!.Interface.Uses, unit.Symbol.Interface, unit, isInterface: true);
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
        Use(unit.Syntax!.Implementation.Uses, scope, unit);
        scope.Names.Remove(unit.Syntax.Name.Key);
        binder.Routine = unit.Initialization;
        binder.Unit = unit.Symbol;
        binder.Scopes.Push(unit.Symbol.Interface);
        binder.Scopes.Push(scope);
        binder.Declarations.BindAll(unit.Syntax.Implementation.Declarations);
        unit.Initialization.Body = Body(unit.Syntax.Initialization, unit);
        if (unit.Syntax.Finalization is { } finalization)
        {
            unit.Finalization = new RoutineSymbol(unit.Symbol.Name, null, finalization.Span)
            {
                Unit = unit.Symbol,
                EndSpan = finalization.Span,
                IsFinalization = true,
            };
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
        unit.Initialization.EndSpan = syntax?.Span ?? unit.Syntax!.Span;
        return syntax is null ? new BoundBlock(unit.Syntax!.Span, []) : binder.Statements.BindBody(syntax);
    }
}

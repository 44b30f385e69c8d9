using ProcVM.Core;
using ProcVM.Core.Text;
using ProcVM.Pascal.Syntax;
using ProcVM.Pascal.Units;
using D = ProcVM.Pascal.Binding.BindingDiagnostics;

namespace ProcVM.Pascal.Binding;

/// <summary>Finds the units that a uses clause names.</summary>
internal interface IUnitResolver
{
    /// <summary>The unit, parsed or compiled; null when there is none or it has errors of its own, which the resolver keeps
    /// (<paramref name="isReported"/> is true then).</summary>
    /// <param name="unit">What the clause says.</param>
    /// <param name="from">The file that the clause is in.</param>
    /// <param name="isReported">True when the resolver has said why there is none.</param>
    FoundUnit? Resolve(UsedUnitSyntax unit, SourceText from, out bool isReported);

    /// <summary>Notes that the unit's compiled form doesn't go with the others; false when there is no source to compile instead.</summary>
    bool TryRecompile(UsedUnitSyntax unit, SourceText from);
}

/// <summary>A unit that was found: one of the two is there.</summary>
/// <param name="Syntax">Its source, parsed.</param>
/// <param name="Compiled">Its compiled form.</param>
/// <param name="From">The source; for a compiled unit the file in which a clause names it.</param>
internal sealed record FoundUnit(UnitSyntax? Syntax, CompiledUnit? Compiled, SourceText From);

/// <summary>Binds a program with all its units.</summary>
internal sealed class ProgramBinder
{
    private readonly Binder _binder;
    private readonly UnitBinder _units;

    private ProgramBinder(PascalOptions options, IUnitResolver? resolver)
    {
        _binder = new Binder(options);
        _units = new UnitBinder(_binder, resolver);
    }

    /// <summary>The bound program, or the errors in it; warnings may come with it.</summary>
    internal static LoadResult<BoundProgram> Bind(ProgramSyntax syntax, PascalOptions options, IUnitResolver? resolver)
    {
        ProgramBinder binder = new(options, resolver);
        BoundProgram program = binder.BindProgram(syntax);
        Report report = binder._binder.Report;
        return report.Errors == 0
            ? LoadResult<BoundProgram>.Success(program, report.Diagnostics)
            : LoadResult<BoundProgram>.Failure(report.Diagnostics);
    }

    /// <summary>Binds a unit, and of the units it uses the interfaces.</summary>
    internal static LoadResult<BoundSeparateUnit> BindUnit(UnitSyntax syntax, PascalOptions options, IUnitResolver? resolver)
    {
        ProgramBinder binder = new(options, resolver);
        binder.NewMain(syntax.Name.Name, syntax.Span);
        LoadedUnit unit = binder._units.Add(syntax);
        BoundUnit bound = binder._units.CompleteAlone(unit);
        Report report = binder._binder.Report;
        BoundSeparateUnit separate = new(bound, unit.Interface, unit.UsedInterfaces()) { HasEscapes = binder._binder.HasEscapes };
        return report.Errors == 0
            ? LoadResult<BoundSeparateUnit>.Success(separate, report.Diagnostics)
            : LoadResult<BoundSeparateUnit>.Failure(report.Diagnostics);
    }

    private BoundProgram BindProgram(ProgramSyntax syntax)
    {
        string name = syntax.Name.IsMissing ? "program" : syntax.Name.Name;
        RoutineSymbol main = NewMain(name, syntax.Span);
        Scope scope = new();
        _units.Use(syntax.Uses, scope);
        BoundUnit[] units = _units.Complete();
        _binder.Routine = main;
        _binder.Unit = null;
        _binder.Scopes.Push(scope);
        main.Switches = syntax.Block.Body.Switches;
        DeclareStandardParameters(syntax.Parameters, scope, main);
        _binder.Declarations.BindAll(syntax.Block.Declarations);
        BindParameters(syntax.Parameters, scope);
        main.Body = _binder.Statements.BindBody(syntax.Block.Body);
        _binder.Declarations.Complete(scope);
        _binder.Scopes.Pop();
        SourceSpan body = syntax.Block.Body.Span;
        main.EndSpan = body with { Start = body.Start + Math.Max(0, body.Length - 3), Length = Math.Min(3, body.Length) };
        return new BoundProgram(name, main, units, StandardFiles()) { HasEscapes = _binder.HasEscapes };
    }

    private RoutineSymbol NewMain(string name, SourceSpan span)
    {
        RoutineSymbol main = new(name, null, span);
        _binder.Routine = main;
        if (!_binder.IsIso)
        {
            foreach ((string file, int number) in ((string, int)[])[("input", 1), ("output", 2), ("stderr", 3)])
            {
                _binder.Universe.Scope.Names[file] = StandardFile(file, number, main, span);
            }

            _binder.Universe.Scope.Names["stdin"] = _binder.StandardFiles[1]!;
            _binder.Universe.Scope.Names["stdout"] = _binder.StandardFiles[2]!;
            _binder.Universe.Scope.Names["erroutput"] = _binder.StandardFiles[3]!;
        }

        return main;
    }

    private VariableSymbol StandardFile(string name, int number, RoutineSymbol main, SourceSpan span)
    {
        VariableSymbol file = new(name, VariableKind.Global, _binder.Universe.Text, main, span) { StandardFile = number, IsCaptured = true };
        _binder.StandardFiles[number] = file;
        return file;
    }

    private VariableSymbol[] StandardFiles() => [.. _binder.StandardFiles.Where(file => file is not null).Select(file => file!)];

    /// <summary>In ISO Pascal input and output exist where the program's heading names them (6.10).</summary>
    private void DeclareStandardParameters(Identifier[] parameters, Scope scope, RoutineSymbol main)
    {
        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach (Identifier parameter in parameters)
        {
            if (!parameter.IsMissing && !seen.Add(parameter.Key))
            {
                _binder.Report.Add(D.DeclaredTwice, parameter.Span, parameter.Name);
            }
            else if (_binder.IsIso && parameter.Key is "input" or "output")
            {
                scope.Names[parameter.Key] = StandardFile(parameter.Key, parameter.Key == "input" ? 1 : 2, main, parameter.Span);
            }
        }
    }

    private void BindParameters(Identifier[] parameters, Scope scope)
    {
        int place = 0;
        foreach (Identifier parameter in parameters)
        {
            if (parameter.IsMissing || parameter.Key is "input" or "output")
            {
                continue;
            }

            if (scope.Names.GetValueOrDefault(parameter.Key) is not VariableSymbol variable)
            {
                if (_binder.IsIso)
                {
                    _binder.Report.Add(D.ParameterUndeclared, parameter.Span, parameter.Name);
                }
            }
            else if (variable.Type is FileType)
            {
                variable.ProgramParameter = place++;
                variable.IsAddressTaken = true;
            }
        }
    }
}

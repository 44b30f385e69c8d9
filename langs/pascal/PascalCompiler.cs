using System.Runtime.ExceptionServices;
using ProcVM.Core;
using ProcVM.Core.Text;
using ProcVM.Module;
using ProcVM.Pascal.Binding;
using ProcVM.Pascal.Emit;
using ProcVM.Pascal.Syntax;
using ProcVM.Pascal.Units;

namespace ProcVM.Pascal;

/// <summary>The compiler: Pascal source in, P-code module out.</summary>
public static class PascalCompiler
{
    // A program may nest as deeply as the parser allows, whatever stack the caller has: binding and emission follow its tree with
    // up to 4 KiB for a level of statements and one of operators each, of 1000.
    private const int StackBytes = 16 << 20;

    /// <summary>Compiles a program with the units it uses, or a unit alone: that is a module to be linked with programs.</summary>
    /// <param name="main">The program's or unit's source.</param>
    /// <param name="options">Language, switches, optimisation.</param>
    /// <param name="sources">Gives included files and units: the compiler opens no file itself.</param>
    /// <returns>The module of a program, or of a unit (<see cref="UnitName"/>), not yet verified, perhaps with warnings; or the errors.</returns>
    public static LoadResult<PcodeModule> Compile(SourceText main, PascalOptions options, IPascalSources sources)
    {
        LoadResult<PcodeModule> result = default;
        ExceptionDispatchInfo? failure = null;
        Thread thread = new(
            () =>
            {
                try
                {
                    result = CompileHere(main, options, sources);
                }
                catch (Exception exception)
                {
                    failure = ExceptionDispatchInfo.Capture(exception);
                }
            },
            StackBytes);
        thread.Start();
        thread.Join();
        failure?.Throw();
        return result;
    }

    /// <summary>The name of the unit that a module is, which is linked with programs and doesn't run; null for any other module.</summary>
    public static string? UnitName(PcodeModule module) => CompiledUnit.NameOf(module);

    private static LoadResult<PcodeModule> CompileHere(SourceText main, PascalOptions options, IPascalSources sources)
    {
        RecordedSources recorded = new(main, sources);
        SyntaxTree tree = PascalParser.Parse(main, options, recorded);
        if (tree.HasErrors)
        {
            return LoadResult<PcodeModule>.Failure(tree.Diagnostics);
        }

        HashSet<string> outdated = new(StringComparer.Ordinal);
        while (true)
        {
            SourceUnits units = new(options, sources, outdated);
            LoadResult<PcodeModule> result = tree.Root is UnitSyntax unit
                ? CompileUnit(unit, options, units, tree.Diagnostics, recorded)
                : CompileProgram((ProgramSyntax)tree.Root, options, units, tree.Diagnostics);
            if (units.Recompile.Count == 0)
            {
                return result;
            }

            // Compiled units that don't go with the others are sources now: what was bound against them is bound again.
            outdated.UnionWith(units.Recompile);
        }
    }

    private static LoadResult<PcodeModule> CompileProgram(
        ProgramSyntax program, PascalOptions options, SourceUnits units, IReadOnlyList<Diagnostic> earlier)
    {
        LoadResult<BoundProgram> bound = ProgramBinder.Bind(program, options, units);
        return Emit(bound, units, earlier, program =>
            Array.Exists(program.Units, unit => unit.Module is not null)
                ? LinkedProgram.Emit(program, options)
                : new ProgramEmitter(program, options).Emit());
    }

    private static LoadResult<PcodeModule> CompileUnit(
        UnitSyntax unit, PascalOptions options, SourceUnits units, IReadOnlyList<Diagnostic> earlier, RecordedSources sources)
    {
        LoadResult<BoundSeparateUnit> bound = ProgramBinder.BindUnit(unit, options, units);
        return Emit(bound, units, earlier, one => new UnitEmitter(one.Unit, options, one.HasEscapes).Emit(
            CompiledUnit.Describe(unit.Name.Name, UnitSettings.Of(options), sources.Files(), one.Uses, one.Interface)));
    }

    private static LoadResult<PcodeModule> Emit<T>(
        in LoadResult<T> bound, SourceUnits units, IReadOnlyList<Diagnostic> earlier, Func<T, LoadResult<PcodeModule>> emit)
        where T : class
    {
        List<Diagnostic> diagnostics = [.. earlier, .. units.Diagnostics, .. bound.Diagnostics];
        if (!bound.Succeeded || units.Recompile.Count > 0 || diagnostics.Exists(diagnostic => diagnostic.IsError))
        {
            return LoadResult<PcodeModule>.Failure(diagnostics);
        }

        LoadResult<PcodeModule> emitted = emit(bound.Value);
        diagnostics.AddRange(emitted.Diagnostics);
        return emitted.Succeeded
            ? LoadResult<PcodeModule>.Success(emitted.Value, diagnostics)
            : LoadResult<PcodeModule>.Failure(diagnostics);
    }
}

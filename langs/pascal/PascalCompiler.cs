using System.Runtime.ExceptionServices;
using ProcVM.Core;
using ProcVM.Core.Text;
using ProcVM.Module;
using ProcVM.Pascal.Binding;
using ProcVM.Pascal.Emit;
using ProcVM.Pascal.Syntax;

namespace ProcVM.Pascal;

/// <summary>The compiler: Pascal source in, P-code module out.</summary>
public static class PascalCompiler
{
    // A program may nest as deeply as the parser allows, whatever stack the caller has: binding and emission follow its tree with
    // up to 4 KiB for a level of statements and one of operators each, of 1000.
    private const int StackBytes = 16 << 20;

    /// <summary>Compiles a program with the units it uses. A unit alone is checked, and gives the program that does nothing
    /// but its initialization.</summary>
    /// <param name="main">The program's source.</param>
    /// <param name="options">Language, switches, optimisation.</param>
    /// <param name="sources">Gives included files and units: the compiler opens no file itself.</param>
    /// <returns>The module, not yet verified, perhaps with warnings; or the errors.</returns>
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

    private static LoadResult<PcodeModule> CompileHere(SourceText main, PascalOptions options, IPascalSources sources)
    {
        SyntaxTree tree = PascalParser.Parse(main, options, sources);
        if (tree.HasErrors)
        {
            return LoadResult<PcodeModule>.Failure(tree.Diagnostics);
        }

        SourceUnits units = new(main, options, sources);
        LoadResult<BoundProgram> bound = tree.Root is ProgramSyntax program
            ? ProgramBinder.Bind(program, options, units)
            : ProgramBinder.BindUnit((UnitSyntax)tree.Root, options, units);
        List<Diagnostic> diagnostics = [.. tree.Diagnostics, .. units.Diagnostics, .. bound.Diagnostics];
        if (!bound.Succeeded || diagnostics.Exists(diagnostic => diagnostic.IsError))
        {
            return LoadResult<PcodeModule>.Failure(diagnostics);
        }

        LoadResult<PcodeModule> emitted = new ProgramEmitter(bound.Value, options).Emit();
        diagnostics.AddRange(emitted.Diagnostics);
        return emitted.Succeeded
            ? LoadResult<PcodeModule>.Success(emitted.Value, diagnostics)
            : LoadResult<PcodeModule>.Failure(diagnostics);
    }
}

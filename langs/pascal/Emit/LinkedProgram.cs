using ProcVM.Core;
using ProcVM.Module;
using ProcVM.Pascal.Binding;
using ProcVM.Pascal.Units;

namespace ProcVM.Pascal.Emit;

/// <summary>Makes a program of which some units were compiled separately: every unit is a module, and the linker joins them.</summary>
internal static class LinkedProgram
{
    /// <summary>The program's module, verified.</summary>
    internal static LoadResult<PcodeModule> Emit(BoundProgram program, PascalOptions options)
    {
        List<Diagnostic> errors = [];
        List<LinkInput> inputs = [];
        PcodeModule[] units = new PcodeModule[program.Units.Length];
        for (int i = 0; i < units.Length && errors.Count == 0; i++)
        {
            BoundUnit unit = program.Units[i];
            LoadResult<PcodeModule> module = unit.Module is { } compiled
                ? LoadResult<PcodeModule>.Success(compiled)
                : new UnitEmitter(unit, options, program.HasEscapes).Emit();
            errors.AddRange(module.Diagnostics);
            if (module.Succeeded)
            {
                units[i] = module.Value;
                Add(inputs, UnitExports.ModuleOf(unit.Symbol), unit.Symbol.Name, module.Value, errors);
            }
        }

        if (errors.Count > 0)
        {
            return LoadResult<PcodeModule>.Failure(errors);
        }

        LoadResult<PcodeModule> main = new ProgramEmitter(program, options, units).Emit();
        if (!main.Succeeded)
        {
            return main;
        }

        Add(inputs, UnitExports.Program, program.Name, main.Value, errors);
        return errors.Count > 0 ? LoadResult<PcodeModule>.Failure(errors) : Link(inputs, program.Name);
    }

    private static void Add(List<LinkInput> inputs, string name, string unit, PcodeModule module, List<Diagnostic> errors)
    {
        LoadResult<LinkableModule> verified = Verifier.VerifyLinkable(module);
        if (verified.Succeeded)
        {
            inputs.Add(new LinkInput(name, verified.Value));
        }
        else
        {
            errors.Add(new Diagnostic(PascalDiagnostics.NotLinkable, null, unit, verified.Diagnostics[0].Message));
        }
    }

    private static LoadResult<PcodeModule> Link(List<LinkInput> inputs, string program)
    {
        LoadResult<PcodeModule> linked = Linker.Link(inputs, keepsExports: false);
        if (!linked.Succeeded)
        {
            return linked;
        }

        // What compiled units hold was made by others.
        return Verifier.Verify(linked.Value) is { Succeeded: false } wrong
            ? LoadResult<PcodeModule>.Failure(new Diagnostic(PascalDiagnostics.NotLinkable, null, program, wrong.Diagnostics[0].Message))
            : linked;
    }
}

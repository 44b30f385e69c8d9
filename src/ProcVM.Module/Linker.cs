using ProcVM.Core;

namespace ProcVM.Module;

/// <summary>A module to link, under the name by which others import from it.</summary>
/// <param name="Name">The import module name that means this module.</param>
/// <param name="Module">The module; its statics lie between <see cref="DataBuilder.NilPage"/> and its stack base.</param>
public readonly record struct LinkInput(string Name, LinkableModule Module);

/// <summary>Joins separately compiled modules into a program: imports from a named input become calls of its exports,
/// statics are laid out one input after the other, and relocated constants are patched.</summary>
public static class Linker
{
    /// <summary>Links the inputs; the entry and the stack size are the last one's. The result is not verified yet.</summary>
    /// <param name="inputs">The modules, the program last.</param>
    /// <param name="keepsExports">False when what the last one exports is for the other inputs alone.</param>
    public static LoadResult<PcodeModule> Link(IReadOnlyList<LinkInput> inputs, bool keepsExports = true)
    {
        List<Diagnostic> errors = [];
        LinkLayout layout = new(inputs, errors);
        if (errors.Count > 0)
        {
            return LoadResult<PcodeModule>.Failure(errors);
        }

        List<Function> functions = [];
        List<DataSegment> data = [];
        List<ElementSegment> elements = [];
        NameSection names = new();
        LineSection lines = new() { Files = [.. layout.Files] };
        List<Export> exports = [];
        for (int i = 0; i < inputs.Count; i++)
        {
            PcodeModule module = inputs[i].Module.Module;
            LinkMap map = layout.Maps[i];
            LinkCode code = new(inputs[i].Name, module, map, layout, errors);
            for (int f = 0; f < module.Functions.Length; f++)
            {
                functions.Add(code.Rewrite(f, lines));
            }

            data.AddRange(module.Data.Select(d => d with { Offset = d.IsActive ? d.Offset + map.Address : 0 }));
            elements.AddRange(module.Elements.Select(e => e with
            {
                Table = e.Table + map.Table,
                References = [.. e.References.Select(r => r == 0 ? 0 : (uint)map.Function[(int)r - 1] + 1)],
            }));
            CopyNames(module, map, names);
            if (i == inputs.Count - 1 && keepsExports)
            {
                exports.AddRange(module.Exports.Select(e => map.Move(e)));
            }
        }

        if (errors.Count > 0)
        {
            return LoadResult<PcodeModule>.Failure(errors);
        }

        PcodeModule program = inputs[^1].Module.Module;
        return LoadResult<PcodeModule>.Success(new PcodeModule
        {
            FileName = program.FileName,
            Types = [.. layout.Types],
            Imports = [.. layout.Imports],
            Functions = [.. functions],
            Tables = [.. inputs.SelectMany(input => input.Module.Module.Tables)],
            Memory = layout.Memory,
            Globals = [.. inputs.SelectMany(input => input.Module.Module.Globals)],
            Exports = [.. exports],
            Entry = program.Entry < 0 ? -1 : layout.Maps[^1].Function[program.Entry],
            Elements = [.. elements],
            Data = [.. data],
            Names = names,
            Lines = lines,
            Producer = program.Producer,
        });
    }

    private static void CopyNames(PcodeModule module, LinkMap map, NameSection names)
    {
        if (module.Names is null)
        {
            return;
        }

        foreach ((int function, string name) in module.Names.Functions)
        {
            if (function >= module.Imports.Length && function < module.FunctionCount)
            {
                names.Functions[map.Function[function]] = name;
            }
        }

        foreach ((int global, string name) in module.Names.Globals)
        {
            names.Globals[global + map.Global] = name;
        }

        foreach ((int function, string[] locals) in module.Names.Locals)
        {
            if (function >= module.Imports.Length && function < module.FunctionCount)
            {
                names.Locals[map.Function[function]] = locals;
            }
        }
    }
}

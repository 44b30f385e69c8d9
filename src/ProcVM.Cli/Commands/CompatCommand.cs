using ProcVM.Cli.Options;
using ProcVM.Cli.Text;
using ProcVM.Core;
using ProcVM.Personality.Linux;
using ProcVM.Personality.Pvm;
using ProcVM.Vmm;

namespace ProcVM.Cli.Commands;

/// <summary><c>procvm compat</c>: what a program needs of its system, and how much of it there is. Status 1 when something is missing.</summary>
internal static class CompatCommand
{
    public static int Perform(Invocation invocation)
    {
        string path = invocation.Operands[0];
        if (FileContent.Read(path, out int status, out Diagnostic? error) is not { } file)
        {
            invocation.Output.Report(error!);
            return status;
        }

        switch (file.Kind)
        {
            case FileKind.Elf:
                return ExamineProgram(invocation, path);
            case FileKind.Pcode:
                return ExamineModule(invocation, path);
            default:
                invocation.Output.Report(new Diagnostic(CliDiagnostics.NotAProgram, null, path, FileContent.Describe(file.Kind)));
                return ExitStatus.CannotLoad;
        }
    }

    private static int ExamineProgram(Invocation invocation, string path)
    {
        string? root = invocation.Value(OptionId.RootFs);
        LoadResult<Compatibility> examined = Compatibility.Examine(path, root);
        if (invocation.Output.Report(examined.Diagnostics) || !examined.Succeeded)
        {
            return ExitStatus.CannotLoad;
        }

        Compatibility found = examined.Value;
        int missingLibraries = root is null ? 0 : found.Libraries.Count(static one => one.Path is null);
        int missing = found.Calls.Count(static call => call is { Level: "missing", Note: null });
        if (invocation.Has(OptionId.Json))
        {
            invocation.Output.Answer(AsJson(path, found, root));
        }
        else
        {
            foreach (ServedCall call in found.Calls)
            {
                invocation.Output.Answer($"{call.Name,-24} {call.Level}{(call.Note is null ? "" : $": {call.Note}")}");
            }

            if (found.Linker is not null)
            {
                invocation.Output.Answer($"started by {found.Linker}");
            }

            foreach ((string name, string? place) in found.Libraries)
            {
                invocation.Output.Answer($"library {name}{(root is null ? "" : place is null ? ": not in the root" : $": {place}")}");
            }

            invocation.Output.Answer(Summary(path, found, root));
        }

        return missing + missingLibraries == 0 ? ExitStatus.Success : ExitStatus.Rejected;
    }

    private static string Summary(string path, Compatibility found, string? root)
    {
        int full = found.Calls.Count(static call => call.Level == "full");
        int partial = found.Calls.Count(static call => call.Level == "partial");
        string libraries = found.Libraries.Count == 0 ? ""
            : root is null ? $", {found.Libraries.Count} libraries whose calls aren't counted"
            : $", {found.Libraries.Count(static one => one.Path is not null)} of {found.Libraries.Count} libraries found";
        string unknown = found.Unknown == 0 ? "" : $", {found.Unknown} by a number that only a run tells";
        return $"{path}: {found.Calls.Count} system calls: {full} full, {partial} partial, {found.Calls.Count - full - partial} missing{unknown}{libraries}";
    }

    private static string AsJson(string path, Compatibility found, string? root)
    {
        JsonLine line = new JsonLine().Add("file", path)
            .Add("calls", [.. found.Calls.Select(static call => new JsonLine().Add("number", call.Number).Add("name", call.Name).Add("level", call.Level).Add("note", call.Note))])
            .Add("unknown", found.Unknown)
            .Add("linker", found.Linker);
        return line.Add("libraries", [.. found.Libraries.Select(one => new JsonLine().Add("name", one.Name).Add("path", root is null ? null : one.Path))]).ToString();
    }

    private static int ExamineModule(Invocation invocation, string path)
    {
        List<Diagnostic> diagnostics = [];
        if (ModuleFile.Read(path, "compat", diagnostics, out int status) is not { } module)
        {
            invocation.Output.Report(diagnostics);
            return status;
        }

        List<Diagnostic> unknown = [.. PvmImportCheck.Check(module, path)];
        List<(string Name, string Level)> imports = [.. module.Imports.Select(import => (import.Name, unknown.Exists(one => one.Message.Contains($"'{import.Name}'", StringComparison.Ordinal)) ? "missing" : "full"))];
        if (invocation.Has(OptionId.Json))
        {
            invocation.Output.Answer(new JsonLine().Add("file", path)
                .Add("calls", [.. imports.Select(static one => new JsonLine().Add("name", one.Name).Add("level", one.Level))]).ToString());
        }
        else
        {
            imports.ForEach(one => invocation.Output.Answer($"{one.Name,-24} {one.Level}"));
            int missing = imports.Count(static one => one.Level == "missing");
            invocation.Output.Answer($"{path}: {imports.Count} host calls: {imports.Count - missing} full, {missing} missing");
        }

        return unknown.Count == 0 ? ExitStatus.Success : ExitStatus.Rejected;
    }
}

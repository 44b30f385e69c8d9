using System.Globalization;
using ProcVM.Core;
using ProcVM.Llvm;
using ProcVM.Runtime.Tiers;

namespace ProcVM.Jit.Llvm;

/// <summary>Shows what the LLVM tier makes of a function: compiled as for a run, with lines.</summary>
internal sealed class LlvmListing(LlvmCompiler compiler, CodeHeap heap, SymbolTable symbols, bool countsFuel)
{
    /// <summary>Writes the code of the function, not of those that are compiled with it; gives why it can't, or null.</summary>
    public string? Write(CompilationUnit unit, List<CompilationUnit> group, ListingForm form, SourceLines lines, TextWriter writer)
    {
        LlvmOutputs outputs = form == ListingForm.Machine ? LlvmOutputs.Object : LlvmOutputs.OptimizedIr;
        LlvmCompilation compilation = compiler.Compile(
            unit.Module.NameOf(unit.Function), LlvmPipeline.Full, builder => new NativeGroup(builder, countsFuel, (member, function) => LinesOf(builder, member, function, lines)).Write(group), outputs);
        if (!compilation.Succeeded)
        {
            return "LLVM: " + compilation.Error;
        }

        if (form == ListingForm.Machine)
        {
            return WriteMachine(unit, compilation, lines, writer);
        }

        WriteIr(unit, compilation.OptimizedIr, lines, writer);
        return null;
    }

    /// <summary>Tells LLVM the line of each place in a function; null when the module has no lines.</summary>
    public static Action<int>? LinesOf(LlvmModuleBuilder builder, CompilationUnit unit, LlvmFunction function, SourceLines lines)
    {
        if (!lines.TryFind(unit.Function, 0, out string file, out int first))
        {
            return null;
        }

        LLVMMetadataRef scope = builder.Lines.Describe(function, unit.Module.NameOf(unit.Function), file, first);
        return offset => builder.Lines.SetLine(
            builder.Builder, scope, lines.TryFind(unit.Function, offset, out _, out int line) ? line : first);
    }

    private string? WriteMachine(CompilationUnit unit, LlvmCompilation compilation, SourceLines lines, TextWriter writer)
    {
        LoadResult<LoadedCode> loaded = ObjectLoader.Load(compilation.Object, heap, symbols);
        if (!loaded.Succeeded)
        {
            return loaded.Diagnostics[0].Message;
        }

        using LoadedCode code = loaded.Value;
        LineMap map = LineMap.Read(compilation.Object, code);
        code.TryFind(NativeModule.NameOf(unit.Function), out NativeFunction function);
        SourceLine last = default;
        writer.Write($"; {unit.Module.NameOf(unit.Function)}\n");
        CodeListing.Write(code, function, writer, symbols, offset =>
        {
            if (!map.TryFind(function.Address + offset, out SourceLine line) || line == last || line.Line == 0)
            {
                return null;
            }

            last = line;
            return lines.Describe(line.Path, line.Line);
        });
        return null;
    }

    /// <summary>The function's part of a module, with the lines that its instructions' metadata name.</summary>
    private static void WriteIr(CompilationUnit unit, string ir, SourceLines lines, TextWriter writer)
    {
        string[] text = ir.Split('\n');
        Dictionary<string, int> locations = Locations(text);
        string start = $"@{NativeModule.NameOf(unit.Function)}(";
        bool isInside = false;
        int last = 0;
        lines.TryFind(unit.Function, 0, out string file, out _);
        foreach (string line in text)
        {
            if (line.StartsWith("define ", StringComparison.Ordinal) && line.Contains(start, StringComparison.Ordinal))
            {
                isInside = true;
                writer.Write($"; {unit.Module.NameOf(unit.Function)}\n");
            }

            if (!isInside)
            {
                continue;
            }

            int at = line.LastIndexOf("!dbg !", StringComparison.Ordinal);
            string shown = line;
            if (at >= 0 && line[0] == ' ')
            {
                string key = Number(line, at + "!dbg !".Length);
                shown = line[..at].TrimEnd(' ', ',') + line[(at + "!dbg !".Length + key.Length)..];
                if (locations.GetValueOrDefault(key) is not 0 and var source && source != last)
                {
                    last = source;
                    writer.Write($"; {lines.Describe(file, source)}\n");
                }
            }

            writer.Write(shown + "\n");
            if (line == "}")
            {
                return;
            }
        }
    }

    /// <summary>The lines of DILocation entries, by their number.</summary>
    private static Dictionary<string, int> Locations(string[] text)
    {
        const string Mark = "DILocation(line: ";
        Dictionary<string, int> locations = [];
        foreach (string line in text)
        {
            int at = line.IndexOf(Mark, StringComparison.Ordinal);
            if (at > 0 && line[0] == '!' && !line.Contains("inlinedAt:", StringComparison.Ordinal))
            {
                locations[Number(line, 1)] = int.Parse(Number(line, at + Mark.Length), CultureInfo.InvariantCulture);
            }
        }

        return locations;
    }

    private static string Number(string line, int at)
    {
        int end = at;
        while (end < line.Length && char.IsAsciiDigit(line[end]))
        {
            end++;
        }

        return line[at..end];
    }
}

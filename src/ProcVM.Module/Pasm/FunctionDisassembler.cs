using System.Globalization;
using System.Text;
using ProcVM.Core.Text;

namespace ProcVM.Module.Pasm;

/// <summary>Writes functions: header, locals, labels, then instructions with their lines and relocations.</summary>
internal sealed class FunctionDisassembler(
    PcodeModule module, ModuleNames names, TextWriter output, Func<string, SourceText?>? sources)
{
    private readonly RelocationCursor _relocations = new(module.Relocations);
    private readonly Dictionary<int, SourceText?> _files = [];

    /// <summary>Writes a function; they come in order, as relocations do.</summary>
    internal void Write(int place)
    {
        int index = module.Imports.Length + place;
        Function function = module.Functions[place];
        string frame = function.Frame > 0 ? string.Create(CultureInfo.InvariantCulture, $" frame {function.Frame}") : "";
        output.Write(string.Create(
            CultureInfo.InvariantCulture, $"\n.func {names.Declared(index)}{names.Signature(index)}{frame} ; {index}\n"));
        int parameters = function.Type < module.Types.Length ? module.Types[function.Type].Parameters.Length : 0;
        string[] locals = names.Locals(index);
        Locals(function.Locals, parameters, locals);
        if (LabelPlaces.MustDeclare(function))
        {
            Labels(function.Labels);
        }

        LineEntry[]? lines = null;
        module.Lines?.Functions.TryGetValue(index, out lines);
        Code(index, function, new InstructionText(module, names, function, locals, _relocations), lines ?? []);
        output.Write(".end\n");
    }

    private void Code(int index, Function function, InstructionText text, LineEntry[] lines)
    {
        CodeReader reader = new(function.Code.Span);
        int nextLine = 0;
        _relocations.Begin(index);
        while (!reader.AtEnd)
        {
            int start = reader.Offset;
            Lines(lines, ref nextLine, start);
            Relocations(start);
            int mark = _relocations.Position;
            if (text.Next(ref reader) is { } instruction)
            {
                output.Write(instruction);
                output.Write('\n');
                continue;
            }

            _relocations.Position = mark;
            foreach (byte[] chunk in function.Code[start..].ToArray().Chunk(32))
            {
                output.Write("    .bytes x\"" + Convert.ToHexStringLower(chunk) + "\"\n");
            }

            break;
        }

        Lines(lines, ref nextLine, int.MaxValue);
        Relocations(int.MaxValue);
    }

    // Lines whose place is no instruction's start carry it; an entry at the very start of one stands before it.
    private void Lines(LineEntry[] lines, ref int next, int offset)
    {
        for (; next < lines.Length && lines[next].CodeOffset <= offset; next++)
        {
            LineEntry entry = lines[next];
            int last = next > 0 ? lines[next - 1].File : 0;
            string file = entry.File != last ? string.Create(CultureInfo.InvariantCulture, $" file {entry.File}") : "";
            string place = entry.CodeOffset != offset
                ? string.Create(CultureInfo.InvariantCulture, $" at {entry.CodeOffset}")
                : "";
            output.Write(string.Create(CultureInfo.InvariantCulture, $"  .line {entry.Line}{file}{place}"));
            output.Write(SourceComment(entry));
            output.Write('\n');
        }
    }

    private string SourceComment(LineEntry entry)
    {
        if (sources is null)
        {
            return "";
        }

        if (!_files.TryGetValue(entry.File, out SourceText? source))
        {
            source = sources(module.Lines!.Files[entry.File]);
            _files.Add(entry.File, source);
        }

        return source is not null && entry.Line >= 1 && entry.Line <= source.LineCount
            ? " ; " + PasmText.Comment(source.GetLine(entry.Line))
            : "";
    }

    private void Relocations(int before)
    {
        while (_relocations.TryTakeBefore(before, out Relocation relocation))
        {
            output.Write(string.Create(CultureInfo.InvariantCulture,
                $"    .reloc {PasmText.Of(relocation.Kind)} {PasmText.Quote(relocation.Symbol)} at {relocation.CodeOffset}\n"));
        }
    }

    private void Locals(ValueType[] locals, int parameters, string[] localNames)
    {
        const int PerLine = 8;
        int onLine = 0;
        for (int i = 0; i < locals.Length; onLine++)
        {
            string name = NameOf(parameters + i);
            int start = i++;
            if (name.Length == 0)
            {
                while (i < locals.Length && locals[i] == locals[start] && NameOf(parameters + i).Length == 0)
                {
                    i++;
                }
            }

            output.Write(onLine % PerLine == 0 ? (onLine > 0 ? "\n  .local " : "  .local ") : ", ");
            output.Write(locals[start].Name());
            output.Write(i - start > 1 ? string.Create(CultureInfo.InvariantCulture, $"*{i - start}") : "");
            output.Write(name.Length > 0 ? " " + PasmText.Name('%', name) : "");
        }

        output.Write(onLine > 0 ? "\n" : "");

        string NameOf(int local) => local < localNames.Length ? localNames[local] : "";
    }

    private void Labels(Label[] labels)
    {
        const int PerLine = 8;
        StringBuilder text = new();
        for (int i = 0; i < labels.Length; i++)
        {
            text.Append(i % PerLine == 0 ? (i > 0 ? "\n  .label" : "  .label") : "");
            text.Append(CultureInfo.InvariantCulture, $" L{i}");
            text.Append(labels[i].Stack.Length > 0 ? ModuleNames.Types(labels[i].Stack) : "");
            text.Append(labels[i].IsEscapeTarget ? " escape" : "");
        }

        output.Write(text.Append('\n'));
    }
}

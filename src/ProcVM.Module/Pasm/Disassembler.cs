using System.Globalization;
using ProcVM.Core.Text;

namespace ProcVM.Module.Pasm;

/// <summary>Writes a module as P-code text (PASM.md). Any module that could be read can be written, verified or not, and
/// assembling the text gives the module's canonical bytes again.</summary>
public sealed class Disassembler
{
    private readonly PcodeModule _module;
    private readonly TextWriter _output;
    private readonly ModuleNames _names;
    private readonly Func<string, SourceText?>? _sources;

    private Disassembler(PcodeModule module, TextWriter output, Func<string, SourceText?>? sources)
    {
        _module = module;
        _output = output;
        _sources = sources;
        _names = new ModuleNames(module);
    }

    /// <summary>Writes a module.</summary>
    /// <param name="module">The module.</param>
    /// <param name="output">Where the text goes; lines end in a single line feed.</param>
    /// <param name="sources">Gives the text of a source file named by the line section, or null, to interleave source lines as
    /// comments; null for none.</param>
    public static void Write(PcodeModule module, TextWriter output, Func<string, SourceText?>? sources = null) =>
        new Disassembler(module, output, sources).Write();

    /// <summary>A module's text.</summary>
    public static string ToText(PcodeModule module)
    {
        using StringWriter text = new(CultureInfo.InvariantCulture);
        Write(module, text);
        return text.ToString();
    }

    private void Write()
    {
        Header();
        Line($".pcode {PcodeModule.Version}");
        if (_module.Producer is { } producer)
        {
            Line($".producer {PasmText.Quote(producer)}");
        }

        if (_module.Names is { Functions.Count: 0, Globals.Count: 0, Locals.Count: 0 })
        {
            Line($".names");
        }

        if (_module.Lines is { } lines)
        {
            Line($".lines");
            foreach (string file in lines.Files)
            {
                Line($".file {PasmText.Quote(file)}");
            }
        }

        Declarations();
        FunctionDisassembler functions = new(_module, _names, _output, _sources);
        for (int i = 0; i < _module.Functions.Length; i++)
        {
            functions.Write(i);
        }
    }

    private void Header()
    {
        long code = _module.Functions.Sum(function => (long)function.Code.Length);
        long data = _module.Data.Sum(segment => (long)segment.Bytes.Length);
        Line($"; {_module.Types.Length} types, {_module.Imports.Length} imports, {_module.Functions.Length} functions with {code} bytes of code");
        Line($"; {_module.Globals.Length} globals, {_module.Tables.Length} tables, {_module.Elements.Length} element segments, {_module.Data.Length} data segments with {data} bytes");
        string names = _module.Names is null ? "no names" : "names";
        string lines = _module.Lines is { } section ? $"lines of {section.Files.Length} files" : "no lines";
        Line($"; {names}, {lines}, {_module.Customs.Length} custom sections, {_module.Relocations.Length} relocations");
    }

    private void Declarations()
    {
        for (int i = 0; i < _module.Types.Length; i++)
        {
            Line($".type {ModuleNames.Signature(_module.Types[i])} ; {i}");
        }

        for (int i = 0; i < _module.Imports.Length; i++)
        {
            Import import = _module.Imports[i];
            Line($".import {_names.Declared(i)}{PasmText.Quote(import.Module)} {PasmText.Quote(import.Name)} {_names.Signature(i)} ; {i}");
        }

        foreach (TableType table in _module.Tables)
        {
            Line($".table {table.Minimum} {table.Maximum}");
        }

        MemoryType memory = _module.Memory;
        if (memory != default)
        {
            Line($".memory {memory.Minimum} {memory.Maximum} stack {memory.StackBase} {memory.StackSize}");
        }

        for (int i = 0; i < _module.Globals.Length; i++)
        {
            Global global = _module.Globals[i];
            string name = _module.Names is { } names && names.Globals.TryGetValue(i, out string? given)
                ? PasmText.Name('$', given) + " "
                : "";
            string mutable = global.IsMutable ? " mut" : "";
            Line($".global {name}{global.Type.Name()}{mutable} = {Numbers.Format(global.Initial, global.Type)} ; {i}");
        }

        Exports();
        Segments();
        foreach (CustomSection custom in _module.Customs)
        {
            Line($".custom {PasmText.Quote(custom.Name)}");
            Bytes(custom.Bytes.Span);
        }
    }

    private void Exports()
    {
        foreach (Export export in _module.Exports)
        {
            string item = export.Kind switch
            {
                ExportKind.Function => _names.Function((uint)export.Index),
                ExportKind.Global => _names.Global((uint)export.Index),
                _ => export.Index.ToString(CultureInfo.InvariantCulture),
            };
            Line($".export {PasmText.Quote(export.Name)} {PasmText.Of(export.Kind)} {item}");
        }

        if (_module.Entry >= 0)
        {
            Line($".entry {_names.Function((uint)_module.Entry)}");
        }
    }

    private void Segments()
    {
        foreach (ElementSegment segment in _module.Elements)
        {
            _output.Write(segment.IsActive
                ? string.Create(CultureInfo.InvariantCulture, $".elem {segment.Table} {segment.Offset} [")
                : ".elem passive [");
            for (int i = 0; i < segment.References.Length; i++)
            {
                uint reference = segment.References[i];
                _output.Write(i > 0 ? " " : "");
                _output.Write(reference == 0 ? "null" : _names.Function(reference - 1));
            }

            Line($"]");
        }

        for (int i = 0; i < _module.Data.Length; i++)
        {
            DataSegment segment = _module.Data[i];
            string place = segment.IsActive ? segment.Offset.ToString(CultureInfo.InvariantCulture) : "passive";
            Line($".data {place} ; {i}");
            Bytes(segment.Bytes.Span);
        }
    }

    private void Bytes(ReadOnlySpan<byte> bytes)
    {
        const int PerLine = 48;
        for (int at = 0; at < bytes.Length; at += PerLine)
        {
            Line($"  {PasmText.Bytes(bytes.Slice(at, Math.Min(PerLine, bytes.Length - at)))}");
        }
    }

    private void Line(FormattableString text)
    {
        _output.Write(text.ToString(CultureInfo.InvariantCulture));
        _output.Write('\n');
    }
}

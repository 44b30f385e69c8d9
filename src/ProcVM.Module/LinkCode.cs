using ProcVM.Core;

namespace ProcVM.Module;

/// <summary>Rewrites the code of one linked module: indices of functions, types and the like, and relocated constants.</summary>
internal sealed class LinkCode
{
    private readonly string _name;
    private readonly PcodeModule _module;
    private readonly LinkMap _map;
    private readonly LinkLayout _layout;
    private readonly List<Diagnostic> _errors;
    private readonly Dictionary<(int Function, int Offset), Relocation> _relocations = [];
    private readonly CodeBuffer _output = new(1024);
    private int _patched;

    internal LinkCode(string name, PcodeModule module, LinkMap map, LinkLayout layout, List<Diagnostic> errors)
    {
        _name = name;
        _module = module;
        _map = map;
        _layout = layout;
        _errors = errors;
        foreach (Relocation relocation in module.Relocations)
        {
            _relocations[(relocation.Function, relocation.CodeOffset)] = relocation;
        }
    }

    /// <summary>The function at a place among those with code, as it is in the program; its lines go to <paramref name="lines"/>.</summary>
    internal Function Rewrite(int place, LineSection lines)
    {
        Function function = _module.Functions[place];
        int index = _module.Imports.Length + place;
        LineEntry[] old = _module.Lines is { } section && section.Functions.TryGetValue(index, out LineEntry[]? entries)
            ? entries
            : [];
        LineEntry[] moved = new LineEntry[old.Length];
        int line = 0;
        _output.Clear();
        CodeReader reader = new(function.Code.Span);
        while (!reader.AtEnd)
        {
            for (; line < old.Length && old[line].CodeOffset <= reader.Offset; line++)
            {
                moved[line] = new LineEntry(_output.Length, old[line].File + _map.File, old[line].Line);
            }

            CopyInstruction(ref reader, function.Code.Span, index);
        }

        if (moved.Length > 0)
        {
            lines.Functions.Add(_map.Function[index], moved[..line]);
        }

        if (_patched < _relocations.Count && place == _module.Functions.Length - 1)
        {
            _errors.Add(new Diagnostic(LinkerDiagnostics.BadRelocation, null, _name, "between instructions"));
        }

        return new Function
        {
            Type = _map.Type[function.Type],
            Frame = function.Frame,
            Locals = function.Locals,
            Labels = function.Labels,
            Code = _output.Written.ToArray(),
        };
    }

    private void CopyInstruction(ref CodeReader reader, ReadOnlySpan<byte> code, int function)
    {
        int start = reader.Offset;
        Opcode opcode = reader.ReadOpcode();
        _output.WriteBytes(code[start..reader.Offset]);
        int immediate = reader.Offset;
        switch (OpcodeTable.Get(opcode).Immediate)
        {
            case Immediate.Function:
                _output.WriteU32((uint)_map.Function[(int)reader.ReadU32()]);
                break;
            case Immediate.Escape:
                _output.WriteU32((uint)_map.Function[(int)reader.ReadU32()]);
                _output.WriteU32(reader.ReadU32());
                break;
            case Immediate.Type:
                _output.WriteU32((uint)_map.Type[(int)reader.ReadU32()]);
                break;
            case Immediate.Global:
                _output.WriteU32(reader.ReadU32() + (uint)_map.Global);
                break;
            case Immediate.Data:
                _output.WriteU32(reader.ReadU32() + (uint)_map.Data);
                break;
            case Immediate.Element:
                _output.WriteU32(reader.ReadU32() + (uint)_map.Element);
                break;
            case Immediate.Table:
                _output.WriteU32(reader.ReadU32() + (uint)_map.Table);
                break;
            case Immediate.TableTable:
                _output.WriteU32(reader.ReadU32() + (uint)_map.Table);
                _output.WriteU32(reader.ReadU32() + (uint)_map.Table);
                break;
            case Immediate.ElementTable:
                _output.WriteU32(reader.ReadU32() + (uint)_map.Element);
                _output.WriteU32(reader.ReadU32() + (uint)_map.Table);
                break;
            case Immediate.I32:
                int value = reader.ReadS32();
                if (_relocations.TryGetValue((function, immediate), out Relocation relocation))
                {
                    value = Patch(relocation);
                    _patched++;
                }

                _output.WriteS32(value);
                break;
            default:
                reader.Skip(OpcodeTable.Get(opcode).Immediate);
                _output.WriteBytes(code[immediate..reader.Offset]);
                break;
        }
    }

    private int Patch(Relocation relocation)
    {
        if (relocation.Kind == RelocationKind.Address &&
            _layout.TryResolveAddress(_map, relocation.Symbol, out uint address))
        {
            return (int)address;
        }

        if (relocation.Kind == RelocationKind.Reference &&
            int.TryParse(relocation.Symbol, out int own) && (uint)own < (uint)_map.Function.Length)
        {
            return _map.Function[own] + 1;
        }

        _errors.Add(new Diagnostic(LinkerDiagnostics.BadRelocation, null, _name, relocation.Symbol));
        return 0;
    }
}

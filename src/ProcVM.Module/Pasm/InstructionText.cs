using System.Globalization;
using System.Text;

namespace ProcVM.Module.Pasm;

/// <summary>Writes one function's instructions, as the opcode table's rows say.</summary>
internal sealed class InstructionText
{
    private const int RelocatedSize = 5;

    private readonly PcodeModule _module;
    private readonly ModuleNames _names;
    private readonly Function _function;
    private readonly string[] _locals;
    private readonly NameTable _localNumbers = new();
    private readonly RelocationCursor _relocations;
    private readonly bool[] _placed;
    private readonly StringBuilder _text = new();

    internal InstructionText(
        PcodeModule module, ModuleNames names, Function function, string[] locals, RelocationCursor relocations)
    {
        _module = module;
        _names = names;
        _function = function;
        _locals = locals;
        _relocations = relocations;
        _placed = new bool[function.Labels.Length];
        for (int i = 0; i < locals.Length; i++)
        {
            _localNumbers.Add(locals[i].Length > 0 ? locals[i] : null, i);
        }
    }

    /// <summary>The next instruction's line; null when there is none that could be decoded.</summary>
    internal string? Next(ref CodeReader reader)
    {
        _text.Clear();
        if (!reader.TryReadOpcode(out Opcode opcode) || !OpcodeTable.Get(opcode).IsDefined)
        {
            return null;
        }

        ref readonly OpcodeRow row = ref OpcodeTable.Get(opcode);
        int start = reader.Offset;
        if (opcode == Opcode.Label && reader.TryReadU32(out uint label)
            && label < (uint)_placed.Length && !_placed[label] && reader.Offset - start == Numbers.SizeU32(label))
        {
            _placed[label] = true;
            return string.Create(CultureInfo.InvariantCulture, $"L{label}:");
        }

        reader.Offset = start;
        _text.Append("    ").Append(row.Name);
        return Immediates(ref reader, row.Immediate) ? _text.ToString() : null;
    }

    private bool Immediates(ref CodeReader reader, Immediate immediate)
    {
        switch (immediate)
        {
            case Immediate.None:
                return true;
            case Immediate.I32:
                return Signed32(ref reader);
            case Immediate.I64:
                return Signed64(ref reader);
            case Immediate.F32:
                return Fixed(ref reader, ValueType.F32);
            case Immediate.F64:
                return Fixed(ref reader, ValueType.F64);
            case Immediate.Label:
                return Unsigned(ref reader, Label);
            case Immediate.LabelTable:
                return LabelTable(ref reader);
            case Immediate.Function:
                return Unsigned(ref reader, _names.Function);
            case Immediate.Type:
                return Unsigned(ref reader, _names.Type);
            case Immediate.Local:
                return Unsigned(ref reader, Local);
            case Immediate.Global:
                return Unsigned(ref reader, _names.Global);
            case Immediate.TableTable or Immediate.ElementTable:
                return Unsigned(ref reader, Number) && Unsigned(ref reader, Number);
            case Immediate.Range32:
                return Signed32(ref reader) && Signed32(ref reader);
            case Immediate.Index:
                return Signed32(ref reader) && Signed32(ref reader) && Unsigned(ref reader, Number);
            case Immediate.Range64:
                return Signed64(ref reader) && Signed64(ref reader);
            case Immediate.Escape:
                return Escape(ref reader);
            case Immediate.Trap:
                bool read = reader.TryReadU8(out byte kind);
                _text.Append(' ').Append(PasmText.Trap(kind));
                return read;
            default:
                return Unsigned(ref reader, Number);
        }
    }

    private bool Unsigned(ref CodeReader reader, Func<uint, string> name)
    {
        int start = reader.Offset;
        bool read = reader.TryReadU32(out uint value);
        _text.Append(' ').Append(read ? name(value) : "");
        Suffix(start, reader.Offset - start, Numbers.SizeU32(value));
        return read;
    }

    private bool Signed32(ref CodeReader reader)
    {
        int start = reader.Offset;
        bool read = reader.TryReadS32(out int value);
        _text.Append(CultureInfo.InvariantCulture, $" {value}");
        Suffix(start, reader.Offset - start, Numbers.SizeS64(value));
        return read;
    }

    private bool Signed64(ref CodeReader reader)
    {
        int start = reader.Offset;
        bool read = reader.TryReadS64(out long value);
        _text.Append(CultureInfo.InvariantCulture, $" {value}");
        Suffix(start, reader.Offset - start, Numbers.SizeS64(value));
        return read;
    }

    private bool Fixed(ref CodeReader reader, ValueType type)
    {
        int start = reader.Offset;
        int size = type == ValueType.F32 ? 4 : 8;
        if (!reader.TrySkip(size))
        {
            return false;
        }

        reader.Offset = start;
        ulong bits = type == ValueType.F32 ? reader.ReadF32Bits() : reader.ReadF64Bits();
        _text.Append(' ').Append(Numbers.Format(bits, type));
        return true;
    }

    // Relocations of single targets are written by their offsets.
    private bool LabelTable(ref CodeReader reader)
    {
        int start = reader.Offset;
        if (!reader.TryReadU32(out uint count))
        {
            return false;
        }

        int countSize = reader.Offset - start;
        _text.Append(" [");
        for (uint i = 0; i < count; i++)
        {
            int at = reader.Offset;
            if (!reader.TryReadU32(out uint label))
            {
                return false;
            }

            int size = reader.Offset - at;
            _text.Append(i > 0 ? " " : "").Append(Label(label));
            _text.Append(size != Numbers.SizeU32(label) ? "~" + size : "");
        }

        _text.Append(']');
        _text.Append(countSize != Numbers.SizeU32(count) ? "~" + countSize : "");
        int last = reader.Offset;
        bool read = reader.TryReadU32(out uint otherwise);
        _text.Append(' ').Append(Label(otherwise));
        _text.Append(reader.Offset - last != Numbers.SizeU32(otherwise) ? "~" + (reader.Offset - last) : "");
        return read;
    }

    private bool Escape(ref CodeReader reader)
    {
        int start = reader.Offset;
        if (!reader.TryReadU32(out uint function))
        {
            return false;
        }

        _text.Append(' ').Append(_names.Function(function));
        Suffix(start, reader.Offset - start, Numbers.SizeU32(function));
        long place = (long)function - _module.Imports.Length;
        int labels = place >= 0 && place < _module.Functions.Length ? _module.Functions[place].Labels.Length : 0;
        return Unsigned(ref reader, label => label < (uint)labels ? "L" + Number(label) : Number(label));
    }

    private string Label(uint label) => label < (uint)_function.Labels.Length ? "L" + Number(label) : Number(label);

    private string Local(uint local) =>
        local < (uint)_locals.Length && _localNumbers.TryGet(_locals[local], out int only) && only == (int)local
            ? PasmText.Name('%', _locals[local])
            : Number(local);

    private static string Number(uint value) => value.ToString(CultureInfo.InvariantCulture);

    private void Suffix(int start, int size, int least)
    {
        bool relocated = _relocations.TryTakeAt(start, out Relocation relocation);
        if (size != (relocated ? RelocatedSize : least))
        {
            _text.Append(CultureInfo.InvariantCulture, $"~{size}");
        }

        if (relocated)
        {
            _text.Append(" !").Append(PasmText.Of(relocation.Kind)).Append(' ').Append(PasmText.Quote(relocation.Symbol));
        }
    }
}

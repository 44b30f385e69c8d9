using System.Buffers.Binary;

namespace ProcVM.Module.Pasm;

/// <summary>What names in an instruction may stand for.</summary>
internal readonly record struct InstructionNames(Symbols Module, NameTable Labels, NameTable Locals);

/// <summary>Encodes instructions, as the opcode table's rows say.</summary>
/// <param name="line">The line's tokens.</param>
/// <param name="parts">The module so far.</param>
/// <param name="names">Names in force.</param>
/// <param name="code">Where code goes.</param>
/// <param name="relocate">Takes a relocation of the immediate that begins at an offset; false when there is none.</param>
internal sealed class InstructionAssembler(
    LineParser line, ModuleParts parts, InstructionNames names, CodeBuffer code, Func<int, bool> relocate)
{
    private const int RelocatedSize = 5;
    private const int LongestU32 = 5;
    private const int LongestS64 = 10;

    /// <summary>Encodes the instruction whose name was taken.</summary>
    internal void Line(Token first)
    {
        string name = line.Text(first).ToString();
        if (!OpcodeTable.ByName.TryGetValue(name, out Opcode opcode))
        {
            line.Fail(PasmDiagnostics.UnknownInstruction, first, name);
            return;
        }

        if ((int)opcode > 0xFF)
        {
            code.WriteByte(OpcodeTable.Prefix);
        }

        code.WriteByte((byte)opcode);
        Immediates(OpcodeTable.Get(opcode).Immediate);
    }

    private void Immediates(Immediate immediate)
    {
        switch (immediate)
        {
            case Immediate.None:
                break;
            case Immediate.I32:
                Token token = line.Current;
                Signed(line.TakeName(TokenKind.Function) is { } function
                    ? parts.Resolve("function", names.Module.Functions, function, token) + 1
                    : line.ExpectNumber("an i32", int.MinValue, int.MaxValue));
                break;
            case Immediate.I64:
                Signed(line.ExpectNumber("an i64", long.MinValue, long.MaxValue), LongestS64);
                break;
            case Immediate.F32:
                Fixed(ValueType.F32, 4);
                break;
            case Immediate.F64:
                Fixed(ValueType.F64, 8);
                break;
            case Immediate.Label:
                Unsigned(Label(names.Labels));
                break;
            case Immediate.LabelTable:
                LabelTable();
                break;
            case Immediate.Function:
                Unsigned(Named("function", TokenKind.Function, names.Module.Functions));
                break;
            case Immediate.Type:
                Unsigned(parts.TypeReference());
                break;
            case Immediate.Local:
                Unsigned(Named("local", TokenKind.Local, names.Locals));
                break;
            case Immediate.Global:
                Unsigned(Named("global", TokenKind.Global, names.Module.Globals));
                break;
            case Immediate.TableTable or Immediate.ElementTable:
                Unsigned(line.ExpectU32("an index"));
                Unsigned(line.ExpectU32("an index"));
                break;
            case Immediate.Range32 or Immediate.Index:
                Signed(line.ExpectNumber("an i32", int.MinValue, int.MaxValue));
                Signed(line.ExpectNumber("an i32", int.MinValue, int.MaxValue));
                if (immediate == Immediate.Index)
                {
                    Unsigned(line.ExpectU32("a size"));
                }

                break;
            case Immediate.Range64:
                Signed(line.ExpectNumber("an i64", long.MinValue, long.MaxValue), LongestS64);
                Signed(line.ExpectNumber("an i64", long.MinValue, long.MaxValue), LongestS64);
                break;
            case Immediate.Escape:
                Escape();
                break;
            case Immediate.Trap:
                TrapKind kind = PasmText.TrapKind(line.Is(TokenKind.Word) ? line.Text(line.Current) : default);
                code.WriteByte(kind != TrapKind.None
                    ? TakeByte((byte)kind)
                    : (byte)line.ExpectNumber("a trap's name or number", 0, byte.MaxValue));
                break;
            case Immediate.Table or Immediate.Element or Immediate.Data or Immediate.Offset or Immediate.Frame
                or Immediate.Size:
                Unsigned(line.ExpectU32("a number"));
                break;
            default:
                throw new InvalidOperationException("the opcode table has an immediate that the assembler doesn't know");
        }
    }

    private byte TakeByte(byte value)
    {
        line.Take();
        return value;
    }

    // [A B C] D: the default last.
    private void LabelTable()
    {
        List<(long Label, int Size)> targets = [];
        line.ExpectMark("[");
        while (!line.Failed && !line.IsMark("]"))
        {
            long label = Label(names.Labels);
            targets.Add((label, GivenSize(Numbers.SizeU32((uint)label), LongestU32)));
        }

        line.ExpectMark("]");
        Unsigned(targets.Count);
        foreach ((long label, int size) in targets)
        {
            Numbers.Write(code, label, size);
        }

        Unsigned(Label(names.Labels));
    }

    private void Escape()
    {
        long function = Named("function", TokenKind.Function, names.Module.Functions);
        Unsigned(function);
        long place = function - names.Module.Imports;
        bool hasLabels = place >= 0 && place < names.Module.Labels.Count;
        Unsigned(Label(hasLabels ? names.Module.Labels[(int)place] : new NameTable()));
    }

    private long Label(NameTable labels)
    {
        Token token = line.Current;
        if (!line.IsLabelName(token))
        {
            return line.ExpectU32("a label");
        }

        line.Take();
        return parts.Resolve("label", labels, line.Text(token).ToString(), token);
    }

    private long Named(string thing, TokenKind kind, NameTable table) => parts.Reference(thing, kind, table, uint.MaxValue);

    private void Fixed(ValueType type, int size)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, line.ExpectConstant(type));
        code.WriteBytes(bytes[..size]);
    }

    private void Unsigned(long value) => Numbers.Write(code, value, Size(Numbers.SizeU32((uint)value), LongestU32));

    private void Signed(long value, int longest = LongestU32) =>
        Numbers.Write(code, value, Size(Numbers.SizeS64(value), longest));

    // !kind "symbol" after a number: relocated, in 5 bytes when nothing else is said.
    private int Size(int least, int longest)
    {
        int given = GivenSize(0, longest);
        bool relocated = relocate(code.Length);
        return Math.Max(least, given > 0 ? given : relocated ? RelocatedSize : 0);
    }

    // ~5 after a number: written in 5 bytes.
    private int GivenSize(int least, int longest) =>
        line.TakeMark("~") ? Math.Max(least, (int)line.ExpectNumber("a number of bytes", 1, longest)) : least;
}

namespace ProcVM.Llvm;

/// <summary>Reads an object's .debug_line (DWARF 4, section 6.2), the version that <see cref="LlvmLineTable"/> asks for.</summary>
internal sealed class LineTableReader
{
    private const int Version = 4;

    private readonly ElfObject _file;
    private readonly nint[] _sectionAddresses;
    private readonly Dictionary<int, nint> _addresses = [];
    private int _order;

    public LineTableReader(ElfObject file, nint[] sectionAddresses)
    {
        _file = file;
        _sectionAddresses = sectionAddresses;
    }

    /// <summary>The rows, in the order of the table.</summary>
    public List<LineRow> Rows { get; } = [];

    /// <summary>The sources that rows speak of.</summary>
    public List<string> Files { get; } = [];

    /// <summary>Reads the tables of all units, up to the first damage.</summary>
    public void ReadAll()
    {
        int section = Array.FindIndex(_file.Sections, candidate => candidate.Name == ".debug_line");
        if (section < 0)
        {
            return;
        }

        CollectAddresses(section);
        ReadOnlySpan<byte> table = _file.BytesOf(_file.Sections[section]);
        ByteCursor cursor = new(table);
        while (!cursor.IsAtEnd)
        {
            uint length = cursor.U32();
            int start = cursor.Position;
            ReadOnlySpan<byte> unit = cursor.Take(length);
            if (cursor.IsBeyond || !TryReadUnit(unit, start))
            {
                return;
            }
        }
    }

    /// <summary>The addresses that the table's programs load, by their places in it.</summary>
    private void CollectAddresses(int section)
    {
        foreach (ElfSection table in _file.Sections)
        {
            if (table.Type != ElfSection.TypeRela || table.Info != (uint)section)
            {
                continue;
            }

            for (int i = 0; i < ElfObject.RelocationCount(table); i++)
            {
                ElfRelocation relocation = _file.Relocation(table, i);
                if (relocation.Kind != ElfRelocation.Absolute64 || relocation.Symbol >= (uint)_file.Symbols.Length
                    || relocation.Offset > int.MaxValue)
                {
                    continue;
                }

                ElfSymbol symbol = _file.Symbols[relocation.Symbol];
                nint home = symbol.Section < _sectionAddresses.Length ? _sectionAddresses[symbol.Section] : 0;
                if (home != 0)
                {
                    _addresses[(int)relocation.Offset] = unchecked(home + (nint)symbol.Value + (nint)relocation.Addend);
                }
            }
        }
    }

    private bool TryReadUnit(ReadOnlySpan<byte> unit, int start)
    {
        ByteCursor cursor = new(unit);
        if (cursor.U16() != Version)
        {
            return false;
        }

        uint headerLength = cursor.U32();
        long program = cursor.Position + (long)headerLength;
        LineProgram state = new()
        {
            StepSize = cursor.Byte(),
        };
        cursor.Byte(); // operations in an instruction: 1, but for machines with long ones
        cursor.Byte(); // whether lines are beginnings of statements
        state.LineBase = (sbyte)cursor.Byte();
        state.LineRange = cursor.Byte();
        state.OpcodeBase = cursor.Byte();
        if (state.LineRange == 0 || state.OpcodeBase == 0 || program > unit.Length)
        {
            return false;
        }

        byte[] lengths = cursor.Take(state.OpcodeBase - 1u).ToArray();
        int firstFile = Files.Count;
        ReadFiles(ref cursor);
        if (cursor.IsBeyond)
        {
            return false;
        }

        state.FirstFile = firstFile;
        return TryRun(unit[(int)program..], start + (int)program, lengths, state);
    }

    // Files are numbered from 1; the directory of number 0 is the compilation's own.
    private void ReadFiles(ref ByteCursor cursor)
    {
        List<string> directories = [""];
        while (cursor.Text() is { Length: > 0 } directory)
        {
            directories.Add(directory);
        }

        while (cursor.Text() is { Length: > 0 } name)
        {
            ulong directory = cursor.Unsigned();
            cursor.Unsigned();
            cursor.Unsigned();
            Files.Add(directory < (ulong)directories.Count ? Path.Combine(directories[(int)directory], name) : name);
        }
    }

    private bool TryRun(ReadOnlySpan<byte> program, int start, byte[] lengths, LineProgram state)
    {
        ByteCursor cursor = new(program);
        while (!cursor.IsAtEnd)
        {
            byte opcode = cursor.Byte();
            if (opcode >= state.OpcodeBase)
            {
                int adjusted = opcode - state.OpcodeBase;
                state.Advance((ulong)(adjusted / state.LineRange));
                state.Line = unchecked(state.Line + state.LineBase + (adjusted % state.LineRange));
                AddRow(state, isEnd: false);
            }
            else if (opcode == 0)
            {
                RunExtended(ref cursor, start, ref state);
            }
            else
            {
                RunStandard(ref cursor, opcode, lengths, ref state);
            }
        }

        return !cursor.IsBeyond;
    }

    private void RunExtended(ref ByteCursor cursor, int start, ref LineProgram state)
    {
        const byte EndSequence = 1;
        const byte SetAddress = 2;
        ulong length = cursor.Unsigned();
        int place = start + cursor.Position + 1;
        ReadOnlySpan<byte> body = cursor.Take((uint)Math.Min(length, uint.MaxValue));
        if (body is [EndSequence, ..])
        {
            AddRow(state, isEnd: true);
            state.Restart();
        }
        else if (body is [SetAddress, ..])
        {
            // Without a relocation it's code that isn't loaded.
            state.IsPlaced = _addresses.TryGetValue(place, out nint address);
            state.Address = address;
        }
    }

    private void RunStandard(ref ByteCursor cursor, byte opcode, byte[] lengths, ref LineProgram state)
    {
        switch (opcode)
        {
            case 1: // copy
                AddRow(state, isEnd: false);
                break;
            case 2: // advance_pc
                state.Advance(cursor.Unsigned());
                break;
            case 3: // advance_line
                state.Line = unchecked(state.Line + (int)cursor.Signed());
                break;
            case 4: // set_file
                state.File = (int)Math.Min(cursor.Unsigned(), int.MaxValue / 2);
                break;
            case 8: // const_add_pc
                state.Advance((ulong)((255 - state.OpcodeBase) / state.LineRange));
                break;
            case 9: // fixed_advance_pc
                state.Address += cursor.U16();
                break;
            default: // column, statement, block, prologue, epilogue, instruction set
                for (int i = 0; i < lengths[opcode - 1]; i++)
                {
                    cursor.Unsigned();
                }

                break;
        }
    }

    private void AddRow(in LineProgram state, bool isEnd)
    {
        if (state.IsPlaced)
        {
            int file = Math.Max(0, state.File - 1) + state.FirstFile;
            // An end sorts before what begins at its address.
            Rows.Add(new LineRow(state.Address, isEnd ? -1 : ++_order, file, Math.Max(0, state.Line), isEnd));
        }
    }

    /// <summary>The registers of a line program, and what its header says.</summary>
    private struct LineProgram
    {
        public byte StepSize;
        public sbyte LineBase;
        public byte LineRange;
        public byte OpcodeBase;
        public int FirstFile;
        public nint Address;
        public bool IsPlaced;
        public int File = 1;
        public int Line = 1;

        public LineProgram()
        {
        }

        public void Advance(ulong steps) => Address = unchecked(Address + (nint)(steps * StepSize));

        public void Restart()
        {
            Address = 0;
            IsPlaced = false;
            File = 1;
            Line = 1;
        }
    }
}

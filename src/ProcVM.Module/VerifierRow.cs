using System.Buffers.Binary;

namespace ProcVM.Module;

/// <summary>What the verifier needs of an opcode's row, in a form that checks operands by one comparison.</summary>
internal readonly struct VerifierRow
{
    /// <summary>Operands are checked in one 32-bit word: no fixed signature pops more.</summary>
    internal const int MaxPops = 4;

    private static readonly VerifierRow[] s_rows = Build();

    /// <summary>The operand types as they lie in the top four bytes of the type stack; zero where there is none.</summary>
    internal readonly uint Pops;

    /// <summary>FF in the bytes of <see cref="Pops"/> that count.</summary>
    internal readonly uint PopMask;

    internal readonly byte PopCount;
    internal readonly byte PushCount;
    internal readonly byte Push;
    internal readonly Immediate Immediate;
    internal readonly bool IsDefined;
    internal readonly bool IsVariadic;
    internal readonly bool Ends;

    private VerifierRow(in OpcodeRow row)
    {
        IsDefined = true;
        IsVariadic = (row.Flags & OpcodeFlags.Variadic) != 0;
        Ends = (row.Flags & OpcodeFlags.Ends) != 0;
        Immediate = row.Immediate;
        if (IsVariadic)
        {
            return;
        }

        Span<byte> pops = stackalloc byte[MaxPops];
        Span<byte> mask = stackalloc byte[MaxPops];
        for (int i = 0; i < row.Pops.Length; i++)
        {
            int place = MaxPops - row.Pops.Length + i;
            pops[place] = (byte)ValueTypes.FromLetter(row.Pops[i]);
            mask[place] = 0xFF;
        }

        Pops = BinaryPrimitives.ReadUInt32LittleEndian(pops);
        PopMask = BinaryPrimitives.ReadUInt32LittleEndian(mask);
        PopCount = (byte)row.Pops.Length;
        PushCount = (byte)row.Pushes.Length;
        Push = PushCount > 0 ? (byte)ValueTypes.FromLetter(row.Pushes[0]) : (byte)0;
    }

    /// <summary>Rows by opcode: one-byte opcodes from 0, two-byte ones from 256.</summary>
    internal static ReadOnlySpan<VerifierRow> Rows => s_rows;

    /// <summary>The place of an opcode in <see cref="Rows"/>.</summary>
    internal static int IndexOf(Opcode opcode) => (byte)opcode | ((ushort)opcode >= 0x100 ? 0x100 : 0);

    private static VerifierRow[] Build()
    {
        VerifierRow[] rows = new VerifierRow[512];
        foreach (ref readonly OpcodeRow row in OpcodeTable.Rows)
        {
            rows[IndexOf(row.Opcode)] = new VerifierRow(row);
        }

        return rows;
    }
}

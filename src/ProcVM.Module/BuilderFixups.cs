using System.Globalization;

namespace ProcVM.Module;

/// <summary>How a function's index is written at a fixup.</summary>
internal enum FixupKind : byte
{
    /// <summary>As the index.</summary>
    Function,

    /// <summary>As a reference: index + 1, signed.</summary>
    Reference,
}

/// <summary>A place in code where a function's index belongs once it is known; no bytes stand there before.</summary>
internal readonly record struct Fixup(int Offset, FunctionHandle Function, FixupKind Kind);

/// <summary>Writes function indices into finished code.</summary>
internal static class BuilderFixups
{
    /// <summary>The code with the indices inserted; moves lines and relocations along. <paramref name="references"/>
    /// gets a relocation for each reference, when a linker needs to find them.</summary>
    internal static byte[] Apply(
        ReadOnlySpan<byte> code,
        List<Fixup> fixups,
        Func<FunctionHandle, int> indexOf,
        Span<LineEntry> lines,
        Span<Relocation> relocations,
        List<Relocation>? references)
    {
        CodeBuffer output = new(code.Length + (3 * fixups.Count));
        int copied = 0;
        int line = 0;
        int relocation = 0;
        foreach (Fixup fixup in fixups)
        {
            output.WriteBytes(code[copied..fixup.Offset]);
            copied = fixup.Offset;
            int shift = output.Length - copied;
            MoveUpTo(copied, shift, lines, ref line, relocations, ref relocation);
            int index = indexOf(fixup.Function);
            if (fixup.Kind == FixupKind.Function)
            {
                output.WriteU32((uint)index);
            }
            else if (references is null)
            {
                output.WriteS32(index + 1);
            }
            else
            {
                references.Add(new Relocation(
                    0, output.Length, RelocationKind.Reference, index.ToString(CultureInfo.InvariantCulture)));
                output.WritePaddedS32(index + 1);
            }
        }

        output.WriteBytes(code[copied..]);
        MoveUpTo(int.MaxValue, output.Length - code.Length, lines, ref line, relocations, ref relocation);
        return output.Written.ToArray();
    }

    // A line that begins right at a fixup begins after it: its instruction is the next one.
    private static void MoveUpTo(
        int offset, int shift, Span<LineEntry> lines, ref int line, Span<Relocation> relocations, ref int relocation)
    {
        for (; line < lines.Length && lines[line].CodeOffset < offset; line++)
        {
            lines[line] = lines[line] with { CodeOffset = lines[line].CodeOffset + shift };
        }

        for (; relocation < relocations.Length && relocations[relocation].CodeOffset < offset; relocation++)
        {
            relocations[relocation] = relocations[relocation] with
            {
                CodeOffset = relocations[relocation].CodeOffset + shift,
            };
        }
    }
}

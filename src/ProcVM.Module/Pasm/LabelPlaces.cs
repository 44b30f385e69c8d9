namespace ProcVM.Module.Pasm;

/// <summary>Whether labels can go without declaration: all plain, and standing in order of their numbers.</summary>
internal static class LabelPlaces
{
    internal static bool MustDeclare(Function function)
    {
        if (Array.Exists(function.Labels, label => label.IsEscapeTarget || label.Stack.Length > 0))
        {
            return true;
        }

        CodeReader reader = new(function.Code.Span);
        uint next = 0;
        while (reader.TryReadOpcode(out Opcode opcode) && OpcodeTable.Get(opcode).IsDefined)
        {
            int start = reader.Offset;
            if (opcode == Opcode.Label && reader.TryReadU32(out uint label)
                && reader.Offset - start == Numbers.SizeU32(label) && label == next)
            {
                next++;
                continue;
            }

            reader.Offset = start;
            if (!TrySkip(ref reader, OpcodeTable.Get(opcode).Immediate))
            {
                break;
            }
        }

        return next != function.Labels.Length;
    }

    /// <summary>Passes over an instruction's immediates; false when they are cut off or malformed.</summary>
    private static bool TrySkip(ref CodeReader reader, Immediate immediate)
    {
        switch (immediate)
        {
            case Immediate.None:
                return true;
            case Immediate.F32:
                return reader.TrySkip(4);
            case Immediate.F64:
                return reader.TrySkip(8);
            case Immediate.Trap:
                return reader.TrySkip(1);
            case Immediate.LabelTable:
                bool read = reader.TryReadU32(out uint count);
                for (ulong i = 0; read && i <= count; i++)
                {
                    read = reader.TryReadU32(out _);
                }

                return read;
            case Immediate.I64:
                return reader.TryReadS64(out _);
            case Immediate.Range64:
                return reader.TryReadS64(out _) && reader.TryReadS64(out _);
            case Immediate.I32:
                return reader.TryReadS32(out _);
            case Immediate.Range32 or Immediate.Index:
                return reader.TryReadS32(out _) && reader.TryReadS32(out _)
                    && (immediate == Immediate.Range32 || reader.TryReadU32(out _));
            case Immediate.TableTable or Immediate.ElementTable or Immediate.Escape:
                return reader.TryReadU32(out _) && reader.TryReadU32(out _);
            default:
                return reader.TryReadU32(out _);
        }
    }
}

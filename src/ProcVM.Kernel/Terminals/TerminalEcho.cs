namespace ProcVM.Kernel.Terminals;

/// <summary>What a terminal shows: bytes on their way out, processed, and the column that they lead to.</summary>
internal sealed class TerminalEcho
{
    private const int TabWidth = 8;
    private const byte Delete = 0x7F;

    private int _column;
    private int _lineColumn;

    /// <summary>What is shown and not taken yet.</summary>
    public Queue<byte> Output { get; } = new();

    /// <summary>Sends a byte of a program's.</summary>
    public void Send(byte value, TerminalModes modes)
    {
        if (!modes.Has(OutputFlags.OPOST))
        {
            Output.Enqueue(value);
            return;
        }

        switch (value)
        {
            case (byte)'\n':
                if (modes.Has(OutputFlags.ONLRET))
                {
                    _column = 0;
                }

                if (modes.Has(OutputFlags.ONLCR))
                {
                    Output.Enqueue((byte)'\r');
                    _column = 0;
                }

                _lineColumn = _column;
                Output.Enqueue(value);
                return;
            case (byte)'\r':
                if (modes.Has(OutputFlags.ONOCR) && _column == 0)
                {
                    return;
                }

                bool becomesNewLine = modes.Has(OutputFlags.OCRNL);
                if (!becomesNewLine || modes.Has(OutputFlags.ONLRET))
                {
                    _lineColumn = _column = 0;
                }

                Output.Enqueue(becomesNewLine ? (byte)'\n' : value);
                return;
            case (byte)'\t':
                int spaces = TabWidth - (_column & (TabWidth - 1));
                _column += spaces;
                if ((modes.Output & OutputFlags.XTABS) == OutputFlags.XTABS)
                {
                    for (int i = 0; i < spaces; i++)
                    {
                        Output.Enqueue((byte)' ');
                    }

                    return;
                }

                break;
            case (byte)'\b':
                _column -= _column > 0 ? 1 : 0;
                break;
            default:
                _column += IsControl(value) || (modes.Has(InputFlags.IUTF8) && (value & 0xC0) == 0x80) ? 0 : 1;
                break;
        }

        Output.Enqueue(value);
    }

    /// <summary>Shows a byte that came in.</summary>
    public void Show(byte value, TerminalModes modes)
    {
        if (!modes.Has(LocalFlags.ECHO))
        {
            return;
        }

        if (modes.Has(LocalFlags.ECHOCTL) && IsControl(value) && value != (byte)'\t' && !(value == (byte)'\n'))
        {
            Send((byte)'^', modes);
            Send((byte)(value ^ 0x40), modes);
        }
        else
        {
            Send(value, modes);
        }
    }

    /// <summary>Shows that the next byte is quoted.</summary>
    public void ShowCaret(TerminalModes modes)
    {
        if (modes.Has(LocalFlags.ECHO) && modes.Has(LocalFlags.ECHOCTL))
        {
            Send((byte)'^', modes);
            Send((byte)'\b', modes);
        }
    }

    public void NewLine(TerminalModes modes) => Send((byte)'\n', modes);

    public void Bell() => Output.Enqueue(7);

    /// <summary>Takes a character off what is shown.</summary>
    /// <param name="value">The character.</param>
    /// <param name="before">What is before it in the line.</param>
    /// <param name="modes">The terminal's modes.</param>
    public void Erase(byte value, List<byte> before, TerminalModes modes)
    {
        if (value == (byte)'\t')
        {
            int width = TabWidth - (WidthOf(before, modes) & (TabWidth - 1));
            for (int i = 0; i < width; i++)
            {
                Output.Enqueue((byte)'\b');
            }

            _column = Math.Max(0, _column - width);
            return;
        }

        int times = !IsControl(value) ? 1 : modes.Has(LocalFlags.ECHOCTL) ? 2 : 0;
        for (int i = 0; i < times; i++)
        {
            Output.Enqueue((byte)'\b');
            Output.Enqueue((byte)' ');
            Output.Enqueue((byte)'\b');
            _column -= _column > 0 ? 1 : 0;
        }
    }

    private static bool IsControl(byte value) => value is < 0x20 or Delete;

    // Where the line's end is shown: from its last tab on, or from where it began.
    private int WidthOf(List<byte> line, TerminalModes modes)
    {
        int width = 0;
        for (int i = line.Count - 1; i >= 0; i--)
        {
            if (line[i] == (byte)'\t')
            {
                return width;
            }

            width += !IsControl(line[i]) ? 1 : modes.Has(LocalFlags.ECHOCTL) ? 2 : 0;
        }

        return width + _lineColumn;
    }
}

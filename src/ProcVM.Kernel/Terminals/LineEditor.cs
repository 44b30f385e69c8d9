namespace ProcVM.Kernel.Terminals;

/// <summary>The line that is being typed at a terminal, and what was typed before it and not read yet: what Linux's n_tty does with what comes in.</summary>
/// <param name="echo">Takes what is shown.</param>
internal sealed class LineEditor(TerminalEcho echo)
{
    private const int Most = 4096;

    private readonly List<byte> _line = [];
    private readonly List<byte> _ready = [];
    private readonly Queue<int> _lines = new();
    private bool _isQuoted;

    /// <summary>Bytes that can be read, by lines or not.</summary>
    public int ReadyCount => _ready.Count;

    /// <summary>True when a whole line can be read, be it an empty one that ends the file.</summary>
    public bool HasLine => _lines.Count > 0;

    /// <summary>True when the next byte is taken as it is.</summary>
    public bool IsQuoted => _isQuoted;

    public bool HasRoom => _ready.Count + _line.Count < Most;

    /// <summary>A byte comes in that is no signal.</summary>
    public void Add(byte value, TerminalModes modes)
    {
        if (!modes.IsCanonical)
        {
            if (_ready.Count < Most)
            {
                _ready.Add(value);
                echo.Show(value, modes);
            }

            return;
        }

        if (_isQuoted)
        {
            _isQuoted = false;
            Append(value, modes);
            return;
        }

        bool isExtended = modes.Has(LocalFlags.IEXTEN);
        if (modes.Is(value, ControlCharacter.VERASE))
        {
            EraseOne(modes);
        }
        else if (modes.Is(value, ControlCharacter.VKILL))
        {
            Kill(modes);
        }
        else if (isExtended && modes.Is(value, ControlCharacter.VWERASE))
        {
            EraseWord(modes);
        }
        else if (isExtended && modes.Is(value, ControlCharacter.VLNEXT))
        {
            _isQuoted = true;
            echo.ShowCaret(modes);
        }
        else if (isExtended && modes.Is(value, ControlCharacter.VREPRINT) && modes.Has(LocalFlags.ECHO))
        {
            echo.Show(value, modes);
            echo.NewLine(modes);
            _line.ForEach(one => echo.Show(one, modes));
        }
        else if (modes.Is(value, ControlCharacter.VEOF))
        {
            EndLine();
        }
        else if (value == (byte)'\n')
        {
            _line.Add(value);
            EndLine();
            if (modes.Has(LocalFlags.ECHO) || modes.Has(LocalFlags.ECHONL))
            {
                echo.NewLine(modes);
            }
        }
        else if (modes.Is(value, ControlCharacter.VEOL) || modes.Is(value, ControlCharacter.VEOL2))
        {
            Append(value, modes);
            EndLine();
        }
        else
        {
            Append(value, modes);
        }
    }

    /// <summary>Reads a line, or as much of it as there is room for.</summary>
    public int TakeLine(Span<byte> buffer)
    {
        int length = _lines.Peek();
        int count = Math.Min(length, buffer.Length);
        Take(buffer[..count]);
        if (count == length)
        {
            _lines.Dequeue();
        }
        else
        {
            int[] rest = [.. _lines];
            _lines.Clear();
            rest[0] -= count;
            Array.ForEach(rest, _lines.Enqueue);
        }

        return count;
    }

    /// <summary>Reads bytes.</summary>
    public int TakeBytes(Span<byte> buffer)
    {
        int count = Math.Min(buffer.Length, _ready.Count);
        Take(buffer[..count]);
        return count;
    }

    public void Clear()
    {
        _line.Clear();
        _ready.Clear();
        _lines.Clear();
        _isQuoted = false;
    }

    /// <summary>Lines are edited from now on, or not any more: what is there can be read either way.</summary>
    public void Switch(bool isCanonical)
    {
        _lines.Clear();
        if (!isCanonical)
        {
            _ready.AddRange(_line);
            _line.Clear();
            _isQuoted = false;
        }
        else if (_ready.Count > 0)
        {
            _lines.Enqueue(_ready.Count);
        }
    }

    private void Take(Span<byte> buffer)
    {
        _ready[..buffer.Length].CopyTo(buffer);
        _ready.RemoveRange(0, buffer.Length);
    }

    private void Append(byte value, TerminalModes modes)
    {
        // The last place is for what ends the line.
        if (_ready.Count + _line.Count >= Most - 1)
        {
            if (modes.Has(InputFlags.IMAXBEL))
            {
                echo.Bell();
            }

            return;
        }

        _line.Add(value);
        echo.Show(value, modes);
    }

    private void EndLine()
    {
        _ready.AddRange(_line);
        _lines.Enqueue(_line.Count);
        _line.Clear();
    }

    private void EraseOne(TerminalModes modes)
    {
        if (_line.Count == 0)
        {
            return;
        }

        int last = _line.Count - 1;
        while (modes.Has(InputFlags.IUTF8) && last > 0 && (_line[last] & 0xC0) == 0x80)
        {
            last--;
        }

        byte value = _line[last];
        _line.RemoveRange(last, _line.Count - last);
        if (modes.Has(LocalFlags.ECHO))
        {
            if (modes.Has(LocalFlags.ECHOE))
            {
                echo.Erase(value, _line, modes);
            }
            else
            {
                echo.Show(modes[ControlCharacter.VERASE], modes);
            }
        }
    }

    private void Kill(TerminalModes modes)
    {
        bool isShown = modes.Has(LocalFlags.ECHO);
        if (isShown && modes.Has(LocalFlags.ECHOK) && modes.Has(LocalFlags.ECHOKE) && modes.Has(LocalFlags.ECHOE))
        {
            while (_line.Count > 0)
            {
                EraseOne(modes);
            }

            return;
        }

        _line.Clear();
        if (isShown)
        {
            echo.Show(modes[ControlCharacter.VKILL], modes);
            if (modes.Has(LocalFlags.ECHOK))
            {
                echo.NewLine(modes);
            }
        }
    }

    private void EraseWord(TerminalModes modes)
    {
        bool hasSeenWord = false;
        while (_line.Count > 0)
        {
            bool isWord = _line[^1] == (byte)'_' || char.IsAsciiLetterOrDigit((char)_line[^1]) || _line[^1] >= 0x80;
            if (hasSeenWord && !isWord)
            {
                return;
            }

            hasSeenWord |= isWord;
            EraseOne(modes);
        }
    }
}

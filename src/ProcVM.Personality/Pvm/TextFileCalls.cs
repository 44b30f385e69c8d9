using ProcVM.Core.Ports;
using ProcVM.Personality.Pvm.Files;
using ProcVM.Personality.Pvm.Numbers;

namespace ProcVM.Personality.Pvm;

/// <summary>What only text files can do.</summary>
public sealed class TextFileCalls
{
    private const byte Blank = (byte)' ';
    private const byte LineFeed = (byte)'\n';
    private const byte FormFeed = (byte)'\f';

    private readonly FileTable _table;

    internal TextFileCalls(FileTable table) => _table = table;

    /// <summary><c>text_eoln</c>; an error at the end of the file (ISO 7185 §6.6.6.5).</summary>
    public int Eoln(uint f)
    {
        if (!TryInput(f, out PascalFile file, out TextInput input))
        {
            return 0;
        }

        int next = input.Peek();
        if (next == TextInput.End)
        {
            _table.Fail(file, IoError.ReadPastEnd);
        }

        return next == TextInput.LineEnd ? 1 : 0;
    }

    /// <summary><c>text_seek_eof</c>: skips blanks and line ends, then tells whether the file ends.</summary>
    public int SeekEof(uint f) =>
        TryInput(f, out _, out TextInput input) && input.SkipBlanks(lineEnds: true) == TextInput.End ? 1 : 0;

    /// <summary><c>text_seek_eoln</c>: skips blanks, then tells whether the line ends.</summary>
    public int SeekEoln(uint f) =>
        TryInput(f, out _, out TextInput input)
        && input.SkipBlanks(lineEnds: false) is TextInput.End or TextInput.LineEnd ? 1 : 0;

    /// <summary><c>text_read_char</c>: a line end is read as a blank.</summary>
    public int ReadChar(uint f)
    {
        if (!TryInput(f, out _, out TextInput input))
        {
            return 0;
        }

        int next = input.Next();
        return next < 0 ? 0 : next == TextInput.LineEnd ? Blank : next;
    }

    /// <summary><c>text_read_int</c>.</summary>
    public long ReadInteger(uint f) =>
        TryInput(f, out PascalFile file, out TextInput input) ? new NumberReader(_table, file, input).ReadInteger() : 0;

    /// <summary><c>text_read_uint</c>: the bits of an unsigned number.</summary>
    public long ReadUnsigned(uint f) =>
        TryInput(f, out PascalFile file, out TextInput input)
            ? unchecked((long)new NumberReader(_table, file, input).ReadUnsigned())
            : 0;

    /// <summary><c>text_read_real</c>.</summary>
    public double ReadReal(uint f) =>
        TryInput(f, out PascalFile file, out TextInput input) ? new NumberReader(_table, file, input).ReadReal() : 0;

    /// <summary><c>text_read_string</c>: the rest of the line, as much of it as fits; its end stays.</summary>
    public void ReadString(uint f, ShortString to)
    {
        if (TryInput(f, out _, out TextInput input))
        {
            to.Length = Math.Max(0, input.ReadLine(to.Places));
        }
    }

    /// <summary><c>text_read_chars</c>: as much of the line as fits, padded with blanks.</summary>
    public void ReadChars(uint f, Span<byte> to)
    {
        if (TryInput(f, out _, out TextInput input))
        {
            int count = input.ReadLine(to);
            if (count >= 0)
            {
                to[count..].Fill(Blank);
            }
        }
    }

    /// <summary><c>text_readln</c>.</summary>
    public void ReadLine(uint f)
    {
        if (TryInput(f, out _, out TextInput input))
        {
            input.SkipLine();
        }
    }

    /// <summary><c>text_write_char</c>.</summary>
    public void WriteChar(uint f, int value, int width)
    {
        if (width is not (-1 or 1))
        {
            WriteChars(f, [(byte)value], width);
        }
        else if (TryOutput(f, out PascalFile file, out Channel channel))
        {
            channel.IsAtLineStart = (byte)value == LineFeed;
            if (_table.Check(file, channel.Data.WriteByte((byte)value)))
            {
                EndWrite(file, channel);
            }
        }
    }

    /// <summary><c>text_write_int</c>.</summary>
    public void WriteInteger(uint f, long value, int width) =>
        WriteNumber(f, IntegerText.Format(value, stackalloc byte[IntegerText.BufferSize]), width);

    /// <summary><c>text_write_uint</c>.</summary>
    public void WriteUnsigned(uint f, long value, int width) =>
        WriteNumber(f, IntegerText.Format(unchecked((ulong)value), stackalloc byte[IntegerText.BufferSize]), width);

    /// <summary><c>text_write_real</c>.</summary>
    public void WriteReal(uint f, double value, int width, int decimals) =>
        WriteReal(f, value, width, decimals, RealStyle.Double);

    /// <summary><c>text_write_single</c>.</summary>
    public void WriteSingle(uint f, double value, int width, int decimals) =>
        WriteReal(f, value, width, decimals, RealStyle.Single);

    /// <summary><c>text_write_bool</c>: as the string TRUE or FALSE (ISO 7185 §6.9.3.5).</summary>
    public void WriteBoolean(uint f, int value, int width) => WriteChars(f, value != 0 ? "TRUE"u8 : "FALSE"u8, width);

    /// <summary><c>text_write_chars</c>: right-aligned, cut to the width (ISO 7185 §6.9.3.6).</summary>
    public void WriteChars(uint f, ReadOnlySpan<byte> from, int width)
    {
        if (TryOutput(f, out PascalFile file, out Channel channel))
        {
            long blanks = width < 0 ? 0 : Math.Max(0, (long)width - from.Length);
            ReadOnlySpan<byte> shown = width < 0 ? from : from[..Math.Min(width, from.Length)];
            if (Pad(file, channel, blanks) && Put(file, channel, shown))
            {
                EndWrite(file, channel);
            }
        }
    }

    /// <summary><c>text_write_string</c>: as <see cref="WriteChars"/>.</summary>
    public void WriteString(uint f, ReadOnlySpan<byte> from, int width) => WriteChars(f, from, width);

    /// <summary><c>text_writeln</c>.</summary>
    public void WriteLine(uint f)
    {
        if (TryOutput(f, out PascalFile file, out Channel channel) && PutLineEnd(file, channel))
        {
            EndWrite(file, channel);
        }
    }

    /// <summary><c>text_page</c>: ends the line if one was begun, then writes a form feed (ISO 7185 §6.9.5).</summary>
    public void Page(uint f)
    {
        if (TryOutput(f, out PascalFile file, out Channel channel)
            && (channel.IsAtLineStart || PutLineEnd(file, channel))
            && _table.Check(file, channel.Data.WriteByte(FormFeed)))
        {
            EndWrite(file, channel);
        }
    }

    private bool TryInput(uint f, out PascalFile file, out TextInput input)
    {
        input = default;
        if (!_table.TryRead(f, out file, out Channel channel) || !IsText(file))
        {
            return false;
        }

        input = new TextInput(_table, file, channel);
        return true;
    }

    private bool TryOutput(uint f, out PascalFile file, out Channel channel) =>
        _table.TryWrite(f, out file, out channel) && IsText(file);

    private bool IsText(PascalFile file)
    {
        if (!file.IsText)
        {
            _table.Fail(file, IoError.InvalidAccess);
        }

        return file.IsText;
    }

    private void WriteNumber(uint f, ReadOnlySpan<byte> digits, int width)
    {
        if (TryOutput(f, out PascalFile file, out Channel channel)
            && Pad(file, channel, (long)width - digits.Length)
            && Put(file, channel, digits))
        {
            EndWrite(file, channel);
        }
    }

    private void WriteReal(uint f, double value, int width, int decimals, RealStyle style)
    {
        if (!TryOutput(f, out PascalFile file, out Channel channel))
        {
            return;
        }

        RealText text = RealText.Format(value, width, decimals, style, stackalloc byte[RealText.BufferSize]);
        if (Pad(file, channel, text.Blanks)
            && Put(file, channel, text.Head)
            && (text.Zeros == 0 || _table.Check(file, channel.Data.WriteRepeated((byte)'0', text.Zeros)))
            && Put(file, channel, text.Tail))
        {
            EndWrite(file, channel);
        }
    }

    private bool Pad(PascalFile file, Channel channel, long blanks) =>
        blanks <= 0 || _table.Check(file, channel.Data.WriteRepeated(Blank, blanks));

    private bool Put(PascalFile file, Channel channel, ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty)
        {
            return true;
        }

        channel.IsAtLineStart = text[^1] == LineFeed;
        Errno error = channel.Data.Write(text);
        return error == Errno.None || _table.Check(file, error);
    }

    private bool PutLineEnd(PascalFile file, Channel channel)
    {
        channel.IsAtLineStart = true;
        return _table.Check(file, channel.Data.WriteByte(LineFeed));
    }

    private void EndWrite(PascalFile file, Channel channel)
    {
        if (channel.Data.FlushesAlways)
        {
            _table.Check(file, channel.Data.Flush());
        }
    }
}

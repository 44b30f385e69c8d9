using ProcVM.Kernel.Files;

namespace ProcVM.Personality.Pvm.Files;

/// <summary>A text file being read: its components are characters and line ends (ISO 7185 §6.4.3.5). LF and CR LF are line
/// ends; a last line without one has one all the same.</summary>
internal readonly ref struct TextInput(FileTable table, PascalFile file, Channel channel)
{
    /// <summary>A line end.</summary>
    public const int LineEnd = 256;

    /// <summary>The end of the file.</summary>
    public const int End = -1;

    /// <summary>Reading failed; the I/O result says why.</summary>
    public const int Failed = -2;

    /// <summary>The next component, which stays where it is.</summary>
    public int Peek()
    {
        int next = channel.Data.Peek();
        if (next > '\r')
        {
            return next;
        }

        return next switch
        {
            '\n' => LineEnd,
            '\r' => PeekAfterReturn(),
            BufferedFile.EndOfFile => channel.IsAtLineStart ? End : LineEnd,
            BufferedFile.Failed => Fail(),
            _ => next,
        };
    }

    /// <summary>Moves over a component that <see cref="Peek"/> gave; not over the end.</summary>
    public void Skip(int component)
    {
        channel.IsAtLineStart = component == LineEnd;
        int next = channel.Data.Peek();
        if (next < 0)
        {
            return;
        }

        channel.Data.Skip();
        if (component == LineEnd && next == '\r')
        {
            channel.Data.Skip();
        }
    }

    /// <summary>Takes the next component; reading past the end is an error.</summary>
    public int Next()
    {
        int next = Peek();
        if (next >= 0)
        {
            Skip(next);
        }
        else if (next == End)
        {
            table.Fail(file, IoError.ReadPastEnd);
        }

        return next;
    }

    /// <summary>Moves over the rest of the line, its end included.</summary>
    public void SkipLine()
    {
        while (true)
        {
            ReadOnlySpan<byte> ahead = channel.Data.Ahead;
            int end = ahead.IndexOf((byte)'\n');
            if (end >= 0)
            {
                channel.Data.Advance(end + 1);
                channel.IsAtLineStart = true;
                return;
            }

            if (!ahead.IsEmpty)
            {
                channel.Data.Advance(ahead.Length);
                channel.IsAtLineStart = false;
            }

            if (channel.Data.Peek() < 0)
            {
                Next();
                return;
            }
        }
    }

    /// <summary>Moves over blanks and tabs, and over line ends too if asked; gives the component after them.</summary>
    public int SkipBlanks(bool lineEnds)
    {
        while (true)
        {
            int next = Peek();
            if (next != ' ' && next != '\t' && (next != LineEnd || !lineEnds))
            {
                return next;
            }

            Skip(next);
        }
    }

    /// <summary>Takes characters of the line until the target is full; gives how many there were, or −1 after an error.</summary>
    public int ReadLine(Span<byte> to)
    {
        if (Peek() == End)
        {
            table.Fail(file, IoError.ReadPastEnd);
            return -1;
        }

        int count = 0;
        while (count < to.Length)
        {
            ReadOnlySpan<byte> ahead = channel.Data.Ahead;
            ahead = ahead[..Math.Min(ahead.Length, to.Length - count)];
            int stop = ahead.IndexOfAny((byte)'\n', (byte)'\r');
            int run = stop < 0 ? ahead.Length : stop;
            if (run > 0)
            {
                ahead[..run].CopyTo(to[count..]);
                channel.Data.Advance(run);
                channel.IsAtLineStart = false;
                count += run;
                continue;
            }

            int next = Peek();
            if (next < 0 || next == LineEnd)
            {
                return next == Failed ? -1 : count;
            }

            to[count++] = (byte)next;
            Skip(next);
        }

        return count;
    }

    /// <summary>A carriage return is a character unless a line feed follows.</summary>
    private int PeekAfterReturn()
    {
        int second = channel.Data.PeekSecond();
        return second == '\n' ? LineEnd : second == BufferedFile.Failed ? Fail() : '\r';
    }

    private int Fail()
    {
        table.Check(file, channel.Data.Error);
        return Failed;
    }
}

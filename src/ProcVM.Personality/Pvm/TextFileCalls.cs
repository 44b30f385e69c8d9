using ProcVM.Module;

namespace ProcVM.Personality.Pvm;

/// <summary>What only text files can do.</summary>
public sealed class TextFileCalls(PvmCallState state)
{
    /// <summary><c>text_eoln</c> of pvm.map.</summary>
    public int Eoln(uint f)
    {
        state.Trap(TrapKind.Unreachable, "text_eoln");
        return default;
    }

    /// <summary><c>text_seek_eof</c> of pvm.map.</summary>
    public int SeekEof(uint f)
    {
        state.Trap(TrapKind.Unreachable, "text_seek_eof");
        return default;
    }

    /// <summary><c>text_seek_eoln</c> of pvm.map.</summary>
    public int SeekEoln(uint f)
    {
        state.Trap(TrapKind.Unreachable, "text_seek_eoln");
        return default;
    }

    /// <summary><c>text_read_char</c> of pvm.map.</summary>
    public int ReadChar(uint f)
    {
        state.Trap(TrapKind.Unreachable, "text_read_char");
        return default;
    }

    /// <summary><c>text_read_int</c> of pvm.map.</summary>
    public long ReadInteger(uint f)
    {
        state.Trap(TrapKind.Unreachable, "text_read_int");
        return default;
    }

    /// <summary><c>text_read_uint</c> of pvm.map.</summary>
    public long ReadUnsigned(uint f)
    {
        state.Trap(TrapKind.Unreachable, "text_read_uint");
        return default;
    }

    /// <summary><c>text_read_real</c> of pvm.map.</summary>
    public double ReadReal(uint f)
    {
        state.Trap(TrapKind.Unreachable, "text_read_real");
        return default;
    }

    /// <summary><c>text_read_string</c> of pvm.map.</summary>
    public void ReadString(uint f, ShortString to)
    {
        state.Trap(TrapKind.Unreachable, "text_read_string");
    }

    /// <summary><c>text_read_chars</c> of pvm.map.</summary>
    public void ReadChars(uint f, Span<byte> to)
    {
        state.Trap(TrapKind.Unreachable, "text_read_chars");
    }

    /// <summary><c>text_readln</c> of pvm.map.</summary>
    public void ReadLine(uint f)
    {
        state.Trap(TrapKind.Unreachable, "text_readln");
    }

    /// <summary><c>text_write_char</c> of pvm.map.</summary>
    public void WriteChar(uint f, int value, int width)
    {
        state.Trap(TrapKind.Unreachable, "text_write_char");
    }

    /// <summary><c>text_write_int</c> of pvm.map.</summary>
    public void WriteInteger(uint f, long value, int width)
    {
        state.Trap(TrapKind.Unreachable, "text_write_int");
    }

    /// <summary><c>text_write_uint</c> of pvm.map.</summary>
    public void WriteUnsigned(uint f, long value, int width)
    {
        state.Trap(TrapKind.Unreachable, "text_write_uint");
    }

    /// <summary><c>text_write_real</c> of pvm.map.</summary>
    public void WriteReal(uint f, double value, int width, int decimals)
    {
        state.Trap(TrapKind.Unreachable, "text_write_real");
    }

    /// <summary><c>text_write_single</c> of pvm.map.</summary>
    public void WriteSingle(uint f, double value, int width, int decimals)
    {
        state.Trap(TrapKind.Unreachable, "text_write_single");
    }

    /// <summary><c>text_write_bool</c> of pvm.map.</summary>
    public void WriteBoolean(uint f, int value, int width)
    {
        state.Trap(TrapKind.Unreachable, "text_write_bool");
    }

    /// <summary><c>text_write_chars</c> of pvm.map.</summary>
    public void WriteChars(uint f, ReadOnlySpan<byte> from, int width)
    {
        state.Trap(TrapKind.Unreachable, "text_write_chars");
    }

    /// <summary><c>text_write_string</c> of pvm.map.</summary>
    public void WriteString(uint f, ReadOnlySpan<byte> from, int width)
    {
        state.Trap(TrapKind.Unreachable, "text_write_string");
    }

    /// <summary><c>text_writeln</c> of pvm.map.</summary>
    public void WriteLine(uint f)
    {
        state.Trap(TrapKind.Unreachable, "text_writeln");
    }

    /// <summary><c>text_page</c> of pvm.map.</summary>
    public void Page(uint f)
    {
        state.Trap(TrapKind.Unreachable, "text_page");
    }
}

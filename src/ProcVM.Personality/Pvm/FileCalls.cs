using ProcVM.Module;

namespace ProcVM.Personality.Pvm;

/// <summary>Files of any kind.</summary>
public sealed class FileCalls(PvmCallState state)
{
    /// <summary><c>file_assign</c> of pvm.map.</summary>
    public void Assign(uint f, ReadOnlySpan<byte> name, int kind)
    {
        state.Trap(TrapKind.Unreachable, "file_assign");
    }

    /// <summary><c>file_internal</c> of pvm.map.</summary>
    public void Internal(uint f, int kind)
    {
        state.Trap(TrapKind.Unreachable, "file_internal");
    }

    /// <summary><c>file_reset</c> of pvm.map.</summary>
    public void Reset(uint f, int record)
    {
        state.Trap(TrapKind.Unreachable, "file_reset");
    }

    /// <summary><c>file_rewrite</c> of pvm.map.</summary>
    public void Rewrite(uint f, int record)
    {
        state.Trap(TrapKind.Unreachable, "file_rewrite");
    }

    /// <summary><c>file_append</c> of pvm.map.</summary>
    public void Append(uint f)
    {
        state.Trap(TrapKind.Unreachable, "file_append");
    }

    /// <summary><c>file_close</c> of pvm.map.</summary>
    public void Close(uint f)
    {
        state.Trap(TrapKind.Unreachable, "file_close");
    }

    /// <summary><c>file_release</c> of pvm.map.</summary>
    public void Release(uint f)
    {
        state.Trap(TrapKind.Unreachable, "file_release");
    }

    /// <summary><c>file_flush</c> of pvm.map.</summary>
    public void Flush(uint f)
    {
        state.Trap(TrapKind.Unreachable, "file_flush");
    }

    /// <summary><c>file_eof</c> of pvm.map.</summary>
    public int Eof(uint f)
    {
        state.Trap(TrapKind.Unreachable, "file_eof");
        return default;
    }

    /// <summary><c>file_seek</c> of pvm.map.</summary>
    public void Seek(uint f, long position)
    {
        state.Trap(TrapKind.Unreachable, "file_seek");
    }

    /// <summary><c>file_position</c> of pvm.map.</summary>
    public long Position(uint f)
    {
        state.Trap(TrapKind.Unreachable, "file_position");
        return default;
    }

    /// <summary><c>file_size</c> of pvm.map.</summary>
    public long Size(uint f)
    {
        state.Trap(TrapKind.Unreachable, "file_size");
        return default;
    }

    /// <summary><c>file_truncate</c> of pvm.map.</summary>
    public void Truncate(uint f)
    {
        state.Trap(TrapKind.Unreachable, "file_truncate");
    }

    /// <summary><c>file_erase</c> of pvm.map.</summary>
    public void Erase(uint f)
    {
        state.Trap(TrapKind.Unreachable, "file_erase");
    }

    /// <summary><c>file_rename</c> of pvm.map.</summary>
    public void Rename(uint f, ReadOnlySpan<byte> name)
    {
        state.Trap(TrapKind.Unreachable, "file_rename");
    }

    /// <summary><c>file_load</c> of pvm.map.</summary>
    public void Load(uint f)
    {
        state.Trap(TrapKind.Unreachable, "file_load");
    }

    /// <summary><c>file_get</c> of pvm.map.</summary>
    public void Get(uint f)
    {
        state.Trap(TrapKind.Unreachable, "file_get");
    }

    /// <summary><c>file_put</c> of pvm.map.</summary>
    public void Put(uint f)
    {
        state.Trap(TrapKind.Unreachable, "file_put");
    }

    /// <summary><c>file_read</c> of pvm.map.</summary>
    public void ReadElement(uint f, uint to)
    {
        state.Trap(TrapKind.Unreachable, "file_read");
    }

    /// <summary><c>file_write</c> of pvm.map.</summary>
    public void WriteElement(uint f, uint from)
    {
        state.Trap(TrapKind.Unreachable, "file_write");
    }

    /// <summary><c>file_block_read</c> of pvm.map.</summary>
    public int BlockRead(uint f, uint to, int count)
    {
        state.Trap(TrapKind.Unreachable, "file_block_read");
        return default;
    }

    /// <summary><c>file_block_write</c> of pvm.map.</summary>
    public int BlockWrite(uint f, uint from, int count)
    {
        state.Trap(TrapKind.Unreachable, "file_block_write");
        return default;
    }

    /// <summary><c>io_result</c> of pvm.map.</summary>
    public int IoResult()
    {
        state.Trap(TrapKind.Unreachable, "io_result");
        return default;
    }

    /// <summary><c>io_check</c> of pvm.map.</summary>
    public void IoCheck()
    {
        state.Trap(TrapKind.Unreachable, "io_check");
    }
}

using ProcVM.Core.Ports;
using ProcVM.Kernel.Files;
using ProcVM.Module;
using ProcVM.Personality.Pvm.Files;

namespace ProcVM.Personality.Pvm;

/// <summary>Files of any kind.</summary>
public sealed class FileCalls
{
    /// <summary>Where in a file variable the buffer variable f^ is.</summary>
    private const uint BufferOffset = 16;

    private readonly FileTable _table;
    private readonly FileOpener _opener;
    private readonly PvmCallState _state;

    internal FileCalls(FileTable table)
    {
        _table = table;
        _state = table.State;
        _opener = new FileOpener(table);
    }

    /// <summary><c>file_assign</c>: names a file variable; a file open in it is closed.</summary>
    public void Assign(uint f, ReadOnlySpan<byte> name, int kind)
    {
        if (name.Length > GuestPath.MaximumLength)
        {
            _table.Fail(null, IoError.PathNotFound);
            return;
        }

        if (Own(f, kind) is { } file)
        {
            _table.Check(file, _table.Close(file));
            file.Name = name.ToArray();
        }
    }

    /// <summary><c>file_internal</c>: makes a file variable a nameless file, unless it has a handle or is a standard file.</summary>
    public void Internal(uint f, int kind)
    {
        if (_table.FindOwn(f) is null && (kind != 0 || _table.Find(f) is not { } file || !FileTable.IsStandardHandle(file.Handle)))
        {
            _table.Add(f, kind);
        }
    }

    /// <summary><c>file_reset</c>.</summary>
    public void Reset(uint f, int record)
    {
        if (_table.TryFind(f, out PascalFile file))
        {
            SetRecordSize(file, record);
            _opener.Reset(file);
        }
    }

    /// <summary><c>file_rewrite</c>.</summary>
    public void Rewrite(uint f, int record)
    {
        if (_table.TryFind(f, out PascalFile file))
        {
            SetRecordSize(file, record);
            _opener.Rewrite(file);
        }
    }

    /// <summary><c>file_append</c>.</summary>
    public void Append(uint f)
    {
        if (_table.TryFind(f, out PascalFile file))
        {
            _opener.Append(file);
        }
    }

    /// <summary><c>file_close</c>. The three standard files are only flushed.</summary>
    public void Close(uint f)
    {
        if (_table.TryOpen(f, out PascalFile file, out Channel channel))
        {
            bool isStandard = FileTable.IsStandardHandle(file.Handle);
            _table.Check(file, isStandard ? channel.Data.Flush() : _table.Close(file));
        }
    }

    /// <summary><c>file_release</c>: also with an I/O result pending, since the variable ends here.</summary>
    public void Release(uint f)
    {
        if (_table.FindOwn(f) is { } file)
        {
            _table.Check(file, _table.Close(file));
            _table.Remove(f, file);
        }
    }

    /// <summary><c>file_flush</c>.</summary>
    public void Flush(uint f)
    {
        if (_table.TryWrite(f, out PascalFile file, out Channel channel))
        {
            _table.Check(file, channel.Data.Flush());
        }
    }

    /// <summary><c>file_eof</c>: true for a file being generated (ISO 7185 §6.6.5.2).</summary>
    public int Eof(uint f)
    {
        if (!_table.TryOpen(f, out PascalFile file, out Channel channel))
        {
            return 0;
        }

        if (!file.CanRead)
        {
            return 1;
        }

        if (file.IsLoaded)
        {
            return 0;
        }

        int next = channel.Data.Peek();
        if (next == BufferedFile.Failed)
        {
            _table.Check(file, channel.Data.Error);
            return 0;
        }

        bool isEnd = next == BufferedFile.EndOfFile && (!file.IsText || channel.IsAtLineStart);
        return isEnd ? 1 : 0;
    }

    /// <summary><c>file_seek</c>: to an element, counted from 0. A typed file opened for both can be read and written from
    /// then on.</summary>
    public void Seek(uint f, long position)
    {
        if (!TryPositioned(f, out PascalFile file, out Channel channel))
        {
            return;
        }

        if (position < 0 || position > long.MaxValue / file.RecordSize)
        {
            _table.Fail(file, IoError.InvalidAccess);
            return;
        }

        file.IsLoaded = false;
        if (_table.Check(file, channel.Data.Seek(position * file.RecordSize)) && file.IsReadWrite)
        {
            file.State = FileState.Update;
        }
    }

    /// <summary><c>file_position</c>: in elements.</summary>
    public long Position(uint f)
    {
        return TryPositioned(f, out PascalFile file, out Channel channel)
            ? (channel.Data.Position / file.RecordSize) - (file.IsLoaded ? 1 : 0)
            : 0;
    }

    /// <summary><c>file_size</c>: in elements.</summary>
    public long Size(uint f)
    {
        return TryPositioned(f, out PascalFile file, out Channel channel)
            && _table.Check(file, channel.Data.GetSize(out long size)) ? size / file.RecordSize : 0;
    }

    /// <summary><c>file_truncate</c>: the file ends at the present position.</summary>
    public void Truncate(uint f)
    {
        if (!TryPositioned(f, out PascalFile file, out Channel channel))
        {
            return;
        }

        if (!file.CanWrite && !file.IsReadWrite)
        {
            _table.Fail(file, IoError.NotOpenForOutput);
            return;
        }

        if (Unload(file, channel))
        {
            _table.Check(file, channel.Data.Truncate());
        }
    }

    /// <summary><c>file_erase</c>: removes the file's name.</summary>
    public void Erase(uint f)
    {
        if (TryNamed(f, out PascalFile file))
        {
            _table.Check(file, _table.Files.Remove(file.Name));
        }
    }

    /// <summary><c>file_rename</c>.</summary>
    public void Rename(uint f, ReadOnlySpan<byte> name)
    {
        if (TryNamed(f, out PascalFile file) && _table.Check(file, _table.Files.Rename(file.Name, name)))
        {
            file.Name = name.ToArray();
        }
    }

    /// <summary><c>file_load</c>: the lazy read-ahead. Nothing to do for a file being generated.</summary>
    public void Load(uint f)
    {
        if (!_table.TryOpen(f, out PascalFile file, out Channel channel) || !file.CanRead || file.IsLoaded)
        {
            return;
        }

        if (!_state.TrySlice(f + BufferOffset, ElementSize(file), out Span<byte> buffer))
        {
            return;
        }

        if (file.IsText)
        {
            LoadCharacter(file, channel, buffer);
        }
        else
        {
            // At the end of a file open for both, f^ may be about to be assigned.
            file.IsLoaded = TryReadElement(file, channel, buffer, mayEnd: file.State == FileState.Update);
        }
    }

    /// <summary><c>file_get</c>.</summary>
    public void Get(uint f)
    {
        if (!_table.TryRead(f, out PascalFile file, out Channel channel))
        {
            return;
        }

        if (file.IsText)
        {
            file.IsLoaded = false;
            new TextInput(_table, file, channel).Next();
        }
        else if (file.IsLoaded)
        {
            file.IsLoaded = false;
        }
        else if (_state.TrySlice(f + BufferOffset, ElementSize(file), out Span<byte> buffer))
        {
            TryReadElement(file, channel, buffer, mayEnd: false);
        }
    }

    /// <summary><c>file_put</c>.</summary>
    public void Put(uint f)
    {
        if (_table.TryWrite(f, out PascalFile file, out Channel channel)
            && _state.TrySlice(f + BufferOffset, ElementSize(file), out Span<byte> buffer))
        {
            WriteElement(file, channel, buffer);
        }
    }

    /// <summary><c>file_read</c>.</summary>
    public void ReadElement(uint f, uint to)
    {
        if (!_table.TryRead(f, out PascalFile file, out Channel channel)
            || !_state.TrySlice(to, ElementSize(file), out Span<byte> target))
        {
            return;
        }

        if (!file.IsLoaded)
        {
            TryReadElement(file, channel, target, mayEnd: false);
        }
        else if (_state.TrySlice(f + BufferOffset, ElementSize(file), out Span<byte> buffer))
        {
            buffer.CopyTo(target);
            file.IsLoaded = false;
        }
    }

    /// <summary><c>file_write</c>.</summary>
    public void WriteElement(uint f, uint from)
    {
        if (_table.TryWrite(f, out PascalFile file, out Channel channel)
            && _state.TrySlice(from, ElementSize(file), out Span<byte> source))
        {
            WriteElement(file, channel, source);
        }
    }

    /// <summary><c>file_block_read</c>: gives how many whole records were read.</summary>
    public int BlockRead(uint f, uint to, int count)
    {
        if (!_table.TryRead(f, out PascalFile file, out Channel channel) || !TryBlock(file, to, count, out Span<byte> target))
        {
            return 0;
        }

        return _table.Check(file, channel.Data.Read(target, out int read)) ? read / file.RecordSize : 0;
    }

    /// <summary><c>file_block_write</c>: gives how many records were written.</summary>
    public int BlockWrite(uint f, uint from, int count)
    {
        if (!_table.TryWrite(f, out PascalFile file, out Channel channel) || !TryBlock(file, from, count, out Span<byte> source))
        {
            return 0;
        }

        return _table.Check(file, channel.Data.Write(source)) ? count : 0;
    }

    /// <summary><c>io_result</c>.</summary>
    public int IoResult() => (int)_table.TakeResult();

    /// <summary><c>io_check</c>.</summary>
    public void IoCheck() => _table.TrapOnError();

    private static uint ElementSize(PascalFile file) => (uint)Math.Max(1, file.Kind);

    private static void SetRecordSize(PascalFile file, int record)
    {
        if (file.Kind < 0)
        {
            file.RecordSize = Math.Max(1, record);
        }
    }

    /// <summary>The variable's own file, or a new one.</summary>
    private PascalFile? Own(uint f, int kind)
    {
        if (_table.FindOwn(f) is not { } file)
        {
            return _table.Add(f, kind);
        }

        file.Kind = kind;
        file.RecordSize = Math.Max(1, kind);
        return file;
    }

    private bool TryPositioned(uint f, out PascalFile file, out Channel channel)
    {
        if (!_table.TryOpen(f, out file, out channel))
        {
            return false;
        }

        if (file.IsText || channel.Data.File.Kind != FileKind.Regular)
        {
            _table.Fail(file, IoError.InvalidAccess);
            return false;
        }

        return true;
    }

    private bool TryNamed(uint f, out PascalFile file)
    {
        if (!_table.TryFind(f, out file))
        {
            return false;
        }

        if (file.Name is not { Length: > 0 })
        {
            _table.Fail(file, IoError.NotAssigned);
            return false;
        }

        return true;
    }

    private bool TryBlock(PascalFile file, uint address, int count, out Span<byte> block)
    {
        block = default;
        long bytes = (long)count * file.RecordSize;
        if (count <= 0)
        {
            return false;
        }

        if (bytes > int.MaxValue)
        {
            _state.Trap(TrapKind.Memory, $"{bytes} bytes at address {address} lie outside the memory");
            return false;
        }

        return _state.TrySlice(address, (uint)bytes, out block);
    }

    private void LoadCharacter(PascalFile file, Channel channel, Span<byte> buffer)
    {
        int next = new TextInput(_table, file, channel).Peek();
        if (next == TextInput.End)
        {
            _table.Fail(file, IoError.ReadPastEnd);
        }
        else if (next != TextInput.Failed)
        {
            buffer[0] = next == TextInput.LineEnd ? (byte)' ' : (byte)next;
            file.IsLoaded = false;
        }
    }

    private bool TryReadElement(PascalFile file, Channel channel, Span<byte> element, bool mayEnd)
    {
        if (!_table.Check(file, channel.Data.Read(element, out int count)))
        {
            return false;
        }

        if (count == element.Length)
        {
            return true;
        }

        if (!mayEnd || count > 0)
        {
            _table.Fail(file, IoError.ReadPastEnd);
        }

        return false;
    }

    private void WriteElement(PascalFile file, Channel channel, ReadOnlySpan<byte> element)
    {
        if (Unload(file, channel) && _table.Check(file, channel.Data.Write(element)))
        {
            _table.Check(file, channel.Data.EndWrite());
        }
    }

    /// <summary>Goes back over an element that was only looked at.</summary>
    private bool Unload(PascalFile file, Channel channel)
    {
        if (!file.IsLoaded)
        {
            return true;
        }

        file.IsLoaded = false;
        return _table.Check(file, channel.Data.Seek(channel.Data.Position - file.RecordSize));
    }
}

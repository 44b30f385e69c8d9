using ProcVM.Core.Ports;
using ProcVM.Kernel.Files;

namespace ProcVM.Personality.Pvm.Files;

/// <summary>Opens Pascal files: reset, rewrite, append.</summary>
internal sealed class FileOpener(FileTable table)
{
    private const int TemporaryBuffer = 2048;

    /// <summary>Opens for reading from the start.</summary>
    public void Reset(PascalFile file)
    {
        if (Standard(file, table.Input, FileState.Inspection))
        {
            return;
        }

        if (file.Name is null && file.Temporary is null)
        {
            // ISO 7185 Appendix D.13: reset of a file that was never given contents.
            table.Fail(file, IoError.FileNotFound);
            return;
        }

        Errno error;
        IFile? opened = null;
        bool isReadWrite = !file.IsText || file.Name is null;
        if (file.Name is null)
        {
            error = Temporary(file, out opened);
        }
        else
        {
            error = isReadWrite ? table.Files.Open(file.Name, OpenMode.Read | OpenMode.Write, out opened) : Errno.EACCES;
            if (opened is { Kind: not FileKind.Regular })
            {
                // Open for writing too, a FIFO would never end: its only writer might be this very file.
                table.Files.Close(opened);
                error = Errno.EACCES;
            }

            if (error is Errno.EACCES or Errno.EROFS or Errno.EPERM or Errno.ETXTBSY)
            {
                isReadWrite = false;
                error = table.Files.Open(file.Name, OpenMode.Read, out opened);
            }
        }

        FileState state = file.Kind < 0 && isReadWrite ? FileState.Update : FileState.Inspection;
        Install(file, error, opened, state, isReadWrite);
    }

    /// <summary>Opens for writing, emptied.</summary>
    public void Rewrite(PascalFile file)
    {
        if (Standard(file, table.Output, FileState.Generation))
        {
            return;
        }

        IFile? opened;
        Errno error;
        bool isReadWrite = !file.IsText;
        if (file.Name is null)
        {
            file.Temporary ??= new MemoryFileData(table.TemporaryStorage);
            file.Temporary.SetSize(0);
            error = Temporary(file, out opened);
        }
        else
        {
            OpenMode mode = OpenMode.Write | OpenMode.Create | OpenMode.Truncate | (isReadWrite ? OpenMode.Read : OpenMode.None);
            error = table.Files.Open(file.Name, mode, out opened);
        }

        FileState state = file.Kind < 0 ? FileState.Update : FileState.Generation;
        Install(file, error, opened, state, isReadWrite);
    }

    /// <summary>Opens for writing at the end of what is there.</summary>
    public void Append(PascalFile file)
    {
        if (Standard(file, table.Output, FileState.Generation))
        {
            return;
        }

        IFile? opened;
        bool isReadWrite = !file.IsText;
        Errno error = file.Name is null
            ? Temporary(file, out opened)
            : table.Files.Open(file.Name, OpenMode.Write | (isReadWrite ? OpenMode.Read : OpenMode.None), out opened);
        Install(file, error, opened, FileState.Generation, isReadWrite);
        if (file.Channel is { } channel && channel.Data.GetSize(out long size) == Errno.None)
        {
            table.Check(file, channel.Data.Seek(size));
        }
    }

    /// <summary>Makes a file without a name the standard one; true when that was all to do.</summary>
    private bool Standard(PascalFile file, Channel channel, FileState state)
    {
        if (file.Name is not { Length: 0 })
        {
            return table.Check(file, table.Close(file)) is false;
        }

        // The three standard variables themselves can't change their direction, nor start over.
        bool isFixed = FileTable.IsStandardHandle(file.Handle);
        if (isFixed && file.State != state)
        {
            table.Fail(file, state == FileState.Inspection ? IoError.NotOpenForInput : IoError.NotOpenForOutput);
            return true;
        }

        if (!isFixed)
        {
            file.Channel = channel;
            file.State = state;
        }

        file.IsLoaded = false;
        return true;
    }

    private Errno Temporary(PascalFile file, out IFile? opened)
    {
        file.Temporary ??= new MemoryFileData(table.TemporaryStorage);
        opened = new MemoryFile(file.Temporary, OpenMode.Read | OpenMode.Write);
        return Errno.None;
    }

    private void Install(PascalFile file, Errno error, IFile? opened, FileState state, bool isReadWrite)
    {
        if (!table.Check(file, error))
        {
            return;
        }

        int size = file.Name is null ? TemporaryBuffer : BufferedFile.DefaultSize;
        BufferedFile data = new(opened!, size)
        {
            FlushesAlways = opened!.Kind == FileKind.Terminal,
            Interruption = table.Interruption,
        };
        file.Channel = new Channel(data, isStandard: false);
        file.State = state;
        file.IsReadWrite = isReadWrite;
        file.IsLoaded = false;
    }
}

using System.Buffers.Binary;
using ProcVM.Core.Ports;
using ProcVM.Kernel.Files;
using ProcVM.Module;

namespace ProcVM.Personality.Pvm.Files;

/// <summary>The files of one P-code instance: handles, the I/O result, the standard streams.</summary>
internal sealed class FileTable
{
    /// <summary>Exit status of a program whose output nobody reads any more: that of one ended by SIGPIPE.</summary>
    public const int BrokenPipeStatus = PvmEnd.BrokenPipeStatus;

    private const int MaximumHandles = 65536;
    private const int InputHandle = 1;
    private const int OutputHandle = 2;
    private const int ErrorHandle = 3;
    private const int ErrorBuffer = 4096;

    private readonly List<PascalFile?> _files = [];
    private readonly List<int> _freeHandles = [];
    private Dictionary<uint, PascalFile>? _byAddress;
    private readonly long _temporaryStorage;
    private string _culprit = "";

    /// <summary>Makes the table with its three standard files.</summary>
    public FileTable(PvmCallState state, FileSystem files, StandardStreams streams, long temporaryStorage, Interruption interruption)
    {
        State = state;
        Files = files;
        _temporaryStorage = temporaryStorage;
        Interruption = interruption;
        BufferedFile output = new(streams.Output)
        {
            FlushesAlways = streams.Output.Kind == FileKind.Terminal,
            Interruption = interruption,
        };
        BufferedFile error = new(streams.Error, ErrorBuffer) { FlushesAlways = true, Interruption = interruption };
        BufferedFile input = new(streams.Input) { Tied = output, Interruption = interruption };
        Output = new Channel(output, isStandard: true);
        Error = new Channel(error, isStandard: true);
        Input = new Channel(input, isStandard: true);
        _files.Add(null);
        AddStandard(InputHandle, Input, FileState.Inspection);
        AddStandard(OutputHandle, Output, FileState.Generation);
        AddStandard(ErrorHandle, Error, FileState.Generation);
    }

    /// <summary>How the call under way ends.</summary>
    public PvmCallState State { get; }

    /// <summary>The guest's file system.</summary>
    public FileSystem Files { get; }

    /// <summary>What nameless files may take: never more than a quarter of what the program's memory may.</summary>
    public StorageBudget TemporaryStorage =>
        field ??= new StorageBudget(Math.Min(_temporaryStorage, (long)(State.Memory.Limit / 4)));

    /// <summary>What ends waits and long operations.</summary>
    public Interruption Interruption { get; }

    /// <summary>Standard input.</summary>
    public Channel Input { get; }

    /// <summary>Standard output.</summary>
    public Channel Output { get; }

    /// <summary>Standard error.</summary>
    public Channel Error { get; }

    /// <summary>The I/O result; while it isn't none, file operations do nothing.</summary>
    public IoError Result { get; private set; }

    /// <summary>True for the handles that are always open.</summary>
    public static bool IsStandardHandle(int handle) => handle is InputHandle or OutputHandle or ErrorHandle;

    /// <summary>The file of a file variable; null when its handle means nothing.</summary>
    public PascalFile? Find(uint variable)
    {
        if (!State.Memory.TrySlice(variable, 4, out Span<byte> bytes))
        {
            return null;
        }

        uint handle = BinaryPrimitives.ReadUInt32LittleEndian(bytes);
        return handle < (uint)_files.Count ? _files[(int)handle] : null;
    }

    /// <summary>The file of a variable whose handle was given to this very variable: what an uninitialised variable holds by
    /// chance doesn't count.</summary>
    public PascalFile? FindOwn(uint variable)
    {
        PascalFile? file = Find(variable);
        return file is not null && !IsStandardHandle(file.Handle) && file.Address == variable ? file : null;
    }

    /// <summary>Gives a variable a new handle; null, and a result, when there are too many. A file that another variable
    /// left behind at the same address ends.</summary>
    public PascalFile? Add(uint variable, int kind)
    {
        if (_byAddress is not null && _byAddress.TryGetValue(variable, out PascalFile? left))
        {
            Check(left, Close(left));
            Remove(variable, left);
        }

        int handle;
        if (_freeHandles.Count > 0)
        {
            handle = _freeHandles[^1];
            _freeHandles.RemoveAt(_freeHandles.Count - 1);
        }
        else
        {
            if (_files.Count >= MaximumHandles)
            {
                Fail(null, IoError.TooManyOpenFiles);
                return null;
            }

            handle = _files.Count;
            _files.Add(null);
        }

        PascalFile file = new(handle) { Address = variable, Kind = kind, RecordSize = Math.Max(1, kind) };
        _files[handle] = file;
        (_byAddress ??= [])[variable] = file;
        SetHandle(variable, handle);
        return file;
    }

    /// <summary>Ends a file's life: its handle is free again.</summary>
    public void Remove(uint variable, PascalFile file)
    {
        file.Temporary?.SetSize(0);
        _byAddress?.Remove(file.Address);
        _files[file.Handle] = null;
        _freeHandles.Add(file.Handle);
        SetHandle(variable, 0);
    }

    /// <summary>The file of a variable if operations are possible at all: assigned, and no earlier error pending.</summary>
    public bool TryFind(uint variable, out PascalFile file)
    {
        file = null!;
        if (Result != IoError.None)
        {
            return false;
        }

        PascalFile? found = Find(variable);
        if (found is null)
        {
            Fail(null, IoError.NotAssigned);
            return false;
        }

        file = found;
        return true;
    }

    /// <summary>The file of a variable if it is open.</summary>
    public bool TryOpen(uint variable, out PascalFile file, out Channel channel)
    {
        channel = null!;
        if (!TryFind(variable, out file))
        {
            return false;
        }

        if (file.Channel is null)
        {
            Fail(file, IoError.NotOpen);
            return false;
        }

        channel = file.Channel;
        return true;
    }

    /// <summary>The file of a variable if it may be read.</summary>
    public bool TryRead(uint variable, out PascalFile file, out Channel channel)
    {
        if (!TryOpen(variable, out file, out channel))
        {
            return false;
        }

        if (!file.CanRead)
        {
            Fail(file, IoError.NotOpenForInput);
            return false;
        }

        return true;
    }

    /// <summary>The file of a variable if it may be written.</summary>
    public bool TryWrite(uint variable, out PascalFile file, out Channel channel)
    {
        if (!TryOpen(variable, out file, out channel))
        {
            return false;
        }

        if (!file.CanWrite)
        {
            Fail(file, IoError.NotOpenForOutput);
            return false;
        }

        return true;
    }

    /// <summary>Sets the I/O result.</summary>
    public void Fail(PascalFile? file, IoError error)
    {
        if (Result == IoError.None && error != IoError.None)
        {
            Result = error;
            _culprit = Name(file);
        }
    }

    /// <summary>Sets the I/O result, or ends the program where an error means that; false when there was an error.</summary>
    public bool Check(PascalFile? file, Errno error)
    {
        switch (error)
        {
            case Errno.None:
                return true;
            case Errno.EINTR:
                State.Interrupted();
                return false;
            case Errno.EPIPE:
                State.Exit(BrokenPipeStatus);
                return false;
            default:
                Fail(file, IoErrors.FromErrno(error));
                return false;
        }
    }

    /// <summary>Gives the I/O result and clears it.</summary>
    public IoError TakeResult()
    {
        IoError result = Result;
        Result = IoError.None;
        return result;
    }

    /// <summary>Traps when the I/O result isn't none.</summary>
    public void TrapOnError()
    {
        if (Result != IoError.None)
        {
            string number = $"I/O error {(int)Result}: {IoErrors.Describe(Result)}";
            State.Trap(TrapKind.Io, _culprit.Length == 0 ? number : $"{number}: {_culprit}");
        }
    }

    /// <summary>Writes out everything and closes all files; the first error, if any, and the file it concerns.</summary>
    public Errno Finish(out string name)
    {
        Errno first = Errno.None;
        name = "";
        foreach (PascalFile? file in _files)
        {
            if (file?.Channel is { } channel)
            {
                Errno error = channel.Data.Flush();
                if (error != Errno.None && first == Errno.None)
                {
                    first = error;
                    name = Name(file);
                }

                Close(file);
            }
        }

        return first;
    }

    /// <summary>Writes out and closes a file; standard ones stay open underneath.</summary>
    public Errno Close(PascalFile file)
    {
        if (file.Channel is not { } channel)
        {
            return Errno.None;
        }

        Errno error = channel.Data.Flush();
        if (!channel.IsStandard && file.Name is not null)
        {
            Files.Close(channel.Data.File);
        }

        file.Channel = null;
        file.State = FileState.Closed;
        file.IsLoaded = false;
        return error;
    }

    private static string Name(PascalFile? file) => file switch
    {
        null => "",
        { Handle: InputHandle } => "the standard input",
        { Handle: OutputHandle } => "the standard output",
        { Handle: ErrorHandle } => "the standard error",
        { Name: null } => "a temporary file",
        { Name.Length: 0, State: FileState.Generation } => "the standard output",
        { Name.Length: 0 } => "the standard input",
        _ => $"'{GuestText.Printable(file.Name)}'",
    };

    private void AddStandard(int handle, Channel channel, FileState state)
    {
        _files.Add(new PascalFile(handle) { Name = [], Channel = channel, State = state });
    }

    private void SetHandle(uint variable, int handle)
    {
        if (State.TrySlice(variable, 4, out Span<byte> bytes))
        {
            BinaryPrimitives.WriteInt32LittleEndian(bytes, handle);
        }
    }
}

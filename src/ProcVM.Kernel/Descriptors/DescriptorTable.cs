using ProcVM.Core.Ports;

namespace ProcVM.Kernel.Descriptors;

/// <summary>A process's descriptors: small numbers for open files.</summary>
public sealed class DescriptorTable
{
    private readonly Lock _gate = new();

    // By .NET thread, each of which serves one guest thread, what it has found.
    private readonly Dictionary<int, List<OpenFile>> _held = [];
    private readonly int _limit;
    private Entry[] _entries = new Entry[16];

    /// <summary>An empty table.</summary>
    /// <param name="limit">How many there may be.</param>
    public DescriptorTable(int limit) => _limit = limit;

    /// <summary>How many there may be.</summary>
    public int Limit => _limit;

    /// <summary>True when several threads use the table: what one has found stays open until it calls <see cref="LetGo"/>, whatever the others close.</summary>
    public bool IsShared { get; set; }

    /// <summary>Gives up the files that the calling .NET thread has found in shared tables.</summary>
    public void LetGo()
    {
        List<OpenFile>? held = null;
        if (_held.Count > 0)
        {
            lock (_gate)
            {
                _held.Remove(Environment.CurrentManagedThreadId, out held);
            }
        }

        held?.ForEach(static file => file.Release());
    }

    /// <summary>Called when a number is taken away, before its file may close.</summary>
    public Action<DescriptorTable, OpenFile>? Closing { get; init; }

    /// <summary>The file of a number; null when there is none.</summary>
    public OpenFile? Find(int number)
    {
        lock (_gate)
        {
            OpenFile? found = (uint)number < (uint)_entries.Length ? _entries[number].File : null;
            if (found is not null && IsShared)
            {
                found.Acquire();
                if (!_held.TryGetValue(Environment.CurrentManagedThreadId, out List<OpenFile>? held))
                {
                    held = [];
                    _held.Add(Environment.CurrentManagedThreadId, held);
                }

                held.Add(found);
            }

            return found;
        }
    }

    /// <summary>The file of a number, acquired once more for the caller; null when there is none.</summary>
    public OpenFile? Borrow(int number)
    {
        lock (_gate)
        {
            OpenFile? file = (uint)number < (uint)_entries.Length ? _entries[number].File : null;
            file?.Acquire();
            return file;
        }
    }

    /// <summary>Gives a file the lowest free number from <paramref name="least"/> on. On failure the file is the caller's as before.</summary>
    public Errno Add(OpenFile file, bool closeOnExec, out int number, int least = 0)
    {
        lock (_gate)
        {
            number = least;
            while (number < _entries.Length && _entries[number].File is not null)
            {
                number++;
            }

            return Put(number, file, closeOnExec);
        }
    }

    /// <summary>Gives a file a number, in place of what has it.</summary>
    public Errno Replace(int number, OpenFile file, bool closeOnExec)
    {
        OpenFile? old;
        Errno error;
        lock (_gate)
        {
            old = (uint)number < (uint)_entries.Length ? _entries[number].File : null;
            error = number < 0 ? Errno.EBADF : Put(number, file, closeOnExec) is Errno.None ? Errno.None : Errno.EBADF;
        }

        if (error == Errno.None && old is not null)
        {
            Closing?.Invoke(this, old);
            old.Release();
        }

        return error;
    }

    /// <summary>Takes a number away.</summary>
    public Errno Close(int number)
    {
        OpenFile? file;
        lock (_gate)
        {
            file = (uint)number < (uint)_entries.Length ? _entries[number].File : null;
            if (file is null)
            {
                return Errno.EBADF;
            }

            _entries[number] = default;
        }

        Closing?.Invoke(this, file);
        file.Release();
        return Errno.None;
    }

    /// <summary>Whether a number is taken away when another program starts; null when there is no such number.</summary>
    public bool? IsClosedOnExec(int number)
    {
        lock (_gate)
        {
            return (uint)number < (uint)_entries.Length && _entries[number].File is not null ? _entries[number].CloseOnExec : null;
        }
    }

    /// <summary>Says whether a number is taken away when another program starts.</summary>
    public void SetClosedOnExec(int number, bool closeOnExec)
    {
        lock (_gate)
        {
            if ((uint)number < (uint)_entries.Length)
            {
                _entries[number].CloseOnExec = closeOnExec;
            }
        }
    }

    /// <summary>The numbers in use, in ascending order.</summary>
    public List<int> Numbers()
    {
        List<int> numbers = [];
        lock (_gate)
        {
            for (int i = 0; i < _entries.Length; i++)
            {
                if (_entries[i].File is not null)
                {
                    numbers.Add(i);
                }
            }
        }

        return numbers;
    }

    /// <summary>A copy, for a child process.</summary>
    public DescriptorTable Copy()
    {
        DescriptorTable copy = new(_limit) { Closing = Closing };
        lock (_gate)
        {
            copy._entries = [.. _entries];
            foreach (Entry entry in copy._entries)
            {
                entry.File?.Acquire();
            }
        }

        return copy;
    }

    /// <summary>Another program starts.</summary>
    public void CloseOnExec() => CloseAll(onlyMarked: true);

    /// <summary>The process is over.</summary>
    public void CloseAll() => CloseAll(onlyMarked: false);

    private void CloseAll(bool onlyMarked)
    {
        List<OpenFile> closed = [];
        lock (_gate)
        {
            for (int i = 0; i < _entries.Length; i++)
            {
                if (_entries[i].File is { } file && (!onlyMarked || _entries[i].CloseOnExec))
                {
                    closed.Add(file);
                    _entries[i] = default;
                }
            }
        }

        foreach (OpenFile file in closed)
        {
            Closing?.Invoke(this, file);
            file.Release();
        }
    }

    private Errno Put(int number, OpenFile file, bool closeOnExec)
    {
        if (number >= _limit)
        {
            return Errno.EMFILE;
        }

        if (number >= _entries.Length)
        {
            Array.Resize(ref _entries, Math.Min(_limit, Math.Max(number + 1, _entries.Length * 2)));
        }

        _entries[number] = new Entry { File = file, CloseOnExec = closeOnExec };
        return Errno.None;
    }

    private struct Entry
    {
        public OpenFile? File;
        public bool CloseOnExec;
    }
}

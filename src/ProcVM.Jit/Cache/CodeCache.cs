using ProcVM.Core.Ports;
using ProcVM.Llvm;
using ProcVM.Module;
using ProcVM.Runtime.Lowering;
using ProcVM.Runtime.Tiers;

namespace ProcVM.Jit.Cache;

/// <summary>Opens the folder of the cache.</summary>
/// <param name="problem">Why there is none, in words for a user.</param>
public delegate CodeFolder? OpenCodeFolder(out string problem);

/// <summary>The code that LLVM made of one instance's module in earlier runs and in this one.</summary>
/// <remarks>Nothing is opened before the first question. Used by the compiling thread; files are left to <see cref="IErrands"/>. LLVM needn't be loaded: a note in
/// the folder says which one this host has, and holds as long as the library's file and the CPU are the same.</remarks>
public sealed class CodeCache : IDisposable
{
    private const string NoteName = "llvm.note";

    private readonly Lock _lock = new();
    private readonly OpenCodeFolder _open;
    private readonly IErrands _errands;
    private readonly Func<long> _now;
    private readonly Dictionary<string, KeptCode> _kept = new(StringComparer.Ordinal);
    private readonly Dictionary<string, KeptCode> _new = new(StringComparer.Ordinal);
    private CodeFolder? _folder;
    private LlvmIdentity? _note;
    private string? _keyStart;
    private string? _key;
    private string? _problem;
    private long _newBytes;
    private long _bytesRead;
    private long _bytesWritten;
    private int _hits;
    private int _misses;
    private bool _isOpened;
    private bool _isWrong;

    /// <summary>A cache whose folder isn't opened yet.</summary>
    /// <param name="open">Opens it, at the first question.</param>
    /// <param name="errands">Who reads and writes its files.</param>
    /// <param name="now">The time, in nanoseconds since 1970.</param>
    public CodeCache(OpenCodeFolder open, IErrands errands, Func<long> now)
    {
        _open = open;
        _errands = errands;
        _now = now;
    }

    /// <summary>What it did; null when nothing was asked of it.</summary>
    public CodeCacheStatistics? Statistics
    {
        get
        {
            lock (_lock)
            {
                return _keyStart is null ? null : new CodeCacheStatistics(_hits, _misses, _bytesRead, _bytesWritten, _problem);
            }
        }
    }

    /// <summary>Keeps what was compiled since the last time. For a thread that may use the host's files.</summary>
    public void Save()
    {
        lock (_lock)
        {
            if ((_new.Count == 0 && !_isWrong) || _key is null || _folder is null || _problem is not null)
            {
                return;
            }

            if (!_isWrong)
            {
                // Another process may have kept something meanwhile.
                Load(_key);
            }

            foreach ((string name, KeptCode code) in _new)
            {
                _kept[name] = code;
            }

            _isWrong = false;
            _new.Clear();
            byte[] file = CodeArchive.Encode(_key, _kept.Values);
            Errno error = _folder.Write(CodeKey.FileName(_key), file);
            if (error == Errno.None)
            {
                _bytesWritten += file.Length;
                _folder.Trim(_now());
            }
            else
            {
                _problem = $"nothing can be kept: {error}";
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_lock)
        {
            _folder?.Dispose();
            _folder = null;
        }
    }

    /// <summary>True when the folder's note says that this process has a library, so that nobody must load it to know. Before the run: on a thread that may
    /// use the host's files.</summary>
    internal bool KnowsLibrary()
    {
        lock (_lock)
        {
            Open();
            return _note is { IsPresent: true };
        }
    }

    /// <summary>Says whose code it is, and looks for it.</summary>
    internal void Begin(PcodeModule module, ICallTargets targets, bool countsFuel)
    {
        string start = CodeKey.Of(module, targets, countsFuel);
        lock (_lock)
        {
            _keyStart = start;
        }

        _errands.Do(() =>
        {
            lock (_lock)
            {
                Open();
                if (_note is { IsOfThisCpu: true } note && (note.IsPresent || LlvmIdentity.IsNonePresent))
                {
                    Use(note.CodeKey);
                }
            }
        });
    }

    /// <summary>LLVM is loaded: what is compiled from now on is its code.</summary>
    internal void LibraryIs(LlvmLibrary library)
    {
        if (LlvmIdentity.Of(library) is { } identity)
        {
            _errands.Do(() =>
            {
                lock (_lock)
                {
                    Open();
                    if (_note != identity && _folder is not null && _problem is null)
                    {
                        _folder.Write(NoteName, CodeArchive.Encode(identity.Write(), []));
                        _note = identity;
                    }

                    Use(identity.CodeKey);
                }
            });
        }
    }

    /// <summary>There is no LLVM after all: the code of the one that there was serves as well, on the same CPU.</summary>
    internal void LibraryIsAbsent()
    {
        _errands.Do(() =>
        {
            lock (_lock)
            {
                if (_note is { IsOfThisCpu: true } note)
                {
                    Use(note.CodeKey);
                }
            }
        });
    }

    /// <summary>The functions, and ways into loops, that there is code for.</summary>
    internal List<KeptCode> All()
    {
        lock (_lock)
        {
            return new List<KeptCode>(_kept.Values);
        }
    }

    /// <summary>A piece of code; null when it isn't there.</summary>
    internal KeptCode? Find(string name)
    {
        lock (_lock)
        {
            return _kept.GetValueOrDefault(name) ?? _new.GetValueOrDefault(name);
        }
    }

    /// <summary>A piece of code was of use.</summary>
    internal void CountHit()
    {
        lock (_lock)
        {
            _hits++;
        }
    }

    /// <summary>A piece of code is none after all: the file will be written without it.</summary>
    internal void Reject(string name)
    {
        lock (_lock)
        {
            _isWrong |= _kept.Remove(name);
        }
    }

    /// <summary>Takes what LLVM has just made.</summary>
    internal void Add(KeptCode code)
    {
        lock (_lock)
        {
            _misses += code.Kind == KeptKind.Enter ? 0 : 1;
            long size = CodeArchive.SizeOf(code);
            if (_newBytes + _bytesRead + size > CodeArchive.LargestFile / 2)
            {
                _problem ??= "there is too much code to keep";
                return;
            }

            _newBytes += size;
            _new[code.Name] = code;
        }

        _errands.DoLater(Save);
    }

    private void Open()
    {
        if (_isOpened)
        {
            return;
        }

        _isOpened = true;
        _folder = _open(out string problem);
        if (_folder is null)
        {
            _problem = problem;
        }
        else if (_folder.Read(NoteName) is { } bytes)
        {
            _note = CodeArchive.TryDecode(bytes, out string note, out _) ? LlvmIdentity.Read(note) : null;
        }
    }

    private void Use(string llvm)
    {
        if (_keyStart is null || _folder is null)
        {
            return;
        }

        string key = CodeKey.With(_keyStart, llvm);
        if (key != _key)
        {
            _key = key;
            _kept.Clear();
            Load(key);
        }
    }

    /// <summary>Reads a key's file. One that is damaged is removed.</summary>
    private void Load(string key)
    {
        string name = CodeKey.FileName(key);
        if (_folder!.Read(name) is not { } file)
        {
            return;
        }

        if (!CodeArchive.TryDecode(file, out string written, out List<KeptCode> pieces) || written != key)
        {
            _folder.Remove(name);
            return;
        }

        _bytesRead = file.Length;
        _folder.Touch(name, _now());
        foreach (KeptCode piece in pieces)
        {
            _kept.TryAdd(piece.Name, piece);
        }
    }
}

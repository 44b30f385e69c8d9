using System.Text;
using ProcVM.Core.Ports;

namespace ProcVM.Jit.Cache;

/// <summary>The folder that code is kept in. It is the user's own, for nobody else to enter; so is each file in it that is believed.</summary>
/// <remarks>A file is written under another name and then renamed: whoever reads finds an old or a new one. What may go wrong is an <see cref="Errno"/>.</remarks>
public sealed class CodeFolder : IDisposable
{
    /// <summary>How the names of files with code end.</summary>
    internal const string Extension = ".code";

    /// <summary>How the names of files end that are being written.</summary>
    internal const string Unfinished = ".new";

    /// <summary>The most bytes of code that are kept unless said otherwise.</summary>
    public const long UsualLimit = 256L << 20;

    // Nobody writes for that long: what is left of an unfinished file then is left for ever.
    private const long StaleNanoseconds = 3600L * 1_000_000_000;

    private const uint OwnerOnly = 0x180; // 0600

    private readonly IDirectory _directory;
    private readonly uint _owner;
    private readonly long _limit;

    /// <summary>Takes a directory over.</summary>
    /// <param name="directory">The directory, which nobody but its owner can enter.</param>
    /// <param name="limit">The most bytes of code in it; the files not used for longest go first.</param>
    public CodeFolder(IDirectory directory, long limit = UsualLimit)
    {
        _directory = directory;
        _limit = limit;
        _owner = directory.GetStatus([], out FileStatus status) == Errno.None ? status.Owner : uint.MaxValue;
    }

    /// <inheritdoc/>
    public void Dispose() => _directory.Dispose();

    /// <summary>A file's bytes; null when there is none to be believed.</summary>
    internal byte[]? Read(string name)
    {
        if (_directory.Open(Encoding.ASCII.GetBytes(name), OpenMode.Read, out IFile? file) != Errno.None)
        {
            return null;
        }

        using (file)
        {
            if (file!.Kind != FileKind.Regular || file.GetStatus(out FileStatus status) != Errno.None || !IsOwn(status)
                || status.Size is <= 0 or > CodeArchive.LargestFile)
            {
                return null;
            }

            byte[] bytes = new byte[(int)status.Size];
            int length = 0;
            while (length < bytes.Length && file.Read(length, bytes.AsSpan(length), out int count) == Errno.None && count > 0)
            {
                length += count;
            }

            return length == bytes.Length ? bytes : null;
        }
    }

    /// <summary>Writes a file, in place of one that has the name.</summary>
    internal Errno Write(string name, ReadOnlySpan<byte> bytes)
    {
        byte[] unfinished = Encoding.ASCII.GetBytes($"{Guid.NewGuid():N}{Unfinished}");
        Errno error = _directory.Open(unfinished, OpenMode.Write | OpenMode.Create | OpenMode.Exclusive, out IFile? file);
        if (error != Errno.None)
        {
            return error;
        }

        using (file)
        {
            error = file!.Write(0, bytes, out _);
        }

        error = error == Errno.None ? _directory.SetPermissions(unfinished, OwnerOnly) : error;
        error = error == Errno.None ? _directory.Rename(unfinished, Encoding.ASCII.GetBytes(name)) : error;
        if (error != Errno.None)
        {
            _directory.Remove(unfinished);
        }

        return error;
    }

    /// <summary>Removes a file.</summary>
    internal void Remove(string name) => _directory.Remove(Encoding.ASCII.GetBytes(name));

    /// <summary>Says that a file was of use: it isn't among the first to go.</summary>
    internal void Touch(string name, long now)
    {
        const long Hour = 3600L * 1_000_000_000;
        byte[] bytes = Encoding.ASCII.GetBytes(name);
        if (_directory.GetStatus(bytes, out FileStatus status) == Errno.None && now - status.Modified > Hour)
        {
            _directory.SetTimes(bytes, null, now);
        }
    }

    /// <summary>Removes what wasn't used for longest until the rest is within the limit, and what others left unfinished. Files that aren't ours stay.</summary>
    /// <param name="now">Nanoseconds since 1970.</param>
    internal void Trim(long now)
    {
        if (_directory.List([], out IReadOnlyList<DirectoryEntry> entries) != Errno.None)
        {
            return;
        }

        List<(long Used, long Size, byte[] Name)> files = [];
        long total = 0;
        foreach (DirectoryEntry entry in entries)
        {
            bool isCode = entry.Name.AsSpan().EndsWith(".code"u8);
            if ((!isCode && !entry.Name.AsSpan().EndsWith(".new"u8)) || _directory.GetStatus(entry.Name, out FileStatus status) != Errno.None
                || status.Kind != FileKind.Regular)
            {
                continue;
            }

            if (isCode)
            {
                files.Add((status.Modified, status.Size, entry.Name));
                total += status.Size;
            }
            else if (now - status.Modified > StaleNanoseconds)
            {
                _directory.Remove(entry.Name);
            }
        }

        files.Sort((a, b) => a.Used.CompareTo(b.Used));
        for (int i = 0; i < files.Count && total > _limit; i++)
        {
            _directory.Remove(files[i].Name);
            total -= files[i].Size;
        }
    }

    // A regular file that nobody else can read or write, now or by a descriptor from before.
    private bool IsOwn(in FileStatus status) => status.Owner == _owner && (status.Mode & 0x3F) == 0;
}

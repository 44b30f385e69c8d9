namespace ProcVM.Core.Ports;

/// <summary>An open file: a regular file read and written at positions, or a stream.</summary>
/// <remarks>One thread at a time. Nothing here throws for what a guest or the outside does; a wait ends with
/// <see cref="Errno.EINTR"/> when the instance's <see cref="Interruption"/> is requested.</remarks>
public interface IFile : IDisposable
{
    /// <summary>Regular, stream or terminal.</summary>
    FileKind Kind { get; }

    /// <summary>Reads at least one byte if there is one, waiting for it on a stream.</summary>
    /// <param name="offset">Where, from 0; without meaning for a stream.</param>
    /// <param name="buffer">Takes the bytes; not empty.</param>
    /// <param name="count">How many were read; 0 at the end of the file.</param>
    Errno Read(long offset, Span<byte> buffer, out int count);

    /// <summary>Writes bytes; a regular file grows as needed.</summary>
    /// <param name="offset">Where, from 0; without meaning for a stream.</param>
    /// <param name="data">The bytes.</param>
    /// <param name="count">How many were written: all of them unless there is an error.</param>
    Errno Write(long offset, ReadOnlySpan<byte> data, out int count);

    /// <summary>The size of a regular file in bytes; <see cref="Errno.ESPIPE"/> for a stream.</summary>
    Errno GetSize(out long size);

    /// <summary>Cuts a regular file off or fills it up with zeros.</summary>
    Errno SetSize(long size);

    /// <summary>Waits until a stream can be read from or written to without waiting, or has ended.</summary>
    /// <param name="toWrite">True to write.</param>
    /// <param name="milliseconds">The longest to wait.</param>
    /// <returns>EAGAIN when the time is over; EINTR when the instance's <see cref="Interruption"/> is requested.</returns>
    Errno Await(bool toWrite, int milliseconds) => Errno.None;

    /// <summary>What can be done with a stream without waiting: poll(2)'s bits, 1 to read and 4 to write among them.</summary>
    int Ready => 5;

    /// <summary>Has a stream say when <see cref="Ready"/> may have changed, on any thread.</summary>
    /// <param name="changed">Called after each change; it neither waits nor throws.</param>
    /// <param name="watch">Ends it.</param>
    /// <returns>False for one that is always ready.</returns>
    bool TryWatch(Action changed, out IDisposable? watch)
    {
        watch = null;
        return false;
    }

    /// <summary>What is known of it besides its bytes. ENOSYS where the host can't tell.</summary>
    Errno GetStatus(out FileStatus status)
    {
        status = default;
        return Errno.ENOSYS;
    }

    /// <summary>Sets its permissions: the lower twelve bits of st_mode.</summary>
    Errno SetPermissions(uint permissions) => Errno.ENOSYS;

    /// <summary>Sets when it was read and changed last, in nanoseconds since 1970; null leaves one as it is.</summary>
    Errno SetTimes(long? accessed, long? modified) => Errno.ENOSYS;

    /// <summary>Sets who owns it; null leaves one as it is.</summary>
    Errno SetOwner(uint? owner, uint? group) => Errno.ENOSYS;

    /// <summary>Waits until what was written is on the disk.</summary>
    Errno Synchronise() => Errno.None;

    /// <summary>The pages of a regular file, for engines to map; null when it has none.</summary>
    IMappableFile? Mappable => this as IMappableFile;
}

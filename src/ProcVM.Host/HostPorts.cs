using System.Runtime.Versioning;
using ProcVM.Core.Ports;
using ProcVM.Core.Text;
using ProcVM.Host.Linux;
using ProcVM.Host.Managed;

namespace ProcVM.Host;

/// <summary>The real operating system behind Core's ports, for one instance.</summary>
public sealed class HostPorts
{
    private readonly LinuxWaiter? _waiter;
    private readonly List<string> _granted = [];
    private readonly List<string> _shown = [];

    /// <summary>Makes the ports.</summary>
    /// <param name="interruption">What ends the instance's waits; on hosts other than Linux a wait for input lasts on.</param>
    public HostPorts(Interruption interruption)
    {
        if (OperatingSystem.IsLinux())
        {
            _waiter = new LinuxWaiter(interruption);
        }
    }

    /// <summary>The host's clock.</summary>
    public IClock Clock { get; } = new HostClock();

    /// <summary>The host's entropy.</summary>
    public IEntropy Entropy { get; } = new HostEntropy();

    /// <summary>The standard streams of this process.</summary>
    public StandardStreams OpenStandardStreams()
    {
        if (OperatingSystem.IsLinux())
        {
            return new StandardStreams(Standard(0), Standard(1), Standard(2));
        }

        return new StandardStreams(
            new ManagedStream(Console.OpenStandardInput(), !Console.IsInputRedirected),
            new ManagedStream(Console.OpenStandardOutput(), !Console.IsOutputRedirected),
            new ManagedStream(Console.OpenStandardError(), !Console.IsErrorRedirected));
    }

    /// <summary>Opens a directory of the host in order to grant it.</summary>
    /// <param name="path">Its host path; links in it are followed.</param>
    /// <param name="directory">The directory.</param>
    /// <param name="isOnlyRead">True when nothing of it is ever changed.</param>
    public Errno OpenDirectory(string path, out IDirectory? directory, bool isOnlyRead = false)
    {
        if (OperatingSystem.IsLinux())
        {
            Errno error = LinuxDirectory.TryOpen(Utf8Text.Encode(path), _waiter!, mayUseOpenat2: true, out LinuxDirectory? opened);
            directory = opened;
            if (error == Errno.None)
            {
                (isOnlyRead ? _shown : _granted).Add(path);
            }

            return error;
        }

        directory = Directory.Exists(path) ? new ManagedDirectory(Path.GetFullPath(path)) : null;
        return directory is null ? Errno.ENOENT : Errno.None;
    }

    /// <summary>Opens a directory of the tool's own, not for a guest: nobody but this user can enter it. It is made when it isn't there.</summary>
    /// <param name="path">Its host path.</param>
    /// <param name="directory">The directory.</param>
    /// <returns>EPERM when it belongs to somebody else, or others can enter it.</returns>
    public Errno OpenOwnDirectory(string path, out IDirectory? directory)
    {
        directory = null;
        if (!OperatingSystem.IsLinux())
        {
            return Errno.ENOSYS;
        }

        Errno error = LinuxDirectory.OpenOwn(path, _waiter!, out LinuxDirectory? opened);
        directory = opened;
        return error;
    }

    /// <summary>Opens one file of the host for reading, to grant it alone.</summary>
    /// <param name="path">Its host path; links in it are followed.</param>
    /// <param name="file">The file.</param>
    public Errno OpenFile(string path, out IFile? file)
    {
        file = null;
        return OperatingSystem.IsLinux() ? LinuxFile.OpenForReading(Utf8Text.Encode(path), _waiter!, out file) : Errno.ENOSYS;
    }

    /// <summary>Takes from the calling thread, and from those it starts, every file of the host but the granted directories
    /// and, for reading, what .NET itself may still load: a second wall around whatever goes wrong in here.</summary>
    /// <returns>False where the host has no Landlock; nothing is changed then. It can't be undone: use a thread that only
    /// runs the guest.</returns>
    public bool TryConfineThread() => OperatingSystem.IsLinux() && Landlock.TryRestrictThread(_granted, _shown);

    [SupportedOSPlatform("linux")]
    private IFile Standard(int fd) => InheritedDescriptors.Has(fd) ? new LinuxStream(fd, ownsHandle: false, _waiter!) : new ClosedStream();
}

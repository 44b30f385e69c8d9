using ProcVM.Core.Ports;
using ProcVM.Host.Linux;

namespace ProcVM.Host;

/// <summary>Files in the host's memory (memfd_create(2)).</summary>
public sealed class HostScratchFiles : IScratchFiles
{
    /// <inheritdoc/>
    public Errno Create(out IFile? file)
    {
        file = null;
        return OperatingSystem.IsLinux() ? LinuxFile.CreateScratch(out file) : Errno.ENOSYS;
    }
}

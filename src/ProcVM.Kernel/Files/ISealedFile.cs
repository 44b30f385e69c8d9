using ProcVM.Core.Ports;

namespace ProcVM.Kernel.Files;

/// <summary>A file whose owner can forbid changes for ever (memfd_create(2)): bits as F_ADD_SEALS has them.</summary>
public interface ISealedFile
{
    /// <summary>Seals that it has; null when it can have none.</summary>
    FileSeals? Seals { get; }

    /// <summary>Adds seals; EPERM when no more may be added.</summary>
    Errno AddSeals(FileSeals seals);
}

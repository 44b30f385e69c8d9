namespace ProcVM.Core.Ports;

/// <summary>Files of the host without names, in its memory.</summary>
public interface IScratchFiles
{
    /// <summary>Makes an empty one that can be read, written and mapped; ENOSYS where the host has none.</summary>
    Errno Create(out IFile? file);
}

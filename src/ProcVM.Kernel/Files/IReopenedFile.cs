using ProcVM.Core.Ports;

namespace ProcVM.Kernel.Files;

/// <summary>An open file that can be opened once more though it may have no name any more.</summary>
public interface IReopenedFile
{
    /// <summary>Opens it for something else; EACCES when its permissions don't allow that.</summary>
    Errno Reopen(OpenMode mode, out IFile? file);
}

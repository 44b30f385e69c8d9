using ProcVM.Core.Ports;

namespace ProcVM.Kernel.Files;

/// <summary>A tree with links that lead to files themselves, not to names of them, as those of /proc/self/fd do (symlink(7)).</summary>
public interface IMagicDirectory : IDirectory
{
    /// <summary>True for such a link: a path isn't resolved beyond it.</summary>
    bool IsMagic(ReadOnlySpan<byte> path);
}

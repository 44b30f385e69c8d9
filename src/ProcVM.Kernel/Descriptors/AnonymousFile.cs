using ProcVM.Core.Ports;

namespace ProcVM.Kernel.Descriptors;

/// <summary>What is known of a file that has no name: Linux keeps all of them as one inode.</summary>
internal static class AnonymousFile
{
    /// <summary>No type, readable and writable by the owner.</summary>
    public static FileStatus Status => new() { Mode = 0x180, Inode = 1, Links = 1, BlockSize = 4096 };
}

using ProcVM.Core.Ports;

namespace ProcVM.Kernel.Memory;

/// <summary>What is known of a file while it is mapped.</summary>
/// <param name="Name">Its guest path when it was mapped.</param>
/// <param name="Device">The device it lies on.</param>
/// <param name="Inode">Its number there.</param>
/// <param name="IsInMemory">True when its pages are memory of the instance's own.</param>
public sealed record MappedFile(byte[] Name, ulong Device, ulong Inode, bool IsInMemory)
{
    /// <summary>Asks a file.</summary>
    public static MappedFile Of(IFile file, byte[] name)
    {
        FileStatus status = default;
        bool isKnown = file.GetStatus(out status) == Errno.None;
        return new MappedFile(name, isKnown ? status.Device : 0, isKnown ? status.Inode : 0, file is not IMappableFile);
    }

    /// <summary>True for the same file under the same name.</summary>
    public bool IsSame(MappedFile? other) =>
        other is not null && (ReferenceEquals(this, other) || (Device == other.Device && Inode == other.Inode && Name.AsSpan().SequenceEqual(other.Name)));
}

namespace ProcVM.Core.Ports;

/// <summary>A name in a directory.</summary>
/// <param name="Name">The name: bytes, no slash.</param>
/// <param name="Inode">The file's number.</param>
/// <param name="Type">Linux's d_type: the type of st_mode shifted down by 12 bits; 0 when unknown.</param>
public readonly record struct DirectoryEntry(byte[] Name, ulong Inode, byte Type);

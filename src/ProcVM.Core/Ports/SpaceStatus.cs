namespace ProcVM.Core.Ports;

/// <summary>What a file system has room for (statfs(2)).</summary>
/// <param name="Type">Linux's number of its kind.</param>
/// <param name="BlockSize">Bytes of a block.</param>
/// <param name="Blocks">Blocks in all.</param>
/// <param name="FreeBlocks">Blocks that are free.</param>
/// <param name="Files">Files that there can be.</param>
/// <param name="FreeFiles">Files that there can be besides those that there are.</param>
public readonly record struct SpaceStatus(long Type, long BlockSize, long Blocks, long FreeBlocks, long Files, long FreeFiles);

namespace ProcVM.Kernel.Files;

/// <summary>What a path came to: a name inside a grant, or a directory of the guest's tree itself.</summary>
/// <param name="Mount">The grant; null for a directory that only leads to grants.</param>
/// <param name="Path">The path inside the grant, without links, "." and ".."; empty for the grant's own directory.</param>
/// <param name="IsDirectory">True when it is, or was said to be, a directory.</param>
/// <param name="Components">The whole path from the root.</param>
internal readonly record struct ResolvedName(Mount? Mount, byte[] Path, bool IsDirectory, List<byte[]> Components);

namespace ProcVM.Core.Ports;

/// <summary>A regular file that guests can map so that what they write reaches it.</summary>
public interface IMappedFile
{
    /// <summary>The pages that everybody shares; null when there are none.</summary>
    IMappableFile? SharedMappable { get; }
}

using System.Runtime.InteropServices;

namespace ProcVM.Core.Ports;

/// <summary>A regular file whose pages an engine can map.</summary>
public interface IMappableFile
{
    /// <summary>The host's handle, valid while the file is open; good for reading.</summary>
    SafeHandle Handle { get; }
}

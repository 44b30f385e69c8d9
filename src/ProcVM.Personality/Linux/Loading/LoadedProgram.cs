using ProcVM.Core.Seam;
using ProcVM.Kernel.Memory;

namespace ProcVM.Personality.Linux.Loading;

/// <summary>A program in a new address space, ready to run.</summary>
/// <param name="Thread">Its thread.</param>
/// <param name="Memory">What lies where.</param>
/// <param name="Executable">Its file: a path from the root, without links.</param>
/// <param name="Name">What ps calls it.</param>
/// <param name="Start">What it was started with.</param>
internal sealed record LoadedProgram(IGuestThread Thread, MemoryMap Memory, byte[] Executable, byte[] Name, StartData Start)
{
    /// <summary>Where a 32-bit program's page of entry points is; 0 for none.</summary>
    public ulong Vdso { get; init; }
}

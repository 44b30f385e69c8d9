namespace ProcVM.Kernel.Futexes;

/// <summary>A word that threads wait on, the same for all who see the same memory.</summary>
/// <param name="Memory">The memory: an address space, or what several of them share.</param>
/// <param name="Place">Where in it.</param>
public readonly record struct FutexKey(object Memory, ulong Place);

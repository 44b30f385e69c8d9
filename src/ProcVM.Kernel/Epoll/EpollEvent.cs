namespace ProcVM.Kernel.Epoll;

/// <summary>What a set tells, or is told, of a file.</summary>
/// <param name="Events">What it is ready for, or is asked of it.</param>
/// <param name="Data">The program's own.</param>
public readonly record struct EpollEvent(EpollEvents Events, ulong Data);

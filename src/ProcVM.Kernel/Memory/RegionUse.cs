namespace ProcVM.Kernel.Memory;

/// <summary>What a range of an address space is for.</summary>
public enum RegionUse
{
    /// <summary>Memory that the program asked for.</summary>
    Anonymous,

    /// <summary>Memory that a process and those that came of it have together.</summary>
    Shared,

    /// <summary>A part of a file.</summary>
    File,

    /// <summary>The program's break.</summary>
    Heap,

    /// <summary>The first thread's stack.</summary>
    Stack,
}

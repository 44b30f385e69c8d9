namespace ProcVM.X86.Memory;

/// <summary>What one thread remembers of its address space's pages.</summary>
internal sealed class PageView
{
    /// <summary>What its processor remembers.</summary>
    public Tlb Tlb { get; } = new();

    /// <summary>Its decoded code; null for none.</summary>
    public IPageWatcher? Watcher { get; set; }
}

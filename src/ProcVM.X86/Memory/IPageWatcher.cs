namespace ProcVM.X86.Memory;

/// <summary>Who remembers what pages held, and must hear of changes.</summary>
internal interface IPageWatcher
{
    /// <summary>True when something of a page is remembered.</summary>
    bool Remembers(ulong page);

    /// <summary>Pages are about to change, or to go.</summary>
    void Forget(ulong page, ulong end);
}

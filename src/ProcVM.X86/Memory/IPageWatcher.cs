namespace ProcVM.X86.Memory;

/// <summary>Who remembers what pages held, and must hear of changes. Called by any thread of the space, with the pages' lock held.</summary>
internal interface IPageWatcher
{
    /// <summary>Something of a page is about to be remembered.</summary>
    void Note(ulong page);

    /// <summary>True when something of a page is remembered.</summary>
    bool Remembers(ulong page);

    /// <summary>Pages are about to change, or to go.</summary>
    void Forget(ulong page, ulong end);
}

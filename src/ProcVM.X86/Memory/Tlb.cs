using System.Runtime.InteropServices;

namespace ProcVM.X86.Memory;

/// <summary>The software translation buffer: direct-mapped, in memory that doesn't move.</summary>
internal sealed unsafe class Tlb
{
    /// <summary>Entries.</summary>
    public const int Size = 512;

    /// <summary>An empty buffer.</summary>
    public Tlb()
    {
        Entries = (TlbEntry*)NativeMemory.AlignedAlloc((nuint)(Size * sizeof(TlbEntry)), 64);
        Clear();
    }

    ~Tlb() => NativeMemory.AlignedFree(Entries);

    /// <summary>The entries; the one of an address has the number of its page, modulo <see cref="Size"/>.</summary>
    public TlbEntry* Entries { get; }

    /// <summary>Remembers a page; a tag that may not be used is <see cref="TlbEntry.NoPage"/>.</summary>
    public void Set(ulong page, byte* frame, bool canRead, bool canWrite)
    {
        ref TlbEntry entry = ref Entries[page & (Size - 1)];
        entry.ReadTag = canRead ? page << 12 : TlbEntry.NoPage;
        entry.WriteTag = canWrite ? page << 12 : TlbEntry.NoPage;
        entry.Addend = (nint)frame - (nint)(page << 12);
    }

    /// <summary>True when a page is remembered.</summary>
    public bool Knows(ulong page) => Volatile.Read(ref Entries[page & (Size - 1)].ReadTag) == page << 12;

    /// <summary>True when a page is remembered as one that can be written.</summary>
    public bool CanWrite(ulong page) => Volatile.Read(ref Entries[page & (Size - 1)].WriteTag) == page << 12;

    /// <summary>Forgets pages.</summary>
    public void Clear(ulong page, ulong end)
    {
        if (end - page >= Size)
        {
            Clear();
            return;
        }

        for (; page < end; page++)
        {
            ref TlbEntry entry = ref Entries[page & (Size - 1)];
            entry.ReadTag = TlbEntry.NoPage;
            entry.WriteTag = TlbEntry.NoPage;
        }
    }

    /// <summary>Forgets all.</summary>
    public void Clear()
    {
        for (int i = 0; i < Size; i++)
        {
            Entries[i].ReadTag = TlbEntry.NoPage;
            Entries[i].WriteTag = TlbEntry.NoPage;
        }
    }
}

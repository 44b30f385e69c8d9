namespace ProcVM.Core.Seam;

/// <summary>A segment that a thread's selectors may name: what set_thread_area(2) and modify_ldt(2) take.</summary>
/// <param name="Base">Where it begins.</param>
/// <param name="Limit">Its last unit: a byte, or a page when <see cref="InPages"/>.</param>
/// <param name="Flags">Linux's struct user_desc, from seg_32bit on.</param>
public readonly record struct SegmentDescriptor(uint Base, uint Limit, uint Flags)
{
    /// <summary>The first of the three entries in the descriptor table that belong to a thread (GDT_ENTRY_TLS_MIN of x86-64).</summary>
    public const int FirstEntry = 12;

    /// <summary>How many there are.</summary>
    public const int Entries = 3;

    private const uint ReadExecuteOnlyNotPresent = 0x28;

    /// <summary>True for what Linux takes as an entry without a segment: all zero, or all zero but read_exec_only and seg_not_present.</summary>
    public bool IsEmpty => Base == 0 && Limit == 0 && Flags is 0 or ReadExecuteOnlyNotPresent;

    /// <summary>True when the code or stack in it is 32-bit.</summary>
    public bool Is32Bit => (Flags & 1) != 0;

    /// <summary>0 data, 1 data that grows down, 2 code, 3 conforming code.</summary>
    public uint Contents => (Flags >> 1) & 3;

    /// <summary>True when its data can't be written, or its code not be read.</summary>
    public bool IsRestricted => (Flags & 8) != 0;

    /// <summary>True when its limit counts pages.</summary>
    public bool InPages => (Flags & 0x10) != 0;

    /// <summary>True when it isn't there: loading its selector faults.</summary>
    public bool IsAbsent => (Flags & 0x20) != 0;

    /// <summary>The entry that a selector names; −1 for any but the thread's own, with privilege level 3.</summary>
    public static int EntryOf(ushort selector) =>
        (selector & 7) == 3 && selector >> 3 is >= FirstEntry and < FirstEntry + Entries and var entry ? entry : -1;
}

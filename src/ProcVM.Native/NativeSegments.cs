using ProcVM.Core.Seam;

namespace ProcVM.Native;

/// <summary>What is known of the segments that a thread's selectors may name, so that the stub loads none that isn't there: its own code would fault.</summary>
internal struct NativeSegments
{
    private const ushort FlatData = 0x2B;
    private const int SelectorShift = 3;

    private uint _entries;
    private ushort _ds;
    private ushort _es;
    private ushort _fs;
    private ushort _gs;

    /// <summary>The host has set an entry; a selector that names it has its base from now on.</summary>
    public void Set(int entry, in SegmentDescriptor segment, ref X86Registers registers)
    {
        uint bit = 1u << (entry - SegmentDescriptor.FirstEntry);
        _entries = segment.IsEmpty ? _entries & ~bit : _entries | bit;
        if (registers.Fs >> SelectorShift == entry)
        {
            registers.FsBase = segment.Base;
        }

        if (registers.Gs >> SelectorShift == entry)
        {
            registers.GsBase = segment.Base;
        }
    }

    /// <summary>The selectors are those that the processor has.</summary>
    public void Noted(in X86Registers registers)
    {
        _ds = registers.Ds;
        _es = registers.Es;
        _fs = registers.Fs;
        _gs = registers.Gs;
    }

    /// <summary>Selectors that the processor hasn't and wouldn't take become 0.</summary>
    public readonly void Check(ref X86Registers registers)
    {
        registers.Ds = Checked(registers.Ds, _ds);
        registers.Es = Checked(registers.Es, _es);
        registers.Fs = Checked(registers.Fs, _fs);
        registers.Gs = Checked(registers.Gs, _gs);
    }

    private readonly ushort Checked(ushort selector, ushort held)
    {
        int entry = SegmentDescriptor.EntryOf(selector) - SegmentDescriptor.FirstEntry;
        return selector == held || selector <= 3 || selector == FlatData || (entry >= 0 && (_entries & (1u << entry)) != 0) ? selector : (ushort)0;
    }
}

using ProcVM.Core.Seam;
using ProcVM.X86.Processor;

namespace ProcVM.X86.Units;

/// <summary>Segment registers: which selectors there are to load, and where FS and GS begin then. DS, ES and SS are flat.</summary>
internal static unsafe class Segments
{
    private const byte NotPresent = 11;
    private const byte GeneralProtection = 13;
    private const ushort FlatData = 0x2B;
    private const ushort Privilege = 3;

    /// <summary>Code of 32 and of 64 bits: it can be read, not written.</summary>
    private const ushort Code32 = 0x23;
    private const ushort Code64 = 0x33;

    /// <summary>MOV, POP and their kin to a segment register: To is where its selector is, SS for slot 0.</summary>
    public static Outcome Load(CpuState* s, Operation* o, MemoryUnit memory)
    {
        ushort selector = *(ushort*)((byte*)s + o->From);
        bool isStack = o->To == Slot.Rax;
        if (!TryFind(s, selector, isStack, out ulong origin) || (origin != 0 && o->To is not (Slot.Fs or Slot.Gs)))
        {
            bool isAbsent = !isStack && SegmentDescriptor.EntryOf(selector) >= 0 && Entry(s, selector) is { IsAbsent: true, IsEmpty: false };
            memory.Raise(isAbsent ? NotPresent : GeneralProtection, (uint)selector & ~(uint)Privilege);
            return Outcome.Fault;
        }

        if (isStack)
        {
            return Outcome.Next;
        }

        *(ushort*)((byte*)s + o->To) = selector;
        if (selector > Privilege && o->To is Slot.Fs or Slot.Gs)
        {
            *(ulong*)((byte*)s + (o->To == Slot.Fs ? Slot.FsBase : Slot.GsBase)) = origin;
        }

        return Outcome.Next;
    }

    /// <summary>Sets one of the thread's entries; a selector that names it has its base from now on.</summary>
    public static void Set(CpuState* s, int entry, in SegmentDescriptor segment)
    {
        (&s->Segment0)[entry - SegmentDescriptor.FirstEntry] = segment;
        if (SegmentDescriptor.EntryOf(s->Registers.Fs) == entry)
        {
            s->Registers.FsBase = segment.Base;
        }

        if (SegmentDescriptor.EntryOf(s->Registers.Gs) == entry)
        {
            s->Registers.GsBase = segment.Base;
        }
    }

    /// <summary>Takes over selectors that others have put into the registers: what can't be loaded becomes 0.</summary>
    public static void Refresh(CpuState* s, ushort heldFs, ushort heldGs)
    {
        ref X86Registers r = ref s->Registers;
        r.Ds = TryFind(s, r.Ds, false, out ulong origin) && origin == 0 ? r.Ds : (ushort)0;
        r.Es = TryFind(s, r.Es, false, out origin) && origin == 0 ? r.Es : (ushort)0;
        Refresh(s, heldFs, ref r.Fs, ref r.FsBase);
        Refresh(s, heldGs, ref r.Gs, ref r.GsBase);
    }

    private static void Refresh(CpuState* s, ushort held, ref ushort selector, ref ulong segmentBase)
    {
        if (selector == held)
        {
            return;
        }

        bool isThere = TryFind(s, selector, false, out ulong origin);
        segmentBase = isThere && selector > Privilege ? origin : segmentBase;
        selector = isThere ? selector : (ushort)0;
    }

    private static bool TryFind(CpuState* s, ushort selector, bool isStack, out ulong origin)
    {
        origin = 0;
        if (selector <= Privilege)
        {
            return !isStack;
        }

        if ((selector | Privilege) == FlatData)
        {
            return !isStack || selector == FlatData;
        }

        if ((selector | Privilege) is Code32 or Code64)
        {
            return !isStack;
        }

        ushort whole = (ushort)(selector | Privilege);
        if (SegmentDescriptor.EntryOf(whole) < 0 || Entry(s, whole) is not { IsEmpty: false, IsAbsent: false } segment)
        {
            return false;
        }

        origin = segment.Base;
        return !isStack || (selector == whole && !segment.IsRestricted);
    }

    private static SegmentDescriptor Entry(CpuState* s, ushort selector) => (&s->Segment0)[SegmentDescriptor.EntryOf((ushort)(selector | Privilege)) - SegmentDescriptor.FirstEntry];
}

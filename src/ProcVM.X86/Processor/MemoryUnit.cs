using System.Runtime.CompilerServices;
using ProcVM.Core.Seam;
using ProcVM.X86.Memory;

namespace ProcVM.X86.Processor;

/// <summary>The processor's way to memory: through the translation buffer when a page is known, else by the page tables. An access that can't be made is
/// a fault, which is kept here.</summary>
internal sealed unsafe class MemoryUnit(CpuState* state, Pages pages, PageView view)
{
    private const ulong PageMask = ~(Pages.Size - 1);
    private const ulong HighestAddress = 1UL << 47;
    private const ulong LowestUpperAddress = ulong.MaxValue - HighestAddress + 1;
    private const uint ErrorPresent = 1;
    private const uint ErrorWrite = 2;
    private const uint ErrorUser = 4;
    private const uint ErrorFetch = 16;

    /// <summary>The fault that the last failure was; <see cref="ExitKind.Ended"/> when there was no frame for a page, and <see cref="ExitKind.Interrupted"/> when the
    /// instruction must be executed while no other thread runs.</summary>
    public Exit Fault { get; set; }

    /// <summary>True when that fault is of an address that isn't canonical.</summary>
    public bool IsNotCanonical { get; private set; }

    /// <summary>Where an operand of 1 to 16 bytes can be read; null, with the fault set, when it can't.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public byte* Read(CpuState* s, ulong address, int size)
    {
        TlbEntry* entry = s->Tlb + ((address >> 12) & (Tlb.Size - 1));
        return ((address + (ulong)(size - 1)) & PageMask) == entry->ReadTag ? (byte*)((nint)address + entry->Addend) : ReadSlow(address, size);
    }

    /// <summary>Where an operand can be written at once; null when <see cref="WriteSlow"/> must do it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public byte* Write(CpuState* s, ulong address, int size)
    {
        TlbEntry* entry = s->Tlb + ((address >> 12) & (Tlb.Size - 1));
        return ((address + (ulong)(size - 1)) & PageMask) == entry->WriteTag ? (byte*)((nint)address + entry->Addend) : null;
    }

    /// <summary>Writes an operand of up to 8 bytes; false, with the fault set, when nothing was written.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Store<T>(CpuState* s, ulong address, T value)
        where T : unmanaged
    {
        byte* to = Write(s, address, sizeof(T));
        if (to == null)
        {
            return WriteSlow(address, (byte*)&value, sizeof(T));
        }

        *(T*)to = value;
        return true;
    }

    /// <summary>Writes an operand that may lie across pages.</summary>
    public bool WriteSlow(ulong address, byte* value, int size)
    {
        int first = OfFirstPage(address, size);
        byte* low = UseFirst(address, size, MemoryAccess.Write);
        byte* high = low == null || first == size ? null : Use(address + (ulong)first, MemoryAccess.Write);
        if (low == null || (first != size && high == null))
        {
            return false;
        }

        Buffer.MemoryCopy(value, low, first, first);
        Buffer.MemoryCopy(value + first, high, size - first, size - first);
        return true;
    }

    /// <summary>Copies out up to a page; false, with the fault set, when not all can be read.</summary>
    public bool Copy(CpuState* s, ulong address, byte* to, int size)
    {
        for (int done = 0; done < size; done += 8)
        {
            byte* from = Read(s, address + (ulong)done, 8);
            if (from == null)
            {
                return false;
            }

            *(ulong*)(to + done) = *(ulong*)from;
        }

        return true;
    }

    /// <summary>Where an operand that will be written can be read; <see cref="Commit"/> follows. Null, with the fault set, when it can't be written.</summary>
    public byte* Prepare(ulong address, int size)
    {
        state->TargetAddress = address;
        byte* to = Write(state, address, size);
        if (to == null)
        {
            int first = OfFirstPage(address, size);
            byte* low = UseFirst(address, size, MemoryAccess.Write);
            byte* high = low == null || first == size ? null : Use(address + (ulong)first, MemoryAccess.Write);
            if (low == null || (first != size && high == null))
            {
                return null;
            }

            to = low;
            if (first != size)
            {
                to = state->Scratch;
                Buffer.MemoryCopy(low, to, first, first);
                Buffer.MemoryCopy(high, to + first, size - first, size - first);
            }
        }

        state->Target = to;
        return to;
    }

    /// <summary>What <see cref="Prepare"/> gave was written: puts it in its place if that wasn't it.</summary>
    public void Commit(int size)
    {
        if (state->Target == state->Scratch)
        {
            WriteSlow(state->TargetAddress, state->Scratch, size);
        }
    }

    /// <summary>The bytes at an address, for fetching instructions, up to the end of the page; null, with the fault set.</summary>
    public byte* Fetch(ulong address) => Use(address, MemoryAccess.Execute);

    /// <summary>Sets a fault that has no address.</summary>
    public void Raise(byte vector, uint errorCode = 0)
    {
        Fault = new Exit(ExitKind.Fault) { Vector = vector, ErrorCode = errorCode };
        IsNotCanonical = false;
    }

    /// <summary>True, with the fault set, when an instruction is to be executed while no other thread runs, and others may.</summary>
    public bool MustBeAlone()
    {
        if (!pages.IsThreaded || pages.IsAlone)
        {
            return false;
        }

        Fault = new Exit(ExitKind.Interrupted);
        IsNotCanonical = false;
        return true;
    }

    /// <summary>As <see cref="Prepare"/>, for an operation that is one step to other threads.</summary>
    public byte* PrepareLocked(ulong address, int size)
    {
        byte* to = Prepare(address, size);
        return to != state->Scratch || !MustBeAlone() ? to : null;
    }

    private static int OfFirstPage(ulong address, int size) => (int)Math.Min((ulong)size, Pages.Size - (address & (Pages.Size - 1)));

    private byte* ReadSlow(ulong address, int size)
    {
        int first = OfFirstPage(address, size);
        byte* low = UseFirst(address, size, MemoryAccess.Read);
        if (first == size || low == null)
        {
            return low;
        }

        byte* high = Use(address + (ulong)first, MemoryAccess.Read);
        if (high == null)
        {
            return null;
        }

        Buffer.MemoryCopy(low, state->Scratch, first, first);
        Buffer.MemoryCopy(high, state->Scratch + first, size - first, size - first);
        return state->Scratch;
    }

    // The whole operand must be canonical before any of it is looked for.
    private byte* UseFirst(ulong address, int size, MemoryAccess access) =>
        address < HighestAddress && address + (ulong)size > HighestAddress ? Use(HighestAddress, access) : Use(address, access);

    private byte* Use(ulong address, MemoryAccess access)
    {
        // Sums that make a 32-bit address may be beyond 4 GiB, where no such code has pages: they come here.
        address = state->Registers.Is32Bit ? (uint)address : address;
        if (address >= HighestAddress)
        {
            bool isCanonical = address >= LowestUpperAddress;
            uint kind = ErrorUser | ErrorPresent | (access == MemoryAccess.Write ? ErrorWrite : access == MemoryAccess.Execute ? ErrorFetch : 0);
            IsNotCanonical = !isCanonical;
            Fault = isCanonical
                ? new Exit(ExitKind.Fault) { Vector = 14, ErrorCode = kind, Address = address }
                : new Exit(ExitKind.Fault) { Vector = 13 };
            return null;
        }

        byte* found = pages.Use(view, address, access, out Touch result);
        if (result == Touch.Done)
        {
            return found;
        }

        uint error = ErrorUser | (access == MemoryAccess.Write ? ErrorWrite : access == MemoryAccess.Execute ? ErrorFetch : 0)
            | (result == Touch.Forbidden ? ErrorPresent : 0);
        IsNotCanonical = false;
        Fault = result == Touch.NoMemory ? new Exit(ExitKind.Ended)
            : result == Touch.Busy ? new Exit(ExitKind.Interrupted)
            : new Exit(ExitKind.Fault) { Vector = 14, ErrorCode = error, Address = address, IsBeyondFile = result == Touch.BeyondFile };
        return null;
    }
}

using System.Buffers.Binary;
using ProcVM.Core.Seam;

namespace ProcVM.Personality.Linux.Signals;

/// <summary>A 32-bit thread's registers in a signal frame (struct sigcontext_32).</summary>
internal static class I386SignalContext
{
    /// <summary>Where the address of the floating-point state is.</summary>
    public const int StatePlace = 76;

    private const int SegmentsPlace = 0;
    private const int IntegersPlace = 16;
    private const int InstructionPlace = 56;
    private const int CodePlace = 60;
    private const int FlagsPlace = 64;
    private const int StackPlace = 68;
    private const int StackSegmentPlace = 72;
    private const ushort FlatCode64 = 0x33;
    private const ushort FlatCode = 0x23;
    private const ushort FlatData = 0x2B;

    /// <summary>Puts the registers into the frame.</summary>
    public static void Write(in X86Registers from, Span<byte> to)
    {
        ReadOnlySpan<ushort> segments = [from.Gs, from.Fs, from.Es, from.Ds];
        for (int i = 0; i < segments.Length; i++)
        {
            Put(to, SegmentsPlace + (i * 4), segments[i]);
        }

        ReadOnlySpan<ulong> integers = [from.Rdi, from.Rsi, from.Rbp, from.Rsp, from.Rbx, from.Rdx, from.Rcx, from.Rax];
        for (int i = 0; i < integers.Length; i++)
        {
            Put(to, IntegersPlace + (i * 4), integers[i]);
        }

        Put(to, InstructionPlace, from.Rip);
        Put(to, CodePlace, from.Is32Bit ? FlatCode : FlatCode64);
        Put(to, FlagsPlace, from.Rflags);
        Put(to, StackPlace, from.Rsp);
        Put(to, StackSegmentPlace, FlatData);
    }

    /// <summary>Takes the registers out of a frame, whatever the program has made of it.</summary>
    public static void Read(ReadOnlySpan<byte> from, ref X86Registers to)
    {
        to.Gs = Selector(from, 0, to.Gs);
        to.Fs = Selector(from, 4, to.Fs);
        to.Es = Selector(from, 8, to.Es);
        to.Ds = Selector(from, 12, to.Ds);
        to.Rdi = Get(from, IntegersPlace);
        to.Rsi = Get(from, IntegersPlace + 4);
        to.Rbp = Get(from, IntegersPlace + 8);
        to.Rsp = Get(from, IntegersPlace + 12);
        to.Rbx = Get(from, IntegersPlace + 16);
        to.Rdx = Get(from, IntegersPlace + 20);
        to.Rcx = Get(from, IntegersPlace + 24);
        to.Rax = Get(from, IntegersPlace + 28);
        to.Rip = Get(from, InstructionPlace);
        to.Rflags = Get(from, FlagsPlace);
        to.Is32Bit = (ushort)Get(from, CodePlace) != FlatCode64;
    }

    // As the processor, an engine takes no selector that names nothing: those become 0, as in Linux's reload_segments.
    private static ushort Selector(ReadOnlySpan<byte> from, int place, ushort before)
    {
        ushort selector = (ushort)(BinaryPrimitives.ReadUInt16LittleEndian(from[place..]) | 3);
        return selector == 3 ? (ushort)0 : selector == (before | 3) || selector == FlatData || SegmentDescriptor.EntryOf(selector) >= 0 ? selector : (ushort)0;
    }

    private static void Put(Span<byte> bytes, int place, ulong value) => BinaryPrimitives.WriteUInt32LittleEndian(bytes[place..], (uint)value);

    private static uint Get(ReadOnlySpan<byte> bytes, int place) => BinaryPrimitives.ReadUInt32LittleEndian(bytes[place..]);
}

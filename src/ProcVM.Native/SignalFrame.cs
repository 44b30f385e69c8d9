using System.Buffers.Binary;
using ProcVM.Core.Seam;
using ProcVM.Native.Stub;

namespace ProcVM.Native;

/// <summary>The signal frame of a stopped guest thread, in its slot: where the host's kernel put the guest's registers, and takes them from again.</summary>
/// <remarks>A frame is found by an address that the stub stored. It is copied once and must lie in the slot's stack; then nothing worse can come of it than
/// wrong registers in the process that it belongs to.</remarks>
internal readonly unsafe struct SignalFrame
{
    private const int FlagsOffset = 17;
    private const int Segments = 18;
    private const int ErrorCode = 19;
    private const int TrapNumber = 20;
    private const int PageAddress = 22;
    private const int ExtendedState = 23;

    private const ulong Code64 = 0x33;
    private const ulong Code32 = 0x23;
    private const ulong Data = 0x2BUL << 48;
    private const ulong ChangeableFlags = 0x0024_0DD5;
    private const ulong FixedFlags = 0x202;

    private const uint Autodisarm = 1u << 31;
    private const ulong KeepStackSegment = 2 | 4;

    /// <summary>XSAVE's legacy area, and the kernel's words in it (struct _fpx_sw_bytes).</summary>
    private const int LegacySize = 512;
    private const int SoftwareBytes = 464;
    private const uint SoftwareMagic = 0x4650_5853;

    private readonly byte* _slot;
    private readonly ulong _slotAddress;
    private readonly int _offset;

    private SignalFrame(byte* slot, ulong slotAddress, int offset)
    {
        _slot = slot;
        _slotAddress = slotAddress;
        _offset = offset;
    }

    private byte* Context => _slot + _offset;

    private ulong* Registers => (ulong*)(_slot + _offset + StubLayout.ContextRegisters);

    /// <summary>The frame at an address that the stub stored; false when it lies anywhere but in the slot's stack.</summary>
    public static bool TryFind(byte* slot, ulong slotAddress, ulong address, out SignalFrame frame)
    {
        ulong offset = address - slotAddress;
        bool isInside = offset >= StubLayout.Stack && offset <= StubLayout.SlotSize - StubLayout.ContextSize && offset % 8 == 0;
        frame = isInside ? new SignalFrame(slot, slotAddress, (int)offset) : default;
        return isInside;
    }

    /// <summary>Makes the frame of a thread that hasn't run yet: zeroed registers, the processor's initial floating-point state.</summary>
    public static SignalFrame Create(byte* slot, ulong slotAddress)
    {
        SignalFrame frame = new(slot, slotAddress, StubLayout.NewFrame);
        new Span<byte>(frame.Context, StubLayout.ContextSize).Clear();
        *(ulong*)frame.Context = KeepStackSegment;
        frame.SetAlternateStack();
        *(ulong*)(slot + StubLayout.Frame) = slotAddress + StubLayout.NewFrame;
        return frame;
    }

    /// <summary>Copies a frame, with the whole stack that it is on, into another slot.</summary>
    public SignalFrame CopyTo(byte* slot, ulong slotAddress)
    {
        new ReadOnlySpan<byte>(_slot + StubLayout.Stack, StubLayout.StackSize).CopyTo(new Span<byte>(slot + StubLayout.Stack, StubLayout.StackSize));
        SignalFrame copy = new(slot, slotAddress, _offset);
        ulong state = copy.Registers[ExtendedState];
        if (state != 0)
        {
            copy.Registers[ExtendedState] = unchecked(state - _slotAddress + slotAddress);
        }

        copy.SetAlternateStack();
        *(ulong*)(slot + StubLayout.Frame) = slotAddress + (ulong)_offset;
        return copy;
    }

    /// <summary>Copies the registers out.</summary>
    public void Read(ref X86Registers to)
    {
        ulong* from = Registers;
        to.R8 = from[0];
        to.R9 = from[1];
        to.R10 = from[2];
        to.R11 = from[3];
        to.R12 = from[4];
        to.R13 = from[5];
        to.R14 = from[6];
        to.R15 = from[7];
        to.Rdi = from[8];
        to.Rsi = from[9];
        to.Rbp = from[10];
        to.Rbx = from[11];
        to.Rdx = from[12];
        to.Rax = from[13];
        to.Rcx = from[14];
        to.Rsp = from[15];
        to.Rip = from[StubLayout.RegisterRip];
        to.Rflags = from[FlagsOffset];
        to.Is32Bit = (from[Segments] & 0xFFFF) == Code32;
        to.FsBase = *(ulong*)(_slot + StubLayout.FsBase);
        to.GsBase = *(ulong*)(_slot + StubLayout.GsBase);
        ushort* selectors = (ushort*)(_slot + StubLayout.Selectors);
        to.Ds = selectors[0];
        to.Es = selectors[2];
        to.Fs = selectors[4];
        to.Gs = selectors[6];
    }

    /// <summary>Copies the registers back.</summary>
    public void Write(in X86Registers from)
    {
        ulong* to = Registers;
        to[0] = from.R8;
        to[1] = from.R9;
        to[2] = from.R10;
        to[3] = from.R11;
        to[4] = from.R12;
        to[5] = from.R13;
        to[6] = from.R14;
        to[7] = from.R15;
        to[8] = from.Rdi;
        to[9] = from.Rsi;
        to[10] = from.Rbp;
        to[11] = from.Rbx;
        to[12] = from.Rdx;
        to[13] = from.Rax;
        to[14] = from.Rcx;
        to[15] = from.Rsp;
        to[StubLayout.RegisterRip] = from.Rip;
        to[FlagsOffset] = (from.Rflags & ChangeableFlags) | FixedFlags;
        to[Segments] = Data | (from.Is32Bit ? Code32 : Code64);
        *(ulong*)(_slot + StubLayout.FsBase) = from.FsBase;
        *(ulong*)(_slot + StubLayout.GsBase) = from.GsBase;
        uint* selectors = (uint*)(_slot + StubLayout.Selectors);
        selectors[0] = from.Ds;
        selectors[1] = from.Es;
        selectors[2] = from.Fs;
        selectors[3] = from.Gs;
    }

    /// <summary>What the processor said about a fault.</summary>
    public Exit ReadFault(bool isBeyondFile) => new(ExitKind.Fault)
    {
        Vector = (byte)Registers[TrapNumber],
        ErrorCode = (uint)Registers[ErrorCode],
        Address = Registers[PageAddress],
        IsBeyondFile = isBeyondFile,
    };

    /// <summary>The floating-point and vector state, in the frame; empty when there is none, or none in the kernel's form.</summary>
    public Span<byte> FindExtendedState()
    {
        ulong offset = Registers[ExtendedState] - _slotAddress;
        if (offset < StubLayout.Stack || offset > StubLayout.SlotSize - LegacySize || offset % 64 != 0)
        {
            return default;
        }

        ReadOnlySpan<byte> words = new(_slot + offset + SoftwareBytes, 24);
        uint size = BinaryPrimitives.ReadUInt32LittleEndian(words) == SoftwareMagic ? BinaryPrimitives.ReadUInt32LittleEndian(words[16..]) : LegacySize;
        return size >= LegacySize && size <= StubLayout.SlotSize - offset ? new Span<byte>(_slot + offset, (int)size) : default;
    }

    private void SetAlternateStack()
    {
        *(ulong*)(Context + StubLayout.ContextStack) = _slotAddress + StubLayout.Stack;
        *(uint*)(Context + StubLayout.ContextStack + 8) = Autodisarm;
        *(ulong*)(Context + StubLayout.ContextStack + 16) = StubLayout.StackSize;
    }
}

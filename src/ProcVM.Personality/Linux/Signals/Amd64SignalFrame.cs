using System.Buffers.Binary;
using ProcVM.Core.Seam;

namespace ProcVM.Personality.Linux.Signals;

/// <summary>The frame that a signal handler of a 64-bit program is called with, and returns by (struct rt_sigframe; System V ABI, AMD64 supplement, 3.2.2).</summary>
internal static class Amd64SignalFrame
{
    private const int ContextOffset = 8;
    private const int StackOffset = ContextOffset + 16;
    private const int RegistersOffset = ContextOffset + 40;
    private const int StateOffset = RegistersOffset + 184;
    private const int MaskOffset = RegistersOffset + 256;
    private const int InfoOffset = MaskOffset + 8;
    private const int FrameSize = InfoOffset + SignalInfo.ByteSize;
    private const int RedZone = 128;
    private const int MostState = 16 << 10;
    private const ulong ContextFlags = 1 | 2 | 4; // UC_FP_XSTATE, UC_SIGCONTEXT_SS, UC_STRICT_RESTORE_SS
    private const ulong StackSegment = 0x002BUL << 48;
    private const ulong Code64 = 0x33;
    private const ulong Code32 = 0x23;

    /// <summary>TF, DF and RF: a handler starts without them.</summary>
    private const ulong ClearedFlags = 0x1_0500;

    /// <summary>Puts the thread into a handler; false when the frame can't be written.</summary>
    /// <param name="thread">The thread.</param>
    /// <param name="info">The signal.</param>
    /// <param name="action">The handler.</param>
    /// <param name="mask">The mask that the handler's return restores.</param>
    public static bool TryEnter(LinuxThread thread, SignalInfo info, LinuxSigaction action, ulong mask)
    {
        ref X86Registers registers = ref thread.Guest.Registers;
        byte[] state = new byte[thread.Guest.ReadExtendedState([])];
        thread.Guest.ReadExtendedState(state);
        bool onStack = (action.Flags & LinuxSaFlags.SA_ONSTACK) != 0 && thread.AlternateStack.CanBeEntered(registers.Rsp);
        ulong top = onStack ? thread.AlternateStack.Top : registers.Rsp - RedZone;
        ulong stateAddress = (top - (ulong)state.Length) & ~63UL;
        ulong frame = ((stateAddress - FrameSize) & ~15UL) - 8;
        if ((action.Flags & LinuxSaFlags.SA_RESTORER) == 0 || !thread.Calls.TryWrite(stateAddress, (ReadOnlySpan<byte>)state))
        {
            return false;
        }

        Span<byte> bytes = stackalloc byte[FrameSize];
        bytes.Clear();
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, action.Restorer);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[ContextOffset..], ContextFlags);
        thread.AlternateStack.Describe(registers.Rsp).Write(bytes[StackOffset..]);
        WriteRegisters(registers, bytes[RegistersOffset..]);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[StateOffset..], state.Length == 0 ? 0 : stateAddress);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[MaskOffset..], mask);
        info.Write(bytes[InfoOffset..]);
        if (!thread.Calls.TryWrite(frame, (ReadOnlySpan<byte>)bytes))
        {
            return false;
        }

        registers.Rip = action.Handler;
        registers.Rsp = frame;
        registers.Rdi = (ulong)info.Number;
        registers.Rsi = frame + InfoOffset;
        registers.Rdx = frame + ContextOffset;
        registers.Rax = 0;
        registers.Rflags &= ~ClearedFlags;
        registers.Is32Bit = false;
        return true;
    }

    /// <summary>Puts the thread back to where the frame says; false when there is none.</summary>
    public static bool TryLeave(LinuxThread thread, out ulong mask)
    {
        ref X86Registers registers = ref thread.Guest.Registers;
        Span<byte> bytes = stackalloc byte[InfoOffset];
        mask = 0;
        if (!thread.Calls.TryRead(registers.Rsp - 8, bytes))
        {
            return false;
        }

        ulong stateAddress = BinaryPrimitives.ReadUInt64LittleEndian(bytes[StateOffset..]);
        if (stateAddress != 0)
        {
            byte[] state = new byte[Math.Min(thread.Guest.ReadExtendedState([]), MostState)];
            if (!thread.Calls.TryRead(stateAddress, state.AsSpan()) || !thread.Guest.WriteExtendedState(state))
            {
                return false;
            }
        }

        ReadRegisters(bytes[RegistersOffset..], ref registers);
        thread.AlternateStack.Restore(LinuxStack.Read(bytes[StackOffset..]));
        mask = BinaryPrimitives.ReadUInt64LittleEndian(bytes[MaskOffset..]);
        return true;
    }

    /// <summary>The mask that the frame under the stack pointer restores.</summary>
    public static bool TryReadMask(LinuxThread thread, out ulong mask) => thread.Calls.TryRead(thread.Guest.Registers.Rsp - 8 + MaskOffset, out mask);

    private static void WriteRegisters(in X86Registers from, Span<byte> to)
    {
        ReadOnlySpan<ulong> values =
        [
            from.R8, from.R9, from.R10, from.R11, from.R12, from.R13, from.R14, from.R15, from.Rdi, from.Rsi, from.Rbp, from.Rbx, from.Rdx, from.Rax,
            from.Rcx, from.Rsp, from.Rip, from.Rflags, StackSegment | (from.Is32Bit ? Code32 : Code64),
        ];
        for (int i = 0; i < values.Length; i++)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(to[(i * 8)..], values[i]);
        }
    }

    private static void ReadRegisters(ReadOnlySpan<byte> from, ref X86Registers to)
    {
        Span<ulong> values = stackalloc ulong[19];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = BinaryPrimitives.ReadUInt64LittleEndian(from[(i * 8)..]);
        }

        to.R8 = values[0];
        to.R9 = values[1];
        to.R10 = values[2];
        to.R11 = values[3];
        to.R12 = values[4];
        to.R13 = values[5];
        to.R14 = values[6];
        to.R15 = values[7];
        to.Rdi = values[8];
        to.Rsi = values[9];
        to.Rbp = values[10];
        to.Rbx = values[11];
        to.Rdx = values[12];
        to.Rax = values[13];
        to.Rcx = values[14];
        to.Rsp = values[15];
        to.Rip = values[16];
        to.Rflags = values[17];
        to.Is32Bit = (ushort)values[18] == Code32;
    }
}

using System.Buffers.Binary;
using ProcVM.Core.Seam;

namespace ProcVM.Personality.Linux.Signals;

/// <summary>The two frames that signal handlers of 32-bit programs are called with, and return by: the old one, and the one of handlers that want to know more
/// (SA_SIGINFO). Linux's struct sigframe_ia32 and rt_sigframe_ia32.</summary>
internal static class I386SignalFrame
{
    private const int ContextSize = 88;
    private const int LowerMaskPlace = 80;
    private const int PageAddressPlace = 84;

    /// <summary>The old frame: return address, number, context, an area that nobody uses, the upper half of the mask, code for debuggers.</summary>
    private const int OldContext = 8;
    private const int OldUpperMask = OldContext + ContextSize + 624;
    private const int OldCode = OldUpperMask + 4;
    private const int OldSize = OldCode + 8;

    /// <summary>The other one: return address, number, two pointers, siginfo, ucontext, code for debuggers.</summary>
    private const int InfoPlace = 16;
    private const int UserContext = InfoPlace + SignalInfo.ByteSize;
    private const int StackPlace = UserContext + 8;
    private const int Context = StackPlace + 12;
    private const int MaskPlace = Context + ContextSize;
    private const int Code = MaskPlace + 8;
    private const int Size = Code + 8;

    private const uint HasExtendedState = 1; // UC_FP_XSTATE
    private const int MostState = 16 << 10;

    /// <summary>TF, DF and RF: a handler starts without them.</summary>
    private const ulong ClearedFlags = 0x1_0500;

    private const ushort FlatCode = 0x23;
    private const ushort FlatData = 0x2B;

    /// <summary>Puts the thread into a handler; false when the frame can't be written.</summary>
    /// <param name="thread">The thread.</param>
    /// <param name="info">The signal.</param>
    /// <param name="action">The handler.</param>
    /// <param name="mask">The mask that the handler's return restores.</param>
    public static bool TryEnter(LinuxThread thread, SignalInfo info, LinuxSigaction action, ulong mask)
    {
        ref X86Registers registers = ref thread.Guest.Registers;
        bool onStack = (action.Flags & LinuxSaFlags.SA_ONSTACK) != 0 && thread.AlternateStack.CanBeEntered(registers.Rsp);
        bool hasInfo = (action.Flags & LinuxSaFlags.SA_SIGINFO) != 0;
        uint top = (uint)(onStack ? thread.AlternateStack.Top : registers.Rsp);
        if (!TryWriteState(thread, top, out uint state))
        {
            return false;
        }

        uint frame = (((state == 0 ? top : state) - (uint)(hasInfo ? Size : OldSize) + 4) & ~15u) - 4;
        bool hasRestorer = (action.Flags & LinuxSaFlags.SA_RESTORER) != 0;
        uint back = hasRestorer ? (uint)action.Restorer : hasInfo ? I386Vdso.ReturnWithInfo(thread.Process.Vdso) : I386Vdso.Return(thread.Process.Vdso);
        Span<byte> bytes = stackalloc byte[OldSize];
        bytes = hasInfo ? bytes[..Size] : bytes;
        bytes.Clear();
        Put(bytes, 0, back);
        Put(bytes, 4, (uint)info.Number);
        Span<byte> context = bytes.Slice(hasInfo ? Context : OldContext, ContextSize);
        I386SignalContext.Write(registers, context);
        Put(context, I386SignalContext.StatePlace, state);
        Put(context, LowerMaskPlace, (uint)mask);
        Put(context, PageAddressPlace, info.IsFault ? (uint)info.Address : 0);
        if (hasInfo)
        {
            Put(bytes, 8, frame + InfoPlace);
            Put(bytes, 12, frame + UserContext);
            info.WriteNarrow(bytes[InfoPlace..]);
            Put(bytes, UserContext, state == 0 ? 0 : HasExtendedState);
            thread.AlternateStack.Describe(registers.Rsp).WriteNarrow(bytes[StackPlace..]);
            BinaryPrimitives.WriteUInt64LittleEndian(bytes[MaskPlace..], mask);
            I386Vdso.ReturnWithInfoCode.CopyTo(bytes[Code..]);
        }
        else
        {
            Put(bytes, OldUpperMask, (uint)(mask >> 32));
            I386Vdso.ReturnCode.CopyTo(bytes[OldCode..]);
        }

        if (!thread.Calls.TryWrite(frame, (ReadOnlySpan<byte>)bytes))
        {
            return false;
        }

        registers.Rip = action.Handler;
        registers.Rsp = frame;
        registers.Rax = (ulong)info.Number;
        registers.Rdx = hasInfo ? frame + InfoPlace : 0;
        registers.Rcx = hasInfo ? frame + UserContext : 0;
        registers.Ds = FlatData;
        registers.Es = FlatData;
        registers.Is32Bit = true;
        registers.Rflags &= ~ClearedFlags;
        return true;
    }

    /// <summary>sigreturn: puts the thread back to where the old frame says; false when there is none.</summary>
    public static bool TryLeave(LinuxThread thread, out ulong mask)
    {
        Span<byte> frame = stackalloc byte[OldSize];
        mask = 0;
        if (!thread.Calls.TryRead((uint)(thread.Guest.Registers.Rsp - 8), frame))
        {
            return false;
        }

        mask = Get(frame, OldContext + LowerMaskPlace) | ((ulong)Get(frame, OldUpperMask) << 32);
        return TryRestore(thread, frame[OldContext..]);
    }

    /// <summary>rt_sigreturn, likewise.</summary>
    public static bool TryLeaveWithInfo(LinuxThread thread, out ulong mask)
    {
        Span<byte> frame = stackalloc byte[Size];
        mask = 0;
        if (!thread.Calls.TryRead((uint)(thread.Guest.Registers.Rsp - 4), frame))
        {
            return false;
        }

        mask = BinaryPrimitives.ReadUInt64LittleEndian(frame[MaskPlace..]);
        if (!TryRestore(thread, frame[Context..]))
        {
            return false;
        }

        thread.AlternateStack.Restore(LinuxStack.ReadNarrow(frame[StackPlace..]));
        return true;
    }

    /// <summary>The mask that the frame under the stack pointer restores.</summary>
    public static bool TryReadMask(LinuxThread thread, bool hasInfo, out ulong mask)
    {
        uint pointer = (uint)thread.Guest.Registers.Rsp;
        if (hasInfo)
        {
            return thread.Calls.TryRead(pointer - 4 + MaskPlace, out mask);
        }

        bool isThere = thread.Calls.TryReadNarrow(pointer - 8 + OldContext + LowerMaskPlace, out mask);
        isThere &= thread.Calls.TryReadNarrow(pointer - 8 + OldUpperMask, out ulong upper);
        mask |= upper << 32;
        return isThere;
    }

    private static bool TryRestore(LinuxThread thread, ReadOnlySpan<byte> context)
    {
        uint state = Get(context, I386SignalContext.StatePlace);
        if (state != 0 && !TryReadState(thread, state))
        {
            return false;
        }

        I386SignalContext.Read(context, ref thread.Guest.Registers);
        return true;
    }

    // The processor's state, aligned, and in front of it the x87's in the form of 1985.
    private static bool TryWriteState(LinuxThread thread, uint top, out uint address)
    {
        byte[] state = new byte[thread.Guest.ReadExtendedState([])];
        thread.Guest.ReadExtendedState(state);
        address = 0;
        if (state.Length == 0)
        {
            return true;
        }

        uint place = (top - (uint)state.Length) & ~63u;
        address = place - I386FloatState.Size;
        Span<byte> old = stackalloc byte[I386FloatState.Size];
        I386FloatState.Convert(state, old);
        return thread.Calls.TryWrite(place, (ReadOnlySpan<byte>)state) && thread.Calls.TryWrite(address, (ReadOnlySpan<byte>)old);
    }

    private static bool TryReadState(LinuxThread thread, uint address)
    {
        byte[] state = new byte[Math.Min(thread.Guest.ReadExtendedState([]), MostState)];
        Span<byte> old = stackalloc byte[I386FloatState.Size];
        if (!thread.Calls.TryRead(address, old) || !thread.Calls.TryRead(address + I386FloatState.Size, state.AsSpan()))
        {
            return false;
        }

        I386FloatState.ConvertBack(old, state);
        return thread.Guest.WriteExtendedState(state);
    }

    private static void Put(Span<byte> bytes, int place, uint value) => BinaryPrimitives.WriteUInt32LittleEndian(bytes[place..], value);

    private static uint Get(ReadOnlySpan<byte> bytes, int place) => BinaryPrimitives.ReadUInt32LittleEndian(bytes[place..]);
}

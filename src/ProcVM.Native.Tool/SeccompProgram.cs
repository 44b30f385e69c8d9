using ProcVM.Native.Stub;

namespace ProcVM.Native.Tool;

/// <summary>The seccomp filter of stub processes (classic BPF over struct seccomp_data). Calls from guest code trap, whatever they are; calls from the code page
/// must be of a short list, with arguments that can harm nothing but the process itself; all others kill it.</summary>
internal sealed class SeccompProgram
{
    private const uint Allow = 0x7FFF_0000;
    private const uint Trap = 0x0003_0000;
    private const uint KillProcess = 0x8000_0000;
    private const uint SetThreadArea32 = 243;
    private const uint ArchX8664 = 0xC000_003E;

    private const int LoadWord = 0x20;
    private const int And = 0x54;
    private const int JumpEqual = 0x15;
    private const int JumpGreater = 0x25;
    private const int JumpGreaterOrEqual = 0x35;
    private const int Return = 0x06;

    private const uint OffsetNumber = 0;
    private const uint OffsetArch = 4;
    private const uint OffsetIpLow = 8;
    private const uint OffsetIpHigh = 12;
    private const uint OffsetArguments = 16;

    /// <summary>The upper half of every address in the stub's own 4 GiB.</summary>
    private const uint OwnHigh = (uint)(StubLayout.CodePage >> 32);

    /// <summary>MAP_SHARED, PRIVATE, FIXED, ANONYMOUS, NORESERVE.</summary>
    private const uint MapFlags = 0x4033;

    private readonly List<ulong> _program = [];

    /// <summary>The instructions, as struct sock_filter.</summary>
    public ulong[] Assemble()
    {
        WriteOrigin();
        foreach (int number in (int[])[15, 60, 231, 3, 24, 110])
        {
            // rt_sigreturn, exit, exit_group, close, sched_yield, getppid
            Case(number, () => { });
        }

        Case(202, () => WantBelow(1, 2)); // futex: FUTEX_WAIT and FUTEX_WAKE of shared memory
        Case(47, () => WantEqual(0, StubLayout.SocketDescriptor)); // recvmsg
        Case(33, () => WantEqual(1, StubLayout.SocketDescriptor)); // dup2
        Case(157, () => WantEqual(0, 1)); // prctl: PR_SET_PDEATHSIG
        Case(56, () => WantEither(0, 0x8000, StubLayout.ThreadFlags)); // clone: a process of its own, the monitor's child; or a thread
        Case(9, WriteMmap);
        Case(11, () => WantRange(0, 1));
        Case(10, () => WantRange(0, 1));
        Case(25, () =>
        {
            WantRange(0, 1);
            WantRange(4, 2);
        });
        Case(28, () =>
        {
            WantShort(1);
            WantBelow(2, 32); // no MADV_HWPOISON and its kin
        });
        Ret(KillProcess);
        return [.. _program];
    }

    /// <summary>The address is the one behind the instruction. From the code page, 64-bit calls, and one 32-bit one.</summary>
    private void WriteOrigin()
    {
        Load(OffsetIpHigh);
        Jump(JumpEqual, OwnHigh, 1, 0);
        Ret(Trap);
        Load(OffsetIpLow);
        Jump(JumpGreater, unchecked((uint)StubLayout.CodePage) + StubLayout.PageSize, 0, 1);
        Ret(Trap);
        Load(OffsetArch);
        Jump(JumpEqual, ArchX8664, 4, 0);

        // set_thread_area: a segment of the thread's own.
        Load(OffsetNumber);
        Jump(JumpEqual, SetThreadArea32, 0, 1);
        Ret(Allow);
        Ret(KillProcess);
    }

    // A mapping at a place of its own choice, in the guest's part, or over the slots; of ordinary pages.
    private void WriteMmap()
    {
        WantShort(1);
        Load(Argument(3));
        _program.Add(Instruction(And, 0, 0, ~MapFlags));
        Jump(JumpEqual, 0, 1, 0);
        Ret(KillProcess);
        Load(Argument(0) + 4);
        Jump(JumpEqual, OwnHigh - 1, 0, 1);
        Ret(KillProcess);
        Jump(JumpEqual, OwnHigh, 0, 3);
        Load(Argument(0));
        Jump(JumpGreaterOrEqual, unchecked((uint)StubLayout.Slots), 1, 0);
        Ret(KillProcess);
    }

    /// <summary>A range that begins neither in the stub's 4 GiB nor in the 4 GiB below, and is shorter than that: it can't reach the stub.</summary>
    private void WantRange(int address, int length)
    {
        WantShort(length);
        Load(Argument(address) + 4);
        Jump(JumpEqual, OwnHigh - 1, 1, 0);
        Jump(JumpEqual, OwnHigh, 0, 1);
        Ret(KillProcess);
    }

    private void WantShort(int length)
    {
        Load(Argument(length) + 4);
        Jump(JumpEqual, 0, 1, 0);
        Ret(KillProcess);
    }

    private void WantEqual(int argument, uint value)
    {
        Load(Argument(argument));
        Jump(JumpEqual, value, 1, 0);
        Ret(KillProcess);
    }

    private void WantEither(int argument, uint value, uint other)
    {
        Load(Argument(argument));
        Jump(JumpEqual, value, 2, 0);
        Jump(JumpEqual, other, 1, 0);
        Ret(KillProcess);
    }

    private void WantBelow(int argument, uint value)
    {
        Load(Argument(argument));
        Jump(JumpGreaterOrEqual, value, 0, 1);
        Ret(KillProcess);
    }

    private void Case(int number, Action checks)
    {
        Load(OffsetNumber);
        int place = _program.Count;
        _program.Add(0);
        checks();
        Ret(Allow);
        _program[place] = Instruction(JumpEqual, 0, checked((byte)(_program.Count - place - 1)), (uint)number);
    }

    private void Load(uint offset) => _program.Add(Instruction(LoadWord, 0, 0, offset));

    private void Jump(int test, uint value, byte whenTrue, byte whenFalse) => _program.Add(Instruction(test, whenTrue, whenFalse, value));

    private void Ret(uint action) => _program.Add(Instruction(Return, 0, 0, action));

    private static uint Argument(int index) => OffsetArguments + (8 * (uint)index);

    private static ulong Instruction(int code, byte whenTrue, byte whenFalse, uint value) =>
        (uint)code | ((ulong)whenTrue << 16) | ((ulong)whenFalse << 24) | ((ulong)value << 32);
}

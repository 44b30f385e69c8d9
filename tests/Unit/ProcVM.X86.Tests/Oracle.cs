using ProcVM.Core.Seam;
using ProcVM.Native;
using ProcVM.Seam.Tests;

namespace ProcVM.X86.Tests;

/// <summary>The same code on the processor itself and in the interpreter, from the same state: what differs afterwards.</summary>
internal sealed class Oracle : IDisposable
{
    /// <summary>What is compared of memory: the start of the data, in which sequences write, and the stack's top.</summary>
    public const int DataSize = 0x2000;
    private const int StackSize = 0x400;
    private const int StateHead = 32;
    private const int VectorOffset = 160;
    private const int VectorSize = 256;

    private readonly NativeEngine _nativeEngine;
    private readonly SoftwareEngine _softEngine = new(256UL << 20);
    private RawGuest _native;
    private readonly RawGuest _soft;
    private readonly Random _random;

    public Oracle(int seed)
    {
        Assert.True(NativeEngine.TryStart(out NativeEngine? engine, out string reason), reason);
        _nativeEngine = engine;
        _native = Start(engine);
        _soft = Start(_softEngine);
        _random = new Random(seed);
    }

    /// <summary>Flags that are undefined after the instructions of a case.</summary>
    public ulong UndefinedFlags { get; set; }

    /// <summary>Bits of the x87's status that differ between makers of processors.</summary>
    public ushort UndefinedStatus { get; set; }

    /// <summary>Runs code in both from a random state; gives what differs, or null.</summary>
    /// <param name="code">The bytes, which end with a system call or a fault.</param>
    /// <param name="registers">Sets registers that must not be random.</param>
    public string? Compare(byte[] code, Action<Set>? registers = null)
    {
        byte[] data = new byte[DataSize];
        _random.NextBytes(data);
        byte[] stack = new byte[StackSize];
        _random.NextBytes(stack);
        X86Registers start = RandomRegisters();
        registers?.Invoke(new Set(ref start));
        Prepare(_soft, code, data, stack, start);
        Prepare(_native, code, data, stack, start);
        byte[] vectors = new byte[VectorSize];
        _random.NextBytes(vectors);
        byte[] floats = RandomFloats();
        PutState(_soft, floats, vectors);
        PutState(_native, floats, vectors);

        using Timer timer = new(_ => { _native.Thread.Interrupt(); _soft.Thread.Interrupt(); }, null, 2000, Timeout.Infinite);
        Exit soft = _soft.Resume();
        Exit native = _native.Resume();
        string? difference = Describe(soft, native) ?? DescribeRegisters(_soft.Registers, _native.Registers)
            ?? DescribeBytes("data", RawGuest.Data, data.Length) ?? DescribeBytes("stack", RawGuest.StackTop - StackSize, StackSize) ?? DescribeVectors() ?? DescribeFloats();
        if (native.Kind == ExitKind.Ended)
        {
            // What the code did to its own process, as only the processor's can.
            _native.Dispose();
            _native = Start(_nativeEngine);
            return null;
        }

        return difference is null ? null : $"{difference} from\n{Text(start)}";
    }

    public void Dispose()
    {
        _native.Dispose();
        _soft.Dispose();
        _softEngine.Dispose();
        _nativeEngine.Dispose();
    }

    /// <summary>The registers of a case, before it starts.</summary>
    public readonly ref struct Set(ref X86Registers registers)
    {
        public readonly ref X86Registers Registers = ref registers;
    }

    // A thread has floating-point state once it has run.
    private static RawGuest Start(IGuestEngine engine)
    {
        RawGuest guest = RawGuest.Start(engine, static code => code.int3());
        guest.Resume();
        return guest;
    }

    private X86Registers RandomRegisters()
    {
        X86Registers registers = new() { Rflags = (ulong)_random.NextInt64() & 0x8D5 };
        Span<ulong> all = System.Runtime.InteropServices.MemoryMarshal.CreateSpan(ref registers.Rax, 16);
        foreach (ref ulong one in all)
        {
            one = _random.Next(4) switch
            {
                0 => (ulong)_random.NextInt64(-4, 5),
                1 => (1UL << _random.Next(64)) - (ulong)_random.Next(2),
                _ => (ulong)_random.NextInt64(long.MinValue, long.MaxValue),
            };
        }

        registers.Rsp = RawGuest.StackTop - (StackSize / 2);
        return registers;
    }

    private static void Prepare(RawGuest guest, byte[] code, byte[] data, byte[] stack, in X86Registers start)
    {
        guest.Space.Write(guest.Thread, RawGuest.Code, code);
        guest.Space.Write(guest.Thread, RawGuest.Data, data);
        guest.Space.Write(guest.Thread, RawGuest.StackTop - StackSize, stack);
        guest.Registers = start;
        guest.Registers.Rip = RawGuest.Code;
    }

    // Control and status words, tags, and the registers, as FXSAVE has them: numbers of all kinds, near enough to each other that they meet.
    private byte[] RandomFloats()
    {
        byte[] floats = new byte[VectorOffset];
        BitConverter.TryWriteBytes(floats.AsSpan(), (ushort)(0x7F | (_random.Next(4) << 10) | ((_random.Next(3) + 1) % 4 << 8)));
        BitConverter.TryWriteBytes(floats.AsSpan(2), (ushort)(_random.Next(8) << 11));
        floats[4] = (byte)(_random.Next(3) == 0 ? _random.Next(256) : 0xFF);
        for (int i = 0; i < 8; i++)
        {
            ulong significand = (ulong)_random.NextInt64(long.MinValue, long.MaxValue) | (1UL << 63);
            int exponent = 0x3FFF + _random.Next(-70, 70);
            switch (_random.Next(16))
            {
                case 0: exponent = 0; significand = 0; break;
                case 1: exponent = 0x7FFF; significand = _random.Next(2) == 0 ? 1UL << 63 : significand; break;
                case 2: exponent = _random.Next(4); significand = (ulong)_random.NextInt64() >> _random.Next(64); break;
                case 3: exponent = 0x7FFE - _random.Next(3); break;
                case 4: significand = (significand >> 40) << 40; break;
                case 5: exponent = 0x3FFF + (_random.Next(2) == 0 ? -1023 : -127) - _random.Next(60); break;
                case 6: exponent = 0x3FFF + (_random.Next(2) == 0 ? 1023 : 127); break;
            }

            BitConverter.TryWriteBytes(floats.AsSpan(StateHead + (i * 16)), significand);
            BitConverter.TryWriteBytes(floats.AsSpan(StateHead + (i * 16) + 8), (ushort)(exponent | (_random.Next(2) << 15)));
        }

        return floats;
    }

    private static void PutState(RawGuest guest, byte[] floats, byte[] vectors)
    {
        byte[] state = new byte[guest.Thread.ReadExtendedState([])];
        guest.Thread.ReadExtendedState(state);
        floats.AsSpan(0, 5).CopyTo(state);
        floats.AsSpan(StateHead).CopyTo(state.AsSpan(StateHead));
        vectors.CopyTo(state, VectorOffset);
        BitConverter.TryWriteBytes(state.AsSpan(24), 0x1F80u);
        // The components that are there: legacy ones at least.
        const int Components = 512;
        BitConverter.TryWriteBytes(state.AsSpan(Components), BitConverter.ToUInt64(state, Components) | 3);
        Assert.True(guest.Thread.WriteExtendedState(state));
    }

    private static string? Describe(Exit soft, Exit native)
    {
        bool isSame = soft.Kind == native.Kind && soft.Vector == native.Vector && soft.Gate == native.Gate
            && (soft.Vector != 14 || (soft.Address == native.Address && (soft.ErrorCode | 1) == (native.ErrorCode | 1)))
            && (soft.Vector != 13 || soft.ErrorCode == native.ErrorCode);
        return isSame ? null : $"exit: {soft}\nnative: {native}";
    }

    private string? DescribeRegisters(X86Registers soft, X86Registers native)
    {
        const ulong Compared = 0x8D5 | 0x400;
        soft.Rflags &= Compared & ~UndefinedFlags;
        native.Rflags &= Compared & ~UndefinedFlags;
        IEnumerable<string> differing = Text(soft).Split(' ').Zip(Text(native).Split(' ')).Where(static one => one.First != one.Second)
            .Select(static one => $"{one.First} native {one.Second}");
        return differing.Any() ? string.Join(", ", differing) : null;
    }

    private static string Text(in X86Registers r) =>
        $"rax={r.Rax:x} rbx={r.Rbx:x} rcx={r.Rcx:x} rdx={r.Rdx:x} rsi={r.Rsi:x} rdi={r.Rdi:x} rbp={r.Rbp:x} rsp={r.Rsp:x} r8={r.R8:x} r9={r.R9:x} r10={r.R10:x} "
        + $"r11={r.R11:x} r12={r.R12:x} r13={r.R13:x} r14={r.R14:x} r15={r.R15:x} rip={r.Rip:x} flags={r.Rflags:x} fs={r.FsBase:x} gs={r.GsBase:x}";

    private string? DescribeBytes(string what, ulong address, int count)
    {
        byte[] soft = _soft.Read(address, count);
        byte[] native = new byte[count];
        _native.Space.Read(_native.Thread, address, native);
        int at = soft.AsSpan().CommonPrefixLength(native);
        return at == count ? null : $"{what} at {address + (ulong)at:x}: {soft[at]:x2}, native {native[at]:x2}";
    }

    private string? DescribeVectors()
    {
        byte[] soft = State(_soft);
        byte[] native = State(_native);
        int at = soft.AsSpan().CommonPrefixLength(native);
        return at == soft.Length ? null
            : $"xmm{at / 16}: {Convert.ToHexString(soft, at & ~15, 16)}, native {Convert.ToHexString(native, at & ~15, 16)} (bytes from the lowest)";
    }

    private string? DescribeFloats()
    {
        string soft = Floats(_soft);
        string native = Floats(_native);
        return soft == native ? null : $"x87:    {soft}\nnative: {native}";
    }

    private string Floats(RawGuest guest)
    {
        byte[] state = new byte[guest.Thread.ReadExtendedState([])];
        guest.Thread.ReadExtendedState(state);
        IEnumerable<string> registers = Enumerable.Range(0, 8).Select(i =>
            $"{BitConverter.ToUInt16(state, StateHead + (i * 16) + 8):x4}:{BitConverter.ToUInt64(state, StateHead + (i * 16)):x16}");
        return $"control={BitConverter.ToUInt16(state):x4} status={BitConverter.ToUInt16(state, 2) & ~UndefinedStatus:x4} used={state[4]:x2} {string.Join(' ', registers)}";
    }

    private static byte[] State(RawGuest guest)
    {
        byte[] state = new byte[guest.Thread.ReadExtendedState([])];
        guest.Thread.ReadExtendedState(state);
        return state.AsSpan(VectorOffset, VectorSize).ToArray();
    }
}

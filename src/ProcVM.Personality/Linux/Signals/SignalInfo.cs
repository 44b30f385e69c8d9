using System.Buffers.Binary;
using ProcVM.Kernel.Processes;

namespace ProcVM.Personality.Linux.Signals;

/// <summary>A signal and what is told with it (sigaction(2), siginfo_t).</summary>
/// <param name="Number">The signal.</param>
/// <param name="Code">Why: si_code.</param>
internal readonly record struct SignalInfo(int Number, int Code)
{
    /// <summary>Bytes of siginfo_t.</summary>
    public const int ByteSize = 128;

    private const int FromKernel = 0x80;

    /// <summary>Who sent it, or which child it is about.</summary>
    public int Sender { get; init; }

    public uint User { get; init; }

    /// <summary>A child's exit status or signal.</summary>
    public int Status { get; init; }

    /// <summary>What the sender gave with it (sigqueue(3)).</summary>
    public ulong Value { get; init; }

    /// <summary>The timer that sent it; null for another's.</summary>
    public PosixTimer? Timer { get; init; }

    /// <summary>How often the timer ran out more than once.</summary>
    public int Overrun { get; init; }

    /// <summary>The address of a fault.</summary>
    public ulong Address { get; init; }

    /// <summary>True for a fault of the thread's own: it can't be put off.</summary>
    public bool IsFault { get; init; }

    public static SignalInfo OfKernel(int number) => new(number, FromKernel);

    /// <summary>kill, and with another code tkill.</summary>
    public static SignalInfo OfProcess(int number, LinuxProcess sender, int code = 0) =>
        new(number, code) { Sender = sender.Id, User = sender.Instance.Options.Identity.User };

    public static SignalInfo OfFault(int number, int code, ulong address) => new(number, code) { Address = address, IsFault = true };

    /// <summary>News of a child: CLD_EXITED and its kin.</summary>
    public static SignalInfo OfChild(LinuxProcess child, bool isOver)
    {
        int signal = child.Status & 0x7F;
        (int code, int status) = (isOver, signal, child.State) switch
        {
            (true, 0, _) => (1, child.Status >> 8),
            (true, _, _) => ((child.Status & 0x80) != 0 ? 3 : 2, signal),
            (_, _, ProcessState.ContinuedNews) => (6, SignalNumber.Continue),
            _ => (5, child.Status >> 8),
        };
        return new SignalInfo(isOver ? child.ExitSignal : SignalNumber.Child, code)
        {
            Sender = child.Id,
            User = child.Instance.Options.Identity.User,
            Status = status,
        };
    }

    /// <summary>What a program says that a signal is: rt_sigqueueinfo(2).</summary>
    public static SignalInfo OfProgram(int number, ReadOnlySpan<byte> bytes) => new(number, BinaryPrimitives.ReadInt32LittleEndian(bytes[8..]))
    {
        Sender = BinaryPrimitives.ReadInt32LittleEndian(bytes[16..]),
        User = BinaryPrimitives.ReadUInt32LittleEndian(bytes[20..]),
        Value = BinaryPrimitives.ReadUInt64LittleEndian(bytes[24..]),
    };

    /// <summary>What a 32-bit program has said, where a 64-bit one says it.</summary>
    public static void Widen(Span<byte> bytes)
    {
        Span<byte> narrow = stackalloc byte[24];
        bytes[..24].CopyTo(narrow);
        bytes[12..16].Clear();
        narrow[12..24].CopyTo(bytes[16..]);
        bytes[28..32].Clear();
    }

    /// <summary>As <see cref="Write"/>, for a 32-bit program: behind three words comes what comes there behind four.</summary>
    public void WriteNarrow(Span<byte> bytes)
    {
        const int Times = 32;
        Span<byte> wide = stackalloc byte[ByteSize];
        Write(wide);
        bytes[..ByteSize].Clear();
        wide[..12].CopyTo(bytes);
        wide[16..28].CopyTo(bytes[12..]);
        if (Number == SignalNumber.Child && Code > 0)
        {
            wide.Slice(Times, 4).CopyTo(bytes[24..]);
            wide.Slice(Times + 8, 4).CopyTo(bytes[28..]);
        }
    }

    public void Write(Span<byte> bytes)
    {
        bytes[..ByteSize].Clear();
        BinaryPrimitives.WriteInt32LittleEndian(bytes, Number);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[8..], Code);
        if (IsFault)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(bytes[16..], Address);
            return;
        }

        BinaryPrimitives.WriteInt32LittleEndian(bytes[16..], Timer?.Id ?? Sender);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[20..], Timer is null ? User : (uint)Overrun);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[24..], Value != 0 ? Value : (uint)Status);
    }
}

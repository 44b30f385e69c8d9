using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using ProcVM.Core.Ports;
using ProcVM.Kernel.Descriptors;
using ProcVM.Personality.Linux.Calls;

namespace ProcVM.Personality.Linux;

/// <summary>The calls of one thread: the handlers that the table dispatches to, and their way to the guest's memory.</summary>
internal sealed class LinuxCalls
{
    /// <summary>Linux's PATH_MAX, the NUL included.</summary>
    public const int LongestPath = 4096;

    private const int PageSize = 4096;

    private readonly LinuxThread _thread;

    public LinuxCalls(LinuxThread thread)
    {
        _thread = thread;
        File = new FileCalls(thread, this);
        Path = new PathCalls(thread, this);
        Attribute = new AttributeCalls(thread, this);
        Lock = new LockCalls(thread, this);
        Transfer = new TransferCalls(thread, this);
        Storage = new StorageCalls(thread, this);
        Poll = new PollCalls(thread, this);
        Memory = new MemoryCalls(thread);
        Process = new ProcessCalls(thread, this);
        Signal = new SignalCalls(thread, this);
        Clock = new ClockCalls(thread);
        System = new SystemCalls(thread, this);
        Tty = new TtyCalls(thread, this);
        Epoll = new EpollCalls(thread, this);
        Event = new EventCalls(thread, this);
        PosixTimer = new PosixTimerCalls(thread, this);
        Socket = new SocketCalls(thread, this);
        Message = new MessageCalls(thread, this);
        Pidfd = new PidfdCalls(thread, this);
        Futex = new FutexCalls(thread, this);
        Timer = new TimerCalls(thread);
        Scheduling = new SchedulingCalls(thread, this);
        Compat = new CompatCalls(thread, this);
    }

    public FileCalls File { get; }

    public PathCalls Path { get; }

    public AttributeCalls Attribute { get; }

    public LockCalls Lock { get; }

    public TransferCalls Transfer { get; }

    public StorageCalls Storage { get; }

    public PollCalls Poll { get; }

    public MemoryCalls Memory { get; }

    public ProcessCalls Process { get; }

    public SignalCalls Signal { get; }

    public ClockCalls Clock { get; }

    public SystemCalls System { get; }

    public TtyCalls Tty { get; }

    public EpollCalls Epoll { get; }

    public EventCalls Event { get; }

    public PosixTimerCalls PosixTimer { get; }

    public SocketCalls Socket { get; }

    public MessageCalls Message { get; }

    public PidfdCalls Pidfd { get; }

    public FutexCalls Futex { get; }

    public TimerCalls Timer { get; }

    public SchedulingCalls Scheduling { get; }

    /// <summary>What 32-bit programs alone call.</summary>
    public CompatCalls Compat { get; }

    /// <summary>The interface of the call under way, and between calls of the code that made the last one.</summary>
    public LinuxAbi Abi { get; set; } = LinuxAbi.Amd64;

    /// <summary>Set by rows of 32-bit programs' calls that have times as 64-bit ones do.</summary>
    public bool IsWide { get; set; }

    /// <summary>Set while a 32-bit program's call has locks on files with 32-bit offsets.</summary>
    public bool HasShortLocks { get; set; }

    /// <summary>True when the call under way has put all registers where they belong.</summary>
    public bool HasSetRegisters { get; set; }

    public static long Error(Errno error) => -(long)error;

    /// <summary>An error, or the result of a call that had none.</summary>
    public static long Result(Errno error, long value = 0) => error == Errno.None ? value : -(long)error;

    /// <summary>Gives a new file the lowest free descriptor; one that there's none for is closed.</summary>
    public long Give(OpenFile file, bool closeOnExec)
    {
        Errno error = _thread.Process.Descriptors.Add(file, closeOnExec, out int number);
        if (error != Errno.None)
        {
            file.Release();
        }

        return Result(error, number);
    }

    /// <summary>Performs a call of the present interface.</summary>
    public long Perform(ulong number, ulong a0, ulong a1, ulong a2, ulong a3, ulong a4, ulong a5)
    {
        IsWide = false;
        return _thread.Process.Instance.Tracer is { } tracer
            ? tracer.Call(_thread, number, [a0, a1, a2, a3, a4, a5])
            : Abi.Call(this, number, a0, a1, a2, a3, a4, a5);
    }

    /// <summary>A call that nothing serves.</summary>
    public long Unserved(ulong number, ulong a0, ulong a1, ulong a2, ulong a3, ulong a4, ulong a5)
    {
        string arguments = string.Create(CultureInfo.InvariantCulture, $"; 0x{a0:x}, 0x{a1:x}, 0x{a2:x}, 0x{a3:x}, 0x{a4:x}, 0x{a5:x}");
        _thread.Process.Instance.ReportUnserved(Abi, number, arguments);
        return Error(Errno.ENOSYS);
    }

    public bool TryRead(ulong address, Span<byte> bytes) => _thread.Guest.Space.Read(_thread.Guest, address, bytes) == bytes.Length;

    public bool TryWrite(ulong address, ReadOnlySpan<byte> bytes) => _thread.Guest.Space.Write(_thread.Guest, address, bytes) == bytes.Length;

    /// <summary>Takes a structure of the present interface's programs out of bytes.</summary>
    public T Parse<T>(ReadOnlySpan<byte> bytes)
        where T : struct, IGuestStructure<T> => IsNarrow<T>() ? T.ReadNarrow(bytes) : Abi.Is32Bit ? T.ReadWide(bytes) : T.Read(bytes);

    /// <summary>The bytes that a structure has in the memory of the present interface's programs.</summary>
    public ulong SizeOf<T>()
        where T : struct, IGuestStructure<T> => (ulong)(IsNarrow<T>() ? T.NarrowSize : T.ByteSize);

    public bool TryRead<T>(ulong address, out T value)
        where T : struct, IGuestStructure<T>
    {
        Span<byte> bytes = stackalloc byte[T.ByteSize];
        bool isNarrow = IsNarrow<T>();
        bytes = isNarrow ? bytes[..T.NarrowSize] : bytes;
        bool isThere = TryRead(address, bytes);
        value = isThere ? Parse<T>(bytes) : default;
        return isThere;
    }

    public bool TryRead<T>(ulong address, out T? value)
        where T : struct, IGuestStructure<T>
    {
        bool isThere = TryRead(address, out T read);
        value = isThere ? read : null;
        return isThere;
    }

    public bool TryRead(ulong address, out int value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        bool isThere = TryRead(address, bytes);
        value = BinaryPrimitives.ReadInt32LittleEndian(bytes);
        return isThere;
    }

    public bool TryRead(ulong address, out ulong value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        bool isThere = TryRead(address, bytes);
        value = BinaryPrimitives.ReadUInt64LittleEndian(bytes);
        return isThere;
    }

    public bool TryRead(ulong address, out ulong? value)
    {
        bool isThere = TryRead(address, out ulong read);
        value = isThere ? read : null;
        return isThere;
    }

    public bool TryRead(ulong address, out long? value)
    {
        bool isThere = TryRead(address, out ulong read);
        value = isThere ? (long)read : null;
        return isThere;
    }

    public bool TryWrite<T>(ulong address, in T value)
        where T : struct, IGuestStructure<T>
    {
        Span<byte> bytes = stackalloc byte[T.ByteSize];
        if (IsNarrow<T>())
        {
            bytes = bytes[..T.NarrowSize];
            value.WriteNarrow(bytes);
        }
        else
        {
            value.Write(bytes);
        }

        return TryWrite(address, bytes);
    }

    public bool TryWrite<T>(ulong address, in T? value)
        where T : struct, IGuestStructure<T> => value is not { } given || TryWrite(address, given);

    /// <summary>Reads a structure in another layout than its own.</summary>
    public bool TryReadAs<T, TLayout>(ulong address, out T value)
        where T : struct
        where TLayout : IGuestLayout<T>
    {
        Span<byte> bytes = stackalloc byte[TLayout.ByteSize];
        bool isThere = TryRead(address, bytes);
        value = isThere ? TLayout.Read(bytes) : default;
        return isThere;
    }

    /// <summary>Reads a structure in another layout than its own; null when it isn't there.</summary>
    public bool TryReadAs<T, TLayout>(ulong address, out T? value)
        where T : struct
        where TLayout : IGuestLayout<T>
    {
        bool isThere = TryReadAs<T, TLayout>(address, out T read);
        value = isThere ? read : null;
        return isThere;
    }

    /// <summary>Writes a structure in another layout than its own; a negated error, EOVERFLOW when something doesn't fit.</summary>
    public long TryWriteAs<T, TLayout>(ulong address, in T value)
        where T : struct
        where TLayout : IGuestLayout<T>
    {
        Span<byte> bytes = stackalloc byte[TLayout.ByteSize];
        return !TLayout.TryWrite(value, bytes) ? Error(Errno.EOVERFLOW) : TryWrite(address, bytes) ? 0 : Error(Errno.EFAULT);
    }

    /// <summary>Reads a pointer, or an unsigned long.</summary>
    public bool TryReadWord(ulong address, out ulong value) => Abi.Is32Bit ? TryReadNarrow(address, out value) : TryRead(address, out value);

    /// <summary>Writes a pointer, or an unsigned long.</summary>
    public bool TryWriteWord(ulong address, ulong value) => Abi.Is32Bit ? TryWrite(address, (int)value) : TryWrite(address, value);

    /// <summary>Reads 32 bits, without a sign.</summary>
    public bool TryReadNarrow(ulong address, out ulong value)
    {
        bool isThere = TryRead(address, out int read);
        value = (uint)read;
        return isThere;
    }

    /// <summary>Reads 32 bits, with their sign.</summary>
    public bool TryReadNarrow(ulong address, out long value)
    {
        bool isThere = TryRead(address, out int read);
        value = read;
        return isThere;
    }

    public bool TryReadNarrow(ulong address, out ulong? value)
    {
        bool isThere = TryReadNarrow(address, out ulong read);
        value = isThere ? read : null;
        return isThere;
    }

    public bool TryReadNarrow(ulong address, out long? value)
    {
        bool isThere = TryReadNarrow(address, out long read);
        value = isThere ? read : null;
        return isThere;
    }

    /// <summary>Writes the lower 32 bits.</summary>
    public bool TryWriteNarrow(ulong address, long value) => TryWrite(address, (int)value);

    public bool TryWriteNarrow(ulong address, ulong value) => TryWrite(address, (int)value);

    public bool TryWriteNarrow(ulong address, long? value) => value is not { } given || TryWrite(address, (int)given);

    public bool TryWriteNarrow(ulong address, ulong? value) => value is not { } given || TryWrite(address, (int)given);

    public bool TryWrite(ulong address, int value) => TryWrite(address, MemoryMarshal.AsBytes(new ReadOnlySpan<int>(in value)));

    public bool TryWrite(ulong address, ulong value) => TryWrite(address, MemoryMarshal.AsBytes(new ReadOnlySpan<ulong>(in value)));

    public bool TryWrite(ulong address, long value) => TryWrite(address, (ulong)value);

    public bool TryWrite(ulong address, long? value) => value is not { } given || TryWrite(address, (ulong)given);

    /// <summary>Reads a path: bytes up to a NUL.</summary>
    public bool TryReadText(ulong address, out byte[] text, out long error)
    {
        error = ReadText(address, LongestPath, out text) switch
        {
            Errno.E2BIG => Error(Errno.ENAMETOOLONG),
            Errno other => Error(other),
        };
        return error == 0;
    }

    /// <summary>Reads bytes up to a NUL; E2BIG when there is none among the first <paramref name="most"/>.</summary>
    public Errno ReadText(ulong address, int most, out byte[] text)
    {
        List<byte> read = [];
        Span<byte> buffer = stackalloc byte[PageSize];
        text = [];
        const int First = 256;
        while (read.Count < most)
        {
            // Short at first, as most are, and never into a page that the text needn't reach.
            int wanted = Math.Min(read.Count == 0 ? First : PageSize, PageSize - (int)(address % PageSize));
            Span<byte> part = buffer[..Math.Min(wanted, most - read.Count)];
            int count = _thread.Guest.Space.Read(_thread.Guest, address, part);
            int end = part[..count].IndexOf((byte)0);
            if (end >= 0)
            {
                text = [.. read, .. part[..end]];
                return Errno.None;
            }

            if (count < part.Length)
            {
                return Errno.EFAULT;
            }

            read.AddRange(part);
            address += (ulong)count;
        }

        return Errno.E2BIG;
    }

    private bool IsNarrow<T>()
        where T : struct, IGuestStructure<T> => Abi.Is32Bit && !(IsWide && T.MayBeWide);
}

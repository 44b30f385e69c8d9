using System.Buffers.Binary;
using System.Text;
using ProcVM.Core;
using ProcVM.Core.Ports;
using ProcVM.Kernel.Files;
using ProcVM.Module;
using ProcVM.Personality.Pvm;

namespace ProcVM.Personality.Tests.Pvm;

/// <summary>A P-code process without a program: tests call the handlers as a program would, on a memory of their own.</summary>
internal sealed class Machine : IDisposable
{
    public const uint Input = 64;
    public const uint Output = 96;
    public const uint Error = 128;
    public const uint HeapStart = 32768;

    private readonly GuestMemory _memory;
    private uint _next = 256;

    public Machine(string input = "", ulong limit = 16 << 20, IDirectory? directory = null, bool isReadOnly = false, int openFiles = 8, long storage = 256 << 20)
    {
        OutputData = new(new StorageBudget(storage));
        ErrorData = new(new StorageBudget(storage));
        Tree = directory ?? new MemoryDirectory();
        InputData.Write(0, Encoding.Latin1.GetBytes(input), out _);
        Options = new PvmOptions
        {
            Streams = new StandardStreams(new FakeStream(InputData), new FakeStream(OutputData), new FakeStream(ErrorData)),
            HeapStart = HeapStart,
            Mounts = [new Mount(Tree, "/w", isReadOnly)],
            CurrentDirectory = "/w",
            OpenFiles = openFiles,
            TemporaryStorage = 1 << 20,
            ProgramName = "test.pas",
            Arguments = ["one", "zwei drei"],
            Environment = new Dictionary<string, string> { ["LANG"] = "C" },
            Clock = new SteppedClock(),
            Entropy = new SeededEntropy(1),
        };
        Process = new PvmProcess(Options);
        _memory = new GuestMemory(65536, limit);
        Calls.State.Attach(_memory);
        foreach ((uint address, int handle) in ((uint, int)[])[(Input, 1), (Output, 2), (Error, 3)])
        {
            BinaryPrimitives.WriteInt32LittleEndian(Bytes(address, 4), handle);
        }
    }

    public PvmOptions Options { get; }

    public PvmProcess Process { get; }

    public IDirectory Tree { get; }

    public PvmHandlers Calls => Process.Handlers;

    public FileCalls File => Calls.File;

    public TextFileCalls Text => Calls.TextFile;

    public GuestMemory Memory => _memory;

    public MemoryFileData InputData { get; } = new(new StorageBudget(256 << 20));

    public MemoryFileData OutputData { get; }

    public MemoryFileData ErrorData { get; }

    /// <summary>Everything written to the standard output so far.</summary>
    public string Written
    {
        get
        {
            File.Flush(Output);
            byte[] bytes = new byte[OutputData.Size];
            OutputData.Read(0, bytes);
            return Encoding.Latin1.GetString(bytes);
        }
    }

    public TrapKind Trap => Calls.State.TrapKind;

    /// <summary>Reserves zeroed bytes below the heap.</summary>
    public uint Allocate(uint size)
    {
        uint address = _next;
        _next += (size + 7) & ~7u;
        Assert.True(_next <= HeapStart);
        return address;
    }

    /// <summary>A file variable with elements of a size, assigned to a name.</summary>
    public uint Variable(string? name, int kind = 0)
    {
        uint variable = Allocate(16 + (uint)Math.Max(1, kind));
        if (name is null)
        {
            File.Internal(variable, kind);
        }
        else
        {
            File.Assign(variable, Encoding.Latin1.GetBytes(name), kind);
        }

        return variable;
    }

    public Span<byte> Bytes(uint address, uint length)
    {
        Assert.True(_memory.TrySlice(address, length, out Span<byte> bytes));
        return bytes;
    }

    /// <summary>A short string variable's view.</summary>
    public ShortString String(string contents, int capacity)
    {
        ShortString text = new(Bytes(Allocate((uint)capacity + 1), (uint)capacity + 1));
        text.Assign(Encoding.Latin1.GetBytes(contents));
        return text;
    }

    public void WriteString(uint file, string text) => Text.WriteChars(file, Encoding.Latin1.GetBytes(text), -1);

    public string ReadLine(uint file)
    {
        ShortString line = String("", 255);
        Text.ReadString(file, line);
        Text.ReadLine(file);
        return Encoding.Latin1.GetString(line.Characters);
    }

    public void Dispose() => _memory.Dispose();
}

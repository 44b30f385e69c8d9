namespace ProcVM.Kernel.Terminals;

/// <summary>How a terminal behaves (termios(3)).</summary>
public sealed record TerminalModes
{
    /// <summary>How many special characters there are.</summary>
    public const int CharacterCount = 19;

    private const uint Speed38400 = 15;

    /// <summary>What is done with bytes that come in.</summary>
    public InputFlags Input { get; init; } = InputFlags.ICRNL | InputFlags.IXON;

    /// <summary>What is done with bytes that go out.</summary>
    public OutputFlags Output { get; init; } = OutputFlags.OPOST | OutputFlags.ONLCR;

    /// <summary>The line's own: kept, and without meaning here.</summary>
    public uint Control { get; init; } = 0xB0 | Speed38400;

    /// <summary>What the terminal does by itself.</summary>
    public LocalFlags Local { get; init; } = (LocalFlags)0x8A3B;

    /// <summary>The discipline's number.</summary>
    public byte Line { get; init; }

    /// <summary>The special characters; 0 is none.</summary>
    public byte[] Characters { get; init; } = [3, 28, 127, 21, 4, 0, 1, 0, 17, 19, 26, 0, 18, 15, 23, 22, 0, 0, 0];

    /// <summary>Bits a second, in and out.</summary>
    public (uint In, uint Out) Speed { get; init; } = (38_400, 38_400);

    /// <summary>True when lines are edited.</summary>
    public bool IsCanonical => (Local & LocalFlags.ICANON) != 0;

    /// <summary>A special character; 0 for none.</summary>
    public byte this[ControlCharacter character] => Characters[(int)character];

    internal bool Has(InputFlags flag) => (Input & flag) != 0;

    internal bool Has(OutputFlags flag) => (Output & flag) != 0;

    internal bool Has(LocalFlags flag) => (Local & flag) != 0;

    internal bool Is(byte value, ControlCharacter character) => value != 0 && Characters[(int)character] == value;
}

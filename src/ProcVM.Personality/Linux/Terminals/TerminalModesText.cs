using System.Buffers.Binary;
using ProcVM.Kernel.Terminals;

namespace ProcVM.Personality.Linux.Terminals;

/// <summary>A terminal's modes as programs have them: struct termios and termios2 of the kernel (ioctl_tty(2)).</summary>
internal static class TerminalModesText
{
    public const int Size = 36;
    public const int Size2 = 44;
    private const int LineOffset = 16;
    private const int CharactersOffset = 17;
    private const uint SpeedMask = 0x100F;
    private const uint OtherSpeed = 0x1000;

    private static readonly uint[] s_speeds = [0, 50, 75, 110, 134, 150, 200, 300, 600, 1200, 1800, 2400, 4800, 9600, 19_200, 38_400];
    private static readonly uint[] s_higherSpeeds = [0, 57_600, 115_200, 230_400, 460_800, 500_000, 576_000, 921_600, 1_000_000, 1_152_000, 1_500_000, 2_000_000, 2_500_000, 3_000_000, 3_500_000, 4_000_000];

    public static void Write(TerminalModes modes, Span<byte> bytes)
    {
        bytes.Clear();
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, (uint)modes.Input);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[4..], (uint)modes.Output);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[8..], modes.Control);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[12..], (uint)modes.Local);
        bytes[LineOffset] = modes.Line;
        modes.Characters.CopyTo(bytes[CharactersOffset..]);
        if (bytes.Length >= Size2)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(bytes[Size..], modes.Speed.In);
            BinaryPrimitives.WriteUInt32LittleEndian(bytes[(Size + 4)..], modes.Speed.Out);
        }
    }

    public static TerminalModes Read(ReadOnlySpan<byte> bytes)
    {
        // A pseudo-terminal has eight bits, and a receiver (pty_set_termios).
        const uint Eight = 0x30;
        const uint Parity = 0x100;
        const uint Receiver = 0x80;
        uint control = (BinaryPrimitives.ReadUInt32LittleEndian(bytes[8..]) & ~(Eight | Parity)) | Eight | Receiver;
        uint code = control & SpeedMask;
        uint speed = code == OtherSpeed && bytes.Length >= Size2 ? BinaryPrimitives.ReadUInt32LittleEndian(bytes[(Size + 4)..])
            : (code & OtherSpeed) != 0 ? s_higherSpeeds[code & 0xF] : s_speeds[code];
        return new TerminalModes
        {
            Input = (InputFlags)BinaryPrimitives.ReadUInt32LittleEndian(bytes),
            Output = (OutputFlags)BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]),
            Control = control,
            Local = (LocalFlags)BinaryPrimitives.ReadUInt32LittleEndian(bytes[12..]),
            Line = bytes[LineOffset],
            Characters = bytes.Slice(CharactersOffset, TerminalModes.CharacterCount).ToArray(),
            Speed = (speed, speed),
        };
    }
}

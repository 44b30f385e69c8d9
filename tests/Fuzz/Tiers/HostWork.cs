using ProcVM.Core;
using ProcVM.Module;

namespace ProcVM.Fuzz.Tiers;

/// <summary>What the host does for generated programs, and what it was told: the same for every tier and the reference machine.</summary>
internal sealed class HostWork
{
    /// <summary>The module that programs import from.</summary>
    internal const string ModuleName = "fuzz";

    internal const int ExitCode = 17;

    private const int MostNotes = 20_000;

    private static readonly (string Name, string Signature)[] s_calls =
    [
        ("note", "ildf>"), ("ask", "i>i"), ("wide", "ld>l"), ("real", "dl>d"), ("single", "fi>f"), ("peek", "i>i"), ("poke", "ii>"), ("exit", "i>"),
        ("trap", "i>"), ("nothing", ">"),
    ];

    /// <summary>Each call: its number and its arguments.</summary>
    internal List<ulong> Notes { get; } = [];

    internal static int Find(string name) => Array.FindIndex(s_calls, call => call.Name == name);

    internal static string SignatureOf(string name) => s_calls[Find(name)].Signature;

    internal static string SignatureOf(int call) => s_calls[call].Signature;

    /// <summary>Performs a call.</summary>
    /// <param name="call">Its number.</param>
    /// <param name="arguments">Its arguments, as the engine gave them.</param>
    /// <param name="memory">The guest's memory.</param>
    /// <param name="result">Its result, or a trap's kind.</param>
    internal HostCallStatus Call(int call, ReadOnlySpan<ulong> arguments, Span<byte> memory, out ulong result)
    {
        result = 0;
        if (Notes.Count < MostNotes)
        {
            Notes.Add((ulong)call);
            Notes.AddRange(arguments);
        }

        uint first = arguments.Length > 0 ? (uint)arguments[0] : 0;
        switch (s_calls[call].Name)
        {
            case "ask":
                result = (first * 2654435761u) >> 3;
                break;
            case "wide":
                result = (arguments[0] ^ arguments[1]) * 0x9E3779B97F4A7C15;
                break;
            case "real":
                // A NaN that only programs must not see.
                result = (arguments[1] & 3) == 0 ? 0xFFF4000000000123 : arguments[0] ^ (1UL << 63);
                break;
            case "single":
                result = (arguments[1] & 3) == 0 ? 0xFFA00001 : first ^ 0x80000000;
                break;
            case "peek":
                result = memory[(int)(first % (uint)memory.Length)];
                break;
            case "poke":
                memory[(int)(first % 2048)] ^= (byte)arguments[1];
                break;
            case "exit" when first % 8 == 0:
                return HostCallStatus.Exit;
            case "trap" when first % 8 == 0:
                result = 1 + (first / 8 % (uint)TrapKind.Table);
                return HostCallStatus.Trap;
            default:
                break;
        }

        return HostCallStatus.Ok;
    }
}

using Iced.Intel;
using ProcVM.Native;
using ProcVM.Seam.Tests;
using Xunit.Abstractions;

namespace ProcVM.X86.Tests;

/// <summary>The host's processor as the oracle: random instructions leave the same registers, flags, memory and faults in the interpreter.</summary>
public class OracleTests(ITestOutputHelper output)
{
    private const int Cases = 50_000;

    /// <summary>Each sets the flags in another way, of registers that are compared too.</summary>
    private static readonly byte[][] s_before =
    [
        [],
        [0x4D, 0x01, 0xD1], // add r9, r10
        [0x45, 0x29, 0xD1], // sub r9d, r10d
        [0x4D, 0x39, 0xD1], // cmp r9, r10
        [0x45, 0x84, 0xD1], // test r9b, r10b
        [0x49, 0xFF, 0xC1], // inc r9
        [0x66, 0x45, 0x11, 0xD1], // adc r9w, r10w
        [0x49, 0xD1, 0xE1], // shl r9, 1
    ];

    /// <summary>inc r8: jumps go behind it. int3 ends the case, and is followed by others in case the jump is wrong.</summary>
    private static readonly byte[] s_after = [0x49, 0xFF, 0xC0, 0xCC, 0xCC, 0xCC, 0xCC, 0xCC];

    [Fact]
    public void InstructionsDoWhatTheProcessorDoes()
    {
        if (NativeHost.FindMissing() is { } missing)
        {
            output.WriteLine("not compared: " + missing);
            return;
        }

        int cases = int.TryParse(Environment.GetEnvironmentVariable("PROCVM_ORACLE_CASES"), out int wanted) ? wanted : Cases;
        int seed = int.TryParse(Environment.GetEnvironmentVariable("PROCVM_ORACLE_SEED"), out int given) ? given : 1;
        CaseGenerator generator = new(seed);
        Random random = new(seed);
        using Oracle oracle = new(seed);
        Dictionary<Mnemonic, int> counts = [];
        Dictionary<Code, string> wrong = [];
        HashSet<Code> forms = [];
        for (int i = 0; i < cases; i++)
        {
            Instruction instruction = generator.Next(out byte[] bytes, out ConstantOffsets offsets);
            generator.Direct(instruction, bytes, offsets);
            byte[] before = s_before[random.Next(s_before.Length)];
            byte[] code = [.. before, .. bytes, .. s_after];
            bool readsAdjust = (instruction.RflagsRead & RflagsBits.AF) != 0;
            if (instruction.IsIPRelativeMemoryOperand || readsAdjust)
            {
                code = [.. bytes, .. s_after];
                before = [];
            }

            // Adjust is undefined after a shift.
            const ulong Adjust = 0x10;
            oracle.UndefinedFlags = FlagsOf(instruction.RflagsUndefined) | (before == s_before[^1] ? Adjust : 0);
            ulong end = RawGuest.Code + (ulong)(before.Length + bytes.Length);
            string? difference = oracle.Compare(code, set => generator.Aim(instruction, ref set.Registers, end));
            counts[instruction.Mnemonic] = counts.GetValueOrDefault(instruction.Mnemonic) + 1;
            forms.Add(instruction.Code);
            if (difference is not null)
            {
                wrong.TryAdd(instruction.Code, $"{instruction} [{Convert.ToHexString(before)} {Convert.ToHexString(bytes)}]: {difference}");
            }
        }

        output.WriteLine($"{cases} cases, {counts.Count} instructions in {forms.Count} forms:");
        output.WriteLine(string.Join(", ", counts.OrderBy(static one => one.Key.ToString(), StringComparer.Ordinal).Select(static one => $"{one.Key} {one.Value}")));
        Assert.True(wrong.Count == 0, $"{wrong.Count} forms differ:\n\n{string.Join("\n\n", wrong.Select(static one => $"{one.Key}: {one.Value}").Take(60))}");
    }

    [Fact]
    public void SequencesDoWhatTheProcessorDoes()
    {
        if (NativeHost.FindMissing() is { } missing)
        {
            output.WriteLine("not compared: " + missing);
            return;
        }

        const int Longest = 12;
        const ulong Adjust = 0x10;
        int cases = int.TryParse(Environment.GetEnvironmentVariable("PROCVM_ORACLE_CASES"), out int wanted) ? wanted / 10 : Cases / 10;
        CaseGenerator generator = new(cases);
        Random random = new(cases);

        // AMD's processors leave C1 as it was when they compare into the flags, Intel's clear it.
        const ushort RoundedUp = 0x200;
        using Oracle oracle = new(cases) { UndefinedFlags = Adjust, UndefinedStatus = RoundedUp };
        List<string> wrong = [];
        for (int i = 0; i < cases && wrong.Count < 5; i++)
        {
            List<byte> code = [];
            List<string> text = [];
            for (int length = random.Next(2, Longest); length > 0; length--)
            {
                Instruction instruction = generator.NextOfSequence(out byte[] bytes, out ConstantOffsets offsets);
                generator.Direct(instruction, bytes, offsets);
                code.AddRange(bytes);
                text.Add($"{instruction} [{Convert.ToHexString(bytes)}]");
            }

            code.AddRange(s_after);
            if (oracle.Compare([.. code]) is { } difference)
            {
                wrong.Add($"{string.Join("; ", text)}: {difference}");
            }
        }

        Assert.True(wrong.Count == 0, string.Join("\n\n", wrong));
    }

    private static ulong FlagsOf(RflagsBits bits)
    {
        (RflagsBits Bit, ulong Flag)[] all =
        [
            (RflagsBits.CF, 1), (RflagsBits.PF, 4), (RflagsBits.AF, 0x10), (RflagsBits.ZF, 0x40), (RflagsBits.SF, 0x80), (RflagsBits.OF, 0x800),
        ];
        return all.Where(one => (bits & one.Bit) != 0).Aggregate(0UL, static (sum, one) => sum | one.Flag);
    }
}

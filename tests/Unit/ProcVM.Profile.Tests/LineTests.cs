using ProcVM.Module;
using ProcVM.Runtime;
using ProcVM.Runtime.Profiling;
using ProcVM.Runtime.Tests;

namespace ProcVM.Profile.Tests;

/// <summary>Calls of routines and figures of lines are those of an instruction trace of the reference machine.</summary>
public sealed class LineTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(500_000)]
    public void Calls_and_lines_are_those_of_an_instruction_trace(int firstSeed)
    {
        int compared = 0;
        for (int seed = firstSeed; seed < firstSeed + 150; seed++)
        {
            compared += Compare(seed) ? 1 : 0;
        }

        Assert.True(compared > 75, $"{compared} programs compared");
    }

    private static bool Compare(int seed)
    {
        VerifiedModule verified = Verifier.Verify(new ProgramGenerator(seed).Build()).Value!;
        PcodeModule module = verified.Module;
        Dictionary<(string, int), (long Hits, long Instructions)> lines = [];
        Dictionary<int, long> calls = [];
        ReferenceMachine reference = new(verified)
        {
            Entered = function => calls[function] = calls.GetValueOrDefault(function) + 1,
            Trace = (function, offset) =>
            {
                module.Lines!.TryFind(function, offset, out string file, out int line);
                (long hits, long instructions) = lines.GetValueOrDefault((file, line));
                lines[(file, line)] = (hits + (BeginsLine(module, function, offset) ? 1 : 0), instructions + 1);
            },
        };
        reference.Run();
        if (reference.RanTooLong)
        {
            return false;
        }

        using ProfileRecorder recorder = new(new ProfileOptions { CountsBlocks = true, ThreadTime = () => 0, Time = () => 0 });
        using PcodeInstance instance = PcodeInstance.Create(verified, new NoHostCalls(), new PcodeLimits(), recorder: recorder).Value!;
        instance.Run();
        RunProfile profile = new ProfileBuilder(module, recorder).Build("p", [], "interp");
        foreach (Routine routine in profile.Routines.Where(routine => routine.Function >= module.Imports.Length))
        {
            Assert.True(routine.Calls == calls.GetValueOrDefault(routine.Function), $"seed {seed}: {routine.Name} called {routine.Calls} times");
        }

        Assert.Equal(calls.Values.Sum(), profile.Routines.Where(routine => routine.Function >= module.Imports.Length).Sum(routine => routine.Calls));
        foreach (SourceFile file in profile.Files)
        {
            foreach (SourceLine line in file.Lines)
            {
                (long hits, long instructions) = lines.GetValueOrDefault((file.Path, line.Line));
                Assert.True((hits, instructions) == (line.Hits, line.Instructions),
                    $"seed {seed}, {file.Path}:{line.Line}: {line.Hits} and {line.Instructions} for {hits} and {instructions}");
            }
        }

        Assert.Equal(reference.Steps, profile.Files.Sum(file => file.Lines.Sum(line => line.Instructions)));
        return true;
    }

    /// <summary>True for the first instruction at or behind an entry of the line table.</summary>
    private static bool BeginsLine(PcodeModule module, int function, int offset)
    {
        CodeReader code = new(module.Functions[function - module.Imports.Length].Code.Span);
        int first = 0;
        while (code.Offset < offset)
        {
            int at = code.Offset;
            Opcode op = code.ReadOpcode();
            code.Skip(OpcodeTable.Get(op).Immediate);
            first = op is Opcode.Label or Opcode.Nop ? first : at + 1;
        }

        return module.Lines!.Functions[function].Any(entry => entry.CodeOffset >= first && entry.CodeOffset <= offset);
    }
}

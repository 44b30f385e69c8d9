using ProcVM.Module;

namespace ProcVM.Runtime.Profiling;

/// <summary>How often each instruction was executed: exact, from the counts of the blocks.</summary>
public static class InstructionCounts
{
    /// <summary>The instructions of a function of the module in code order, labels left out; nothing when the run didn't count.</summary>
    public static IEnumerable<InstructionCount> Of(PcodeModule module, ProfileRecorder recorder, int function)
    {
        if (recorder.Counters is not { } counters)
        {
            yield break;
        }

        ReadOnlyMemory<byte> bytes = module.Functions[function - module.Imports.Length].Code;
        int offset = 0;
        long count = counters.Read(function, BlockCounters.Entry);
        while (offset < bytes.Length)
        {
            Opcode op = ReadAt(bytes.Span, offset, out int target, out int next);
            if (op is not (Opcode.Label or Opcode.Nop))
            {
                yield return new InstructionCount(offset, op, target, count);
            }

            count = BlockCounters.EndsBlock(op) ? counters.Read(function, offset)
                : IsEnd(op) ? 0
                : count - recorder.LeftAt(function, offset);

            offset = next;
        }
    }

    /// <summary>True when control never goes on behind the instruction: what follows without a label is dead.</summary>
    private static bool IsEnd(Opcode op) => op is Opcode.Br or Opcode.BrTable or Opcode.Return or Opcode.Trap or Opcode.Unreachable or Opcode.Escape;

    private static Opcode ReadAt(ReadOnlySpan<byte> bytes, int offset, out int target, out int next)
    {
        CodeReader code = new(bytes) { Offset = offset };
        Opcode op = code.ReadOpcode();
        target = -1;
        if (op == Opcode.Call)
        {
            target = (int)code.ReadU32();
        }
        else
        {
            code.Skip(OpcodeTable.Get(op).Immediate);
        }

        next = code.Offset;
        return op;
    }
}

/// <summary>How often an instruction was executed.</summary>
/// <param name="Offset">Its place in the function's code.</param>
/// <param name="Opcode">The operation.</param>
/// <param name="Target">The function that it calls; −1 for anything but a direct call.</param>
/// <param name="Count">How often.</param>
public readonly record struct InstructionCount(int Offset, Opcode Opcode, int Target, long Count);

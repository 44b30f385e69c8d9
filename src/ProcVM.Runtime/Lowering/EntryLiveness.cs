using ProcVM.Module;

namespace ProcVM.Runtime.Lowering;

/// <summary>Which locals may be read before they are assigned: those must be zero at entry.</summary>
internal static class EntryLiveness
{
    private const long MostWork = 4_000_000;

    /// <summary>By local: true when its first value matters.</summary>
    public static bool[] Find(IrFunction ir)
    {
        bool[] live = new bool[ir.LocalCount];
        int words = (ir.LocalCount + 63) / 64;
        if (ir.LocalCount == ir.ParameterCount)
        {
            return live;
        }

        if ((long)words * ir.BlockCount * 8 > MostWork || ir.HasEscapeTargets)
        {
            Arrays.Fill(live, true);
            return live;
        }

        ulong[] reads = new ulong[words * ir.BlockCount];
        ulong[] writes = new ulong[words * ir.BlockCount];
        for (int block = 0; block < ir.BlockCount; block++)
        {
            Summarise(ir, block, reads, writes, block * words);
        }

        Solve(ir, words, reads, writes);
        for (int local = 0; local < live.Length; local++)
        {
            live[local] = (reads[local / 64] >> local & 1) != 0;
        }

        return live;
    }

    private static void Summarise(IrFunction ir, int block, ulong[] reads, ulong[] writes, int first)
    {
        for (int index = ir.Blocks[block].First; index >= 0; index = ir.Instructions[index].Next)
        {
            ref IrInstruction instruction = ref ir.Instructions[index];
            Read(ir, instruction.A, reads, writes, first);
            Read(ir, instruction.B, reads, writes, first);
            Read(ir, instruction.C, reads, writes, first);
            (int start, int count) = Operands.List(instruction);
            for (int i = 0; i < count; i++)
            {
                Read(ir, ir.Lists[start + i], reads, writes, first);
            }

            if (ir.IsLocal(instruction.Dst))
            {
                writes[first + (instruction.Dst / 64)] |= 1UL << instruction.Dst;
            }
        }
    }

    private static void Read(IrFunction ir, int register, ulong[] reads, ulong[] writes, int first)
    {
        if (ir.IsLocal(register) && (writes[first + (register / 64)] >> register & 1) == 0)
        {
            reads[first + (register / 64)] |= 1UL << register;
        }
    }

    /// <summary>Backward data flow; the result is in <paramref name="reads"/>.</summary>
    private static void Solve(IrFunction ir, int words, ulong[] reads, ulong[] writes)
    {
        bool changed = true;
        for (int round = 0; changed; round++)
        {
            changed = false;
            for (int block = ir.BlockCount - 1; block >= 0; block--)
            {
                if (ir.Blocks[block].FallsThrough && block + 1 < ir.BlockCount)
                {
                    changed |= Flow(words, reads, writes, block, block + 1);
                }

                int last = ir.Blocks[block].Last;
                if (last < 0)
                {
                    continue;
                }

                ref IrInstruction instruction = ref ir.Instructions[last];
                if (instruction.Op is Opcode.Br or Opcode.BrIf or Opcode.BrIfz)
                {
                    changed |= Flow(words, reads, writes, block, ir.LabelBlocks[instruction.Imm]);
                }
                else if (instruction.Op == Opcode.BrTable)
                {
                    for (int i = 0; i <= instruction.Imm2; i++)
                    {
                        changed |= Flow(words, reads, writes, block, ir.LabelBlocks[ir.Lists[instruction.Imm + i]]);
                    }
                }
            }

            if (changed && (long)(round + 1) * words * ir.BlockCount > MostWork)
            {
                Arrays.Fill(reads, ulong.MaxValue);
                return;
            }
        }
    }

    private static bool Flow(int words, ulong[] reads, ulong[] writes, int from, int to)
    {
        bool changed = false;
        for (int i = 0; i < words; i++)
        {
            ulong more = reads[(to * words) + i] & ~writes[(from * words) + i] & ~reads[(from * words) + i];
            if (more != 0)
            {
                reads[(from * words) + i] |= more;
                changed = true;
            }
        }

        return changed;
    }
}

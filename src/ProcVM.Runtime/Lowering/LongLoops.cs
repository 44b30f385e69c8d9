using ProcVM.Module;

namespace ProcVM.Runtime.Lowering;

/// <summary>Tells the loops that may run long, in which compiled code looks whether it is to stop, from those that are over soon: a look in each
/// round costs as much as the work of a small loop, and keeps LLVM from unrolling and vectorising it.</summary>
internal static class LongLoops
{
    /// <summary>Instructions that a loop which is over soon may execute: some tens of microseconds.</summary>
    private const long MostWork = 1 << 17;

    /// <summary>Sets <see cref="IrFunction.LongLoops"/>.</summary>
    /// <param name="ir">The function.</param>
    /// <param name="loops">The loops that are known to be counted, outer ones first.</param>
    public static void Find(IrFunction ir, List<CountedLoop> loops)
    {
        bool[] heads = ir.FindLoopHeads();
        ir.LongLoops = heads;
        long[] work = new long[ir.BlockCount];
        for (int block = 0; block < work.Length; block++)
        {
            work[block] = WorkOf(ir, block);
        }

        // Inner loops first: their work stands in their first block then.
        for (int i = loops.Count - 1; i >= 0; i--)
        {
            CountedLoop loop = loops[i];
            if (loop.MostTrips > MostWork)
            {
                continue;
            }

            long all = 0;
            for (int block = loop.Start; block <= loop.End && all <= MostWork; block++)
            {
                all += heads[block] && block != loop.Start ? MostWork + 1 : work[block];
            }

            all *= loop.MostTrips;
            if (all <= MostWork)
            {
                heads[loop.Start] = false;
                Array.Clear(work, loop.Start, loop.End - loop.Start + 1);
                work[loop.Start] = all;
            }
        }
    }

    private static long WorkOf(IrFunction ir, int block)
    {
        long work = 1;
        for (int index = ir.Blocks[block].First; index >= 0; index = ir.Instructions[index].Next)
        {
            work += IsBounded(ir.Instructions[index].Op) ? 1 : MostWork + 1;
        }

        return Math.Min(work, MostWork + 1);
    }

    private static bool IsBounded(Opcode op) => op is not (Opcode.Call or Opcode.CallRef or Opcode.Escape or Opcode.MemoryGrow
        or Opcode.MemoryInit or Opcode.MemoryCopy or Opcode.MemoryFill or Opcode.MemoryCompare
        or Opcode.TableInit or Opcode.TableCopy or Opcode.TableFill or Opcode.TableGrow);
}

using ProcVM.Llvm;
using ProcVM.Module;
using ProcVM.Runtime.Tiers;

namespace ProcVM.Jit.Llvm;

/// <summary>Writes functions that are compiled together.</summary>
/// <param name="builder">Where to.</param>
/// <param name="countsFuel">Their code counts fuel.</param>
/// <param name="linesOf">What is told of each place in a function; null for nothing.</param>
internal sealed class NativeGroup(LlvmModuleBuilder builder, bool countsFuel, Func<CompilationUnit, LlvmFunction, Action<int>?> linesOf)
{
    // How often a function is written into itself, and how large it may become by that.
    private const int MostCopies = 4;
    private const int LargestWithCopies = 500;

    /// <summary>Writes them all.</summary>
    public void Write(List<CompilationUnit> group)
    {
        NativeModule native = new(builder);
        LlvmFunction[] functions = [.. group.Select(native.Define)];
        for (int i = 0; i < functions.Length; i++)
        {
            WriteWithCopies(native, group[i], functions[i]);
            LlvmLineTable.ClearLine(builder.Builder);
        }
    }

    /// <summary>Writes a function. A small one that calls itself gets a few copies of itself, as gcc gives it: much of its time is calls.</summary>
    private void WriteWithCopies(NativeModule native, CompilationUnit unit, LlvmFunction function)
    {
        LlvmFunction? self = null;
        int copies = Copies(unit);
        for (int level = copies; level > 0; level--)
        {
            LlvmFunction copy = native.DefineCopy(unit, level);
            new NativeEmitter(native, unit, copy, countsFuel, fromSlots: false) { IsCopy = true, Self = self, AtPlace = linesOf(unit, copy) }.Emit();
            self = copy;
        }

        new NativeEmitter(native, unit, function, countsFuel, fromSlots: false) { Self = self, Copies = copies, AtPlace = linesOf(unit, function) }.Emit();
    }

    /// <summary>How many times a function is written into itself.</summary>
    private static int Copies(CompilationUnit unit)
    {
        int calls = 0;
        for (int block = 0; block < unit.Ir.BlockCount; block++)
        {
            for (int i = unit.Ir.Blocks[block].First; i >= 0; i = unit.Ir.Instructions[i].Next)
            {
                calls += unit.Ir.Instructions[i].Op == Opcode.Call && unit.Ir.Instructions[i].Imm == unit.Function ? 1 : 0;
            }
        }

        int levels = 0;
        long size = unit.Ir.Count;
        for (long width = calls; calls > 0 && levels < MostCopies && size + (width * unit.Ir.Count) <= LargestWithCopies; width *= calls)
        {
            size += width * unit.Ir.Count;
            levels++;
        }

        return levels;
    }
}

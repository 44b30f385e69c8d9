using ProcVM.Core;
using ProcVM.Module;

namespace ProcVM.Pascal.Emit;

/// <summary>P-code routines for blocks of the heap, written into a module when first needed: small blocks are taken and given without the way to
/// the host, by the lists that <see cref="HeapFormat"/> tells of. Whatever isn't as it has to be is left to the host, which says what is wrong.</summary>
internal sealed class HeapRoutines(ModuleContext context)
{
    // Blocks up to this are cleared by stores, larger ones by an instruction of their own.
    private const uint LargestByStores = 48;

    private readonly Dictionary<uint, FunctionHandle> _new = [];
    private int _table = -1;

    /// <summary>(block): gives a block back; traps nil and pointer.</summary>
    internal FunctionHandle Free => SharedRoutines.Once(ref field, EmitFree);

    private int Table => _table < 0 ? _table = context.Module.Global(ValueType.I32, isMutable: true, 0, "heap.lists") : _table;

    /// <summary>(size) → a zeroed block: emits the call that does it.</summary>
    /// <param name="code">Where.</param>
    /// <param name="size">The size, when it is known; it isn't on the operand stack then.</param>
    internal void Allocate(FunctionBuilder code, long? size)
    {
        if (size is >= 0 and <= HeapFormat.LargestWaiting - HeapFormat.HeaderSize)
        {
            uint block = HeapFormat.BlockSize((uint)size);
            if (!_new.TryGetValue(block, out FunctionHandle routine))
            {
                routine = EmitNew(block);
                _new.Add(block, routine);
            }

            code.Call(routine);
            return;
        }

        if (size is not null)
        {
            code.I32((int)size);
        }

        code.Call(context.Host(PvmImports.HeapAlloc));
    }

    private FunctionHandle EmitNew(uint size)
    {
        FunctionBuilder code = context.Module.Function($"heap.new.{size}", context.Module.Type(">i"));
        int table = code.NewLocal(ValueType.I32);
        int block = code.NewLocal(ValueType.I32);
        int mark = code.NewLocal(ValueType.I32);
        LabelHandle byHost = code.NewLabel();
        LabelHandle hasTable = code.NewLabel();
        code.Emit(Opcode.GlobalGet, (uint)Table);
        code.Tee(table);
        code.Branch(Opcode.BrIfz, byHost);
        code.Get(table);
        code.Emit(Opcode.I32Load, HeapFormat.ListOf(size));
        code.Tee(block);
        code.Branch(Opcode.BrIfz, byHost);
        CheckMark(code, block, mark, HeapFormat.WaitingMark, byHost);
        code.Get(table);
        code.Get(block);
        code.Emit(Opcode.I32Load, HeapFormat.HeaderSize);
        code.Emit(Opcode.I32Store, HeapFormat.ListOf(size));
        Remark(code, block, mark);
        Clear(code, block, size);
        code.Get(block);
        code.I32((int)HeapFormat.HeaderSize);
        code.Emit(Opcode.I32Add);
        code.Emit(Opcode.Return);
        code.Mark(byHost);
        code.Get(table);
        code.Branch(Opcode.BrIf, hasTable);
        code.Call(context.Host(PvmImports.HeapLists));
        code.Emit(Opcode.GlobalSet, (uint)Table);
        code.Mark(hasTable);
        code.I32((int)(size - HeapFormat.HeaderSize));
        code.Call(context.Host(PvmImports.HeapAlloc));
        code.Emit(Opcode.Return);
        return code.Handle;
    }

    private FunctionHandle EmitFree()
    {
        FunctionBuilder code = context.Module.Function("heap.free", context.Module.Type("i>"));
        int table = code.NewLocal(ValueType.I32);
        int block = code.NewLocal(ValueType.I32);
        int mark = code.NewLocal(ValueType.I32);
        int size = code.NewLocal(ValueType.I32);
        LabelHandle byHost = code.NewLabel();
        code.Emit(Opcode.GlobalGet, (uint)Table);
        code.Tee(table);
        code.Branch(Opcode.BrIfz, byHost);

        // Between the table and the heap's end?
        code.Get(0);
        code.Get(table);
        code.Emit(Opcode.I32Sub);
        code.Get(table);
        code.Emit(Opcode.I32Load, 0);
        code.Emit(Opcode.I32GeU);
        code.Branch(Opcode.BrIf, byHost);
        code.Get(0);
        code.I32((int)HeapFormat.HeaderSize);
        code.Emit(Opcode.I32Sub);
        code.Set(block);
        CheckMark(code, block, mark, HeapFormat.UsedMark, byHost);
        code.Get(block);
        code.Emit(Opcode.I32Load, 0);
        code.I32(~(int)HeapFormat.PreviousFreeFlag);
        code.Emit(Opcode.I32And);
        code.Tee(size);

        // Turned right by 3, what isn't a multiple of 8 is large.
        code.I32((int)HeapFormat.SmallestBlock);
        code.Emit(Opcode.I32Sub);
        code.I32(3);
        code.Emit(Opcode.I32Rotr);
        code.I32((int)(HeapFormat.LargestWaiting - HeapFormat.SmallestBlock) / 8);
        code.Emit(Opcode.I32GtU);
        code.Branch(Opcode.BrIf, byHost);
        Remark(code, block, mark);
        code.Get(table);
        code.Get(size);
        code.I32(1);
        code.Emit(Opcode.I32ShrU);
        code.Emit(Opcode.I32Add);
        code.Set(table);
        code.Get(block);
        code.Get(table);
        code.Emit(Opcode.I32Load, 0);
        code.Emit(Opcode.I32Store, HeapFormat.HeaderSize);
        code.Get(table);
        code.Get(block);
        code.Emit(Opcode.I32Store, 0);
        code.Emit(Opcode.Return);
        code.Mark(byHost);
        code.Get(0);
        code.Call(context.Host(PvmImports.HeapFree));
        code.Emit(Opcode.Return);
        return code.Handle;
    }

    private static void CheckMark(FunctionBuilder code, int block, int mark, uint expected, LabelHandle otherwise)
    {
        code.Get(block);
        code.Emit(Opcode.I32Load, 4);
        code.Tee(mark);
        code.Get(block);
        code.I32(unchecked((int)HeapFormat.Mixer));
        code.Emit(Opcode.I32Mul);
        code.Emit(Opcode.I32Xor);
        code.I32(unchecked((int)expected));
        code.Emit(Opcode.I32Ne);
        code.Branch(Opcode.BrIf, otherwise);
    }

    // A block in use waits, or the reverse.
    private static void Remark(FunctionBuilder code, int block, int mark)
    {
        code.Get(block);
        code.Get(mark);
        code.I32(unchecked((int)(HeapFormat.UsedMark ^ HeapFormat.WaitingMark)));
        code.Emit(Opcode.I32Xor);
        code.Emit(Opcode.I32Store, 4);
    }

    private static void Clear(FunctionBuilder code, int block, uint size)
    {
        if (size <= LargestByStores)
        {
            // The last first: compiled code checks that one alone.
            for (uint offset = size - 8; offset >= HeapFormat.HeaderSize; offset -= 8)
            {
                code.Get(block);
                code.I64(0);
                code.Emit(Opcode.I64Store, offset);
            }

            return;
        }

        code.Get(block);
        code.I32((int)HeapFormat.HeaderSize);
        code.Emit(Opcode.I32Add);
        code.I32(0);
        code.I32((int)(size - HeapFormat.HeaderSize));
        code.Emit(Opcode.MemoryFill);
    }
}

using ProcVM.Runtime.Lowering;

namespace ProcVM.Jit.Llvm;

/// <summary>What must be known of a function before its code is written.</summary>
internal sealed unsafe partial class NativeEmitter
{
    private bool[] _used = [];

    /// <summary>Finds the registers that are used, and those used in other blocks than their own.</summary>
    private void Survey()
    {
        _used = new bool[_ir.RegisterCount];
        for (int block = 0; block < _ir.BlockCount; block++)
        {
            for (int i = _ir.Blocks[block].First; i >= 0; i = _ir.Instructions[i].Next)
            {
                ref IrInstruction instruction = ref _ir.Instructions[i];
                NoteUse(instruction.A, block);
                NoteUse(instruction.B, block);
                NoteUse(instruction.C, block);
                (int start, int count) = Operands.List(instruction);
                for (int operand = 0; operand < count; operand++)
                {
                    NoteUse(_ir.Lists[start + operand], block);
                }
            }
        }
    }

    private void NoteUse(int register, int block)
    {
        if (register < 0 || _ir.IsConstant(register) || Absorbed(register) >= 0)
        {
            return;
        }

        _used[register] = true;
        int definition = _ir.IsTemporary(register) ? _ir.Definitions[register] : -1;
        _crosses[register] |= definition >= 0 && _ir.Instructions[definition].Block != block;
    }
}

using ProcVM.Module;
using ProcVM.Runtime.Execution;

namespace ProcVM.Runtime.Lowering;

/// <summary>Writes register code for a function in its final form.</summary>
internal sealed partial class CodeEmitter
{
    private readonly IrFunction _ir;
    private readonly SlotAssignment _slots;
    private readonly PcodeModule _module;
    private readonly ICallTargets _targets;
    private readonly int _cost;
    private readonly bool _takesSamples;
    private readonly int[] _blockUnits;
    private RegisterInstruction[] _code;
    private int[] _offsets;
    private int _count;
    private int _pc;

    // Nothing branches to units from here on: they may be changed.
    private int _blockStart;

    // Branches to patch: unit and block, in pairs.
    private int[] _patches = new int[32];
    private int _patchCount;

    private CodeEmitter(IrFunction ir, SlotAssignment slots, PcodeModule module, ICallTargets targets, int cost, bool takesSamples)
    {
        _takesSamples = takesSamples;
        _ir = ir;
        _slots = slots;
        _module = module;
        _targets = targets;
        _cost = cost;
        _blockUnits = new int[ir.BlockCount + 1];
        _code = new RegisterInstruction[ir.Count + 16];
        _offsets = new int[_code.Length];
    }

    /// <summary>Emits the code. <paramref name="cost"/> is what an activation costs of the call depth.</summary>
    public static LoweredFunction Emit(
        IrFunction ir, SlotAssignment slots, PcodeModule module, ICallTargets targets, int cost, LoweringOptions options)
    {
        CodeEmitter emitter = new(ir, slots, module, targets, cost, options.Probes is { TakesSamples: true });
        emitter.ClearLocals();
        for (int block = 0; block < ir.BlockCount; block++)
        {
            emitter._blockUnits[block] = emitter._blockStart = emitter._count;
            block = emitter.EmitBlock(block);
        }

        // Control never gets here in verified code; a jump to an empty last block would.
        emitter._blockUnits[ir.BlockCount] = emitter._count;
        emitter.Add(RegisterOp.Unreachable);
        emitter.Patch();
        int[] escapes = new int[ir.LabelBlocks.Length];
        for (int label = 0; label < escapes.Length; label++)
        {
            escapes[label] = ir.EscapeTargets[label] ? emitter._blockUnits[ir.LabelBlocks[label]] : -1;
        }

        return new LoweredFunction
        {
            Code = Arrays.Copy(emitter._code, emitter._count),
            Offsets = Arrays.Copy(emitter._offsets, emitter._count),
            Slots = slots.OperandBase + emitter._mostOperands,
            BlockUnits = emitter._blockUnits,
            Options = options,
            EscapeUnits = escapes,
        };
    }

    private int _mostOperands = 1;

    private void ClearLocals()
    {
        bool[] live = EntryLiveness.Find(_ir);
        int start = -1;
        int length = 0;
        for (int local = _ir.ParameterCount; local < _ir.LocalCount; local++)
        {
            if (!live[local] || !_slots.IsUsed(local))
            {
                continue;
            }

            int slot = _slots[local];
            if (length > 0 && slot == start + length)
            {
                length++;
                continue;
            }

            FlushClear(start, length);
            start = slot;
            length = 1;
        }

        FlushClear(start, length);
    }

    private void FlushClear(int start, int length)
    {
        if (length == 1)
        {
            Add(RegisterOp.LoadImmediate, start);
        }
        else if (length > 1)
        {
            int unit = Add(RegisterOp.ZeroRange, start);
            _code[unit].Imm = length;
        }
    }

    /// <summary>Emits a block; gives the last block that was emitted with it.</summary>
    private int EmitBlock(int block)
    {
        for (int index = _ir.Blocks[block].First; index >= 0; index = _ir.Instructions[index].Next)
        {
            ref IrInstruction instruction = ref _ir.Instructions[index];
            if (instruction.IsGone)
            {
                continue;
            }

            _pc = instruction.Pc;
            if (instruction.Op is Opcode.BrIf or Opcode.BrIfz)
            {
                if (EmitLoopEnd(instruction, block))
                {
                    _blockUnits[block + 1] = _count;
                    return block + 1;
                }

                EmitConditionalBranch(instruction);
            }
            else
            {
                EmitInstruction(instruction, block);
            }
        }

        return block;
    }

    private int Add(RegisterOp op, int a = 0, int b = 0, int c = 0)
    {
        if (_count == _code.Length)
        {
            Arrays.Resize(ref _code, _count * 2);
            Arrays.Resize(ref _offsets, _count * 2);
        }

        _code[_count] = new RegisterInstruction { Op = op, A = (ushort)a, B = (ushort)b, C = (ushort)c };
        _offsets[_count] = _pc;
        return _count++;
    }

    /// <summary>A unit just added: an index into <c>_code</c> itself would find the array as it was before it grew.</summary>
    private ref RegisterInstruction At(int unit) => ref _code[unit];

    private int Slot(int register) => _slots[register];

    private void BranchTo(int unit, long label) => BranchToBlock(unit, _ir.LabelBlocks[label]);

    private void BranchToBlock(int unit, int block)
    {
        if (_patchCount + 2 > _patches.Length)
        {
            Arrays.Resize(ref _patches, _patches.Length * 2);
        }

        _patches[_patchCount++] = unit;
        _patches[_patchCount++] = block;
    }

    private void Patch()
    {
        for (int i = 0; i < _patchCount; i += 2)
        {
            int unit = _patches[i];

            // The entries of a table are relative to the table's instruction.
            int from = _code[unit].Op == RegisterOp.Copy && _code[unit].Imm < 0 ? unit + _code[unit].Imm : unit;
            int target = _blockUnits[_patches[i + 1]];
            _code[unit].Target = (target == from ? AddBackEdge(target) : target) - from;
        }
    }

    // The interpreter counts backward branches, by their sign: a unit that branches to itself would go round uncounted and
    // could not be interrupted.
    private int AddBackEdge(int target)
    {
        int unit = Add(RegisterOp.Br);
        _offsets[unit] = _offsets[target];
        _code[unit].Target = target - unit;
        return unit;
    }

    private IrInstruction? Absorbed(int register) =>
        _ir.AbsorbedDefinition(register) is var definition && definition >= 0 ? _ir.Instructions[definition] : null;

    private void CopyTo(int slot, int register)
    {
        if (_ir.IsConstant(register))
        {
            int unit = Add(RegisterOp.LoadImmediate, slot);
            _code[unit].Long = (long)_ir.Constants[register];
        }
        else if (Slot(register) != slot)
        {
            AddCopy(slot, Slot(register));
        }
    }

    /// <summary>Adds a copy; two in a row are one instruction.</summary>
    private void AddCopy(int to, int from)
    {
        int last = _count - 1;
        if (last >= _blockStart && _code[last].Op == RegisterOp.Copy)
        {
            _code[last].Op = RegisterOp.CopyTwo;
            _code[last].C = (ushort)to;
            _code[last].Imm = from;
            return;
        }

        Add(RegisterOp.Copy, to, from);
    }
}

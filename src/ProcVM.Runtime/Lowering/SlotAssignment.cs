using ProcVM.Module;

namespace ProcVM.Runtime.Lowering;

/// <summary>Gives each register a slot of the frame: parameters where the caller put them, locals slots of their own, temporaries by linear scan over the
/// final order. A temporary that a call takes or gives may live in the call's own operand area, above all others.</summary>
internal sealed class SlotAssignment
{
    private readonly IrFunction _ir;
    private readonly LoopRegions _regions;
    private readonly int[] _slots;
    private readonly int[] _operandSlots;
    private readonly int[] _firstPosition;
    private readonly int[] _lastUse;
    private readonly int[] _definitionBlock;
    private readonly int[] _useCount;
    private int[] _order = [];
    private int[] _blockEnd = [];
    private int _slotCount;

    public SlotAssignment(IrFunction ir, LoopRegions regions)
    {
        _ir = ir;
        _regions = regions;
        _slots = new int[ir.RegisterCount];
        _operandSlots = new int[ir.RegisterCount];
        _firstPosition = new int[ir.RegisterCount];
        _lastUse = new int[ir.RegisterCount];
        _definitionBlock = new int[ir.RegisterCount];
        _useCount = new int[ir.RegisterCount];
        Arrays.Fill(_slots, -1);
        Arrays.Fill(_operandSlots, -1);
        Arrays.Fill(_lastUse, -1);
        _slotCount = ir.ParameterCount;
        for (int i = 0; i < ir.ParameterCount; i++)
        {
            _slots[i] = i;
        }

        Number();
        PlaceCallOperands();
        Scan();
    }

    /// <summary>The first slot of the area where calls find their operands.</summary>
    public int OperandBase => _slotCount;

    /// <summary>The slot of a register.</summary>
    public int this[int register] => _operandSlots[register] >= 0 ? OperandBase + _operandSlots[register] : _slots[register];

    /// <summary>True when the register is in the place that a call expects its operand in.</summary>
    public bool IsInPlace(int register, int operand) => _operandSlots[register] == operand && !_ir.IsConstant(register);

    /// <summary>True when an instruction reads the temporary.</summary>
    public bool IsRead(int register) => _useCount[register] > 0 || !_ir.IsTemporary(register);

    /// <summary>True when an instruction mentions the local.</summary>
    public bool IsUsed(int local) => _slots[local] >= 0;

    private void Number()
    {
        int count = 0;
        _order = new int[_ir.Count];
        _blockEnd = new int[_ir.BlockCount];
        for (int block = 0; block < _ir.BlockCount; block++)
        {
            for (int index = _ir.Blocks[block].First; index >= 0; index = _ir.Instructions[index].Next)
            {
                ref IrInstruction instruction = ref _ir.Instructions[index];
                if (instruction.IsGone)
                {
                    continue;
                }

                instruction.Position = count;
                _order[count] = index;
                Visit(index, index, count, block);
                if (instruction.Dst >= 0)
                {
                    Define(instruction.Dst, count, block);
                }

                (int start, int results) = Operands.Results(instruction);
                for (int i = 0; i < results; i++)
                {
                    Define(_ir.Lists[start + i], count, block);
                }

                count++;
            }

            _blockEnd[block] = count - 1;
        }

        Arrays.Resize(ref _order, count);
        ExtendOverLoops();
    }

    private void Visit(int index, int root, int position, int block)
    {
        ref IrInstruction instruction = ref _ir.Instructions[index];
        Use(instruction.A, root, position, block);
        Use(instruction.B, root, position, block);
        Use(instruction.C, root, position, block);
        (int start, int count) = Operands.List(instruction);
        for (int i = 0; i < count; i++)
        {
            Use(_ir.Lists[start + i], root, position, block);
        }
    }

    private void Use(int register, int root, int position, int block)
    {
        if (register < 0 || _ir.IsConstant(register))
        {
            return;
        }

        int definition = _ir.IsTemporary(register) ? _ir.Definitions[register] : -1;
        if (definition < 0)
        {
            GiveOwnSlot(register);
            return;
        }

        if (_ir.Instructions[definition].IsGone)
        {
            // Absorbed into the root: at most two levels deep.
            Visit(definition, root, position, block);
            return;
        }

        _useCount[register]++;
        _lastUse[register] = Math.Max(_lastUse[register], position);
        if (block != _definitionBlock[register])
        {
            int end = _lastUse[register];
            for (int region = _regions.Innermost(block); region >= 0 && _regions.Start(region) > _definitionBlock[register];
                region = _regions.Parent(region))
            {
                end = ~region;
            }

            if (end < 0)
            {
                // The value is needed again in the next round; the loop's end is not numbered yet.
                _loopUses ??= [];
                _loopUses.Add(register);
                _loopUses.Add(~end);
            }
        }
    }

    private List<int>? _loopUses;

    private void ExtendOverLoops()
    {
        if (_loopUses is null)
        {
            return;
        }

        for (int i = 0; i < _loopUses.Count; i += 2)
        {
            int end = _blockEnd[_regions.End(_loopUses[i + 1])];
            _lastUse[_loopUses[i]] = Math.Max(_lastUse[_loopUses[i]], end);
        }
    }

    private void Define(int register, int position, int block)
    {
        if (_ir.IsLocal(register) || _ir.Definitions[register] < 0)
        {
            GiveOwnSlot(register);
            return;
        }

        _firstPosition[register] = position;
        _definitionBlock[register] = block;
        _lastUse[register] = Math.Max(_lastUse[register], position);
    }

    private void GiveOwnSlot(int register)
    {
        if (_slots[register] < 0)
        {
            _slots[register] = _slotCount++;
        }
    }

    /// <summary>Lets temporaries live where calls want their operands or leave their result, when no other call comes in between.</summary>
    private void PlaceCallOperands()
    {
        int lastCall = -1;
        int block = -1;
        int pendingUse = -1;
        foreach (int index in _order)
        {
            ref IrInstruction instruction = ref _ir.Instructions[index];
            if (instruction.Block != block)
            {
                block = instruction.Block;
                lastCall = -1;
                pendingUse = -1;
            }

            if (instruction.Op is not Opcode.Call and not Opcode.CallRef)
            {
                continue;
            }

            int position = instruction.Position;
            (int start, int count) = Operands.List(instruction);
            for (int i = 0; i < count; i++)
            {
                int register = _ir.Lists[start + i];
                if (_ir.IsTemporary(register) && _ir.Definitions[register] >= 0 && _useCount[register] == 1
                    && _operandSlots[register] < 0 && _definitionBlock[register] == block
                    && _ir.Instructions[_ir.Definitions[register]].Dst == register
                    && _firstPosition[register] > lastCall && (i > 0 || _firstPosition[register] >= pendingUse))
                {
                    _operandSlots[register] = i;
                }
            }

            lastCall = position;
            pendingUse = PlaceResult(instruction, position);
        }
    }

    /// <summary>Leaves a call's first result in place when it is used up before the next call; gives its last use.</summary>
    private int PlaceResult(in IrInstruction call, int position)
    {
        (int start, int count) = Operands.Results(call);
        if (count != 1)
        {
            return -1;
        }

        int register = _ir.Lists[start];
        int last = _lastUse[register];
        if (last == position || _ir.Instructions[_order[last]].Block != call.Block)
        {
            return -1;
        }

        for (int p = position + 1; p <= last; p++)
        {
            ref IrInstruction between = ref _ir.Instructions[_order[p]];
            bool isCall = between.Op is Opcode.Call or Opcode.CallRef;
            if (isCall && (p < last || _useCount[register] != 1 || between.A == register))
            {
                return -1;
            }

            if (p - position > 64)
            {
                return -1;
            }
        }

        _operandSlots[register] = 0;
        return last;
    }

    private void Scan()
    {
        int[] endingAt = new int[_order.Length];
        int[] nextEnding = new int[_ir.RegisterCount];
        Arrays.Fill(endingAt, -1);
        int[] free = new int[8];
        int freeCount = 0;
        for (int position = 0; position < _order.Length; position++)
        {
            ref IrInstruction instruction = ref _ir.Instructions[_order[position]];
            for (int register = endingAt[position]; register >= 0; register = nextEnding[register])
            {
                if (freeCount == free.Length)
                {
                    Arrays.Resize(ref free, freeCount * 2);
                }

                free[freeCount++] = _slots[register];
            }

            Place(instruction.Dst, position);
            (int start, int count) = Operands.Results(instruction);
            for (int i = 0; i < count; i++)
            {
                Place(_ir.Lists[start + i], position);
            }
        }

        void Place(int register, int position)
        {
            if (register < 0 || _ir.IsLocal(register) || _ir.Definitions[register] < 0 || _operandSlots[register] >= 0)
            {
                return;
            }

            _slots[register] = freeCount > 0 ? free[--freeCount] : _slotCount++;
            int end = _lastUse[register];
            if (end == position)
            {
                // Never used: the slot is free again for the next instruction.
                end = Math.Min(position + 1, _order.Length - 1);
            }

            nextEnding[register] = endingAt[end];
            endingAt[end] = register;
        }
    }
}

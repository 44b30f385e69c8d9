using ProcVM.Module;

namespace ProcVM.Runtime.Lowering;

/// <summary>Gives each register a slot of the frame: parameters where the caller put them, locals slots of their own, temporaries by linear scan over the
/// final order. A temporary that a call takes or gives may live in the call's own operand area, above all others.</summary>
internal sealed class SlotAssignment
{
    // Instructions that a result may wait for its last use.
    private const int MostWait = 64;

    private readonly IrFunction _ir;
    private readonly LoopRegions _regions;
    private readonly int[] _slots;
    private readonly int[] _operandSlots;
    private readonly int[] _firstPosition;
    private readonly int[] _lastUse;
    private readonly int[] _definitionBlock;
    private readonly int[] _useCount;
    // Results that wait in the operand area, while calls are placed.
    private readonly int[] _pending = new int[8];
    private int _pendingCount;
    private int[] _windows = [];
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

    /// <summary>The first operand slot of a call, counted from <see cref="OperandBase"/>.</summary>
    public int Window(in IrInstruction call) => _windows[call.Position];

    /// <summary>True when the register is in the place that a call expects its operand in.</summary>
    public bool IsInPlace(int register, in IrInstruction call, int operand) =>
        _operandSlots[register] == Window(call) + operand && !_ir.IsConstant(register);

    /// <summary>True when an instruction reads the temporary.</summary>
    public bool IsRead(int register) => _useCount[register] > 0 || !_ir.IsTemporary(register);

    /// <summary>True when a register is in its slot at the start of a block, or may be.</summary>
    public bool HoldsAt(int register, int block)
    {
        if (_slots[register] < 0 || _operandSlots[register] >= 0)
        {
            return false;
        }

        // A temporary's slot is others' before its definition and behind its last use.
        int start = block > 0 ? _blockEnd[block - 1] + 1 : 0;
        return !_ir.IsTemporary(register) || _ir.Definitions[register] < 0 || (_firstPosition[register] < start && _lastUse[register] >= start);
    }

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
        _windows = new int[count];
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

    /// <summary>Lets temporaries live where calls want their operands or leave their result. A call finds its operands above the results of
    /// earlier calls that are still to be used.</summary>
    private void PlaceCallOperands()
    {
        int lastCall = -1;
        int block = -1;
        foreach (int index in _order)
        {
            ref IrInstruction instruction = ref _ir.Instructions[index];
            if (instruction.Block != block)
            {
                block = instruction.Block;
                lastCall = -1;
                _pendingCount = 0;
            }

            if (instruction.Op is Opcode.Call or Opcode.CallRef)
            {
                PlaceOperands(instruction, lastCall);
                lastCall = instruction.Position;
                PlaceResult(instruction);
            }
        }
    }

    private void PlaceOperands(in IrInstruction call, int lastCall)
    {
        int window = ChooseWindow(call);
        _windows[call.Position] = window;
        (int start, int count) = Operands.List(call);
        for (int i = 0; i < count; i++)
        {
            int register = _ir.Lists[start + i];
            if (_ir.IsTemporary(register) && _ir.Definitions[register] >= 0 && _useCount[register] == 1
                && _operandSlots[register] < 0 && _definitionBlock[register] == call.Block
                && _ir.Instructions[_ir.Definitions[register]].Dst == register
                && _firstPosition[register] > lastCall && IsFree(window + i, _firstPosition[register]))
            {
                _operandSlots[register] = window + i;
            }
        }
    }
    /// <summary>The first slot, counted from <see cref="OperandBase"/>, that no result waits in which is needed after the call; a result
    /// that the call itself takes may be in place already.</summary>
    private int ChooseWindow(in IrInstruction call)
    {
        int above = 0;
        int window = 0;
        for (int i = 0; i < _pendingCount; i++)
        {
            above = Math.Max(above, _operandSlots[_pending[i]] + 1);
            if (_lastUse[_pending[i]] > call.Position)
            {
                window = above;
            }
        }

        (int start, int count) = Operands.List(call);
        for (int i = 0; i < _pendingCount; i++)
        {
            int operand = _operandSlots[_pending[i]] - window;
            if (_lastUse[_pending[i]] == call.Position && operand >= 0 && (operand >= count || _ir.Lists[start + operand] != _pending[i]))
            {
                return above;
            }
        }

        return window;
    }

    /// <summary>True when no result waits in a slot of the operand area after a position.</summary>
    private bool IsFree(int slot, int after)
    {
        for (int i = 0; i < _pendingCount; i++)
        {
            if (_operandSlots[_pending[i]] == slot && _lastUse[_pending[i]] > after)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Leaves a call's only result where the call left it, when it is used up soon.</summary>
    private void PlaceResult(in IrInstruction call)
    {
        int kept = 0;
        for (int i = 0; i < _pendingCount; i++)
        {
            if (_lastUse[_pending[i]] > call.Position)
            {
                _pending[kept++] = _pending[i];
            }
        }

        _pendingCount = kept;
        (int start, int count) = Operands.Results(call);
        if (count != 1 || _pendingCount == _pending.Length)
        {
            return;
        }

        int register = _ir.Lists[start];
        int last = _lastUse[register];
        if (last == call.Position || last - call.Position > MostWait || _ir.Instructions[_order[last]].Block != call.Block)
        {
            return;
        }

        _operandSlots[register] = _windows[call.Position];
        _pending[_pendingCount++] = register;
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

using ProcVM.Core;
using ProcVM.Module;

namespace ProcVM.Runtime.Lowering;

/// <summary>Finds instructions that can't trap whatever happens, from what loops and their guards say of the locals that they count with.</summary>
/// <remarks>A local that one instruction of a loop changes, always up or always down, and only behind a comparison, stays between its
/// first value and the comparison's bound. For the tiers that make code of the intermediate form in its final state; the interpreter checks as it loads.</remarks>
internal sealed class AccessBounds
{
    private const int MostLoops = 64;
    private const int Deepest = 12;

    // What no i32 is within.
    private static readonly ValueRange s_wide = new(long.MinValue / 2, long.MaxValue / 2);

    // How far bounds are looked for that are known by other bounds.
    private const int MostBounds = 2;

    private readonly IrFunction _ir;
    private readonly long _memory;
    private readonly int[] _branchesTo;
    private readonly List<CountedLoop> _loops = [];
    private long _work;
    private int _bounds;

    private AccessBounds(IrFunction ir, MemoryType memory)
    {
        _ir = ir;
        _memory = (long)memory.Minimum * GuestMemory.PageSize;
        _branchesTo = new int[ir.BlockCount];
        _work = 50_000 + (20L * ir.Count);
    }

    /// <summary>Marks the instructions that can't trap, and finds the loops that may run long.</summary>
    public static void Mark(IrFunction ir, MemoryType memory)
    {
        AccessBounds pass = new(ir, memory);
        if (pass.FindLoops())
        {
            pass.FindCounters();
        }

        LongLoops.Find(ir, pass._loops);

        for (int block = 0; block < ir.BlockCount; block++)
        {
            for (int index = ir.Blocks[block].First; index >= 0; index = ir.Instructions[index].Next)
            {
                ir.Instructions[index].IsSafe = pass.IsSafe(ir.Instructions[index]);
            }
        }
    }

    private bool IsSafe(in IrInstruction instruction)
    {
        switch (instruction.Op)
        {
            case Opcode.I32Range:
                return Operand(instruction.A, instruction, 0).IsWithin(instruction.Imm, instruction.Imm2);
            case Opcode.Index:
                return Operand(instruction.B, instruction, 0).IsWithin(instruction.Imm, instruction.Imm2);
            case Opcode.I32AddO or Opcode.I32SubO or Opcode.I32MulO:
                return Unwrapped(instruction, 0).IsWithin(int.MinValue, int.MaxValue);
            default:
                return (Loads.Is(instruction.Op) || Loads.IsStore(instruction.Op)) && IsInBounds(instruction);
        }
    }

    private bool IsInBounds(in IrInstruction access)
    {
        ValueRange address = Operand(access.A, access, 0);
        long end = address.High + access.Imm + Addresses.AccessSize(access.Op);
        return address.Low >= 0 && end <= (address.IsFrame ? _ir.FrameSize : _memory);
    }

    /// <summary>Notes where branches go, and the loops that have one way in, from the block before. False when there is nothing to be found.</summary>
    private bool FindLoops()
    {
        int[] ends = new int[_ir.BlockCount];
        Arrays.Fill(ends, -1);
        List<(int From, int To)> edges = [];
        for (int block = 0; block < _ir.BlockCount; block++)
        {
            for (int index = _ir.Blocks[block].First; index >= 0; index = _ir.Instructions[index].Next)
            {
                for (int number = 0; number < IrFunction.TargetCount(_ir.Instructions[index]); number++)
                {
                    edges.Add((block, _ir.Target(_ir.Instructions[index], number)));
                }
            }
        }

        foreach ((int from, int to) in edges)
        {
            _branchesTo[to]++;
            ends[to] = to <= from ? Math.Max(ends[to], from) : ends[to];
        }

        for (int start = 1; start < ends.Length && _loops.Count < MostLoops; start++)
        {
            if (ends[start] >= 0 && _ir.Blocks[start - 1].FallsThrough && HasOneEntry(start, ends[start], edges))
            {
                _loops.Add(new CountedLoop(start, ends[start]));
            }
        }

        return _loops.Count > 0 && !_ir.HasEscapeTargets;
    }

    private bool HasOneEntry(int start, int end, List<(int From, int To)> edges)
    {
        _work -= edges.Count;
        foreach ((int from, int to) in edges)
        {
            if (to >= start && to <= end && (from < start || from > end))
            {
                return false;
            }
        }

        return _work > 0;
    }

    /// <summary>Finds the locals that loops count with; outer loops first, whose counters inner ones may begin with.</summary>
    private void FindCounters()
    {
        int[] definitions = new int[_ir.LocalCount];
        int[] counts = new int[_ir.LocalCount];
        foreach (CountedLoop loop in _loops)
        {
            Arrays.Fill(counts, 0);
            for (int block = loop.Start; block <= loop.End; block++)
            {
                for (int index = _ir.Blocks[block].First; index >= 0; index = _ir.Instructions[index].Next)
                {
                    _work--;
                    NoteDefinitions(index, definitions, counts);
                }
            }

            loop.Changes = new bool[_ir.LocalCount];
            for (int local = 0; local < loop.Changes.Length; local++)
            {
                loop.Changes[local] = counts[local] > 0;
            }

            for (int local = 0; local < _ir.LocalCount && _work > 0; local++)
            {
                _work--;
                if (counts[local] == 1 && _ir.Types[local] == ValueType.I32 && CounterRange(local, definitions[local], loop) is { IsKnown: true } range)
                {
                    loop.Counters.Add(local, range);
                }
            }
        }
    }

    /// <summary>True when no way round a loop leaves an instruction out.</summary>
    private bool ChangesEachTime(CountedLoop loop, int change)
    {
        int branches = 0;
        int block = _ir.Instructions[change].Block;
        for (int index = change; ; index = _ir.Blocks[block].First)
        {
            for (; index >= 0; index = _ir.Instructions[index].Next)
            {
                for (int number = 0; number < IrFunction.TargetCount(_ir.Instructions[index]); number++)
                {
                    branches += _ir.Target(_ir.Instructions[index], number) == loop.Start ? 1 : 0;
                }
            }

            block++;
            if (block > loop.End || _branchesTo[block] > 0)
            {
                break;
            }
        }

        return branches > 0 && branches == _branchesTo[loop.Start];
    }

    private void NoteDefinitions(int index, int[] definitions, int[] counts)
    {
        ref IrInstruction instruction = ref _ir.Instructions[index];
        if (_ir.IsLocal(instruction.Dst))
        {
            definitions[instruction.Dst] = index;
            counts[instruction.Dst]++;
        }

        (int start, int count) = Operands.Results(instruction);
        for (int i = start; i < start + count; i++)
        {
            if (_ir.IsLocal(_ir.Lists[i]))
            {
                // More than once, so that it is no counter.
                counts[_ir.Lists[i]] += 2;
            }
        }
    }

    /// <summary>What a local is in a loop that changes it in one place; anything when that isn't known.</summary>
    private ValueRange CounterRange(int local, int definition, CountedLoop loop)
    {
        ref IrInstruction change = ref _ir.Instructions[definition];
        ValueRange step = StepOf(local, change);
        if (step.IsFrame || (step.Low <= 0 && step.High >= 0))
        {
            return ValueRange.Any;
        }

        ValueRange first = BeforeLoop(local, loop);
        if (first.IsFrame)
        {
            return ValueRange.Any;
        }

        ValueRange atStart = first.Or(GoingBack(local, loop));
        loop.AtStart[local] = atStart;
        ValueRange guarded = Walk(local, change.Block, change.Previous, out _, out _).And(atStart);

        ValueRange range = step.Low > 0
            ? new ValueRange(first.Low, Math.Max(first.High, guarded.High + step.High))
            : new ValueRange(Math.Min(first.Low, guarded.Low + step.Low), first.High);
        if (!range.IsWithin(int.MinValue, int.MaxValue))
        {
            // It may wrap around, and go on for ever.
            return ValueRange.Any;
        }

        if (ChangesEachTime(loop, definition))
        {
            loop.MostTrips = Math.Min(loop.MostTrips, ((range.High - range.Low) / Math.Min(Math.Abs(step.Low), Math.Abs(step.High))) + 2);
        }

        return range;
    }

    /// <summary>What the one branch that goes back to a loop's start says of a register.</summary>
    private ValueRange GoingBack(int register, CountedLoop loop)
    {
        for (int index = _ir.Blocks[loop.End].Last; index >= 0 && _branchesTo[loop.Start] == 1; index = _ir.Instructions[index].Previous)
        {
            ref IrInstruction branch = ref _ir.Instructions[index];
            if (IrFunction.TargetCount(branch) == 1 && _ir.Target(branch, 0) == loop.Start)
            {
                return BehindBranch(register, branch, isTaken: true);
            }
        }

        return ValueRange.Any;
    }

    private ValueRange BeforeLoop(int register, CountedLoop loop) => Before(register, loop.Start - 1, _ir.Blocks[loop.Start - 1].Last, Deepest / 2);

    /// <summary>By how much an instruction changes a local; anything when it does something else.</summary>
    private ValueRange StepOf(int local, in IrInstruction change)
    {
        IrInstruction sum = change;
        if (change.Op == IrOp.Copy && _ir.IsTemporary(change.A) && _ir.Definitions[change.A] is var made && made >= 0
            && _ir.Instructions[made].Block == change.Block)
        {
            sum = _ir.Instructions[made];
        }

        bool adds = sum.Op is Opcode.I32Add or Opcode.I32AddO;
        if ((!adds && sum.Op is not (Opcode.I32Sub or Opcode.I32SubO)) || sum.A != local)
        {
            return ValueRange.Any;
        }

        ValueRange step = Operand(sum.B, sum, 0);
        return adds ? step : new ValueRange(-step.High, -step.Low, step.IsFrame);
    }

    /// <summary>What a register is behind an instruction.</summary>
    private ValueRange Before(int register, int block, int index, int depth)
    {
        ValueRange guarded = Walk(register, block, index, out int definition, out int at);
        if (definition < 0)
        {
            return guarded.And(Of(register, at, depth + 1)).And(AtStart(register, at, depth + 1));
        }

        ref IrInstruction made = ref _ir.Instructions[definition];
        return made.Op == IrOp.Copy && depth < Deepest
            ? Before(made.A, made.Block, made.Previous, depth + 1).And(guarded)
            : Result(made, depth + 1).And(guarded);
    }

    /// <summary>What a local is when a loop begins a round; anything when no loop begins with the block.</summary>
    private ValueRange AtStart(int local, int block, int depth)
    {
        if (_ir.IsLocal(local) && depth < Deepest)
        {
            foreach (CountedLoop loop in _loops)
            {
                if (loop.Start == block)
                {
                    return loop.AtStart.TryGetValue(local, out ValueRange range) ? range
                        : loop.Changes is { } changes && !changes[local] ? Before(local, block - 1, _ir.Blocks[block - 1].Last, depth)
                        : ValueRange.Any;
                }
            }
        }

        return ValueRange.Any;
    }

    /// <summary>Goes back from a place to where a register was assigned, or to where other ways join, collecting what branches said of it.</summary>
    private ValueRange Walk(int register, int block, int index, out int definition, out int at)
    {
        ValueRange guards = ValueRange.Any;
        definition = -1;
        at = block;
        while (_work > 0)
        {
            for (; index >= 0; index = _ir.Instructions[index].Previous)
            {
                _work--;
                ref IrInstruction instruction = ref _ir.Instructions[index];
                if (instruction.Dst == register)
                {
                    definition = index;
                    return guards;
                }

                if (Operands.Results(instruction).Count > 0 && _ir.IsLocal(register))
                {
                    // A call may assign it.
                    return guards;
                }

                guards = guards.And(Behind(register, instruction));
            }

            if (at == 0 || _branchesTo[at] > 0 || !_ir.Blocks[at - 1].FallsThrough)
            {
                return guards;
            }

            at--;
            index = _ir.Blocks[at].Last;
        }

        return guards;
    }

    /// <summary>What is known of a register behind an instruction that doesn't change it.</summary>
    private ValueRange Behind(int register, in IrInstruction instruction) => instruction.Op switch
    {
        // One that another absorbed happens later.
        _ when instruction.IsGone => ValueRange.Any,
        Opcode.I32Range when instruction.A == register => new ValueRange(instruction.Imm, instruction.Imm2),
        Opcode.Index when instruction.B == register && instruction.Imm <= instruction.Imm2 => new ValueRange(instruction.Imm, instruction.Imm2),
        _ => BehindBranch(register, instruction, isTaken: false),
    };

    /// <summary>What is known of a register when a branch was taken or not.</summary>
    private ValueRange BehindBranch(int register, in IrInstruction branch, bool isTaken)
    {
        if (branch.Op is not (Opcode.BrIf or Opcode.BrIfz) || !_ir.IsTemporary(branch.A) || _ir.Definitions[branch.A] is not (>= 0 and var definition))
        {
            return ValueRange.Any;
        }

        ref IrInstruction compare = ref _ir.Instructions[definition];
        bool isFirst = compare.A == register;
        if ((!isFirst && compare.B != register) || compare.Block != branch.Block || IsAssignedBetween(register, definition, branch))
        {
            return ValueRange.Any;
        }

        Opcode op = isFirst ? compare.Op : Turned(compare.Op);
        bool holds = (branch.Op == Opcode.BrIf) == isTaken;
        if (op is not (Opcode.I32LtS or Opcode.I32LeS or Opcode.I32GtS or Opcode.I32GeS or Opcode.I32Eq or Opcode.I32Ne))
        {
            return ValueRange.Any;
        }

        ValueRange bound = BoundIn(compare, isFirst ? compare.B : compare.A);
        return (op, holds) switch
        {
            (Opcode.I32LtS, true) or (Opcode.I32GeS, false) => new ValueRange(int.MinValue, bound.High - 1),
            (Opcode.I32LeS, true) or (Opcode.I32GtS, false) => new ValueRange(int.MinValue, bound.High),
            (Opcode.I32GtS, true) or (Opcode.I32LeS, false) => new ValueRange(bound.Low + 1, int.MaxValue),
            (Opcode.I32GeS, true) or (Opcode.I32LtS, false) => new ValueRange(bound.Low, int.MaxValue),
            (Opcode.I32Eq, true) or (Opcode.I32Ne, false) => bound,
            _ => ValueRange.Any,
        };
    }

    /// <summary>What a register was that another was compared with.</summary>
    private ValueRange BoundIn(in IrInstruction compare, int register)
    {
        if (_ir.IsConstant(register))
        {
            return new ValueRange(_ir.Int32(register), _ir.Int32(register));
        }

        if (_bounds == MostBounds || _work <= 0)
        {
            return ValueRange.Any;
        }

        _bounds++;
        ValueRange bound = Operand(register, compare, Deepest / 2);
        _bounds--;
        return bound.IsFrame || !bound.IsWithin(int.MinValue, int.MaxValue) ? ValueRange.Any : bound;
    }

    /// <summary>The comparison that says the same with its operands exchanged.</summary>
    private static Opcode Turned(Opcode compare) => compare switch
    {
        Opcode.I32LtS => Opcode.I32GtS,
        Opcode.I32LeS => Opcode.I32GeS,
        Opcode.I32GtS => Opcode.I32LtS,
        Opcode.I32GeS => Opcode.I32LeS,
        _ => compare,
    };

    private bool IsAssignedBetween(int register, int first, in IrInstruction last)
    {
        for (int index = last.Previous; index >= 0 && index != first; index = _ir.Instructions[index].Previous)
        {
            _work--;
            if (_ir.Instructions[index].Dst == register || Operands.Results(_ir.Instructions[index]).Count > 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>What a register is in a block.</summary>
    private ValueRange Of(int register, int block, int depth)
    {
        _work--;
        if (_ir.IsConstant(register))
        {
            return _ir.Types[register] == ValueType.I32 ? new ValueRange(_ir.Int32(register), _ir.Int32(register)) : ValueRange.Any;
        }

        if (_ir.IsLocal(register))
        {
            return OfLocal(register, block);
        }

        int definition = register >= 0 ? _ir.Definitions[register] : -1;
        return definition >= 0 && depth < Deepest && _work > 0 ? Result(_ir.Instructions[definition], depth + 1) : ValueRange.Any;
    }

    private ValueRange OfLocal(int local, int block)
    {
        ValueRange range = ValueRange.Any;
        foreach (CountedLoop loop in _loops)
        {
            if (block >= loop.Start && block <= loop.End && loop.Counters.TryGetValue(local, out ValueRange known))
            {
                range = range.And(known);
            }
        }

        return range;
    }

    /// <summary>What an instruction's result is.</summary>
    private ValueRange Result(in IrInstruction made, int depth)
    {
        switch (made.Op)
        {
            case IrOp.Constant:
                return _ir.Types[made.Dst] == ValueType.I32 ? new ValueRange((int)made.Imm, (int)made.Imm) : ValueRange.Any;
            case IrOp.Copy:
                return Operand(made.A, made, depth);
            case Opcode.FrameAddr:
                return new ValueRange(made.Imm, made.Imm, IsFrame: true);
            case Opcode.I32Load8U:
                return new ValueRange(0, byte.MaxValue);
            case Opcode.I32Load16U:
                return new ValueRange(0, ushort.MaxValue);
            case Opcode.I32And when _ir.IsConstant(made.B) && _ir.Int32(made.B) >= 0:
                return new ValueRange(0, _ir.Int32(made.B));
            case Opcode.I32Mod when _ir.IsConstant(made.B) && _ir.Int32(made.B) > 0:
                return new ValueRange(0, _ir.Int32(made.B) - 1L);
            case Opcode.Index when made.Imm2 >= made.Imm:
                return Sum(Operand(made.A, made, depth), new ValueRange(0, (made.Imm2 - made.Imm) * made.Size), subtract: false).OrAny();
            default:
                return Unwrapped(made, depth).OrAny();
        }
    }

    /// <summary>What an instruction's result would be if numbers had no end.</summary>
    private ValueRange Unwrapped(in IrInstruction made, int depth)
    {
        switch (made.Op)
        {
            case Opcode.I32Add or Opcode.I32AddO:
                return Sum(Operand(made.A, made, depth), Operand(made.B, made, depth), subtract: false);
            case Opcode.I32Sub or Opcode.I32SubO:
                return Sum(Operand(made.A, made, depth), Operand(made.B, made, depth), subtract: true);
            case Opcode.I32Mul or Opcode.I32MulO when _ir.IsConstant(made.B):
                return Product(Operand(made.A, made, depth), _ir.Int32(made.B));
            case Opcode.I32Shl when _ir.IsConstant(made.B) && _ir.Int32(made.B) is >= 0 and < 31:
                return Product(Operand(made.A, made, depth), 1L << _ir.Int32(made.B));
            default:
                return s_wide;
        }
    }

    /// <summary>What an operand of an instruction is where the instruction stands.</summary>
    private ValueRange Operand(int register, in IrInstruction instruction, int depth) =>
        _ir.IsLocal(register) && depth < Deepest && _work > 0
            ? Before(register, instruction.Block, instruction.Previous, depth + 1) : Of(register, instruction.Block, depth);

    private static ValueRange Sum(ValueRange a, ValueRange b, bool subtract)
    {
        if (b.IsFrame && (subtract || a.IsFrame))
        {
            return s_wide;
        }

        return subtract
            ? new ValueRange(a.Low - b.High, a.High - b.Low, a.IsFrame) : new ValueRange(a.Low + b.Low, a.High + b.High, a.IsFrame || b.IsFrame);
    }

    private static ValueRange Product(ValueRange a, long factor)
    {
        if (a.IsFrame)
        {
            return s_wide;
        }

        return factor >= 0 ? new ValueRange(a.Low * factor, a.High * factor) : new ValueRange(a.High * factor, a.Low * factor);
    }
}

using ProcVM.Module;

namespace ProcVM.Runtime.Lowering;

/// <summary>Moves what gives the same in each iteration before the loop.</summary>
/// <remarks>A loop is a region entered by falling into its first block alone. What can't trap moves from anywhere; what can trap moves
/// only from the start of the first block, where it would have been the next thing to happen anyway, so that traps keep their order.</remarks>
internal sealed class LoopInvariants
{
    private const int MaxStores = 32;

    private readonly IrFunction _ir;
    private readonly LoopRegions _regions;
    private readonly MemoryType _memory;
    private readonly bool _moveTraps;
    private readonly int[] _assignedIn;
    private readonly AddressRange[] _stores = new AddressRange[MaxStores];
    private Dictionary<long, int>? _globalsAssignedIn;
    private int _storeCount;
    private bool _clobbersAll;
    private bool _calls;
    private long _work;

    private LoopInvariants(IrFunction ir, LoopRegions regions, MemoryType memory, bool moveTraps)
    {
        _ir = ir;
        _regions = regions;
        _memory = memory;
        _moveTraps = moveTraps;
        _assignedIn = new int[ir.RegisterCount];
        _work = 100_000 + (30L * ir.Count);
    }

    /// <summary>Moves invariant instructions of all loops, inner loops first.</summary>
    public static void Move(IrFunction ir, LoopRegions regions, MemoryType memory, bool moveTraps)
    {
        if (regions.Count == 0)
        {
            return;
        }

        LoopInvariants pass = new(ir, regions, memory, moveTraps);
        for (int region = regions.Count - 1; region >= 0 && pass._work > 0; region--)
        {
            if (pass.HasOneEntry(region))
            {
                pass.MoveOutOf(region);
            }
        }
    }

    private bool HasOneEntry(int region)
    {
        int start = _regions.Start(region);
        int end = _regions.End(region);
        if (start == 0 || !_ir.Blocks[start - 1].FallsThrough)
        {
            return false;
        }

        for (int block = start; block <= end; block++)
        {
            _work--;
            if (_regions.LastSource[block] >= 0
                && (_regions.FirstSource[block] < start || _regions.LastSource[block] > end))
            {
                return false;
            }

            int label = _ir.Blocks[block].Label;
            if (label >= 0 && _ir.EscapeTargets[label])
            {
                return false;
            }
        }

        return true;
    }

    private void MoveOutOf(int region)
    {
        int start = _regions.Start(region);
        int end = _regions.End(region);
        int stamp = region + 1;
        Survey(start, end, stamp);
        bool trapsMayMove = _moveTraps;
        for (int block = start; block <= end; block++)
        {
            trapsMayMove &= block == start;
            for (int index = _ir.Blocks[block].First; index >= 0;)
            {
                _work--;
                int next = _ir.Instructions[index].Next;
                Effect effect = EffectOf(_ir.Instructions[index]);
                bool movable = effect == Effect.None || (effect == Effect.MayTrap && trapsMayMove);
                if (movable && IsInvariant(_ir.Instructions[index], stamp))
                {
                    _ir.MoveToEnd(index, start - 1);
                    if (_ir.Instructions[index].Dst >= 0)
                    {
                        _assignedIn[_ir.Instructions[index].Dst] = 0;
                    }
                }
                else if (effect != Effect.None)
                {
                    trapsMayMove = false;
                }

                index = next;
            }
        }
    }

    private void Survey(int start, int end, int stamp)
    {
        _storeCount = 0;
        _clobbersAll = false;
        _calls = false;
        for (int block = start; block <= end; block++)
        {
            for (int index = _ir.Blocks[block].First; index >= 0; index = _ir.Instructions[index].Next)
            {
                _work--;
                ref IrInstruction instruction = ref _ir.Instructions[index];
                if (instruction.Dst >= 0)
                {
                    _assignedIn[instruction.Dst] = stamp;
                }

                SurveyEffects(instruction, stamp);
            }
        }
    }

    private void SurveyEffects(in IrInstruction instruction, int stamp)
    {
        switch (instruction.Op)
        {
            case Opcode.Call or Opcode.CallRef:
                _clobbersAll = _calls = true;
                int results = instruction.Size & 0xFF;
                int first = (int)instruction.Imm2 + (instruction.Size >> 8);
                for (int i = 0; i < results; i++)
                {
                    _assignedIn[_ir.Lists[first + i]] = stamp;
                }

                break;
            case Opcode.GlobalSet:
                (_globalsAssignedIn ??= [])[instruction.Imm] = stamp;
                break;
            case >= Opcode.I32Store and <= Opcode.I64Store32:
                if (_storeCount == MaxStores)
                {
                    _clobbersAll = true;
                }
                else
                {
                    _stores[_storeCount++] = Addresses.Describe(
                        _ir, instruction.A, instruction.A, instruction.Imm, Addresses.AccessSize(instruction.Op));
                }

                break;
            case Opcode.MemoryCopy or Opcode.MemoryFill or Opcode.MemoryInit or Opcode.MemoryGrow:
                _clobbersAll = true;
                break;
            default:
                break;
        }
    }

    private bool IsInvariant(in IrInstruction instruction, int stamp)
    {
        // Only temporaries have one definition; a local's assignment stays where it is.
        if (instruction.Dst >= 0 && (_ir.IsLocal(instruction.Dst) || _ir.Definitions[instruction.Dst] < 0))
        {
            return false;
        }

        if (IsAssigned(instruction.A, stamp) || IsAssigned(instruction.B, stamp) || IsAssigned(instruction.C, stamp))
        {
            return false;
        }

        if (instruction.Op == Opcode.GlobalGet)
        {
            return !_calls && !(_globalsAssignedIn is not null && _globalsAssignedIn.TryGetValue(instruction.Imm, out int set) && set == stamp);
        }

        return !Loads.Is(instruction.Op) || !IsClobbered(instruction);
    }

    private bool IsAssigned(int register, int stamp) => register >= 0 && _assignedIn[register] == stamp;

    private bool IsClobbered(in IrInstruction load)
    {
        if (_clobbersAll)
        {
            return true;
        }

        AddressRange range = Addresses.Describe(_ir, load.A, load.A, load.Imm, Addresses.AccessSize(load.Op));
        for (int i = 0; i < _storeCount; i++)
        {
            if (_stores[i].MayOverlap(range, _memory.StackBase, (long)_memory.StackBase + _memory.StackSize))
            {
                return true;
            }
        }

        return false;
    }

    private Effect EffectOf(in IrInstruction instruction)
    {
        switch (instruction.Op)
        {
            case IrOp.Constant or Opcode.Select or Opcode.GlobalGet or Opcode.FrameAddr:
                return Effect.None;
            case IrOp.Copy:
                return Effect.None;
            case IrOp.IndexOffset:
                return Effect.MayTrap;
            case IrOp.Fuel or IrOp.Count:
                return Effect.Other;
            default:
                if (Loads.Is(instruction.Op))
                {
                    return Loads.CanTrap(_ir, instruction, _memory) ? Effect.MayTrap : Effect.None;
                }

                OpcodeFlags flags = OpcodeTable.Get(instruction.Op).Flags;
                return (flags & OpcodeFlags.Pure) != 0 ? Effect.None
                    : (flags & OpcodeFlags.Traps) != 0 && instruction.Op != Opcode.MemoryCompare ? Effect.MayTrap
                    : Effect.Other;
        }
    }

    private enum Effect
    {
        None,
        MayTrap,
        Other,
    }
}

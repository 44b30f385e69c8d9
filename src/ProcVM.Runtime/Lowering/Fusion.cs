using ProcVM.Module;

namespace ProcVM.Runtime.Lowering;

/// <summary>Decides which instructions are done by the one that uses their result: comparisons by branches, index
/// computations by loads and stores, products by sums. Also drops what nobody uses.</summary>
/// <remarks>An instruction that another absorbs happens at the other's place; that is allowed when nothing in between assigns its operands and, if it can trap or
/// reads memory, nothing in between has an effect or can trap.</remarks>
internal sealed class Fusion
{
    private const int Window = 24;
    private readonly IrFunction _ir;
    private readonly MemoryType _memory;
    private readonly int[] _uses;

    private Fusion(IrFunction ir, MemoryType memory)
    {
        _ir = ir;
        _memory = memory;
        _uses = new int[ir.RegisterCount];
    }

    /// <summary>Marks instructions as gone: dropped (Position −1) or absorbed (Position is the absorbing instruction).</summary>
    public static void Mark(IrFunction ir, MemoryType memory)
    {
        Fusion pass = new(ir, memory);
        pass.CountUses();
        pass.DropUnused();
        for (int block = 0; block < ir.BlockCount; block++)
        {
            for (int index = ir.Blocks[block].First; index >= 0; index = ir.Instructions[index].Next)
            {
                if (!ir.Instructions[index].IsGone)
                {
                    pass.Absorb(index);
                }
            }
        }

        pass.AbsorbIntoSums();
    }

    /// <summary>Joins products and sums that no access took: x × constant + constant, x + y × constant + constant.</summary>
    private void AbsorbIntoSums()
    {
        for (int block = 0; block < _ir.BlockCount; block++)
        {
            for (int index = _ir.Blocks[block].Last; index >= 0; index = _ir.Instructions[index].Previous)
            {
                if (!_ir.Instructions[index].IsGone && _ir.Instructions[index].Op == Opcode.I32Add)
                {
                    AbsorbIntoSum(index);
                }
            }
        }
    }

    private void AbsorbIntoSum(int index)
    {
        AddressSum sum = default;
        Span<int> parts = stackalloc int[AddressSum.MostParts];
        int count = 0;
        if (Collect(index, index, ref sum, parts, ref count) && sum.Scaled >= 0 && count > 1)
        {
            foreach (int part in parts[1..count])
            {
                Take(part, index);
            }
        }
    }

    private void CountUses()
    {
        for (int block = 0; block < _ir.BlockCount; block++)
        {
            for (int index = _ir.Blocks[block].First; index >= 0; index = _ir.Instructions[index].Next)
            {
                Count(_ir.Instructions[index], 1);
            }
        }
    }

    private void Count(in IrInstruction instruction, int change)
    {
        CountOne(instruction.A, change);
        CountOne(instruction.B, change);
        CountOne(instruction.C, change);
        (int start, int count) = Operands.List(instruction);
        for (int i = 0; i < count; i++)
        {
            CountOne(_ir.Lists[start + i], change);
        }
    }

    private void CountOne(int register, int change)
    {
        if (register >= 0)
        {
            _uses[register] += change;
        }
    }

    private void DropUnused()
    {
        for (int block = _ir.BlockCount - 1; block >= 0; block--)
        {
            for (int index = _ir.Blocks[block].Last; index >= 0; index = _ir.Instructions[index].Previous)
            {
                ref IrInstruction instruction = ref _ir.Instructions[index];
                if (instruction.Dst >= _ir.LocalCount && _uses[instruction.Dst] == 0 && HasNoEffect(instruction))
                {
                    Count(instruction, -1);
                    instruction.IsGone = true;
                    instruction.Position = -1;
                }
            }
        }
    }

    private bool HasNoEffect(in IrInstruction instruction) => instruction.Op switch
    {
        IrOp.Copy or IrOp.Constant or Opcode.Select or Opcode.GlobalGet or Opcode.FrameAddr => true,
        IrOp.IndexOffset or IrOp.Fuel or IrOp.Count => false,
        _ => Loads.Is(instruction.Op) ? !Loads.CanTrap(_ir, instruction, _memory)
            : (OpcodeTable.Get(instruction.Op).Flags & OpcodeFlags.Pure) != 0,
    };

    private void Absorb(int index)
    {
        ref IrInstruction instruction = ref _ir.Instructions[index];
        if (Loads.Is(instruction.Op) || Loads.IsStore(instruction.Op))
        {
            AbsorbAddress(index);
            return;
        }

        switch (instruction.Op)
        {
            case Opcode.BrIf or Opcode.BrIfz:
                if (SingleUse(instruction.A, index) is { } compare && IsBranchable(_ir.Instructions[compare].Op))
                {
                    Take(compare, index);
                }

                break;
            case Opcode.I32Xor when !_ir.IsConstant(instruction.B):
                if (SingleUse(instruction.B, index) is { } rotation && IsRotation(rotation))
                {
                    Take(rotation, index);
                }
                else if (SingleUse(instruction.A, index) is { } other && IsRotation(other))
                {
                    Take(other, index);
                }

                break;
            case Opcode.F64Add or Opcode.F64Sub:
                if (SingleUse(instruction.B, index) is { } right && IsProduct(right) && !_ir.IsConstant(instruction.A))
                {
                    Take(right, index);
                }
                else if (SingleUse(instruction.A, index) is { } left && IsProduct(left) && !_ir.IsConstant(instruction.B))
                {
                    Take(left, index);
                }

                break;
            default:
                break;
        }
    }

    private bool IsRotation(int index) =>
        _ir.Instructions[index].Op == Opcode.I32Rotr && _ir.IsConstant(_ir.Instructions[index].B);

    private bool IsProduct(int index)
    {
        ref IrInstruction product = ref _ir.Instructions[index];
        return product.Op == Opcode.F64Mul && !_ir.IsConstant(product.B) && !_ir.IsConstant(product.A);
    }

    private static bool IsBranchable(Opcode op) =>
        op is (>= Opcode.I32Eq and <= Opcode.I32GeU) or (>= Opcode.I64Eq and <= Opcode.F64Ge) && op != Opcode.I64Eqz;

    private void AbsorbAddress(int index)
    {
        ref IrInstruction access = ref _ir.Instructions[index];
        AddressRange range = Addresses.Describe(_ir, access.A, access.A, access.Imm, Addresses.AccessSize(access.Op));
        bool inBounds = !Loads.CanTrap(_ir, access, _memory);
        if (range.Root == AddressRoot.Frame && inBounds && Addresses.IsFrameAddress(_ir, access.A))
        {
            TakeIfSingle(access.A, index);
            return;
        }

        if (SingleUse(access.A, index) is { } definition)
        {
            ref IrInstruction address = ref _ir.Instructions[definition];
            if (address.Op == Opcode.Index && CanIndex(access, address, inBounds))
            {
                Take(definition, index);
                if (Addresses.IsFrameAddress(_ir, address.A) && inBounds)
                {
                    TakeIfSingle(address.A, index);
                }

                return;
            }

            if (AddressSum.IsSum(address.Op) && TakeSum(definition, index))
            {
                return;
            }
        }

        int previous = access.Previous;
        while (previous >= 0 && _ir.Instructions[previous].IsGone)
        {
            previous = _ir.Instructions[previous].Previous;
        }

        if (previous >= 0 && _ir.Instructions[previous].Op == Opcode.NilCheck && _ir.Instructions[previous].A == access.A
            && !_ir.IsConstant(access.A))
        {
            Take(previous, index);
        }
    }

    /// <summary>Absorbs an address that is a sum of constants and at most two registers, one of them scaled perhaps.</summary>
    private bool TakeSum(int definition, int access)
    {
        AddressSum sum = default;
        Span<int> parts = stackalloc int[AddressSum.MostParts];
        int count = 0;
        if (!Collect(definition, access, ref sum, parts, ref count))
        {
            return false;
        }

        foreach (int part in parts[..count])
        {
            Take(part, access);
        }

        return true;
    }

    private bool Collect(int definition, int access, ref AddressSum sum, Span<int> parts, ref int count)
    {
        ref IrInstruction instruction = ref _ir.Instructions[definition];
        if (count == parts.Length)
        {
            return false;
        }

        if (AddressSum.IsProduct(_ir, instruction) && count + 1 < parts.Length && SingleUse(instruction.A, access) is { } inner
            && _ir.Instructions[inner].Op == Opcode.I32Add && _ir.IsConstant(_ir.Instructions[inner].B)
            && !_ir.IsConstant(_ir.Instructions[inner].A) && sum.TryAddProductOfSum(_ir, instruction, _ir.Instructions[inner]))
        {
            parts[count++] = definition;
            parts[count++] = inner;
            return true;
        }

        if (!sum.TryAdd(_ir, instruction))
        {
            return false;
        }

        parts[count++] = definition;
        if (instruction.Op != Opcode.I32Add)
        {
            return true;
        }

        return CollectOperand(instruction.A, access, ref sum, parts, ref count)
            && CollectOperand(instruction.B, access, ref sum, parts, ref count);
    }

    private bool CollectOperand(int register, int access, ref AddressSum sum, Span<int> parts, ref int count)
    {
        if (_ir.IsConstant(register))
        {
            return true;
        }

        if (SingleUse(register, access) is { } definition && AddressSum.IsSum(_ir.Instructions[definition].Op))
        {
            AddressSum before = sum;
            int countBefore = count;
            if (Collect(definition, access, ref sum, parts, ref count))
            {
                return true;
            }

            sum = before;
            count = countBefore;
        }

        return sum.TryAddRegister(register, 1);
    }

    private bool CanIndex(in IrInstruction access, in IrInstruction address, bool inBounds) =>
        (uint)address.Size <= ushort.MaxValue && access.Imm <= int.MaxValue && address.Imm2 >= address.Imm
        && (inBounds || !_ir.IsConstant(address.A));

    private void TakeIfSingle(int register, int by)
    {
        if (SingleUse(register, by) is { } definition)
        {
            Take(definition, by);
        }
    }

    private void Take(int index, int by)
    {
        ref IrInstruction instruction = ref _ir.Instructions[index];
        instruction.IsGone = true;
        instruction.Position = by;
    }

    /// <summary>The instruction that computes an operand, when it may happen at another's place instead.</summary>
    private int? SingleUse(int register, int at)
    {
        if (register < 0 || !_ir.IsTemporary(register) || _uses[register] != 1)
        {
            return null;
        }

        int index = _ir.Definitions[register];
        if (index < 0 || _ir.Instructions[index].IsGone || _ir.Instructions[index].Dst != register)
        {
            return null;
        }

        // Frame addresses depend on nothing.
        if (_ir.Instructions[index].Op == Opcode.FrameAddr)
        {
            return index;
        }

        return _ir.Instructions[index].Block == _ir.Instructions[at].Block && CanMove(index, at) ? index : null;
    }

    private bool CanMove(int index, int at)
    {
        ref IrInstruction moved = ref _ir.Instructions[index];
        bool pure = (moved.Op is IrOp.Constant or IrOp.Copy)
            || ((int)moved.Op < 0xF000 && (OpcodeTable.Get(moved.Op).Flags & OpcodeFlags.Pure) != 0);
        int steps = 0;
        for (int i = moved.Next; i != at; i = _ir.Instructions[i].Next)
        {
            if (i < 0 || ++steps > Window)
            {
                return false;
            }

            ref IrInstruction between = ref _ir.Instructions[i];
            if (between.IsGone && between.Position == at)
            {
                continue;
            }

            if (between.Dst >= 0 && (between.Dst == moved.A || between.Dst == moved.B || between.Dst == moved.C))
            {
                return false;
            }

            if (!pure && !(between.IsGone && between.Position < 0) && !HasNoEffect(between))
            {
                return false;
            }
        }

        return true;
    }
}

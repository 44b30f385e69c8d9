using ProcVM.Module;

namespace ProcVM.Runtime.Lowering;

internal sealed partial class IrBuilder
{
    private void SetLocal(int local, Operand value)
    {
        if (_options.ReuseValues && ValueOfLocal(local) == value.Value)
        {
            return;
        }

        int defined = _ir.IsTemporary(value.Register) ? RedirectableDefinition(value.Register, local) : -1;
        if (_onStack[local] > 0)
        {
            SaveStackUses(local, defined);
        }

        if (defined >= 0)
        {
            _ir.Instructions[defined].Dst = local;
            for (int i = _ir.Instructions[defined].Next; i >= 0; i = _ir.Instructions[i].Next)
            {
                _ir.Instructions[i].A = local;
            }

            _heldBy[value.Register] = local + 1;
            _ir.Definitions[value.Register] = -1;
        }
        else
        {
            Append(New(IrOp.Copy, local, value.Register));
        }

        SetLocalValue(local, value.Value);
    }

    private void TeeLocal(int local)
    {
        Operand value = Pop();
        SetLocal(local, value);
        Push(_ir.IsConstant(value.Register) ? value.Register : local, value.Value);
    }

    /// <summary>The instruction that may write straight to the local instead of the temporary: the last one, or the last before
    /// checks of its result. −1 when there is none.</summary>
    private int RedirectableDefinition(int temporary, int local)
    {
        if (_onStack[temporary] > 0)
        {
            return -1;
        }

        int index = _ir.Blocks[_block].Last;
        while (index >= 0 && _ir.Instructions[index].Dst < 0 && _ir.Instructions[index].A == temporary
            && _ir.Instructions[index].Op is Opcode.I32Range or Opcode.I64Range or Opcode.NilCheck)
        {
            index = _ir.Instructions[index].Previous;
        }

        // A call's results are registers of a list, and a label's are assigned at branches.
        return index >= 0 && _ir.Instructions[index].Dst == temporary && _ir.Types[temporary] == _ir.Types[local] ? index : -1;
    }

    /// <summary>Gives the uses of a local on the operand stack a register of their own, before the local changes.</summary>
    private void SaveStackUses(int local, int before)
    {
        int saved = NewRegister(_ir.Types[local]);
        IrInstruction copy = New(IrOp.Copy, saved, local);
        if (before >= 0)
        {
            _ir.InsertBefore(before, copy);
        }
        else
        {
            Append(copy);
        }

        int left = _onStack[local];
        for (int i = _depth - 1; left > 0; i--)
        {
            if (_stackRegisters[i] == local)
            {
                _stackRegisters[i] = saved;
                left--;
            }
        }

        _onStack[saved] = _onStack[local];
        _onStack[local] = 0;
    }

    private void GetGlobal(int global)
    {
        ValueType type = _module.Globals[global].Type;
        int version = _module.Globals[global].IsMutable ? Math.Max(_globalVersions[global], _callVersion) : -1;
        Push(Compute(Opcode.GlobalGet, type, s_none, s_none, imm: global, imm2: version));
    }

    private void SetGlobal(int global)
    {
        Operand value = Pop();
        int register = InRegister(value);
        Append(New(Opcode.GlobalSet, -1, register, imm: global));
        _globalVersions[global] = _nextVersion++;
        _values.FindOrAdd(Opcode.GlobalGet, -1, -1, -1, global, _globalVersions[global], 0, value.Value);
    }

    private void Load(in OpcodeRow row, uint offset)
    {
        Operand address = Pop();
        ValueType type = ValueTypes.FromLetter(row.Pushes[0]);
        if (_options.ReuseValues)
        {
            int known = _memory.Find(row.Opcode, address.Value, offset);
            int holder = known >= 0 ? HolderOf(known) : -1;
            if (holder >= 0)
            {
                Push(holder, known);
                return;
            }
        }

        AddressRange range = Describe(address, offset, AccessSize(row.Opcode));
        int result = NewRegister(type);
        Append(New(row.Opcode, result, address.Register, imm: offset));
        _memory.Add(row.Opcode, address.Value, offset, range, result);
        Push(result, result);
    }

    private void Store(in OpcodeRow row, uint offset)
    {
        Operand value = Pop();
        Operand address = Pop();
        AddressRange range = Describe(address, offset, AccessSize(row.Opcode));
        Append(New(row.Opcode, -1, address.Register, InRegister(value), imm: offset));
        _memory.Invalidate(range);
        Opcode load = LoadOfStore(row.Opcode);
        if (load != Opcode.Nop)
        {
            _memory.Add(load, address.Value, offset, range, value.Value);
        }
    }

    /// <summary>What bytes an access touches, as far as the address tells.</summary>
    private AddressRange Describe(Operand address, long offset, int size) =>
        Addresses.Describe(_ir, address.Register, address.Value, offset, size);

    private static int AccessSize(Opcode op) => Addresses.AccessSize(op);

    /// <summary>The load that gives exactly what a store puts.</summary>
    private static Opcode LoadOfStore(Opcode op) => op switch
    {
        Opcode.I32Store => Opcode.I32Load,
        Opcode.I64Store => Opcode.I64Load,
        Opcode.F32Store => Opcode.F32Load,
        Opcode.F64Store => Opcode.F64Load,
        _ => Opcode.Nop,
    };
}

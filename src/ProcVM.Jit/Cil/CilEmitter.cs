using System.Reflection;
using System.Reflection.Emit;
using ProcVM.Module;
using ProcVM.Runtime.Execution;
using ProcVM.Runtime.Lowering;
using ProcVM.Runtime.Tiers;

namespace ProcVM.Jit.Cil;

/// <summary>Writes the CIL of one function: a local for each register, a label for each block.</summary>
/// <remarks>What another instruction absorbs is an expression inside it. A branch out of line to a trap needs an empty evaluation stack, so operations that
/// can trap are statements: they leave their result in their register's local.</remarks>
internal sealed unsafe partial class CilEmitter
{
    private const int StackFactor = 6;

    private readonly CompilationUnit _unit;
    private readonly IrFunction _ir;
    private readonly ILGenerator _il;
    private readonly bool _fromSlots;
    private readonly int _frameArgument;
    private readonly LocalBuilder?[] _registers;
    private readonly Label[] _blocks;
    private readonly bool[] _loopHeads;
    private readonly LocalBuilder _memory;
    private readonly LocalBuilder _size;
    private readonly LocalBuilder _address;
    private readonly LocalBuilder _wide;
    private readonly LocalBuilder _index;
    private int _pc;

    public CilEmitter(CompilationUnit unit, ILGenerator il, bool fromSlots)
    {
        _unit = unit;
        _ir = unit.Ir;
        _il = il;
        _fromSlots = fromSlots;
        _frameArgument = fromSlots ? 2 : 1;
        _registers = new LocalBuilder?[_ir.RegisterCount];
        _blocks = new Label[_ir.BlockCount + 1];
        for (int i = 0; i < _blocks.Length; i++)
        {
            _blocks[i] = il.DefineLabel();
        }

        _loopHeads = FindLoopHeads();
        _memory = il.DeclareLocal(typeof(byte*));
        _size = il.DeclareLocal(typeof(ulong));
        _address = il.DeclareLocal(typeof(ulong));
        _wide = il.DeclareLocal(typeof(long));
        _index = il.DeclareLocal(typeof(int));
    }

    /// <summary>The function's start: arguments to registers.</summary>
    public void LoadParameters()
    {
        FunctionEntry* entry = (FunctionEntry*)_unit.Targets.EntryOf(_unit.Function);
        if ((_ir.RegisterCount * 8) + 256 > StackFactor * entry->Cost)
        {
            // The thread's stack is made for frames of a few times what the call depth counts for them; this one's may be larger.
            Label enough = _il.DefineLabel();
            _il.Emit(OpCodes.Ldarg_0);
            _il.Emit(OpCodes.Call, CilMethods.HasStack);
            _il.Emit(OpCodes.Brtrue, enough);
            LeaveToInterpreter();
            _il.MarkLabel(enough);
        }

        for (int i = 0; i < _ir.ParameterCount; i++)
        {
            _il.Emit(OpCodes.Ldarg, (short)(i + 2));
            Set(i);
        }

        LoadMemory();
    }

    /// <summary>Lets the interpreter do this activation, which hasn't begun.</summary>
    private void LeaveToInterpreter()
    {
        FunctionType type = _unit.Module.TypeOf(_unit.Function);
        for (int i = 0; i < type.Parameters.Length; i++)
        {
            PushSlot(i);
            _il.Emit(OpCodes.Ldarg, (short)(i + 2));
            CilTypes.StoreSlot(_il, type.Parameters[i]);
        }

        _il.Emit(OpCodes.Ldarg_0);
        _il.Emit(OpCodes.Ldc_I4, _unit.Function);
        PushFrame();
        _il.Emit(OpCodes.Call, CilMethods.Call);
        if (type.Results.Length > 0)
        {
            PushSlot(0);
            CilTypes.LoadSlot(_il, type.Results[0]);
        }

        _il.Emit(OpCodes.Ret);
    }

    /// <summary>A start in the middle: slots to registers, then to the block.</summary>
    public void LoadSlots(int block)
    {
        bool[] used = UsedRegisters();
        for (int register = 0; register < _ir.RegisterCount; register++)
        {
            if (!used[register] || _unit.Slots[register] < 0)
            {
                continue;
            }

            _il.Emit(OpCodes.Ldarg_1);
            _il.Emit(OpCodes.Ldc_I4, _unit.Slots[register] * 8);
            _il.Emit(OpCodes.Add);
            CilTypes.LoadSlot(_il, _ir.Types[register]);
            Set(register);
        }

        LoadMemory();
        _il.Emit(OpCodes.Br, _blocks[block]);
    }

    /// <summary>All blocks, then what was put out of line.</summary>
    public void EmitBody()
    {
        for (int block = 0; block < _ir.BlockCount; block++)
        {
            _il.MarkLabel(_blocks[block]);
            int first = _ir.Blocks[block].First;
            if (_loopHeads[block])
            {
                _pc = first >= 0 ? _ir.Instructions[first].Pc : _pc;
                PollLoop();
            }

            for (int i = first; i >= 0; i = _ir.Instructions[i].Next)
            {
                ref IrInstruction instruction = ref _ir.Instructions[i];
                if (!instruction.IsGone || (instruction.Op == Opcode.NilCheck && instruction.Position >= 0))
                {
                    _pc = instruction.Pc;
                    Prepare(instruction);
                    Statement(instruction);
                }
            }
        }

        // Verified code doesn't get here.
        _il.MarkLabel(_blocks[_ir.BlockCount]);
        EmitTrap(TrapKind.Unreachable);
        EmitOutOfLine();
    }

    private bool[] FindLoopHeads()
    {
        bool[] heads = new bool[_ir.BlockCount];
        for (int block = 0; block < _ir.BlockCount; block++)
        {
            for (int i = _ir.Blocks[block].First; i >= 0; i = _ir.Instructions[i].Next)
            {
                ref IrInstruction instruction = ref _ir.Instructions[i];
                if (instruction.Op is Opcode.Br or Opcode.BrIf or Opcode.BrIfz)
                {
                    Note(_ir.LabelBlocks[instruction.Imm], block);
                }
                else if (instruction.Op == Opcode.BrTable)
                {
                    for (int target = 0; target <= instruction.Imm2; target++)
                    {
                        Note(_ir.LabelBlocks[_ir.Lists[instruction.Imm + target]], block);
                    }
                }
            }
        }

        return heads;

        void Note(int target, int from) => heads[target] |= target <= from;
    }

    private bool[] UsedRegisters()
    {
        bool[] used = new bool[_ir.RegisterCount];
        for (int block = 0; block < _ir.BlockCount; block++)
        {
            for (int i = _ir.Blocks[block].First; i >= 0; i = _ir.Instructions[i].Next)
            {
                ref IrInstruction instruction = ref _ir.Instructions[i];
                Note(instruction.A);
                Note(instruction.B);
                Note(instruction.C);
                (int start, int count) = Operands.List(instruction);
                for (int operand = 0; operand < count; operand++)
                {
                    Note(_ir.Lists[start + operand]);
                }
            }
        }

        return used;

        void Note(int register)
        {
            if (register >= 0 && !_ir.IsConstant(register) && Absorbed(register) < 0)
            {
                used[register] = true;
            }
        }
    }

    /// <summary>The instruction that computes a register where it is used, or −1.</summary>
    private int Absorbed(int register)
    {
        int definition = register >= 0 && _ir.IsTemporary(register) ? _ir.Definitions[register] : -1;
        return definition >= 0 && _ir.Instructions[definition].IsGone && _ir.Instructions[definition].Position >= 0 ? definition : -1;
    }

    /// <summary>Computes absorbed operands that can trap, before anything is on the evaluation stack.</summary>
    private void Prepare(in IrInstruction instruction)
    {
        PrepareOperand(instruction.A);
        PrepareOperand(instruction.B);
        PrepareOperand(instruction.C);
    }

    private void PrepareOperand(int register)
    {
        int definition = Absorbed(register);
        if (definition < 0)
        {
            return;
        }

        ref IrInstruction absorbed = ref _ir.Instructions[definition];
        Prepare(absorbed);
        if (absorbed.Op == Opcode.Index)
        {
            int pc = _pc;
            _pc = absorbed.Pc;
            Index(absorbed);
            _pc = pc;
        }
    }

    private void Push(int register)
    {
        if (_ir.IsConstant(register))
        {
            PushConstant(_ir.Types[register], _ir.Constants[register]);
        }
        else if (Absorbed(register) is var definition && definition >= 0 && _ir.Instructions[definition].Op != Opcode.Index)
        {
            Value(_ir.Instructions[definition]);
        }
        else
        {
            _il.Emit(OpCodes.Ldloc, LocalOf(register));
        }
    }

    private void PushConstant(ValueType type, ulong bits)
    {
        switch (type)
        {
            case ValueType.I32:
                _il.Emit(OpCodes.Ldc_I4, (int)bits);
                break;
            case ValueType.I64:
                _il.Emit(OpCodes.Ldc_I8, (long)bits);
                break;
            case ValueType.F32:
                _il.Emit(OpCodes.Ldc_R4, BitConverter.UInt32BitsToSingle((uint)bits));
                break;
            default:
                _il.Emit(OpCodes.Ldc_R8, BitConverter.UInt64BitsToDouble(bits));
                break;
        }
    }

    private void Set(int register) => _il.Emit(OpCodes.Stloc, LocalOf(register));

    private LocalBuilder LocalOf(int register) => _registers[register] ??= _il.DeclareLocal(CilTypes.Of(_ir.Types[register]));

    private void LoadMemory()
    {
        LoadField(nameof(EngineState.Memory));
        _il.Emit(OpCodes.Stloc, _memory);
        LoadMemorySize();
    }

    private void LoadMemorySize()
    {
        LoadField(nameof(EngineState.MemorySize));
        _il.Emit(OpCodes.Stloc, _size);
    }

    private static FieldInfo Field(string name) => typeof(EngineState).GetField(name)!;

    private void LoadField(string name)
    {
        _il.Emit(OpCodes.Ldarg_0);
        _il.Emit(OpCodes.Ldfld, Field(name));
    }

    private void PushFrame() => _il.Emit(OpCodes.Ldarg, (short)_frameArgument);
}

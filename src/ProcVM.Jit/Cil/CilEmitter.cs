using System.Reflection;
using System.Reflection.Emit;
using ProcVM.Module;
using ProcVM.Runtime.Execution;
using ProcVM.Runtime.Lowering;
using ProcVM.Runtime.Tiers;

namespace ProcVM.Jit.Cil;

/// <summary>Writes the CIL of one function, and of small ones that it calls, into it: a local for each register, a label for each block.</summary>
/// <remarks>What another instruction absorbs is an expression inside it. A branch out of line to a trap needs an empty evaluation stack, so operations that
/// can trap are statements: they leave their result in their register's local.</remarks>
internal sealed unsafe partial class CilEmitter
{
    private const int StackFactor = 14;

    private readonly ILGenerator _il;
    private readonly bool _fromSlots;
    private readonly LocalBuilder _memory;
    private readonly LocalBuilder _size;
    private readonly LocalBuilder _address;
    private readonly LocalBuilder _wide;
    private readonly LocalBuilder _index;
    private readonly LocalBuilder _place;
    private readonly Label _exit;
    private readonly int _frameBytes;
    private CilActivation _now;
    private int _pc;

    public CilEmitter(CompilationUnit unit, ILGenerator il, bool fromSlots)
    {
        _il = il;
        _fromSlots = fromSlots;
        _now = new CilActivation(unit, il);
        _outermost = unit;
        _memory = il.DeclareLocal(typeof(byte*));
        _size = il.DeclareLocal(typeof(ulong));
        _address = il.DeclareLocal(typeof(ulong));
        _wide = il.DeclareLocal(typeof(long));
        _index = il.DeclareLocal(typeof(int));
        _place = il.DeclareLocal(typeof(int));
        _exit = il.DefineLabel();
        _frameBytes = StackFactor * unit.Targets.CostOf(unit.Function);
        _hostBytes = FrameBytes(unit.Ir) + OtherBytes;
    }

    private CompilationUnit Unit => _now.Unit;

    private IrFunction Ir => _now.Unit.Ir;

    /// <summary>The P-code offset that code is being written for.</summary>
    public int Place => _pc;

    /// <summary>The function's start: arguments to registers.</summary>
    public void LoadParameters()
    {
        if (_hostBytes > _frameBytes)
        {
            // The thread's stack is made for frames of a few times what the call depth counts for them; this one's may be larger.
            Label enough = _il.DefineLabel();
            _il.Emit(OpCodes.Ldarg_0);
            _il.Emit(OpCodes.Call, CilMethods.HasStack);
            _il.Emit(OpCodes.Brtrue, enough);
            LeaveToInterpreter();
            _il.MarkLabel(enough);
        }

        for (int i = 0; i < Ir.ParameterCount; i++)
        {
            _il.Emit(OpCodes.Ldarg, (short)(i + CilTypes.FirstParameter));
            Set(i);
        }

        LoadMemory();
    }

    /// <summary>Lets the interpreter do this activation, which hasn't begun.</summary>
    private void LeaveToInterpreter()
    {
        FunctionType type = Unit.Module.TypeOf(Unit.Function);
        for (int i = 0; i < type.Parameters.Length; i++)
        {
            PushSlot(i);
            _il.Emit(OpCodes.Ldarg, (short)(i + CilTypes.FirstParameter));
            CilTypes.StoreSlot(_il, type.Parameters[i]);
        }

        StoreDepth(PushDepth);
        _il.Emit(OpCodes.Ldarg_0);
        _il.Emit(OpCodes.Ldc_I4, Unit.Function);
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
        _now.Depth = _il.DeclareLocal(typeof(long));
        LoadField(nameof(EngineState.Depth));
        _il.Emit(OpCodes.Stloc, _now.Depth);
        bool[] used = UsedRegisters();
        for (int register = 0; register < Ir.RegisterCount; register++)
        {
            if (!used[register] || Unit.Slots[register] < 0)
            {
                continue;
            }

            _il.Emit(OpCodes.Ldarg_1);
            _il.Emit(OpCodes.Ldc_I4, Unit.Slots[register] * 8);
            _il.Emit(OpCodes.Add);
            CilTypes.LoadSlot(_il, Ir.Types[register]);
            Set(register);
        }

        LoadMemory();
        _il.Emit(OpCodes.Br, _now.Blocks[block]);
    }

    /// <summary>All blocks, then what was put out of line.</summary>
    public void EmitFunction()
    {
        EmitBody();
        EmitOutOfLine();
    }

    private void EmitBody()
    {
        for (int block = 0; block < Ir.BlockCount; block++)
        {
            Label before = _now.Polls[block] ? BeforeLoop() : default;
            _il.MarkLabel(_now.Blocks[block]);
            int first = Ir.Blocks[block].First;
            if (_now.Polls[block])
            {
                _pc = first >= 0 ? Ir.Instructions[first].Pc : _pc;
                PollLoop(block, before);
            }

            for (int i = first; i >= 0; i = Ir.Instructions[i].Next)
            {
                ref IrInstruction instruction = ref Ir.Instructions[i];
                if (!instruction.IsGone || (instruction.Op == Opcode.NilCheck && instruction.Position >= 0))
                {
                    _pc = instruction.Pc;
                    Prepare(instruction);
                    Statement(instruction);
                }
            }
        }

        // Verified code doesn't get here.
        _il.MarkLabel(_now.Blocks[Ir.BlockCount]);
        EmitTrap(TrapKind.Unreachable);
    }

    private bool[] UsedRegisters()
    {
        bool[] used = new bool[Ir.RegisterCount];
        for (int block = 0; block < Ir.BlockCount; block++)
        {
            for (int i = Ir.Blocks[block].First; i >= 0; i = Ir.Instructions[i].Next)
            {
                ref IrInstruction instruction = ref Ir.Instructions[i];
                Note(instruction.A);
                Note(instruction.B);
                Note(instruction.C);
                (int start, int count) = Operands.List(instruction);
                for (int operand = 0; operand < count; operand++)
                {
                    Note(Ir.Lists[start + operand]);
                }
            }
        }

        return used;

        void Note(int register)
        {
            if (register >= 0 && !Ir.IsConstant(register) && Absorbed(register) < 0)
            {
                used[register] = true;
            }
        }
    }

    private int Absorbed(int register) => Ir.AbsorbedDefinition(register);

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

        ref IrInstruction absorbed = ref Ir.Instructions[definition];
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
        if (Ir.IsConstant(register))
        {
            PushConstant(Ir.Types[register], Ir.Constants[register]);
        }
        else if (Absorbed(register) is var definition && definition >= 0 && Ir.Instructions[definition].Op != Opcode.Index)
        {
            Value(Ir.Instructions[definition]);
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

    private LocalBuilder LocalOf(int register) => _now.Registers[register] ??= _il.DeclareLocal(CilTypes.Of(Ir.Types[register]));

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

    private void PushFrame()
    {
        if (_now.Frame is { } frame)
        {
            _il.Emit(OpCodes.Ldloc, frame);
        }
        else
        {
            _il.Emit(OpCodes.Ldarg, (short)(_fromSlots ? 2 : 1));
        }
    }

    /// <summary>The call depth that is left to what this activation calls.</summary>
    private void PushDepth()
    {
        if (_now.Depth is { } depth)
        {
            _il.Emit(OpCodes.Ldloc, depth);
        }
        else
        {
            _il.Emit(OpCodes.Ldarg_2);
        }
    }
}

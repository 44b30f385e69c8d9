using ProcVM.Llvm;
using ProcVM.Module;
using ProcVM.Runtime.Lowering;
using ProcVM.Runtime.Tiers;

namespace ProcVM.Jit.Llvm;

/// <summary>Writes the LLVM IR of one function: a block or more for each block.</summary>
/// <remarks>Registers that are assigned more than once are places on the stack, which LLVM makes values of; others are values at once. What can trap
/// branches to an exit out of line, and the block goes on in another.</remarks>
internal sealed unsafe partial class NativeEmitter
{
    private readonly NativeModule _native;
    private readonly LlvmModuleBuilder _module;
    private readonly LLVMBuilderRef _b;
    private readonly LlvmTypes _t;
    private readonly CompilationUnit _unit;
    private readonly IrFunction _ir;
    private readonly FunctionType _type;
    private readonly LlvmFunction _function;
    private readonly bool _fromSlots;
    private readonly bool _countsFuel;
    private readonly LLVMValueRef _state;
    private readonly LLVMValueRef _frame;
    private readonly LLVMBasicBlockRef _entry;
    private readonly LLVMBasicBlockRef[] _blocks;
    private readonly bool[] _polls;

    // By register: its place, when it has one; its value, and the block in which that is known; the truth value that it was made of.
    private readonly LLVMValueRef[] _places;
    private readonly LLVMValueRef[] _values;
    private readonly LLVMValueRef[] _truths;
    private readonly int[] _knownIn;
    private readonly bool[] _crosses;

    private LLVMValueRef _depth;
    private LLVMValueRef _memory;
    private LLVMValueRef _size;
    private LLVMValueRef _fuel;
    private LLVMValueRef _rareResult;
    private int _stamp;
    private bool _isOpen;
    private int _pc;

    /// <summary>Writes a function's body.</summary>
    /// <param name="native">The module.</param>
    /// <param name="unit">The function.</param>
    /// <param name="function">Its native function.</param>
    /// <param name="countsFuel">Its code counts fuel.</param>
    /// <param name="fromSlots">It is a way into the function from the interpreter's slots.</param>
    public NativeEmitter(NativeModule native, CompilationUnit unit, LlvmFunction function, bool countsFuel, bool fromSlots)
    {
        _native = native;
        _module = native.Builder;
        _b = _module.Builder;
        _t = _module.Types;
        _unit = unit;
        _ir = unit.Ir;
        _type = unit.Module.TypeOf(unit.Function);
        _function = function;
        _fromSlots = fromSlots;
        _countsFuel = countsFuel;
        _places = new LLVMValueRef[_ir.RegisterCount];
        _values = new LLVMValueRef[_ir.RegisterCount];
        _truths = new LLVMValueRef[_ir.RegisterCount];
        _knownIn = new int[_ir.RegisterCount];
        _crosses = new bool[_ir.RegisterCount];
        _addresses = new KnownAddress[_ir.RegisterCount];
        _state = function.Parameter(0);
        _frame = function.Parameter(fromSlots ? 2 : 1);
        _entry = _module.AppendBlock(function);
        _blocks = new LLVMBasicBlockRef[_ir.BlockCount + 1];
        for (int i = 0; i < _blocks.Length; i++)
        {
            _blocks[i] = _module.AppendBlock(function);
        }

        _polls = _ir.LongLoops;
        Survey();
    }

    /// <summary>Is told of each P-code offset before code is written for it; null for no listing.</summary>
    public Action<int>? AtPlace { get; init; }

    /// <summary>What calls of the function itself call: a copy to be inlined; null for the function.</summary>
    public LlvmFunction? Self { get; init; }

    /// <summary>How many such copies call each other in it; 0 in a copy.</summary>
    public int Copies { get; init; }

    /// <summary>It is such a copy.</summary>
    public bool IsCopy { get; init; }

    /// <summary>The whole function.</summary>
    public void Emit()
    {
        AtPlace?.Invoke(0);
        LLVMBasicBlockRef start = Begin();
        _depth = _function.Parameter(2);
        if (!IsCopy)
        {
            CheckStack();
        }

        for (int i = 0; i < _ir.LocalCount; i++)
        {
            if (i < _ir.ParameterCount)
            {
                _b.BuildStore(_function.Parameter(NativeModule.FirstArgument + i), PlaceOf(i));
            }
            else
            {
                _b.BuildStore(LLVMValueRef.CreateConstNull(TypeOf(i)), PlaceOf(i));
            }
        }

        _b.BuildBr(_blocks[0]);
        Body();
        Finish(start);
    }

    /// <summary>The function from a block on, its registers taken from the interpreter's slots.</summary>
    public void EmitFrom(int block)
    {
        LLVMBasicBlockRef start = Begin();
        _depth = _function.Parameter(3);
        for (int register = 0; register < _ir.RegisterCount; register++)
        {
            if (HasPlace(register) && _used[register] && _unit.Slots[register] >= 0)
            {
                LLVMValueRef slot = _native.Field(_function.Parameter(1), _unit.Slots[register] * 8L);
                _b.BuildStore(_b.BuildLoad2(TypeOf(register), slot), PlaceOf(register));
            }
        }

        _b.BuildBr(_blocks[block]);
        Body();
        Finish(start);
    }

    private LLVMBasicBlockRef Begin()
    {
        _b.PositionAtEnd(_entry);
        _size = _b.BuildAlloca(_t.I64);
        if (_countsFuel)
        {
            _fuel = _b.BuildAlloca(_t.I64);
        }

        LLVMBasicBlockRef start = _module.AppendBlock(_function);
        start.MoveAfter(_entry);
        _b.PositionAtEnd(start);
        _memory = _b.BuildLoad2(_t.Pointer, _native.Field(_state, StateLayout.Memory));
        _module.Metadata.MarkInvariant(_memory);
        LoadMemorySize();
        LoadFuel();
        return start;
    }

    private void Finish(LLVMBasicBlockRef start)
    {
        EmitExits();
        _b.PositionAtEnd(_entry);
        _b.BuildBr(start);
    }

    private void Body()
    {
        for (int block = 0; block < _ir.BlockCount; block++)
        {
            _b.PositionAtEnd(_blocks[block]);
            _isOpen = true;
            _stamp++;
            int first = _ir.Blocks[block].First;
            if (_polls[block])
            {
                _pc = first >= 0 ? _ir.Instructions[first].Pc : _pc;
                PollLoop();
            }

            for (int i = first; i >= 0 && _isOpen; i = _ir.Instructions[i].Next)
            {
                ref IrInstruction instruction = ref _ir.Instructions[i];
                if (!instruction.IsGone || (instruction.Op == Opcode.NilCheck && instruction.Position >= 0))
                {
                    _pc = instruction.Pc;
                    AtPlace?.Invoke(_pc);
                    Prepare(instruction);
                    Statement(instruction);
                }
            }

            if (_isOpen)
            {
                _b.BuildBr(_blocks[block + 1]);
            }
        }

        // Verified code doesn't get here.
        _b.PositionAtEnd(_blocks[_ir.BlockCount]);
        _isOpen = true;
        Trap(TrapKind.Unreachable);
    }

    private LLVMTypeRef TypeOf(int register) => _native.TypeOf(_ir.Types[register]);

    private bool IsWide(int register) => _ir.Types[register] == ValueType.I64;

    private LLVMBasicBlockRef NewBlock() => _module.AppendBlock(_function);

    /// <summary>Goes on in another block of the same straight line.</summary>
    private void ContinueIn(LLVMBasicBlockRef block)
    {
        LLVMBasicBlockRef here = _b.InsertBlock;
        block.MoveAfter(here);
        _b.PositionAtEnd(block);
    }

    private bool HasPlace(int register) =>
        !_ir.IsConstant(register) && (_ir.IsLocal(register) || _ir.Definitions[register] < 0 || (_fromSlots && _crosses[register]));

    /// <summary>True when the register's value is known here: it never changes, or was seen in this block.</summary>
    private bool IsKnown(int register) => _values[register].Handle != 0 && (_knownIn[register] == _stamp || !HasPlace(register));

    private LLVMValueRef PlaceOf(int register)
    {
        if (_places[register].Handle == 0)
        {
            LLVMBasicBlockRef here = _b.InsertBlock;
            _b.PositionAtEnd(_entry);
            _places[register] = _b.BuildAlloca(TypeOf(register));
            _b.PositionAtEnd(here);
        }

        return _places[register];
    }

    private void Define(int register, LLVMValueRef value)
    {
        if (HasPlace(register))
        {
            _b.BuildStore(value, PlaceOf(register));
        }

        _values[register] = value;
        _truths[register] = default;
        _knownIn[register] = _stamp;
        _addresses[register] = default;
    }

    private LLVMValueRef Use(int register)
    {
        if (_ir.IsConstant(register))
        {
            return _native.Constant(_ir.Types[register], _ir.Constants[register]);
        }

        int definition = Absorbed(register);
        if (definition >= 0 && _ir.Instructions[definition].Op != Opcode.Index)
        {
            return Value(_ir.Instructions[definition]);
        }

        if (!IsKnown(register))
        {
            _values[register] = _b.BuildLoad2(TypeOf(register), PlaceOf(register));
            _knownIn[register] = _stamp;
            _truths[register] = default;
            _addresses[register] = default;
        }

        return _values[register];
    }

    private int Absorbed(int register) => _ir.AbsorbedDefinition(register);

    /// <summary>Computes absorbed operands that can trap.</summary>
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
}

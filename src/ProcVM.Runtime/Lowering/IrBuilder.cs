using ProcVM.Module;
using ProcVM.Runtime.Profiling;

namespace ProcVM.Runtime.Lowering;

/// <summary>Turns a function's stack code into intermediate form in one walk: the operand stack becomes registers, copies vanish, and
/// what was computed before in straight-line code is not computed again (value numbering over extended basic blocks).</summary>
/// <remarks>A value number is the register that first held the value: a constant or temporary is its own; a local gets a new one
/// whenever it is assigned or a block starts whose predecessors aren't known.</remarks>
internal sealed partial class IrBuilder
{
    private readonly PcodeModule _module;
    private readonly LoweringOptions _options;
    private readonly IrFunction _ir = new();
    private readonly ValueTable _values = new();
    private readonly MemoryValues _memory;

    private readonly int[] _stackRegisters;
    private readonly int[] _stackValues;
    private int _depth;

    private readonly int[] _localValues;
    private readonly int[] _localGenerations;
    private readonly int[] _globalVersions;
    private int _generation = 1;

    // By register: how often it is on the operand stack, and the local that holds its value in its place (plus one).
    private int[] _onStack = new int[128];
    private int[] _heldBy = new int[128];

    private readonly int[] _labelReferences;
    private readonly int[] _labelLists;
    private readonly Function _function;
    private readonly int _index;
    private readonly FunctionType _type;
    private int _block;
    private int _pc;
    private int _nextVersion = 1;
    private int _callVersion;
    private int _charge = -1;

    public IrBuilder(PcodeModule module, int function, int maxStack, LoweringOptions options)
    {
        _module = module;
        _options = options;
        _index = function;
        _function = module.Functions[function - module.Imports.Length];
        _type = module.Types[_function.Type];
        _stackRegisters = new int[maxStack + 1];
        _stackValues = new int[maxStack + 1];
        _globalVersions = new int[module.Globals.Length];
        _labelReferences = new int[_function.Labels.Length];
        _labelLists = new int[_function.Labels.Length];
        _ir.ParameterCount = _type.Parameters.Length;
        _ir.LocalCount = _type.Parameters.Length + _function.Locals.Length;
        _ir.FrameSize = (int)_function.Frame;
        _ir.LabelBlocks = new int[_function.Labels.Length];
        _localValues = new int[_ir.LocalCount];
        _localGenerations = new int[_ir.LocalCount];
        _memory = new MemoryValues(module.Memory);
        foreach (ValueType parameter in _type.Parameters)
        {
            NewRegister(parameter);
        }

        foreach (ValueType local in _function.Locals)
        {
            NewRegister(local);
        }
    }

    /// <summary>Builds the intermediate form. The function was verified.</summary>
    public IrFunction Build()
    {
        CountLabelReferences();
        _ir.EscapeTargets = new bool[_function.Labels.Length];
        for (int label = 0; label < _function.Labels.Length; label++)
        {
            _ir.EscapeTargets[label] = _function.Labels[label].IsEscapeTarget;
            _ir.HasEscapeTargets |= _ir.EscapeTargets[label];
            ValueType[] stack = _function.Labels[label].Stack;
            _labelLists[label] = _ir.NewList(stack.Length);
            for (int i = 0; i < stack.Length; i++)
            {
                int register = NewRegister(stack[i]);
                _ir.Definitions[register] = IrFunction.ManyDefinitions;
                _ir.Lists[_labelLists[label] + i] = register;
            }
        }

        _block = _ir.NewBlock(-1);
        _pc = BlockCounters.Entry;
        StartCharge();
        CodeReader code = new(_function.Code.Span);
        while (!code.AtEnd)
        {
            _pc = code.Offset;
            Opcode op = code.ReadOpcode();
            if (_charge >= 0 && op is not Opcode.Label and not Opcode.Nop)
            {
                _ir.Instructions[_charge].Imm++;
            }

            Translate(ref code, op);
        }

        return _ir;
    }

    /// <summary>Starts a block's fuel charge (SPEC.md section 8).</summary>
    private void StartCharge()
    {
        if (_options.CountFuel)
        {
            _charge = Append(New(IrOp.Fuel));
        }

        CountBlock();
    }

    /// <summary>Counts the block that begins behind the current instruction.</summary>
    // SAFETY: the counter lives until the run is over.
    private unsafe void CountBlock()
    {
        if (_options.Probes?.Counters is { } counters)
        {
            Append(New(IrOp.Count, imm: (long)counters.AddressOf(_index, _pc)));
        }
    }

    private void CountLabelReferences()
    {
        CodeReader code = new(_function.Code.Span);
        while (!code.AtEnd)
        {
            Opcode op = code.ReadOpcode();
            Immediate immediate = OpcodeTable.Get(op).Immediate;
            if (immediate == Immediate.Label && op != Opcode.Label)
            {
                _labelReferences[code.ReadU32()]++;
            }
            else if (immediate == Immediate.LabelTable)
            {
                for (uint count = code.ReadU32() + 1; count > 0; count--)
                {
                    _labelReferences[code.ReadU32()]++;
                }
            }
            else
            {
                code.Skip(immediate);
            }
        }
    }

    private int NewRegister(ValueType type)
    {
        int register = _ir.NewRegister(type);
        if (register >= _onStack.Length)
        {
            Arrays.Resize(ref _onStack, register * 2);
            Arrays.Resize(ref _heldBy, register * 2);
        }

        return register;
    }

    private int Constant(ValueType type, ulong bits)
    {
        int register = _ir.Constant(type, bits);
        if (register >= _onStack.Length)
        {
            Arrays.Resize(ref _onStack, register * 2);
            Arrays.Resize(ref _heldBy, register * 2);
        }

        return register;
    }

    private void Push(int register, int value)
    {
        _stackRegisters[_depth] = register;
        _stackValues[_depth++] = value;
        _onStack[register]++;
    }

    private Operand Pop()
    {
        int register = _stackRegisters[--_depth];
        _onStack[register]--;
        return new Operand(register, _stackValues[_depth]);
    }

    private int ValueOfLocal(int local)
    {
        if (_localGenerations[local] != _generation)
        {
            int value = NewRegister(_ir.Types[local]);
            _heldBy[value] = local + 1;
            SetLocalValue(local, value);
        }

        return _localValues[local];
    }

    private void SetLocalValue(int local, int value)
    {
        _localGenerations[local] = _generation;
        _localValues[local] = value;
    }

    /// <summary>The register that holds a value now, or −1.</summary>
    private int HolderOf(int value)
    {
        if (_ir.IsConstant(value))
        {
            return value;
        }

        int local = _heldBy[value] - 1;
        if (local >= 0)
        {
            return _localGenerations[local] == _generation && _localValues[local] == value ? local : -1;
        }

        return _ir.Definitions[value] >= 0 ? value : -1;
    }

    private void ForgetValues()
    {
        _generation++;
        _values.Clear();
        _memory.Clear();
    }

    private int Append(in IrInstruction instruction) => _ir.Append(_block, instruction);

    private IrInstruction New(Opcode op, int dst = -1, int a = -1, int b = -1, int c = -1, long imm = 0, long imm2 = 0, int size = 0) =>
        new() { Op = op, Dst = dst, A = a, B = b, C = c, Imm = imm, Imm2 = imm2, Size = size, Pc = _pc };

    /// <summary>A register for an operand that can't be a constant in the instruction.</summary>
    private int InRegister(Operand operand)
    {
        if (!_ir.IsConstant(operand.Register))
        {
            return operand.Register;
        }

        return Compute(IrOp.Constant, _ir.Types[operand.Register], new Operand(-1, -1), new Operand(-1, -1),
            imm: (long)_ir.Constants[operand.Register], imm2: (long)_ir.Types[operand.Register]).Register;
    }

    /// <summary>Emits an operation with a result, unless its value is known already.</summary>
    private Operand Compute(
        Opcode op, ValueType type, Operand a, Operand b, Operand c = default, long imm = 0, long imm2 = 0, int size = 0)
    {
        int third = c == default ? -1 : c.Register;
        int thirdValue = c == default ? -1 : c.Value;
        int result = NewRegister(type);
        if (_options.ReuseValues)
        {
            int known = _values.FindOrAdd(op, a.Value, b.Value, thirdValue, imm, imm2, size, result);
            if (known >= 0)
            {
                int holder = HolderOf(known);
                if (holder >= 0)
                {
                    return new Operand(holder, known);
                }

                _values.Replace(op, a.Value, b.Value, thirdValue, imm, imm2, size, result);
            }
        }

        Append(New(op, result, a.Register, b.Register, third, imm, imm2, size));
        return new Operand(result, result);
    }

    /// <summary>Emits a check that passes its operand through, unless the same check was passed before.</summary>
    private void Check(Opcode op, Operand a, Operand b = default, Operand c = default, long imm = 0, long imm2 = 0)
    {
        int second = b == default ? -1 : b.Register;
        int third = c == default ? -1 : c.Register;
        if (_options.ReuseValues && _values.FindOrAdd(
            op, a.Value, b == default ? -1 : b.Value, c == default ? -1 : c.Value, imm, imm2, 0, a.Value) >= 0)
        {
            return;
        }

        Append(New(op, -1, a.Register, second, third, imm, imm2));
    }

    /// <summary>An operand: the register it is in, and its value number. The default means none.</summary>
    private readonly record struct Operand(int Register, int Value);
}

namespace ProcVM.Module.Tests.Wasm;

/// <summary>Lowers one function's structured control flow to labels (SPEC.md section 11).</summary>
internal sealed class WasmFunctionLowering
{
    private readonly WasmModule _wasm;
    private readonly Func<int, int> _moved;
    private readonly FunctionType _type;
    private readonly int _typeIndex;
    private readonly List<ValueType> _slots;
    private readonly WasmCursor _input;
    private readonly CodeBuffer _code = new();
    private readonly List<Label> _labels = [];
    private readonly List<Block> _blocks = [];
    private List<ValueType> _stack = [];
    private bool _dead;

    internal WasmFunctionLowering(WasmModule wasm, int index, Func<int, int> moved)
    {
        _wasm = wasm;
        _moved = moved;
        _typeIndex = wasm.FunctionTypes[index];
        _type = wasm.Types[_typeIndex];
        (ValueType[] locals, byte[] code) = wasm.Bodies[index];
        _slots = [.. _type.Parameters, .. locals];
        _input = new WasmCursor(code, 0, code.Length);
    }

    internal Function Lower()
    {
        ValueType[] results = _type.Results.ToArray();
        _blocks.Add(new Block(results, results, []));
        while (_blocks.Count > 0)
        {
            if (_dead)
            {
                SkipDead();
            }
            else
            {
                Instruction(_input.Byte());
            }
        }

        return new Function
        {
            Type = _typeIndex,
            Locals = [.. _slots.Skip(_type.Parameters.Length)],
            Labels = [.. _labels],
            Code = _code.Written.ToArray(),
        };
    }

    private void Instruction(byte opcode)
    {
        switch (opcode)
        {
            case 0x02 or 0x03 or 0x04:
                Begin(opcode);
                break;
            case 0x05:
                Else();
                break;
            case 0x0B:
                End();
                break;
            case 0x0C:
                Branch(_input.Index());
                _dead = true;
                break;
            case 0x0D:
                BranchIf(_input.Index());
                break;
            case 0x0E:
                BranchTable();
                break;
            case 0x0F:
                Branch(_blocks.Count - 1);
                _dead = true;
                break;
            case 0x10:
                int function = _input.Index();
                Emit(Opcode.Call, _moved(function));
                Apply(_wasm.TypeOf(function));
                break;
            case 0x11:
                int type = _input.Index();
                Emit(Opcode.TableGet, _input.Index());
                Emit(Opcode.CallRef, type);
                Pop();
                Apply(_wasm.Types[type]);
                break;
            case 0x1B or 0x1C:
                _ = opcode == 0x1C ? _input.Types() : null;
                Emit(Opcode.Select);
                Pop(2);
                break;
            case >= 0x20 and <= 0x24:
                Variable((Opcode)opcode, _input.Index());
                break;
            case 0xD0:
                _input.Byte();
                Constant(0);
                break;
            case 0xD1:
                Emit(Opcode.I32Eqz);
                break;
            case 0xD2:
                Constant(_moved(_input.Index()) + 1);
                break;
            default:
                Plain(opcode == 0xFC ? (Opcode)(0xFC00 | _input.Index()) : (Opcode)opcode);
                break;
        }
    }

    private void Variable(Opcode opcode, int index)
    {
        Emit(opcode, index);
        ValueType type = opcode is Opcode.GlobalGet or Opcode.GlobalSet ? _wasm.Globals[index].Type : _slots[index];
        if (opcode is Opcode.LocalGet or Opcode.GlobalGet)
        {
            _stack.Add(type);
        }
        else if (opcode != Opcode.LocalTee)
        {
            Pop();
        }
    }

    /// <summary>What has WebAssembly's number and meaning.</summary>
    private void Plain(Opcode opcode)
    {
        OpcodeRow row = OpcodeTable.Get(opcode);
        Assert.True(row.IsDefined, $"opcode {(int)opcode:x} isn't in the table of SPEC.md section 11");
        Emit(opcode);
        Immediates(opcode, row.Immediate, _code);
        Pop(row.Pops.Length);
        _stack.AddRange(row.Pushes.Select(ValueTypes.FromLetter));
        _dead = opcode == Opcode.Unreachable;
    }

    private void Immediates(Opcode opcode, Immediate immediate, CodeBuffer output)
    {
        switch (immediate)
        {
            case Immediate.None:
                // The memory's index.
                int memories = opcode is Opcode.MemoryCopy ? 2
                    : opcode is Opcode.MemorySize or Opcode.MemoryGrow or Opcode.MemoryFill ? 1 : 0;
                _input.Bytes(memories);
                break;
            case Immediate.I32:
                output.WriteS32(_input.S32());
                break;
            case Immediate.I64:
                output.WriteS64(_input.S64());
                break;
            case Immediate.F32:
                output.WriteBytes(_input.Bytes(4));
                break;
            case Immediate.F64:
                output.WriteBytes(_input.Bytes(8));
                break;
            case Immediate.Offset:
                _input.U32();
                output.WriteU32(_input.U32());
                break;
            case Immediate.TableTable or Immediate.ElementTable:
                output.WriteU32(_input.U32());
                output.WriteU32(_input.U32());
                break;
            default:
                output.WriteU32(_input.U32());
                _input.Bytes(opcode == Opcode.MemoryInit ? 1 : 0);
                break;
        }
    }

    private void Begin(byte opcode)
    {
        FunctionType type = BlockType();
        bool isIf = opcode == 0x04;
        if (isIf)
        {
            Pop();
        }

        ValueType[] parameters = type.Parameters.ToArray();
        ValueType[] beneath = [.. _stack.Take(_stack.Count - parameters.Length)];
        bool isLoop = opcode == 0x03;
        Block block = new(isLoop ? parameters : type.Results.ToArray(), type.Results.ToArray(), beneath) { IsLoop = isLoop };
        if (beneath.Length > 0)
        {
            int[] saved = Save([.. parameters, .. isIf ? [ValueType.I32] : Array.Empty<ValueType>()]);
            block.Spilled = Save(beneath);
            Load(saved);
        }

        _blocks.Add(block);
        _stack = [.. parameters];
        if (isLoop)
        {
            Emit(Opcode.Label, LabelOf(block));
        }
        else if (isIf)
        {
            block.Parameters = parameters;
            block.ElseLabel = NewLabel(parameters);
            Emit(Opcode.BrIfz, block.ElseLabel);
        }
    }

    private void Else()
    {
        Block block = _blocks[^1];
        if (!_dead)
        {
            Emit(Opcode.Br, LabelOf(block));
        }

        PlaceElse(block);
    }

    private void End()
    {
        Block block = _blocks[^1];
        if (block.ElseLabel >= 0)
        {
            // No else: its parameters are its results.
            if (!_dead)
            {
                Emit(Opcode.Br, LabelOf(block));
            }

            PlaceElse(block);
        }

        _blocks.RemoveAt(_blocks.Count - 1);
        if (!block.IsLoop && block.Label >= 0)
        {
            Emit(Opcode.Label, block.Label);
            _dead = false;
        }

        if (_dead)
        {
            return;
        }

        if (_blocks.Count == 0)
        {
            Emit(Opcode.Return);
            return;
        }

        if (block.Spilled.Length > 0)
        {
            int[] saved = Save(block.Results);
            Load(block.Spilled);
            Load(saved);
        }

        _stack = [.. block.Beneath, .. block.Results];
    }

    private void PlaceElse(Block block)
    {
        Emit(Opcode.Label, block.ElseLabel);
        block.ElseLabel = -1;
        _dead = false;
        _stack = [.. block.Parameters];
    }

    private void Branch(int depth)
    {
        Block block = _blocks[^(depth + 1)];
        int surplus = _stack.Count - block.Branch.Length;
        if (surplus > 0)
        {
            int[] saved = Save(block.Branch);
            for (int i = 0; i < surplus; i++)
            {
                Emit(Opcode.Drop);
            }

            Load(saved);
        }

        if (IsFunction(depth))
        {
            Emit(Opcode.Return);
        }
        else
        {
            Emit(Opcode.Br, LabelOf(block));
        }
    }

    private void BranchIf(int depth)
    {
        Pop();
        if (IsDirect(depth))
        {
            Emit(Opcode.BrIf, LabelOf(_blocks[^(depth + 1)]));
            return;
        }

        int skip = NewLabel([.. _stack]);
        Emit(Opcode.BrIfz, skip);
        Branch(depth);
        Emit(Opcode.Label, skip);
    }

    private void BranchTable()
    {
        int[] targets = new int[_input.Index() + 1];
        for (int i = 0; i < targets.Length; i++)
        {
            targets[i] = _input.Index();
        }

        Pop();
        Dictionary<int, int> stubs = [];
        int[] labels = [.. targets.Select(depth => IsDirect(depth)
            ? LabelOf(_blocks[^(depth + 1)])
            : stubs.TryGetValue(depth, out int stub) ? stub : stubs[depth] = NewLabel([.. _stack]))];
        Emit(Opcode.BrTable, labels.Length - 1);
        foreach (int label in labels)
        {
            _code.WriteU32((uint)label);
        }

        foreach ((int depth, int label) in stubs)
        {
            Emit(Opcode.Label, label);
            Branch(depth);
        }

        _dead = true;
    }

    /// <summary>Passes over what control can't reach, up to the block's else or end.</summary>
    private void SkipDead()
    {
        CodeBuffer nowhere = new();
        for (int nesting = 0; ;)
        {
            byte opcode = _input.Byte();
            switch (opcode)
            {
                case 0x02 or 0x03 or 0x04:
                    BlockType();
                    nesting++;
                    break;
                case 0x05 when nesting == 0:
                    Else();
                    return;
                case 0x0B when nesting-- == 0:
                    End();
                    return;
                case 0x05 or 0x0B or 0x0F or 0x1B or 0xD1:
                    break;
                case 0x0E:
                    _input.Each(() => _input.U32());
                    _input.U32();
                    break;
                case 0x11:
                    _input.U32();
                    _input.U32();
                    break;
                case 0x1C:
                    _input.Types();
                    break;
                case 0x0C or 0x0D or 0x10 or 0xD0 or 0xD2 or (>= 0x20 and <= 0x24):
                    _input.U32();
                    break;
                default:
                    Opcode plain = opcode == 0xFC ? (Opcode)(0xFC00 | _input.Index()) : (Opcode)opcode;
                    Immediates(plain, OpcodeTable.Get(plain).Immediate, nowhere);
                    break;
            }
        }
    }

    private FunctionType BlockType()
    {
        byte code = _input.Peek();
        if (code == 0x40 || code is >= 0x6F and <= 0x7F)
        {
            _input.Byte();
            return new FunctionType([], code == 0x40 ? [] : [WasmCursor.Type(code)]);
        }

        return _wasm.Types[(int)_input.S64()];
    }

    private bool IsFunction(int depth) => depth == _blocks.Count - 1;

    private bool IsDirect(int depth) => !IsFunction(depth) && _stack.Count == _blocks[^(depth + 1)].Branch.Length;

    private int LabelOf(Block block) => block.Label >= 0 ? block.Label : block.Label = NewLabel(block.Branch);

    private int NewLabel(ValueType[] stack)
    {
        _labels.Add(new Label(false, stack));
        return _labels.Count - 1;
    }

    /// <summary>Pops values of the given types (bottom to top) into new locals.</summary>
    private int[] Save(ValueType[] types)
    {
        int[] locals = new int[types.Length];
        for (int i = types.Length - 1; i >= 0; i--)
        {
            locals[i] = _slots.Count;
            _slots.Add(types[i]);
            Emit(Opcode.LocalSet, locals[i]);
        }

        return locals;
    }

    private void Load(int[] locals)
    {
        foreach (int local in locals)
        {
            Emit(Opcode.LocalGet, local);
        }
    }

    private void Apply(FunctionType type)
    {
        Pop(type.Parameters.Length);
        _stack.AddRange(type.Results);
    }

    private void Pop(int count = 1) => _stack.RemoveRange(_stack.Count - count, count);

    private void Constant(int value)
    {
        Emit(Opcode.I32Const);
        _code.WriteS32(value);
        _stack.Add(ValueType.I32);
    }

    private void Emit(Opcode opcode)
    {
        if ((int)opcode > 0xFF)
        {
            _code.WriteByte(OpcodeTable.Prefix);
        }

        _code.WriteByte((byte)opcode);
    }

    private void Emit(Opcode opcode, int immediate)
    {
        Emit(opcode);
        _code.WriteU32((uint)immediate);
    }

    /// <summary>A block of WebAssembly that is being lowered.</summary>
    private sealed class Block(ValueType[] branch, ValueType[] results, ValueType[] beneath)
    {
        /// <summary>The operands that a branch to it carries.</summary>
        internal ValueType[] Branch => branch;

        internal ValueType[] Results => results;

        /// <summary>What lay beneath its parameters when it began.</summary>
        internal ValueType[] Beneath => beneath;

        /// <summary>The locals that hold what lay beneath.</summary>
        internal int[] Spilled { get; set; } = [];

        internal ValueType[] Parameters { get; set; } = [];

        internal bool IsLoop { get; init; }

        internal int Label { get; set; } = -1;

        internal int ElseLabel { get; set; } = -1;
    }
}

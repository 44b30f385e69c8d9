using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using ProcVM.Core;

namespace ProcVM.Module;

/// <summary>One pass over one function's code: keeps the types on the operand stack, instruction by instruction.</summary>
internal ref struct BodyVerifier
{
    // The type stack starts behind a word of zeros, so that the word holding an instruction's operands can be read even
    // when there are fewer: zero is no type.
    private const int Bottom = VerifierRow.MaxPops;
    private const int Room = Bottom + FunctionType.MaxResults + 1;

    private readonly PcodeModule _module;
    private readonly Function _function;
    private readonly int _index;
    private readonly VerifierScratch _scratch;
    private readonly ReadOnlySpan<ValueType> _parameters;
    private readonly ReadOnlySpan<ValueType> _results;
    private readonly ReadOnlySpan<ValueType> _locals;
    private readonly ReadOnlySpan<Label> _labels;
    private readonly Span<bool> _placed;
    private CodeReader _reader;
    private Span<byte> _stack;
    private int _depth;
    private int _start;
    private bool _ended;

    internal BodyVerifier(PcodeModule module, int index, VerifierScratch scratch)
    {
        _module = module;
        _function = module.Functions[index];
        _index = module.Imports.Length + index;
        _scratch = scratch;
        FunctionType type = module.Types[_function.Type];
        _parameters = type.Parameters;
        _results = type.Results;
        _locals = _function.Locals;
        _labels = _function.Labels;
        _placed = scratch.LabelPlaced.AsSpan(0, _labels.Length);
        _placed.Clear();
        scratch.LabelChecked.AsSpan(0, _labels.Length).Clear();
        scratch.BranchTables = 0;
        _stack = scratch.Stack;
        _reader = new CodeReader(_function.Code.Span);
    }

    /// <summary>The deepest operand stack, in slots.</summary>
    internal int MaxStack { get; private set; }

    /// <summary>What is wrong, when <see cref="Verify"/> says false.</summary>
    internal Diagnostic? Error { get; private set; }

    internal bool Verify()
    {
        ReadOnlySpan<VerifierRow> rows = VerifierRow.Rows;
        while (!_reader.AtEnd)
        {
            _start = _reader.Offset;
            if (!_reader.TryReadOpcode(out Opcode opcode))
            {
                return Fail(ModuleDiagnostics.UnknownOpcode, "fc");
            }

            ref readonly VerifierRow row = ref rows[VerifierRow.IndexOf(opcode)];
            if (!row.IsDefined || (_ended && opcode != Opcode.Label))
            {
                return row.IsDefined
                    ? Fail(ModuleDiagnostics.DeadCode, Name(opcode))
                    : Fail(ModuleDiagnostics.UnknownOpcode, ((int)opcode).ToString("x2", CultureInfo.InvariantCulture));
            }

            if (row.IsVariadic)
            {
                if (!Variadic(opcode))
                {
                    return false;
                }
            }
            else
            {
                uint operands = BinaryPrimitives.ReadUInt32LittleEndian(_stack[_depth..]);
                if ((operands & row.PopMask) != row.Pops)
                {
                    return WrongOperands(opcode);
                }

                _depth -= row.PopCount;
                if (row.Immediate != Immediate.None && !Immediates(opcode, row.Immediate))
                {
                    return false;
                }

                _stack[Bottom + _depth] = row.Push;
                _depth += row.PushCount;
            }

            if (_depth > MaxStack && !Deeper())
            {
                return false;
            }

            _ended = row.Ends;
        }

        return End();
    }

    private bool End()
    {
        _start = _reader.Offset;
        if (!_ended)
        {
            return Fail(ModuleDiagnostics.FallsThrough);
        }

        for (int i = 0; i < _placed.Length; i++)
        {
            if (!_placed[i])
            {
                return Fail(ModuleDiagnostics.LabelMissing, i);
            }
        }

        return true;
    }

    private bool Deeper()
    {
        MaxStack = _depth;
        if (_depth > ModuleLimits.Stack)
        {
            return Fail(ModuleDiagnostics.TooDeep, ModuleLimits.Stack);
        }

        if (_stack.Length < _depth + Room)
        {
            _stack = _scratch.Grow();
        }

        return true;
    }

    private bool Immediates(Opcode opcode, Immediate immediate)
    {
        switch (immediate)
        {
            case Immediate.I32:
                return _reader.TryReadS32(out _) || BadImmediate(opcode);
            case Immediate.I64:
                return _reader.TryReadS64(out _) || BadImmediate(opcode);
            case Immediate.F32:
                return _reader.TrySkip(4) || BadImmediate(opcode);
            case Immediate.F64:
                return _reader.TrySkip(8) || BadImmediate(opcode);
            case Immediate.Offset or Immediate.Size:
                return _reader.TryReadU32(out _) || BadImmediate(opcode);
            case Immediate.Label:
                return ReadIndex(opcode, "label", _labels.Length, out int label)
                    && (opcode == Opcode.Label ? Place(label) : Branch(opcode, label));
            case Immediate.LabelTable:
                return BranchTable(opcode);
            case Immediate.Table:
                return ReadIndex(opcode, "table", _module.Tables.Length, out _);
            case Immediate.TableTable:
                return ReadIndex(opcode, "table", _module.Tables.Length, out _)
                    && ReadIndex(opcode, "table", _module.Tables.Length, out _);
            case Immediate.ElementTable:
                return ReadIndex(opcode, "element segment", _module.Elements.Length, out _)
                    && ReadIndex(opcode, "table", _module.Tables.Length, out _);
            case Immediate.Element:
                return ReadIndex(opcode, "element segment", _module.Elements.Length, out _);
            case Immediate.Data:
                return ReadIndex(opcode, "data segment", _module.Data.Length, out _);
            case Immediate.Frame:
                return !_reader.TryReadU32(out uint place)
                    ? BadImmediate(opcode)
                    : place <= _function.Frame || OutOfRange(opcode, "offset", place, "at most " + _function.Frame);
            case Immediate.Range32 or Immediate.Index:
                return Range32(opcode, immediate == Immediate.Index);
            case Immediate.Range64:
                return !_reader.TryReadS64(out long low) || !_reader.TryReadS64(out long high)
                    ? BadImmediate(opcode)
                    : low <= high || OutOfRange(opcode, "hi", high, "at least lo, " + low);
            case Immediate.Escape:
                return Escape(opcode);
            case Immediate.Trap:
                return !_reader.TryReadU8(out byte kind)
                    ? BadImmediate(opcode)
                    : kind is > 0 and <= (byte)TrapKind.Table || OutOfRange(opcode, "kind", kind, "1 to " + (int)TrapKind.Table);
            default:
                throw new InvalidOperationException("the opcode table has an immediate that the verifier doesn't know");
        }
    }

    private bool Range32(Opcode opcode, bool hasSize)
    {
        if (!_reader.TryReadS32(out int low) || !_reader.TryReadS32(out int high)
            || (hasSize && !_reader.TryReadU32(out _)))
        {
            return BadImmediate(opcode);
        }

        return low <= high || OutOfRange(opcode, "hi", high, "at least lo, " + low);
    }

    private bool Place(int label)
    {
        if (_placed[label])
        {
            return Fail(ModuleDiagnostics.LabelTwice, label);
        }

        _placed[label] = true;
        if (!_ended)
        {
            return Branch(Opcode.Label, label);
        }

        ReadOnlySpan<ValueType> declared = _labels[label].Stack;
        while (_stack.Length < declared.Length + Room)
        {
            _stack = _scratch.Grow();
        }

        MemoryMarshal.AsBytes(declared).CopyTo(_stack[Bottom..]);
        _depth = declared.Length;
        return true;
    }

    private bool Branch(Opcode opcode, int label)
    {
        ReadOnlySpan<ValueType> declared = _labels[label].Stack;
        return Holds(declared)
            || Fail(ModuleDiagnostics.LabelStack, Name(opcode), label, MessageText.Types(declared), StackText());
    }

    private bool BranchTable(Opcode opcode)
    {
        if (!_reader.TryReadU32(out uint count))
        {
            return BadImmediate(opcode);
        }

        if (count > ModuleLimits.BranchTargets)
        {
            return OutOfRange(opcode, "target count", count, "at most " + ModuleLimits.BranchTargets);
        }

        int number = ++_scratch.BranchTables;
        Span<int> checkedBy = _scratch.LabelChecked;
        for (uint i = 0; i <= count; i++)
        {
            if (!ReadIndex(opcode, "label", _labels.Length, out int label))
            {
                return false;
            }

            // Each label once: a long table to labels with many operands stays linear.
            if (checkedBy[label] != number)
            {
                checkedBy[label] = number;
                if (!Branch(opcode, label))
                {
                    return false;
                }
            }
        }

        return true;
    }

    private bool Escape(Opcode opcode)
    {
        if (!ReadIndex(opcode, "function", _module.FunctionCount, out int function))
        {
            return false;
        }

        if (!_reader.TryReadU32(out uint label))
        {
            return BadImmediate(opcode);
        }

        int code = function - _module.Imports.Length;
        return (code >= 0 && label < (uint)_module.Functions[code].Labels.Length
                && _module.Functions[code].Labels[label].IsEscapeTarget)
            || Fail(ModuleDiagnostics.BadEscape, label, MessageText.Function(_module, function));
    }

    private bool Variadic(Opcode opcode)
    {
        switch (opcode)
        {
            case Opcode.Return:
                return Holds(_results)
                    || Fail(ModuleDiagnostics.ReturnStack, MessageText.Types(_results), StackText());
            case Opcode.Call:
                return ReadIndex(opcode, "function", _module.FunctionCount, out int function)
                    && Call(opcode, _module.TypeOf(function));
            case Opcode.CallRef:
                return ReadIndex(opcode, "type", _module.Types.Length, out int type)
                    && Pop(opcode, ValueType.I32) && Call(opcode, _module.Types[type]);
            case Opcode.Drop:
                if (_depth == 0)
                {
                    return Fail(ModuleDiagnostics.WrongOperands, Name(opcode), "an operand", "none");
                }

                _depth--;
                return true;
            case Opcode.Select:
                return Select(opcode);
            case Opcode.LocalGet or Opcode.LocalSet or Opcode.LocalTee:
                return Local(opcode);
            case Opcode.GlobalGet or Opcode.GlobalSet:
                return Global(opcode);
            default:
                throw new InvalidOperationException("the opcode table has a variadic row that the verifier doesn't know");
        }
    }

    private bool Call(Opcode opcode, FunctionType type)
    {
        ReadOnlySpan<byte> parameters = MemoryMarshal.AsBytes(type.Parameters);
        if (_depth < parameters.Length
            || !_stack.Slice(Bottom + _depth - parameters.Length, parameters.Length).SequenceEqual(parameters))
        {
            return Fail(ModuleDiagnostics.WrongOperands, Name(opcode), MessageText.Types(type.Parameters, more: true), StackText());
        }

        _depth -= parameters.Length;
        MemoryMarshal.AsBytes(type.Results).CopyTo(_stack[(Bottom + _depth)..]);
        _depth += type.Results.Length;
        return true;
    }

    private bool Select(Opcode opcode)
    {
        if (_depth < 3 || _stack[Bottom + _depth - 1] != (byte)ValueType.I32
            || _stack[Bottom + _depth - 2] != _stack[Bottom + _depth - 3])
        {
            return Fail(ModuleDiagnostics.WrongOperands, Name(opcode), "two operands of one type and an i32", StackText());
        }

        _depth -= 2;
        return true;
    }

    private bool Local(Opcode opcode)
    {
        if (!ReadIndex(opcode, "local", _parameters.Length + _locals.Length, out int local))
        {
            return false;
        }

        ValueType type = local < _parameters.Length ? _parameters[local] : _locals[local - _parameters.Length];
        if (opcode == Opcode.LocalGet)
        {
            _stack[Bottom + _depth++] = (byte)type;
            return true;
        }

        // The word beneath the bottom holds no type, so an empty stack fails here too.
        if (_stack[Bottom + _depth - 1] != (byte)type)
        {
            return Pop(opcode, type);
        }

        _depth -= opcode == Opcode.LocalSet ? 1 : 0;
        return true;
    }

    private bool Global(Opcode opcode)
    {
        if (!ReadIndex(opcode, "global", _module.Globals.Length, out int index))
        {
            return false;
        }

        ref readonly Global global = ref _module.Globals[index];
        if (opcode == Opcode.GlobalGet)
        {
            _stack[Bottom + _depth++] = (byte)global.Type;
            return true;
        }

        return global.IsMutable ? Pop(opcode, global.Type) : Fail(ModuleDiagnostics.ConstantGlobal, index);
    }

    private bool Pop(Opcode opcode, ValueType type)
    {
        if (_stack[Bottom + _depth - 1] != (byte)type)
        {
            return Fail(ModuleDiagnostics.WrongOperands, Name(opcode), MessageText.Types([type], more: true), StackText());
        }

        _depth--;
        return true;
    }

    private readonly bool Holds(ReadOnlySpan<ValueType> types) =>
        types.Length == _depth && _stack.Slice(Bottom, _depth).SequenceEqual(MemoryMarshal.AsBytes(types));

    private bool ReadIndex(Opcode opcode, string thing, int count, out int index)
    {
        if (!_reader.TryReadU32(out uint number))
        {
            index = 0;
            return BadImmediate(opcode);
        }

        index = (int)number;
        return number < (uint)count || OutOfRange(opcode, thing, number, "below " + count);
    }

    private readonly string StackText() =>
        MessageText.Types(MemoryMarshal.Cast<byte, ValueType>(_stack.Slice(Bottom, _depth)));

    private static string Name(Opcode opcode) => OpcodeTable.Get(opcode).Name;

    private bool WrongOperands(Opcode opcode)
    {
        string letters = OpcodeTable.Get(opcode).Pops;
        Span<ValueType> types = stackalloc ValueType[letters.Length];
        for (int i = 0; i < letters.Length; i++)
        {
            types[i] = ValueTypes.FromLetter(letters[i]);
        }

        return Fail(ModuleDiagnostics.WrongOperands, Name(opcode), MessageText.Types(types, more: true), StackText());
    }

    private bool BadImmediate(Opcode opcode) => Fail(ModuleDiagnostics.BadImmediate, Name(opcode));

    private bool OutOfRange(Opcode opcode, string what, long value, string rule) =>
        Fail(ModuleDiagnostics.ImmediateRange, Name(opcode), what, value, rule);

    private bool Fail(DiagnosticDescriptor descriptor, params object[] arguments)
    {
        string place = string.Create(
            CultureInfo.InvariantCulture, $"{MessageText.Function(_module, _index)}, code byte {_start}");
        Error = new Diagnostic(descriptor, null, [place, .. arguments])
        {
            File = _module.FileName.Length > 0 ? _module.FileName : null,
            Offset = _function.CodeStart >= 0 ? _function.CodeStart + _start : null,
        };
        return false;
    }
}

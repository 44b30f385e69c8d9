using System.Runtime.InteropServices;

namespace ProcVM.Module;

/// <summary>Writes one function's code, instruction by instruction: one method for each shape of immediate.</summary>
/// <remarks>Code that control can't reach (after a branch, before the next label that is branched to) isn't written, so that callers need
/// not know. A function that outgrows the format records that in <see cref="Limit"/> and stops growing.</remarks>
public sealed class FunctionBuilder
{
    /// <summary>The most parameters and locals (SPEC.md section 2).</summary>
    public const int MaxLocals = 50_000;

    /// <summary>The most labels.</summary>
    public const int MaxLabels = 65_535;

    /// <summary>The most code, in bytes.</summary>
    public const int MaxCode = 8 << 20;

    private readonly ModuleBuilder _module;
    private readonly CodeBuffer _code = new();
    private readonly FunctionType _type;
    private readonly List<ValueType> _locals = [];
    private readonly List<LabelState> _labels = [];
    private readonly List<Label> _numbered = [];
    private readonly List<Fixup> _fixups = [];
    private readonly List<LineEntry> _lines = [];
    private readonly List<Relocation> _relocations = [];
    private readonly OperandStack _stack = new();
    private readonly Stack<int>?[] _free = new Stack<int>?[4];
    private List<(int Local, string Name)>? _localNames;
    private uint _frameTop;
    private uint _frame;

    internal FunctionBuilder(ModuleBuilder module, FunctionHandle handle, string name, int type)
    {
        _module = module;
        Handle = handle;
        Name = name;
        TypeIndex = type;
        _type = module.TypeAt(type);
        if (_type.Parameters.Length > FunctionType.MaxParameters || _type.Results.Length > FunctionType.MaxResults)
        {
            Limit = BuilderLimit.Signature;
        }
    }

    /// <summary>What calls name the function by.</summary>
    public FunctionHandle Handle { get; }

    /// <summary>Its name for people.</summary>
    public string Name { get; }

    /// <summary>Its signature's index.</summary>
    public int TypeIndex { get; }

    /// <summary>The bound of the format it exceeds, if any: such a function can't be built.</summary>
    public BuilderLimit Limit
    {
        get;
        private set
        {
            field = value;
            _stack.IsLenient = true;
        }
    }

    /// <summary>False after an instruction that control never passes, until the next label.</summary>
    public bool IsReachable { get; private set; } = true;

    /// <summary>The operand types here, bottom to top; meaningless where control can't come.</summary>
    public ReadOnlySpan<ValueType> Operands => _stack.Types;

    /// <summary>Bytes of code written so far.</summary>
    public int CodeSize => _code.Length;

    /// <summary>Parameters and locals so far.</summary>
    public int LocalCount => _type.Parameters.Length + _locals.Count;

    /// <summary>Begins a local of its own.</summary>
    public int NewLocal(ValueType type, string? name = null)
    {
        if (LocalCount >= MaxLocals)
        {
            Limit = BuilderLimit.Locals;
            return 0;
        }

        int local = LocalCount;
        _locals.Add(type);
        if (name is not null)
        {
            NameLocal(local, name);
        }

        return local;
    }

    /// <summary>Names a parameter or local for people.</summary>
    public void NameLocal(int local, string name) => (_localNames ??= []).Add((local, name));

    /// <summary>A local for a while; its value is whatever its last user left.</summary>
    public int Take(ValueType type) =>
        _free[type - ValueType.F64] is { Count: > 0 } free ? free.Pop() : NewLocal(type);

    /// <summary>Gives a local from <see cref="Take"/> back.</summary>
    public void Release(int local, ValueType type) => (_free[type - ValueType.F64] ??= new Stack<int>()).Push(local);

    /// <summary>Room in the memory frame.</summary>
    /// <param name="size">Bytes.</param>
    /// <param name="alignment">A power of two, at most 16.</param>
    /// <returns>The first byte's place in the frame.</returns>
    public uint AllocateFrame(uint size, uint alignment)
    {
        ulong start = ((ulong)_frameTop + alignment - 1) & ~((ulong)alignment - 1);
        if (start + size > Module.Function.MaxFrame)
        {
            Limit = BuilderLimit.Frame;
            return 0;
        }

        _frameTop = (uint)(start + size);
        _frame = Math.Max(_frame, _frameTop);
        return (uint)start;
    }

    /// <summary>The frame's present top, to go back to with <see cref="ReleaseFrame"/>.</summary>
    public uint FrameTop => _frameTop;

    /// <summary>Frees what was allocated in the frame since <see cref="FrameTop"/> gave this.</summary>
    public void ReleaseFrame(uint top) => _frameTop = top;

    /// <summary>A new label.</summary>
    /// <param name="stack">The operand stack at it, bottom to top.</param>
    public LabelHandle NewLabel(params ReadOnlySpan<ValueType> stack)
    {
        _labels.Add(new LabelState(stack.IsEmpty ? [] : stack.ToArray(), -1, false));
        return new LabelHandle(_labels.Count);
    }

    /// <summary>A new label at which the operands are those here and one more.</summary>
    /// <param name="drop">Operands of those here, from the top, that are not there.</param>
    /// <param name="push">The type of the one more; null for none.</param>
    public LabelHandle NewLabelHere(int drop = 0, ValueType? push = null)
    {
        if (!IsReachable)
        {
            return NewLabel(push is { } only ? [only] : []);
        }

        ReadOnlySpan<ValueType> kept = _stack.Types[..Math.Max(0, _stack.Depth - drop)];
        return push is { } pushed ? NewLabel([.. kept, pushed]) : NewLabel(kept);
    }

    /// <summary>A new label that <c>escape</c> may name.</summary>
    /// <param name="number">Its number, for <see cref="Escape"/>.</param>
    public LabelHandle NewEscapeTarget(out int number)
    {
        _labels.Add(new LabelState([], -1, true));
        LabelHandle label = new(_labels.Count);
        number = NumberOf(label);
        return label;
    }

    /// <summary>The label stands here, and what branches to it stands above. Control comes here when it could reach the place
    /// before, or when there is such a branch; otherwise the code that follows is left out too.</summary>
    public void Mark(LabelHandle label)
    {
        if (IsReachable || _labels[label.Place - 1].Number >= 0)
        {
            MarkLoop(label);
        }
    }

    /// <summary>The label stands here, and branches below may name it: control comes here in any case.</summary>
    public void MarkLoop(LabelHandle label)
    {
        LabelState state = _labels[label.Place - 1];
        if (IsReachable && !_stack.IsLenient && !_stack.Types.SequenceEqual(state.Stack))
        {
            throw new InvalidOperationException($"the operands at a label of {Name} aren't the declared ones");
        }

        IsReachable = true;
        _stack.Reset(state.Stack);
        Write(Opcode.Label);
        _code.WriteU32((uint)NumberOf(label));
        _labels[label.Place - 1] = _labels[label.Place - 1] with { IsMarked = true };
    }

    /// <summary>An instruction without immediate.</summary>
    public void Emit(Opcode opcode)
    {
        if (IsReachable)
        {
            Apply(opcode);
            Write(opcode);
        }
    }

    /// <summary>An instruction with a u32 immediate: a local, global, table, type, segment, size, offset or place in the frame.</summary>
    public void Emit(Opcode opcode, uint operand)
    {
        if (IsReachable)
        {
            Apply(opcode, operand);
            Write(opcode);
            _code.WriteU32(operand);
        }
    }

    /// <summary>local.get.</summary>
    public void Get(int local) => Emit(Opcode.LocalGet, (uint)local);

    /// <summary>local.set.</summary>
    public void Set(int local) => Emit(Opcode.LocalSet, (uint)local);

    /// <summary>local.tee.</summary>
    public void Tee(int local) => Emit(Opcode.LocalTee, (uint)local);

    /// <summary>i32.const.</summary>
    public void I32(int value)
    {
        if (IsReachable)
        {
            _stack.Push(ValueType.I32);
            Write(Opcode.I32Const);
            _code.WriteS32(value);
        }
    }

    /// <summary>i64.const.</summary>
    public void I64(long value)
    {
        if (IsReachable)
        {
            _stack.Push(ValueType.I64);
            Write(Opcode.I64Const);
            _code.WriteS64(value);
        }
    }

    /// <summary>f32.const.</summary>
    public void F32(float value)
    {
        if (IsReachable)
        {
            _stack.Push(ValueType.F32);
            Write(Opcode.F32Const);
            _code.WriteF32(value);
        }
    }

    /// <summary>f64.const.</summary>
    public void F64(double value)
    {
        if (IsReachable)
        {
            _stack.Push(ValueType.F64);
            Write(Opcode.F64Const);
            _code.WriteF64(value);
        }
    }

    /// <summary>br, br_if or br_ifz.</summary>
    public void Branch(Opcode opcode, LabelHandle label)
    {
        if (IsReachable)
        {
            _stack.Apply(OpcodeTable.Get(opcode));
            Write(opcode);
            _code.WriteU32((uint)NumberOf(label));
        }
    }

    /// <summary>br_table.</summary>
    public void BranchTable(ReadOnlySpan<LabelHandle> labels, LabelHandle otherwise)
    {
        if (IsReachable)
        {
            _stack.Pop(ValueType.I32);
            Write(Opcode.BrTable);
            _code.WriteU32((uint)labels.Length);
            foreach (LabelHandle label in labels)
            {
                _code.WriteU32((uint)NumberOf(label));
            }

            _code.WriteU32((uint)NumberOf(otherwise));
        }
    }

    /// <summary>call.</summary>
    public void Call(FunctionHandle function)
    {
        if (IsReachable)
        {
            _stack.Call(_module.TypeOf(function));
            Write(Opcode.Call);
            _fixups.Add(new Fixup(_code.Length, function, FixupKind.Function));
        }
    }

    /// <summary>i32.const of a function's reference.</summary>
    public void Reference(FunctionHandle function)
    {
        if (IsReachable)
        {
            _stack.Push(ValueType.I32);
            Write(Opcode.I32Const);
            _fixups.Add(new Fixup(_code.Length, function, FixupKind.Reference));
        }
    }

    /// <summary>escape to a label of another function (or of this one).</summary>
    /// <param name="function">The function.</param>
    /// <param name="label">What its builder's <see cref="NewEscapeTarget"/> gave.</param>
    public void Escape(FunctionHandle function, int label)
    {
        if (IsReachable)
        {
            _stack.Pop(ValueType.I32);
            Write(Opcode.Escape);
            _fixups.Add(new Fixup(_code.Length, function, FixupKind.Function));
            _code.WriteU32((uint)label);
        }
    }

    /// <summary>i32.range or i64.range.</summary>
    public void Range(Opcode opcode, long low, long high)
    {
        if (IsReachable)
        {
            _stack.Apply(OpcodeTable.Get(opcode));
            Write(opcode);
            _code.WriteS64(low);
            _code.WriteS64(high);
        }
    }

    /// <summary>index.</summary>
    public void Index(int low, int high, uint size)
    {
        if (IsReachable)
        {
            _stack.Apply(OpcodeTable.Get(Opcode.Index));
            Write(Opcode.Index);
            _code.WriteS32(low);
            _code.WriteS32(high);
            _code.WriteU32(size);
        }
    }

    /// <summary>trap.</summary>
    public void Trap(TrapKind kind)
    {
        if (IsReachable)
        {
            Write(Opcode.Trap);
            _code.WriteByte((byte)kind);
        }
    }

    /// <summary>table.copy (destination, source) or table.init (segment, table).</summary>
    public void Emit(Opcode opcode, uint first, uint second)
    {
        if (IsReachable)
        {
            _stack.Apply(OpcodeTable.Get(opcode));
            Write(opcode);
            _code.WriteU32(first);
            _code.WriteU32(second);
        }
    }

    /// <summary>i32.const of an address or the like that a linker fills in.</summary>
    public void Relocated(RelocationKind kind, string symbol)
    {
        if (IsReachable)
        {
            _stack.Push(ValueType.I32);
            Write(Opcode.I32Const);
            _relocations.Add(new Relocation(0, _code.Length, kind, symbol));
            _code.WritePaddedS32(0);
        }
    }

    /// <summary>What follows comes from this line.</summary>
    /// <param name="file">What <see cref="ModuleBuilder.File"/> gave.</param>
    /// <param name="line">1-based.</param>
    public void Line(int file, int line)
    {
        if (_lines.Count > 0)
        {
            LineEntry last = _lines[^1];
            if (last.File == file && last.Line == line)
            {
                return;
            }

            if (last.CodeOffset == _code.Length)
            {
                _lines.RemoveAt(_lines.Count - 1);
            }
        }

        _lines.Add(new LineEntry(_code.Length, file, line));
    }

    internal string[]? LocalNames()
    {
        if (_localNames is null)
        {
            return null;
        }

        string[] names = new string[_localNames.Max(pair => pair.Local) + 1];
        Array.Fill(names, "");
        foreach ((int local, string name) in _localNames)
        {
            names[local] = name;
        }

        return names;
    }

    internal Function Build(Func<FunctionHandle, int> indexOf, out LineEntry[] lines, List<Relocation> relocations)
    {
        if (IsReachable)
        {
            // The end of the code is never reached by falling through; whoever built it knows that this place isn't either.
            Write(Opcode.Unreachable);
            IsReachable = false;
        }

        if (Limit != BuilderLimit.None || _labels.Exists(label => label.Number >= 0 && !label.IsMarked))
        {
            throw new InvalidOperationException($"function {Name} can't be built: limit {Limit}, or a label without place");
        }

        lines = [.. _lines];
        List<Relocation>? references = _module.IsRelocatable ? [] : null;
        byte[] code = BuilderFixups.Apply(
            _code.Written, _fixups, indexOf, lines, CollectionsMarshal.AsSpan(_relocations), references);
        int self = indexOf(Handle);
        relocations.AddRange(_relocations.Concat(references ?? []).OrderBy(r => r.CodeOffset).Select(r => r with { Function = self }));
        return new Function
        {
            Type = TypeIndex,
            Frame = (_frame + 15) & ~15u,
            Locals = [.. _locals],
            Labels = [.. _numbered],
            Code = code,
        };
    }

    private void Apply(Opcode opcode, uint operand = 0)
    {
        ref readonly OpcodeRow row = ref OpcodeTable.Get(opcode);
        if ((row.Flags & OpcodeFlags.Variadic) == 0)
        {
            _stack.Apply(row);
            return;
        }

        switch (opcode)
        {
            case Opcode.LocalGet:
                _stack.Push(TypeOfLocal((int)operand));
                break;
            case Opcode.LocalSet:
                _stack.Pop(TypeOfLocal((int)operand));
                break;
            case Opcode.LocalTee:
                _stack.Pop(TypeOfLocal((int)operand));
                _stack.Push(TypeOfLocal((int)operand));
                break;
            case Opcode.GlobalGet:
                _stack.Push(_module.GlobalAt((int)operand).Type);
                break;
            case Opcode.GlobalSet:
                _stack.Pop(_module.GlobalAt((int)operand).Type);
                break;
            case Opcode.Drop:
                _stack.Pop();
                break;
            case Opcode.Select:
                _stack.Pop(ValueType.I32);
                _stack.Pop(_stack.Depth > 1 ? _stack.Types[^2] : ValueType.I32);
                break;
            case Opcode.CallRef:
                _stack.Pop(ValueType.I32);
                _stack.Call(_module.TypeAt((int)operand));
                break;
            case Opcode.Return:
                PopResults();
                break;
        }
    }

    private void PopResults()
    {
        ReadOnlySpan<ValueType> results = _type.Results;
        for (int i = results.Length - 1; i >= 0; i--)
        {
            _stack.Pop(results[i]);
        }

        if (_stack.Depth != 0 && !_stack.IsLenient)
        {
            throw new InvalidOperationException($"operands are left over at a return of {Name}");
        }
    }

    private ValueType TypeOfLocal(int local)
    {
        ReadOnlySpan<ValueType> parameters = _type.Parameters;
        return local < parameters.Length ? parameters[local] : _locals[local - parameters.Length];
    }

    private int NumberOf(LabelHandle label)
    {
        LabelState state = _labels[label.Place - 1];
        if (state.Number >= 0)
        {
            return state.Number;
        }

        if (_numbered.Count >= MaxLabels)
        {
            Limit = BuilderLimit.Labels;
            return 0;
        }

        _labels[label.Place - 1] = state with { Number = _numbered.Count };
        _numbered.Add(new Label(state.IsEscapeTarget, state.Stack));
        return _numbered.Count - 1;
    }

    private void Write(Opcode opcode)
    {
        if (_code.Length > MaxCode - 64)
        {
            Limit = BuilderLimit.Code;
            _code.Clear();
            _fixups.Clear();
            _relocations.Clear();
            _lines.Clear();
        }

        if ((ushort)opcode >= 0x100)
        {
            _code.WriteByte(OpcodeTable.Prefix);
        }

        _code.WriteByte((byte)opcode);
        if ((OpcodeTable.Get(opcode).Flags & OpcodeFlags.Ends) != 0)
        {
            IsReachable = false;
        }
    }

    private readonly record struct LabelState(ValueType[] Stack, int Number, bool IsEscapeTarget, bool IsMarked = false);
}

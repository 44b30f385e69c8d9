using ProcVM.Module;
using ValueType = ProcVM.Module.ValueType;

namespace ProcVM.Runtime.Tests;

/// <summary>Makes random programs that verify and end: loops have bounds, calls go to later functions. They do what compilers emit, and
/// what only a nasty one would.</summary>
internal sealed class ProgramGenerator
{
    public const int GlobalCount = 4;
    private const int ArrayLength = 16;
    private static readonly ValueType[] s_types = [ValueType.I32, ValueType.I64, ValueType.F64];
    private static readonly long[] s_edges = [0, 1, -1, 2, 7, 8, 31, 32, 63, 64, 100, 255, 256, 65535, 65536, int.MaxValue, int.MinValue, long.MaxValue, long.MinValue];
    private readonly Random _random;
    private readonly ModuleBuilder _module = new() { StackSize = 65536 };
    private readonly List<FunctionBuilder> _functions = [];
    private readonly int _statics;
    private readonly int _file;
    private FunctionBuilder _f = null!;
    private List<(int Local, ValueType Type)> _locals = [];
    private HashSet<int> _fixed = [];
    private uint _frame;
    private int _index;
    private int _line;
    private int _budget;

    public ProgramGenerator(int seed)
    {
        _random = new Random(seed);
        _statics = (int)_module.Data.Reserve(512, 16);
        _file = _module.File("generated");
    }

    public PcodeModule Build()
    {
        for (int i = 0; i < GlobalCount; i++)
        {
            _module.Global(s_types[i % 3], true, (ulong)_random.Next());
        }

        int count = _random.Next(2, 5);
        for (int i = 0; i < count; i++)
        {
            string letters = i == 0 ? ">" : RandomSignature();
            _functions.Add(_module.Function("f" + i, _module.Type(letters)));
        }

        for (_index = 0; _index < count; _index++)
        {
            Body();
        }

        _module.Entry = _functions[0].Handle;
        return _module.Build();
    }

    private string RandomSignature()
    {
        string letters = "";
        for (int i = _random.Next(0, 4); i > 0; i--)
        {
            letters += "ild"[_random.Next(3)];
        }

        return letters + ">" + (_random.Next(5) == 0 ? "" : _random.Next(8) == 0 ? "il" : "ild"[_random.Next(3)].ToString());
    }

    private void Body()
    {
        _f = _functions[_index];
        _locals = [];
        _fixed = [];
        _budget = 60;
        FunctionType type = _module.TypeAt(_f.TypeIndex);
        for (int i = 0; i < type.Parameters.Length; i++)
        {
            _locals.Add((i, type.Parameters[i]));
        }

        for (int i = _random.Next(2, 7); i > 0; i--)
        {
            ValueType local = s_types[_random.Next(3)];
            _locals.Add((_f.NewLocal(local), local));
        }

        _frame = _random.Next(3) == 0 ? 0 : _f.AllocateFrame(96, 8) + 96;
        Statements(_random.Next(2, 8), 0);
        foreach (ValueType result in type.Results.ToArray())
        {
            Expression(result, 2);
        }

        _f.Emit(Opcode.Return);
    }

    private void Statements(int count, int depth)
    {
        for (; count > 0; count--)
        {
            Statement(depth);
        }
    }

    private void Statement(int depth)
    {
        _f.Line(_file, ++_line);
        if (--_budget < 0)
        {
            return;
        }

        switch (_random.Next(depth < 3 ? 19 : 10))
        {
            case < 4:
                (int local, ValueType type) = Any(_locals.Where(l => !_fixed.Contains(l.Local)).ToList());
                Expression(type, 3);
                _f.Set(local);
                break;
            case < 7:
                ValueType stored = s_types[_random.Next(3)];
                if (_random.Next(2) == 0)
                {
                    Address(out uint offset);
                    Expression(stored, 2);
                    _f.Emit(StoreOf(stored), offset);
                }
                else
                {
                    int value = _f.NewLocal(stored);
                    Expression(stored, 2);
                    _f.Set(value);
                    Address(out uint offset);
                    _f.Get(value);
                    _f.Emit(StoreOf(stored), offset);
                }

                break;
            case 7:
                int global = _random.Next(GlobalCount);
                Expression(s_types[global % 3], 2);
                _f.Emit(Opcode.GlobalSet, (uint)global);
                break;
            case 8:
                Bulk();
                break;
            case 9:
                CallSomething();
                break;
            case < 13:
                If(depth);
                break;
            case < 15:
                For(depth);
                break;
            case < 17:
                While(depth);
                break;
            case 17:
                Switch(depth);
                break;
            default:
                Rare(depth);
                break;
        }
    }

    private void If(int depth)
    {
        LabelHandle otherwise = _f.NewLabel();
        LabelHandle end = _f.NewLabel();
        Condition();
        _f.Branch(_random.Next(2) == 0 ? Opcode.BrIfz : Opcode.BrIf, otherwise);
        Statements(_random.Next(1, 3), depth + 1);
        _f.Branch(Opcode.Br, end);
        _f.Mark(otherwise);
        Statements(_random.Next(0, 3), depth + 1);
        _f.Mark(end);
    }

    private void For(int depth)
    {
        int local = _f.NewLocal(ValueType.I32);
        int limit = _f.NewLocal(ValueType.I32);
        bool down = _random.Next(3) == 0;
        int first = _random.Next(0, 6);
        int last = _random.Next(0, 9);
        LabelHandle body = _f.NewLabel();
        LabelHandle end = _f.NewLabel();
        bool constant = _random.Next(2) == 0;
        _f.I32(down ? last : first);
        _f.Set(local);
        _f.I32(down ? first : last);
        _f.Set(limit);
        _f.Get(local);
        Limit();
        _f.Emit(down ? Opcode.I32LtS : Opcode.I32GtS);
        _f.Branch(Opcode.BrIf, end);
        _f.Mark(body);
        _locals.Add((local, ValueType.I32));
        _fixed.Add(local);
        Statements(_random.Next(1, 4), depth + 1);
        _locals.RemoveAt(_locals.Count - 1);
        _f.Get(local);
        Limit();
        _f.Emit(down ? Opcode.I32GtS : Opcode.I32LtS);
        _f.Branch(Opcode.BrIfz, end);
        _f.Get(local);
        _f.I32(1);
        _f.Emit(down ? Opcode.I32Sub : Opcode.I32Add);
        _f.Set(local);
        _f.Branch(Opcode.Br, body);
        _f.Mark(end);

        void Limit()
        {
            if (constant)
            {
                _f.I32(down ? first : last);
            }
            else
            {
                _f.Get(limit);
            }
        }
    }

    private void While(int depth)
    {
        int counter = _f.NewLocal(ValueType.I32);
        LabelHandle body = _f.NewLabel();
        LabelHandle end = _f.NewLabel();
        _f.I32(_random.Next(0, 3));
        _f.Set(counter);
        _f.Mark(body);
        _locals.Add((counter, ValueType.I32));
        _fixed.Add(counter);
        Statements(_random.Next(1, 4), depth + 1);
        _locals.RemoveAt(_locals.Count - 1);
        if (_random.Next(3) == 0)
        {
            Condition();
            _f.Branch(Opcode.BrIf, end);
        }

        _f.Get(counter);
        _f.I32(_random.Next(1, 4));
        _f.Emit(_random.Next(2) == 0 ? Opcode.I32AddO : Opcode.I32Add);
        _f.Set(counter);
        _f.Get(counter);
        _f.I32(8);
        _f.Emit(_random.Next(2) == 0 ? Opcode.I32LtS : Opcode.I32LeS);
        _f.Branch(Opcode.BrIf, body);
        _f.Mark(end);
    }

    private void Switch(int depth)
    {
        LabelHandle[] cases = new LabelHandle[_random.Next(1, 4)];
        LabelHandle end = _f.NewLabel();
        for (int i = 0; i < cases.Length; i++)
        {
            cases[i] = _f.NewLabel();
        }

        Expression(ValueType.I32, 2);
        _f.I32(3);
        _f.Emit(Opcode.I32And);
        _f.BranchTable(cases, end);
        foreach (LabelHandle one in cases)
        {
            _f.Mark(one);
            Statements(1, depth + 1);
            _f.Branch(Opcode.Br, end);
        }

        _f.Mark(end);
    }

    /// <summary>Values on the operand stack across branches, and backward flow into the middle of a loop.</summary>
    private void Rare(int depth)
    {
        LabelHandle other = _f.NewLabel(ValueType.I32);
        LabelHandle join = _f.NewLabel(ValueType.I32);
        Expression(ValueType.I32, 2);
        Condition();
        _f.Branch(Opcode.BrIf, other);
        _f.I32(_random.Next(100));
        _f.Emit(Opcode.I32Xor);
        _f.Branch(Opcode.Br, join);
        _f.Mark(other);
        Expression(ValueType.I32, 1);
        _f.Emit(Opcode.I32Add);
        _f.Mark(join);
        int target = AnyLocal(ValueType.I32);
        _f.Set(target);
        Statements(1, depth + 1);
    }

    private void Bulk()
    {
        switch (_random.Next(3))
        {
            case 0:
                _f.I32(_statics + _random.Next(64));
                _f.I32(_statics + _random.Next(64));
                Count();
                _f.Emit(Opcode.MemoryCopy);
                break;
            case 1:
                _f.I32(_statics + _random.Next(64));
                Expression(ValueType.I32, 1);
                Count();
                _f.Emit(Opcode.MemoryFill);
                break;
            default:
                _f.I32(_statics + _random.Next(64));
                _f.I32(_statics + _random.Next(64));
                Count();
                _f.Emit(Opcode.MemoryCompare);
                _f.Set(AnyLocal(ValueType.I32));
                break;
        }

        void Count()
        {
            if (_random.Next(2) == 0)
            {
                _f.I32(_random.Next(40));
            }
            else
            {
                Expression(ValueType.I32, 1);
                _f.I32(31);
                _f.Emit(Opcode.I32And);
            }
        }
    }

    private void CallSomething()
    {
        if (_index + 1 >= _functions.Count)
        {
            return;
        }

        FunctionBuilder callee = _functions[_random.Next(_index + 1, _functions.Count)];
        FunctionType type = _module.TypeAt(callee.TypeIndex);
        foreach (ValueType parameter in type.Parameters.ToArray())
        {
            Expression(parameter, 2);
        }

        if (_random.Next(4) == 0)
        {
            if (_random.Next(12) == 0)
            {
                _f.I32(_random.Next(8));
            }
            else
            {
                _f.Reference(callee.Handle);
            }

            _f.Emit(Opcode.CallRef, (uint)callee.TypeIndex);
        }
        else
        {
            _f.Call(callee.Handle);
        }

        ValueType[] results = type.Results.ToArray();
        for (int i = results.Length - 1; i >= 0; i--)
        {
            if (_random.Next(3) == 0)
            {
                _f.Emit(Opcode.Drop);
            }
            else
            {
                _f.Set(AnyLocal(results[i]));
            }
        }
    }

    private void Condition() => Expression(ValueType.I32, 2);

    /// <summary>Pushes an address; mostly a good one.</summary>
    private void Address(out uint offset)
    {
        offset = 0;
        switch (_random.Next(11))
        {
            case < 2:
                _f.I32(_statics + (8 * _random.Next(8)));
                break;
            case < 4 when _frame > 0:
                _f.Emit(Opcode.FrameAddr, 8 * (uint)_random.Next(8));
                break;
            case 4 when _frame > 0:
                _f.Emit(Opcode.FrameAddr, 0);
                offset = 8 * (uint)_random.Next(8);
                break;
            case 5 when _frame > 0:
                _f.Emit(Opcode.FrameAddr, 8);
                SmallIndex();
                _f.Index(0, 7, 8);
                break;
            case < 8:
                _f.I32(_statics + 64);
                SmallIndex();
                _f.Index(_random.Next(2), ArrayLength - 1, 8);
                offset = _random.Next(2) == 0 ? 0 : 8u;
                break;
            case 8:
                // base + index * size + constant, as compilers write it for an index that needs no check.
                Expression(ValueType.I32, 1);
                _f.I32(7);
                _f.Emit(Opcode.I32And);
                _f.I32(_statics);
                _f.Emit(Opcode.I32Add);
                SmallIndex();
                _f.I32(15);
                _f.Emit(Opcode.I32And);
                _f.I32(_random.Next(3) == 0 ? 12 : 8);
                _f.Emit(Opcode.I32Mul);
                if (_random.Next(2) == 0)
                {
                    _f.I32(-8);
                    _f.Emit(Opcode.I32Add);
                    offset = 8;
                }

                _f.Emit(Opcode.I32Add);
                if (_random.Next(2) == 0)
                {
                    _f.I32(16);
                    _f.Emit(Opcode.I32Add);
                }

                break;
            case 9:
                _f.I32(_statics);
                Expression(ValueType.I32, 1);
                _f.I32(0xF8);
                _f.Emit(Opcode.I32And);
                _f.Emit(Opcode.I32Add);
                _f.Emit(Opcode.NilCheck);
                offset = (uint)_random.Next(16);
                break;
            default:
                _f.I32(_statics + 64);
                SmallIndex();
                _f.I32(0);
                _f.I32(ArrayLength - 1);
                _f.Emit(Opcode.Indexv, 8);
                break;
        }
    }

    private void SmallIndex()
    {
        if (_random.Next(20) == 0)
        {
            Expression(ValueType.I32, 1);
            return;
        }

        List<(int Local, ValueType Type)> counters = _locals.Where(l => _fixed.Contains(l.Local)).ToList();
        if (counters.Count > 0 && _random.Next(3) > 0)
        {
            _f.Get(Any(counters).Local);
            return;
        }

        Expression(ValueType.I32, 1);
        _f.I32(7);
        _f.Emit(Opcode.I32And);
    }

    private void Expression(ValueType type, int depth)
    {
        if (depth == 0 || _random.Next(5) == 0)
        {
            Leaf(type);
            return;
        }

        switch (_random.Next(12))
        {
            case 0:
                Address(out uint offset);
                _f.Emit(LoadOf(type), offset);
                break;
            case 1:
                Expression(type, depth - 1);
                Expression(type, depth - 1);
                Expression(ValueType.I32, depth - 1);
                _f.Emit(Opcode.Select);
                break;
            case 2 when type == ValueType.I32:
                Expression(type, depth - 1);
                _f.Range(Opcode.I32Range, int.MinValue, _random.Next(6) == 0 ? 1000 : int.MaxValue);
                break;
            case 3 when type == ValueType.I64:
                Expression(type, depth - 1);
                _f.Range(Opcode.I64Range, _random.Next(6) == 0 ? -1000 : long.MinValue, long.MaxValue);
                break;
            case 4:
                int local = AnyLocal(type);
                Expression(type, depth - 1);
                _f.Tee(local);
                break;
            default:
                Operation(type, depth);
                break;
        }
    }

    private void Operation(ValueType type, int depth)
    {
        Opcode op;
        OpcodeRow row;
        do
        {
            op = OpcodeTable.Rows[_random.Next(OpcodeTable.Rows.Length)].Opcode;
            row = OpcodeTable.Get(op);
        }
        while (!IsWanted(row, type));
        foreach (char letter in row.Pops)
        {
            Expression(ValueTypes.FromLetter(letter), depth - 1);
        }

        _f.Emit(op);
    }

    private bool IsWanted(in OpcodeRow row, ValueType type)
    {
        bool traps = (row.Flags & OpcodeFlags.Traps) != 0;
        return ((row.Flags & OpcodeFlags.Pure) != 0 || (traps && _random.Next(6) == 0))
            && row.Immediate == Immediate.None && row.Pops.Length <= 2 && !row.Pops.Contains('f', StringComparison.Ordinal)
            && row.Opcode is not Opcode.NilCheck and not Opcode.F64Cos and not Opcode.F64Atan and not Opcode.F64Exp and not Opcode.F64Ln
            && ((int)row.Opcode < 0xFC00) && row.Opcode is not Opcode.I32TruncF64U and not Opcode.I64TruncF64U
            && row.Pushes.Length == 1 && row.Pushes[0] != 'f' && ValueTypes.FromLetter(row.Pushes[0]) == type
            && row.Opcode is not Opcode.F64PromoteF32 and not Opcode.I32ReinterpretF32;
    }

    private void Leaf(ValueType type)
    {
        switch (_random.Next(8))
        {
            case < 4:
                _f.Get(AnyLocal(type, reading: true));
                break;
            case 4:
                int[] globals = [.. Enumerable.Range(0, GlobalCount).Where(g => s_types[g % 3] == type)];
                _f.Emit(Opcode.GlobalGet, (uint)globals[_random.Next(globals.Length)]);
                break;
            default:
                long edge = s_edges[_random.Next(s_edges.Length)];
                switch (type)
                {
                    case ValueType.I32:
                        _f.I32((int)edge);
                        break;
                    case ValueType.I64:
                        _f.I64(edge);
                        break;
                    default:
                        _f.F64(_random.Next(10) == 0 ? double.NaN : _random.Next(4) == 0 ? edge : _random.NextDouble() * 100);
                        break;
                }

                break;
        }
    }

    private int AnyLocal(ValueType type, bool reading = false)
    {
        List<(int Local, ValueType Type)> fit = _locals.Where(l => l.Type == type && (reading || !_fixed.Contains(l.Local))).ToList();
        if (fit.Count == 0)
        {
            int local = _f.NewLocal(type);
            _locals.Insert(0, (local, type));
            return local;
        }

        return Any(fit).Local;
    }

    private (int Local, ValueType Type) Any(List<(int Local, ValueType Type)> from)
    {
        if (from.Count == 0)
        {
            int local = _f.NewLocal(ValueType.I32);
            _locals.Insert(0, (local, ValueType.I32));
            return (local, ValueType.I32);
        }

        return from[_random.Next(from.Count)];
    }

    private Opcode StoreOf(ValueType type) => type switch
    {
        ValueType.I32 => (Opcode[])[Opcode.I32Store, Opcode.I32Store8, Opcode.I32Store16, Opcode.I32Store],
        ValueType.I64 => (Opcode[])[Opcode.I64Store, Opcode.I64Store8, Opcode.I64Store16, Opcode.I64Store32],
        _ => (Opcode[])[Opcode.F64Store, Opcode.F64Store, Opcode.F64Store, Opcode.F64Store],
    } is var choice ? choice[_random.Next(4)] : Opcode.Nop;

    private Opcode LoadOf(ValueType type) => type switch
    {
        ValueType.I32 => (Opcode[])[Opcode.I32Load, Opcode.I32Load8S, Opcode.I32Load8U, Opcode.I32Load16S, Opcode.I32Load16U, Opcode.I32Load],
        ValueType.I64 => (Opcode[])[Opcode.I64Load, Opcode.I64Load8S, Opcode.I64Load8U, Opcode.I64Load16S, Opcode.I64Load32S, Opcode.I64Load32U],
        _ => (Opcode[])[Opcode.F64Load, Opcode.F64Load, Opcode.F64Load, Opcode.F64Load, Opcode.F64Load, Opcode.F64Load],
    } is var choice ? choice[_random.Next(6)] : Opcode.Nop;
}

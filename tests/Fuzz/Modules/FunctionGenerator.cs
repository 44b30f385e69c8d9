using ProcVM.Module;
using ValueType = ProcVM.Module.ValueType;

namespace ProcVM.Fuzz.Modules;

/// <summary>Random code of one function: statements that keep the operand stack as it was, of expressions that push one
/// value. Rows of the opcode table supply the instructions, so a new row is generated without a change here.</summary>
internal sealed class FunctionGenerator
{
    private static readonly Dictionary<char, OpcodeRow[]> s_values = "ilfd".ToDictionary(
        letter => letter,
        letter => Plain().Where(row => row.Pushes == letter.ToString()).ToArray());

    private static readonly OpcodeRow[] s_effects = [.. Plain().Where(row => row.Pushes.Length == 0)];

    private readonly ModuleGenerator _module;
    private readonly Random _random;
    private readonly int _index;
    private readonly FunctionPlan _plan;
    private readonly FunctionType _type;
    private readonly ValueType[] _slots;
    private readonly CodeBuffer _code = new();
    private readonly List<Label> _labels = [];
    private readonly List<ValueType> _stack = [];
    private readonly List<LineEntry> _lines = [];
    private readonly ImmediateGenerator _immediates;
    private int _budget;

    internal FunctionGenerator(ModuleGenerator module, Random random, int index)
    {
        _module = module;
        _random = random;
        _index = index;
        _plan = module.Plans[index];
        _type = module.Types[_plan.Type];
        _slots = [.. _type.Parameters, .. _plan.Locals];
        _budget = random.Next(4, 120);
        _immediates = new ImmediateGenerator(module, random, _code, _plan.Frame);
    }

    internal Function Generate(LineSection? lines, List<Relocation> relocations)
    {
        if (_plan.HasEscapeTarget)
        {
            _labels.Add(new Label(true, []));
        }

        Statements(3);
        if (_plan.HasEscapeTarget)
        {
            Op(Opcode.Label, 0);
        }

        Statements(2);
        if (_random.Next(4) == 0)
        {
            relocations.Add(Relocated());
        }

        foreach (ValueType result in _type.Results)
        {
            Value(result, 2);
        }

        Op(Opcode.Return);
        if (lines is not null && _lines.Count > 0)
        {
            lines.Functions.Add(_module.ImportCount + _index, [.. _lines]);
        }

        return new Function
        {
            Type = _plan.Type,
            Frame = _plan.Frame,
            Locals = _plan.Locals,
            Labels = [.. _labels],
            Code = _code.Written.ToArray(),
        };
    }

    private static List<OpcodeRow> Plain()
    {
        const OpcodeFlags Special = OpcodeFlags.Variadic | OpcodeFlags.Ends | OpcodeFlags.Label | OpcodeFlags.Branch;
        List<OpcodeRow> rows = [];
        foreach (ref readonly OpcodeRow row in OpcodeTable.Rows)
        {
            if ((row.Flags & Special) == 0)
            {
                rows.Add(row);
            }
        }

        return rows;
    }

    private Relocation Relocated()
    {
        Byte(Opcode.I32Const);
        int offset = _code.Length;
        _code.WritePaddedS32(_random.Next());
        Op(Opcode.Drop);
        RelocationKind kind = _random.Next(2) == 0 ? RelocationKind.Address : RelocationKind.Reference;
        return new Relocation(_module.ImportCount + _index, offset, kind, _module.Name() + "+4");
    }

    private void Statements(int nesting)
    {
        for (int i = _random.Next(1, 5); i > 0 && _budget > 0; i--)
        {
            _budget--;
            if (_random.Next(2) == 0)
            {
                _lines.Add(new LineEntry(_code.Length, _random.Next(3), _random.Next(1, 500)));
            }

            Statement(nesting);
        }
    }

    private void Statement(int nesting)
    {
        switch (_random.Next(nesting > 0 ? 15 : 8))
        {
            case 0 when _slots.Length > 0:
                int local = _random.Next(_slots.Length);
                Value(_slots[local], 3);
                Op(Opcode.LocalSet, local);
                break;
            case 1 when _module.Globals.Length > 0:
                int global = _random.Next(_module.Globals.Length);
                if (_module.Globals[global].IsMutable)
                {
                    Value(_module.Globals[global].Type, 3);
                    Op(Opcode.GlobalSet, global);
                }

                break;
            case 2 or 3 or 4:
                Effect();
                break;
            case 5:
                Call(_random.Next(_module.ImportCount + _module.Plans.Count));
                break;
            case 6:
                Value(_module.RandomType(), 3);
                Op(Opcode.Drop);
                break;
            case 8 or 9:
                If(nesting);
                break;
            case 10:
                Loop(nesting);
                break;
            case 11:
                Switch(nesting);
                break;
            case 12:
                Carry();
                break;
            case 13:
                Stop();
                break;
            default:
                if (_random.Next(4) == 0)
                {
                    CallRef();
                }

                break;
        }
    }

    private void Effect()
    {
        OpcodeRow row = s_effects[_random.Next(s_effects.Length)];
        if (CanEmit(row))
        {
            Operands(row, 2);
            Row(row);
        }
    }

    private void If(int nesting)
    {
        Value(ValueType.I32, 2);
        int label = NewLabel();
        Op(_random.Next(2) == 0 ? Opcode.BrIfz : Opcode.BrIf, label);
        Statements(nesting - 1);
        Op(Opcode.Label, label);
    }

    private void Loop(int nesting)
    {
        int label = NewLabel();
        Op(Opcode.Label, label);
        Statements(nesting - 1);
        Value(ValueType.I32, 1);
        Op(Opcode.BrIf, label);
    }

    private void Switch(int nesting)
    {
        int[] labels = [.. Enumerable.Range(0, _random.Next(1, 4)).Select(_ => NewLabel())];
        Value(ValueType.I32, 1);
        Byte(Opcode.BrTable);
        int targets = _random.Next(5);
        _code.WriteU32((uint)targets);
        for (int i = 0; i <= targets; i++)
        {
            _code.WriteU32((uint)labels[_random.Next(labels.Length)]);
        }

        foreach (int label in labels)
        {
            Op(Opcode.Label, label);
            Statements(nesting - 1);
        }
    }

    /// <summary>A branch that carries operands to its label.</summary>
    private void Carry()
    {
        ValueType[] carried = _module.RandomTypes(3);
        foreach (ValueType type in carried)
        {
            Value(type, 1);
            _stack.Add(type);
        }

        int label = NewLabel();
        Value(ValueType.I32, 1);
        Op(Opcode.BrIf, label);
        Op(Opcode.Label, label);
        for (int i = 0; i < carried.Length; i++)
        {
            Op(Opcode.Drop);
        }

        _stack.RemoveRange(_stack.Count - carried.Length, carried.Length);
    }

    private void Stop()
    {
        int label = NewLabel();
        Value(ValueType.I32, 1);
        Op(Opcode.BrIf, label);
        switch (_random.Next(4))
        {
            case 0:
                Byte(Opcode.Trap);
                _code.WriteByte((byte)_random.Next(1, (int)TrapKind.Table + 1));
                break;
            case 1 when _module.Plans.FindIndex(plan => plan.HasEscapeTarget) is >= 0 and int function:
                Value(ValueType.I32, 1);
                Op(Opcode.Escape, _module.ImportCount + function, 0);
                break;
            case 2:
                Op(Opcode.Unreachable);
                break;
            default:
                Op(Opcode.Br, label);
                break;
        }

        Op(Opcode.Label, label);
    }

    private void Call(int function)
    {
        FunctionType type = _module.TypeOf(function);
        foreach (ValueType parameter in type.Parameters)
        {
            Value(parameter, 1);
            _stack.Add(parameter);
        }

        _stack.RemoveRange(_stack.Count - type.Parameters.Length, type.Parameters.Length);
        Op(Opcode.Call, function);
        DropAll(type);
    }

    private void CallRef()
    {
        int index = _random.Next(_module.Types.Count);
        FunctionType type = _module.Types[index];
        foreach (ValueType parameter in type.Parameters)
        {
            Value(parameter, 1);
            _stack.Add(parameter);
        }

        _stack.RemoveRange(_stack.Count - type.Parameters.Length, type.Parameters.Length);
        Byte(Opcode.I32Const);
        int functions = _module.ImportCount + _module.Plans.Count;
        int[] fitting = [.. Enumerable.Range(0, functions).Where(function => _module.TypeOf(function).Equals(type))];
        _code.WriteS32(fitting.Length > 0 && _random.Next(6) > 0
            ? fitting[_random.Next(fitting.Length)] + 1
            : _random.Next(functions + 2));
        Op(Opcode.CallRef, index);
        DropAll(type);
    }

    private void DropAll(FunctionType type)
    {
        for (int i = 0; i < type.Results.Length; i++)
        {
            Op(Opcode.Drop);
        }
    }

    private void Value(ValueType type, int nesting)
    {
        OpcodeRow[] rows = s_values[Letter(type)];
        OpcodeRow row = rows[_random.Next(rows.Length)];
        if (nesting > 0 && _random.Next(4) > 0 && CanEmit(row))
        {
            Operands(row, nesting - 1);
            Row(row);
            return;
        }

        int local = _slots.Length == 0 ? -1 : Array.IndexOf(_slots, type, _random.Next(_slots.Length));
        int global = Array.FindIndex(_module.Globals, g => g.Type == type);
        switch (_random.Next(8))
        {
            case 0 or 1 or 2 when local >= 0:
                Op(Opcode.LocalGet, local);
                break;
            case 3 when global >= 0:
                Op(Opcode.GlobalGet, global);
                break;
            case 4 when nesting > 0:
                Value(type, nesting - 1);
                _stack.Add(type);
                Value(type, nesting - 1);
                _stack.Add(type);
                Value(ValueType.I32, nesting - 1);
                _stack.RemoveRange(_stack.Count - 2, 2);
                Op(Opcode.Select);
                break;
            case 5 when local >= 0:
                Constant(type);
                Op(Opcode.LocalTee, local);
                break;
            default:
                Constant(type);
                break;
        }
    }

    private void Constant(ValueType type)
    {
        Row(OpcodeTable.Get(type switch
        {
            ValueType.I32 => Opcode.I32Const,
            ValueType.I64 => Opcode.I64Const,
            ValueType.F32 => Opcode.F32Const,
            _ => Opcode.F64Const,
        }));
    }

    private void Operands(in OpcodeRow row, int nesting)
    {
        for (int i = 0; i < row.Pops.Length; i++)
        {
            ValueType type = ValueTypes.FromLetter(row.Pops[i]);
            if (IsPlace(row, i) && _random.Next(5) > 0)
            {
                // Mostly inside the memory or table: a program that traps at once shows little.
                Byte(Opcode.I32Const);
                _code.WriteS32(_random.Next((row.Flags & (OpcodeFlags.Load | OpcodeFlags.Store)) != 0 ? 4000 : 3));
            }
            else
            {
                Value(type, nesting);
            }

            _stack.Add(type);
        }

        _stack.RemoveRange(_stack.Count - row.Pops.Length, row.Pops.Length);
    }

    private static bool IsPlace(in OpcodeRow row, int operand) =>
        (row.Flags & (OpcodeFlags.Load | OpcodeFlags.Store)) != 0 && row.Opcode != Opcode.MemoryInit
            ? operand == 0 || row.Pops == "iii"
            : row.Name.StartsWith("table.", StringComparison.Ordinal);

    private bool CanEmit(in OpcodeRow row) => row.Immediate switch
    {
        Immediate.Table or Immediate.TableTable => _module.Tables.Length > 0,
        Immediate.ElementTable => _module.Tables.Length > 0 && _module.ElementCount > 0,
        Immediate.Element => _module.ElementCount > 0,
        Immediate.Data => _module.DataCount > 0,
        _ => true,
    };

    private void Row(in OpcodeRow row)
    {
        Byte(row.Opcode);
        _immediates.Write(row.Immediate);
    }

    private int NewLabel()
    {
        _labels.Add(new Label(false, [.. _stack]));
        return _labels.Count - 1;
    }

    private void Op(Opcode opcode, params ReadOnlySpan<int> immediates)
    {
        Byte(opcode);
        foreach (int immediate in immediates)
        {
            _code.WriteU32((uint)immediate);
        }
    }

    private void Byte(Opcode opcode)
    {
        if ((int)opcode > 0xFF)
        {
            _code.WriteByte(OpcodeTable.Prefix);
        }

        _code.WriteByte((byte)opcode);
    }

    private static char Letter(ValueType type) => type switch
    {
        ValueType.I32 => 'i',
        ValueType.I64 => 'l',
        ValueType.F32 => 'f',
        _ => 'd',
    };
}

using ProcVM.Module;
using ValueType = ProcVM.Module.ValueType;

namespace ProcVM.Runtime.Tests;

/// <summary>Makes random statements.</summary>
internal sealed class StatementGenerator
{
    private readonly GeneratorState _state;
    private readonly ExpressionGenerator _expressions;
    private readonly BranchGenerator _branches;
    private int _line;
    private int _budget;

    internal StatementGenerator(GeneratorState state, ExpressionGenerator expressions)
    {
        _state = state;
        _expressions = expressions;
        _branches = new BranchGenerator(state, expressions, this);
    }

    private FunctionBuilder Code => _state.Code;

    private Random Random => _state.Random;

    /// <summary>Begins a function's statements.</summary>
    internal void Begin() => _budget = 60;

    /// <summary>Makes so many.</summary>
    internal void Several(int count, int depth)
    {
        for (; count > 0; count--)
        {
            Statement(depth);
        }
    }

    private void Statement(int depth)
    {
        Code.Line(_state.File, ++_line);
        if (--_budget < 0)
        {
            return;
        }

        if (_state.More?.TryStatement(depth) == true)
        {
            return;
        }

        switch (Random.Next(depth < 3 ? 19 : 10))
        {
            case < 4:
                (int local, ValueType type) = _state.Any(_state.Locals.Where(l => !_state.Fixed.Contains(l.Local)).ToList());
                _expressions.Push(type, 3);
                Code.Set(local);
                break;
            case < 7:
                ValueType stored = GeneratorState.Types[Random.Next(3)];
                if (Random.Next(2) == 0)
                {
                    _expressions.Addresses.Push(out uint offset);
                    _expressions.Push(stored, 2);
                    Code.Emit(StoreOf(stored), offset);
                }
                else
                {
                    int value = Code.NewLocal(stored);
                    _expressions.Push(stored, 2);
                    Code.Set(value);
                    _expressions.Addresses.Push(out uint offset);
                    Code.Get(value);
                    Code.Emit(StoreOf(stored), offset);
                }

                break;
            case 7:
                int global = Random.Next(GeneratorState.GlobalCount);
                _expressions.Push(GeneratorState.Types[global % 3], 2);
                Code.Emit(Opcode.GlobalSet, (uint)global);
                break;
            case 8:
                Bulk();
                break;
            case 9:
                CallSomething();
                break;
            case < 13:
                _branches.If(depth);
                break;
            case < 15:
                _branches.For(depth);
                break;
            case < 17:
                _branches.While(depth);
                break;
            case 17:
                _branches.Switch(depth);
                break;
            default:
                _branches.Rare(depth);
                break;
        }
    }

    private void Bulk()
    {
        switch (Random.Next(3))
        {
            case 0:
                Code.I32(_state.Statics + Random.Next(64));
                Code.I32(_state.Statics + Random.Next(64));
                Count();
                Code.Emit(Opcode.MemoryCopy);
                break;
            case 1:
                Code.I32(_state.Statics + Random.Next(64));
                _expressions.Push(ValueType.I32, 1);
                Count();
                Code.Emit(Opcode.MemoryFill);
                break;
            default:
                Code.I32(_state.Statics + Random.Next(64));
                Code.I32(_state.Statics + Random.Next(64));
                Count();
                Code.Emit(Opcode.MemoryCompare);
                Code.Set(_state.AnyLocal(ValueType.I32));
                break;
        }

        void Count()
        {
            if (Random.Next(2) == 0)
            {
                Code.I32(Random.Next(40));
            }
            else
            {
                _expressions.Push(ValueType.I32, 1);
                Code.I32(31);
                Code.Emit(Opcode.I32And);
            }
        }
    }

    private void CallSomething()
    {
        if (_state.Index + 1 >= _state.Functions.Count)
        {
            return;
        }

        FunctionBuilder callee = _state.Functions[Random.Next(_state.Index + 1, _state.Functions.Count)];
        FunctionType type = _state.Module.TypeAt(callee.TypeIndex);
        foreach (ValueType parameter in type.Parameters.ToArray())
        {
            _expressions.Push(parameter, 2);
        }

        if (Random.Next(4) == 0)
        {
            if (Random.Next(12) == 0)
            {
                Code.I32(Random.Next(8));
            }
            else
            {
                Code.Reference(callee.Handle);
            }

            Code.Emit(Opcode.CallRef, (uint)callee.TypeIndex);
        }
        else
        {
            Code.Call(callee.Handle);
        }

        ValueType[] results = type.Results.ToArray();
        for (int i = results.Length - 1; i >= 0; i--)
        {
            if (Random.Next(3) == 0)
            {
                Code.Emit(Opcode.Drop);
            }
            else
            {
                Code.Set(_state.AnyLocal(results[i]));
            }
        }
    }

    private Opcode StoreOf(ValueType type) => type switch
    {
        ValueType.I32 => (Opcode[])[Opcode.I32Store, Opcode.I32Store8, Opcode.I32Store16, Opcode.I32Store],
        ValueType.I64 => (Opcode[])[Opcode.I64Store, Opcode.I64Store8, Opcode.I64Store16, Opcode.I64Store32],
        _ => (Opcode[])[Opcode.F64Store, Opcode.F64Store, Opcode.F64Store, Opcode.F64Store],
    } is var choice ? choice[Random.Next(4)] : Opcode.Nop;
}

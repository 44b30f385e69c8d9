using ProcVM.Module;
using ProcVM.Runtime.Tests;
using ValueType = ProcVM.Module.ValueType;

namespace ProcVM.Fuzz.Tiers.Programs;

/// <summary>Routines that call themselves and each other, a few times or until the stack is full, and routines that are left by non-local gotos.</summary>
internal sealed class RoutineCode(GeneratorState state, ExpressionGenerator expressions, StatementGenerator statements)
{
    private const int Innermost = 3;

    private readonly EscapeCode _escapes = new(state, expressions, statements);
    private FunctionBuilder? _wrapper;
    private FunctionBuilder[] _recursive = [];
    private bool _isEndless;
    private bool _isBinary;

    private FunctionBuilder Code => state.Code;

    private Random Random => state.Random;

    /// <summary>Adds the functions that others may call, before any of them has code.</summary>
    internal void Plan()
    {
        if (Random.Next(3) > 0)
        {
            _wrapper = state.Module.Function("recurse", state.Module.Type("i>i"));
            state.Functions.Add(_wrapper);
        }

        if (Random.Next(3) == 0)
        {
            _escapes.Plan();
        }
    }

    internal void Write()
    {
        if (_wrapper is not null)
        {
            _isEndless = Random.Next(5) == 0;
            _isBinary = !_isEndless && Random.Next(4) == 0;
            string parameters = "i" + new string([.. Enumerable.Range(0, Random.Next(3)).Select(_ => "ildf"[Random.Next(4)])]);
            string type = parameters + ">" + "ildf"[Random.Next(4)];
            _recursive = [.. Enumerable.Range(0, Random.Next(1, 4)).Select(i => state.Module.Function("r" + i, state.Module.Type(type)))];
            Wrapper();
            for (int i = 0; i < _recursive.Length; i++)
            {
                Recursive(i);
            }
        }

        _escapes.Write();
    }

    private void Wrapper()
    {
        state.Begin(_wrapper!, state.Functions.Count);
        state.Locals.Add((0, ValueType.I32));
        Code.Line(state.File, 20_000);
        Code.Get(0);
        Code.I32(_isBinary ? 7 : Random.Next(4) switch { 0 => 7, 1 => 63, 2 => 255, _ => 2047 });
        Code.Emit(Opcode.I32And);
        Others(2);
        Code.Call(_recursive[0].Handle);
        Combine(2);
        Code.Emit(Opcode.Return);
    }

    private void Recursive(int index)
    {
        FunctionBuilder code = _recursive[index];
        state.Begin(code, state.Functions.Count);
        FunctionType type = state.Module.TypeAt(code.TypeIndex);
        ValueType result = type.Results[0];
        for (int i = 0; i < type.Parameters.Length; i++)
        {
            state.Locals.Add((i, type.Parameters[i]));
        }

        state.Fixed.Add(0);
        state.Frame = Random.Next(4) == 0 ? code.AllocateFrame(96, 8) + 96 : 0;
        statements.Begin();
        code.Line(state.File, 21_000 + (1000 * index));
        LabelHandle end = code.NewLabel();
        if (!_isEndless)
        {
            code.Get(0);
            code.I32(0);
            code.Emit(Opcode.I32LeS);
            code.Branch(Opcode.BrIf, end);
        }

        if (Random.Next(2) == 0)
        {
            statements.Several(1, Innermost);
        }

        code.Line(state.File, 21_500 + (1000 * index));
        int kept = code.NewLocal(result);
        Step();
        code.Set(kept);
        if (_isBinary && Random.Next(2) == 0)
        {
            Step();
            code.Set(kept);
        }

        state.Locals.Add((kept, result));
        expressions.Push(result, 1);
        code.Emit(Opcode.Return);
        code.Mark(end);
        expressions.Push(result, 1);
        code.Emit(Opcode.Return);
    }

    /// <summary>Calls a recursive function, with one less to go.</summary>
    private void Step()
    {
        Code.Get(0);
        Code.I32(1);
        Code.Emit(Opcode.I32Sub);
        Others(1);
        FunctionBuilder next = _recursive[Random.Next(_recursive.Length)];
        if (Random.Next(6) == 0)
        {
            Code.Reference(next.Handle);
            Code.Emit(Opcode.CallRef, (uint)next.TypeIndex);
        }
        else
        {
            Code.Call(next.Handle);
        }
    }

    private void Others(int depth)
    {
        foreach (ValueType parameter in state.Module.TypeAt(_recursive[0].TypeIndex).Parameters.ToArray().Skip(1))
        {
            expressions.Push(parameter, depth);
        }
    }

    private void Combine(int depth)
    {
        int local = Code.NewLocal(state.Module.TypeAt(_recursive[0].TypeIndex).Results[0]);
        Code.Set(local);
        state.Locals.Add((local, state.Module.TypeAt(_recursive[0].TypeIndex).Results[0]));
        expressions.Push(ValueType.I32, depth);
    }
}

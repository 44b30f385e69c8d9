using ProcVM.Module;
using ValueType = ProcVM.Module.ValueType;

namespace ProcVM.Runtime.Tests;

/// <summary>Makes random programs that verify and end: loops have bounds, calls go to later functions. They do what compilers emit, and
/// what only a nasty one would.</summary>
internal sealed class ProgramGenerator
{
    private readonly GeneratorState _state;
    private readonly ExpressionGenerator _expressions;
    private readonly StatementGenerator _statements;

    public ProgramGenerator(int seed)
    {
        _state = new GeneratorState(seed);
        _expressions = new ExpressionGenerator(_state);
        _statements = new StatementGenerator(_state, _expressions);
    }

    private ModuleBuilder Module => _state.Module;

    private Random Random => _state.Random;

    public PcodeModule Build()
    {
        for (int i = 0; i < GeneratorState.GlobalCount; i++)
        {
            Module.Global(GeneratorState.Types[i % 3], true, (ulong)Random.Next());
        }

        int count = Random.Next(2, 5);
        for (int i = 0; i < count; i++)
        {
            string letters = i == 0 ? ">" : RandomSignature();
            _state.Functions.Add(Module.Function("f" + i, Module.Type(letters)));
        }

        for (int i = 0; i < count; i++)
        {
            Body(i);
        }

        Module.Entry = _state.Functions[0].Handle;
        return Module.Build();
    }

    private string RandomSignature()
    {
        string letters = "";
        for (int i = Random.Next(0, 4); i > 0; i--)
        {
            letters += "ild"[Random.Next(3)];
        }

        return letters + ">" + (Random.Next(5) == 0 ? "" : Random.Next(8) == 0 ? "il" : "ild"[Random.Next(3)].ToString());
    }

    private void Body(int index)
    {
        _state.Begin(index);
        _statements.Begin();
        FunctionBuilder code = _state.Code;
        FunctionType type = Module.TypeAt(code.TypeIndex);
        for (int i = 0; i < type.Parameters.Length; i++)
        {
            _state.Locals.Add((i, type.Parameters[i]));
        }

        for (int i = Random.Next(2, 7); i > 0; i--)
        {
            ValueType local = GeneratorState.Types[Random.Next(3)];
            _state.Locals.Add((code.NewLocal(local), local));
        }

        _state.Frame = Random.Next(3) == 0 ? 0 : code.AllocateFrame(96, 8) + 96;
        _statements.Several(Random.Next(2, 8), 0);
        foreach (ValueType result in type.Results.ToArray())
        {
            _expressions.Push(result, 2);
        }

        code.Emit(Opcode.Return);
    }
}

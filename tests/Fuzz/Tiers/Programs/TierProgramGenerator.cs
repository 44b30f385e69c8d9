using ProcVM.Module;
using ProcVM.Runtime.Tests;
using ValueType = ProcVM.Module.ValueType;

namespace ProcVM.Fuzz.Tiers.Programs;

/// <summary>Makes random programs that use all that a module can have, and mostly end: what the plain generator makes, and between it binary32,
/// host calls, tables, segments, growing, loops of every form, recursion, non-local gotos. The same number gives the same program.</summary>
internal sealed class TierProgramGenerator
{
    private const int GlobalBytes = 8 * GeneratorState.GlobalCount;

    private readonly GeneratorState _state;
    private readonly ExpressionGenerator _expressions;
    private readonly StatementGenerator _statements;
    private readonly MoreCode _more;

    internal TierProgramGenerator(int number)
    {
        _state = new GeneratorState(number);
        _expressions = new ExpressionGenerator(_state);
        _statements = new StatementGenerator(_state, _expressions);
        _more = new MoreCode(_state, _expressions, _statements);
        _state.More = _more;
    }

    private ModuleBuilder Module => _state.Module;

    private Random Random => _state.Random;

    internal PcodeModule Build()
    {
        Module.StackSize = Random.Next(8) switch { 0 => 1 << 20, 1 => 4096, _ => 65536 };
        Module.MaximumPages = (Module.StackSize / 65536) + 1 + (uint)Random.Next(4);
        _state.Care = Random.Next(3) switch { 0 => 20, 1 => 200, _ => 2000 };
        _state.LowestIndex = _state.Care == 20 ? 1 : 0;
        int results = (int)Module.Data.Reserve(GlobalBytes, 16);
        for (int i = 0; i < GeneratorState.GlobalCount; i++)
        {
            Module.Global(GeneratorState.Types[i % 3], true, (ulong)Random.Next());
        }

        int count = Random.Next(2, 5);
        for (int i = 0; i < count; i++)
        {
            _state.Functions.Add(Module.Function("f" + i, Module.Type(i == 0 ? ">" : RandomSignature())));
        }

        RoutineCode routines = new(_state, _expressions, _statements);
        routines.Plan();
        for (int i = 0; i < count; i++)
        {
            Body(i, results);
        }

        routines.Write();
        Module.Entry = _state.Functions[0].Handle;
        return _more.Tables.AddTo(Module.Build());
    }

    private string RandomSignature()
    {
        string letters = "";
        for (int i = Random.Next(12) == 0 ? 9 : Random.Next(4); i > 0; i--)
        {
            letters += "ildf"[Random.Next(4)];
        }

        return letters + ">" + Random.Next(10) switch { 0 or 1 => "", 2 => "il", 3 => "fdi", _ => "ildf"[Random.Next(4)].ToString() };
    }

    private void Body(int index, int results)
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
            ValueType local = Random.Next(5) == 0 ? ValueType.F32 : GeneratorState.Types[Random.Next(3)];
            _state.Locals.Add((code.NewLocal(local), local));
        }

        _state.Frame = Random.Next(3) == 0 ? 0 : code.AllocateFrame(96, 8) + 96;
        if (index == 0 && Random.Next(2) == 0)
        {
            _more.Loops.ManyRounds();
        }

        _statements.Several(Random.Next(2, 8), 0);
        if (index == 0)
        {
            StoreGlobals(results);
        }

        foreach (ValueType result in type.Results.ToArray())
        {
            _expressions.Push(result, 2);
        }

        code.Emit(Opcode.Return);
    }

    /// <summary>Globals are compared where the memory is.</summary>
    private void StoreGlobals(int address)
    {
        for (int i = 0; i < GeneratorState.GlobalCount; i++)
        {
            _state.Code.I32(address + (8 * i));
            _state.Code.Emit(Opcode.GlobalGet, (uint)i);
            _state.Code.Emit((i % 3) switch { 0 => Opcode.I32Store, 1 => Opcode.I64Store, _ => Opcode.F64Store }, 0);
        }
    }
}

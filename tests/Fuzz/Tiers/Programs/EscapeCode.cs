using ProcVM.Module;
using ProcVM.Runtime.Tests;
using ValueType = ProcVM.Module.ValueType;

namespace ProcVM.Fuzz.Tiers.Programs;

/// <summary>A routine with labels that are targets of non-local gotos, and those between it and the goto.</summary>
internal sealed class EscapeCode(GeneratorState state, ExpressionGenerator expressions, StatementGenerator statements)
{
    private const int Innermost = 3;
    private const int DeepestNest = 7;
    private const int Rounds = 4;

    private readonly int[] _targets = new int[2];
    private FunctionBuilder? _outer;
    private FunctionBuilder _middle = null!;
    private FunctionBuilder _inner = null!;

    private FunctionBuilder Code => state.Code;

    private Random Random => state.Random;

    internal void Plan()
    {
        _outer = state.Module.Function("outer", state.Module.Type("i>i"));
        state.Functions.Add(_outer);
    }

    internal void Write()
    {
        if (_outer is null)
        {
            return;
        }

        _middle = state.Module.Function("middle", state.Module.Type("ii>"));
        _inner = state.Module.Function("inner", state.Module.Type("i>"));
        Outer();
        Middle();
        Inner();
    }

    private void Outer()
    {
        Begin(_outer!, 30_000);
        state.Frame = Code.AllocateFrame(96, 8) + 96;
        int round = Code.NewLocal(ValueType.I32);
        state.Locals.Add((round, ValueType.I32));
        state.Fixed.Add(round);
        LabelHandle[] targets = [Code.NewEscapeTarget(out _targets[0]), Code.NewEscapeTarget(out _targets[1])];
        LabelHandle head = Code.NewLabel();
        LabelHandle end = Code.NewLabel();
        Code.Get(0);
        Code.I32(DeepestNest);
        Code.Emit(Opcode.I32And);
        Code.Set(0);
        Code.Mark(head);
        Next(round);
        Code.I32(Rounds);
        Code.Emit(Opcode.I32GtS);
        Code.Branch(Opcode.BrIf, end);
        statements.Several(Random.Next(3), Innermost);
        Code.Line(state.File, 31_000);
        Code.Emit(Opcode.FrameAddr, Random.Next(10) == 0 ? 16u : 0);
        Code.Get(0);
        Code.Call(_middle.Handle);
        statements.Several(Random.Next(2), Innermost);
        Code.Branch(Opcode.Br, head);
        foreach (LabelHandle target in targets)
        {
            Code.MarkLoop(target);
            statements.Several(Random.Next(1, 3), Innermost);
            Code.Branch(Opcode.Br, head);
        }

        Code.Mark(end);
        expressions.Push(ValueType.I32, 2);
        Code.Emit(Opcode.Return);
    }

    /// <summary>Calls itself, the outer routine again now and then, and the inner one at last.</summary>
    private void Middle()
    {
        Begin(_middle, 33_000);
        state.Locals.Add((1, ValueType.I32));
        state.Fixed.Add(1);
        state.Frame = Random.Next(2) == 0 ? Code.AllocateFrame(96, 8) + 96 : 0;
        LabelHandle last = Code.NewLabel();
        Code.Get(1);
        Code.I32(0);
        Code.Emit(Opcode.I32LeS);
        Code.Branch(Opcode.BrIf, last);
        statements.Several(Random.Next(2), Innermost);
        if (Random.Next(4) == 0)
        {
            LabelHandle no = Code.NewLabel();
            Code.Get(1);
            Code.I32(2);
            Code.Emit(Opcode.I32Ne);
            Code.Branch(Opcode.BrIf, no);
            Code.I32(Random.Next(2));
            Code.Call(_outer!.Handle);
            Code.Emit(Opcode.Drop);
            Code.Mark(no);
        }

        Code.Line(state.File, 34_000);
        Code.Get(0);
        Code.Get(1);
        Code.I32(1);
        Code.Emit(Opcode.I32Sub);
        Code.Call(_middle.Handle);
        statements.Several(Random.Next(2), Innermost);
        Code.Emit(Opcode.Return);
        Code.Mark(last);
        Code.Get(0);
        Code.Call(_inner.Handle);
        Code.Emit(Opcode.Return);
    }

    private void Inner()
    {
        Begin(_inner, 35_000);
        statements.Several(Random.Next(2), Innermost);
        LabelHandle stay = Code.NewLabel();
        expressions.Push(ValueType.I32, 2);
        Code.Branch(Random.Next(2) == 0 ? Opcode.BrIf : Opcode.BrIfz, stay);
        Code.Line(state.File, 36_000);
        Code.Get(0);
        Code.Escape(_outer!.Handle, _targets[Random.Next(2)]);
        Code.Mark(stay);
        if (Random.Next(3) > 0)
        {
            Code.Get(0);
            Code.Escape(_outer.Handle, _targets[Random.Next(2)]);
        }
        else
        {
            Code.Emit(Opcode.Return);
        }
    }

    private void Begin(FunctionBuilder code, int line)
    {
        state.Begin(code, state.Functions.Count);
        state.Locals.Add((0, ValueType.I32));
        state.Fixed.Add(0);
        statements.Begin();
        code.Line(state.File, line);
    }

    /// <summary>Begins the next round; pushes its number.</summary>
    private void Next(int round)
    {
        Code.Get(round);
        Code.I32(1);
        Code.Emit(Opcode.I32Add);
        Code.Tee(round);
    }
}

using ProcVM.Module;
using ProcVM.Runtime.Tests;
using ValueType = ProcVM.Module.ValueType;

namespace ProcVM.Fuzz.Tiers.Programs;

/// <summary>Loops as only some compilers and optimizers make them: many rounds, machines of states, two ways in.</summary>
internal sealed class LoopCode(GeneratorState state, ExpressionGenerator expressions, StatementGenerator statements)
{
    private const int Innermost = 3;

    private FunctionBuilder Code => state.Code;

    private Random Random => state.Random;

    internal void Statement(int depth)
    {
        switch (Random.Next(depth == 0 ? 4 : 3))
        {
            case 0:
                StateMachine(depth);
                break;
            case 1:
                TwoWaysIn(depth);
                break;
            case 2:
                InTheMiddle(depth);
                break;
            default:
                ManyRounds();
                break;
        }
    }

    /// <summary>A loop that becomes hot, and makes hot what it calls.</summary>
    internal void ManyRounds()
    {
        LabelHandle head = Code.NewLabel();
        int counter = Counter(Random.Next(50, 600));
        Code.Mark(head);
        Body(counter, Random.Next(1, 3), Innermost);
        Count(counter);
        Code.Branch(Opcode.BrIf, head);
    }

    private void StateMachine(int depth)
    {
        LabelHandle head = Code.NewLabel();
        LabelHandle end = Code.NewLabel();
        LabelHandle[] states = [.. Enumerable.Range(0, Random.Next(2, 6)).Select(_ => Code.NewLabel())];
        int current = Code.NewLocal(ValueType.I32);
        int counter = Counter(Random.Next(3, 20));
        Code.I32(Random.Next(states.Length));
        Code.Set(current);
        Code.Mark(head);
        Count(counter);
        Code.Branch(Opcode.BrIfz, end);
        Code.Get(current);
        Code.BranchTable([.. Enumerable.Range(0, Random.Next(states.Length + 3)).Select(i => states[i % states.Length])], states[0]);
        foreach (LabelHandle label in states)
        {
            Code.Mark(label);
            Body(counter, 1, depth + 1);
            expressions.Push(ValueType.I32, 1);
            Code.I32(7);
            Code.Emit(Opcode.I32And);
            Code.Set(current);
            Code.Branch(Opcode.Br, Random.Next(8) == 0 ? end : head);
        }

        Code.Mark(end);
    }

    private void TwoWaysIn(int depth)
    {
        LabelHandle head = Code.NewLabel();
        LabelHandle middle = Code.NewLabel();
        int counter = Counter(Random.Next(2, 12));
        expressions.Push(ValueType.I32, 2);
        Code.Branch(Opcode.BrIf, middle);
        Code.Mark(head);
        Body(counter, 1, depth + 1);
        Code.Mark(middle);
        Body(counter, Random.Next(1, 3), depth + 1);
        Count(counter);
        Code.Branch(Opcode.BrIf, head);
    }

    /// <summary>A loop that is left in its middle, with a value on the operand stack.</summary>
    private void InTheMiddle(int depth)
    {
        LabelHandle head = Code.NewLabel();
        LabelHandle end = Code.NewLabel(ValueType.I64);
        int counter = Counter(Random.Next(2, 12));
        Code.Mark(head);
        Body(counter, 1, depth + 1);
        expressions.Push(ValueType.I64, 1);
        Count(counter);
        Code.Branch(Opcode.BrIfz, end);
        Code.Emit(Opcode.Drop);
        Body(counter, 1, depth + 1);
        Code.Branch(Opcode.Br, head);
        Code.Mark(end);
        Code.Set(state.AnyLocal(ValueType.I64));
    }

    private int Counter(int rounds)
    {
        int counter = Code.NewLocal(ValueType.I32);
        Code.I32(rounds);
        Code.Set(counter);
        return counter;
    }

    /// <summary>One round less; pushes how many are left.</summary>
    private void Count(int counter)
    {
        Code.Get(counter);
        Code.I32(1);
        Code.Emit(Opcode.I32Sub);
        Code.Tee(counter);
    }

    private void Body(int counter, int count, int depth)
    {
        // What statements may index arrays by.
        int small = Code.NewLocal(ValueType.I32);
        Code.Get(counter);
        Code.I32(7);
        Code.Emit(Opcode.I32And);
        Code.Set(small);
        state.Locals.Add((small, ValueType.I32));
        state.Fixed.Add(small);
        statements.Several(count, depth);
        state.Locals.RemoveAll(local => local.Local == small);
    }
}

using ProcVM.Module;
using ValueType = ProcVM.Module.ValueType;

namespace ProcVM.Runtime.Tests;

/// <summary>Makes statements that branch: conditions, loops, tables, values that stay on the operand stack.</summary>
internal sealed class BranchGenerator(GeneratorState state, ExpressionGenerator expressions, StatementGenerator statements)
{
    private FunctionBuilder Code => state.Code;

    private Random Random => state.Random;

    internal void If(int depth)
    {
        LabelHandle otherwise = Code.NewLabel();
        LabelHandle end = Code.NewLabel();
        expressions.Push(ValueType.I32, 2);
        Code.Branch(Random.Next(2) == 0 ? Opcode.BrIfz : Opcode.BrIf, otherwise);
        statements.Several(Random.Next(1, 3), depth + 1);
        Code.Branch(Opcode.Br, end);
        Code.Mark(otherwise);
        statements.Several(Random.Next(0, 3), depth + 1);
        Code.Mark(end);
    }

    internal void For(int depth)
    {
        int local = Code.NewLocal(ValueType.I32);
        int limit = Code.NewLocal(ValueType.I32);
        bool down = Random.Next(3) == 0;
        int first = Random.Next(0, 6);
        int last = Random.Next(0, 9);
        LabelHandle body = Code.NewLabel();
        LabelHandle end = Code.NewLabel();
        bool constant = Random.Next(2) == 0;
        Code.I32(down ? last : first);
        Code.Set(local);
        Code.I32(down ? first : last);
        Code.Set(limit);
        Code.Get(local);
        Limit();
        Code.Emit(down ? Opcode.I32LtS : Opcode.I32GtS);
        Code.Branch(Opcode.BrIf, end);
        Code.Mark(body);
        state.Locals.Add((local, ValueType.I32));
        state.Fixed.Add(local);
        statements.Several(Random.Next(1, 4), depth + 1);
        state.Locals.RemoveAt(state.Locals.Count - 1);
        Code.Get(local);
        Limit();
        Code.Emit(down ? Opcode.I32GtS : Opcode.I32LtS);
        Code.Branch(Opcode.BrIfz, end);
        Code.Get(local);
        Code.I32(1);
        Code.Emit(down ? Opcode.I32Sub : Opcode.I32Add);
        Code.Set(local);
        Code.Branch(Opcode.Br, body);
        Code.Mark(end);

        void Limit()
        {
            if (constant)
            {
                Code.I32(down ? first : last);
            }
            else
            {
                Code.Get(limit);
            }
        }
    }

    internal void While(int depth)
    {
        int counter = Code.NewLocal(ValueType.I32);
        LabelHandle body = Code.NewLabel();
        LabelHandle end = Code.NewLabel();
        Code.I32(Random.Next(0, 3));
        Code.Set(counter);
        Code.Mark(body);
        state.Locals.Add((counter, ValueType.I32));
        state.Fixed.Add(counter);
        statements.Several(Random.Next(1, 4), depth + 1);
        state.Locals.RemoveAt(state.Locals.Count - 1);
        if (Random.Next(3) == 0)
        {
            expressions.Push(ValueType.I32, 2);
            Code.Branch(Opcode.BrIf, end);
        }

        Code.Get(counter);
        Code.I32(Random.Next(1, 4));
        Code.Emit(Random.Next(2) == 0 ? Opcode.I32AddO : Opcode.I32Add);
        Code.Set(counter);
        Code.Get(counter);
        Code.I32(8);
        Code.Emit(Random.Next(2) == 0 ? Opcode.I32LtS : Opcode.I32LeS);
        Code.Branch(Opcode.BrIf, body);
        Code.Mark(end);
    }

    internal void Switch(int depth)
    {
        LabelHandle[] cases = new LabelHandle[Random.Next(1, 4)];
        LabelHandle end = Code.NewLabel();
        for (int i = 0; i < cases.Length; i++)
        {
            cases[i] = Code.NewLabel();
        }

        expressions.Push(ValueType.I32, 2);
        Code.I32(3);
        Code.Emit(Opcode.I32And);
        Code.BranchTable(cases, end);
        foreach (LabelHandle one in cases)
        {
            Code.Mark(one);
            statements.Several(1, depth + 1);
            Code.Branch(Opcode.Br, end);
        }

        Code.Mark(end);
    }

    /// <summary>Values on the operand stack across branches, and backward flow into the middle of a loop.</summary>
    internal void Rare(int depth)
    {
        LabelHandle other = Code.NewLabel(ValueType.I32);
        LabelHandle join = Code.NewLabel(ValueType.I32);
        expressions.Push(ValueType.I32, 2);
        expressions.Push(ValueType.I32, 2);
        Code.Branch(Opcode.BrIf, other);
        Code.I32(Random.Next(100));
        Code.Emit(Opcode.I32Xor);
        Code.Branch(Opcode.Br, join);
        Code.Mark(other);
        expressions.Push(ValueType.I32, 1);
        Code.Emit(Opcode.I32Add);
        Code.Mark(join);
        int target = state.AnyLocal(ValueType.I32);
        Code.Set(target);
        statements.Several(1, depth + 1);
    }
}

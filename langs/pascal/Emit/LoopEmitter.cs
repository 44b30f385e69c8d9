using ProcVM.Module;
using ProcVM.Pascal.Binding;

namespace ProcVM.Pascal.Emit;

/// <summary>Loops, with their test at the bottom: one branch a turn.</summary>
internal sealed class LoopEmitter(RoutineEmitter routine)
{
    private const int LargestCopiedCondition = 16;

    private readonly Stack<(LabelHandle Break, LabelHandle Continue)> _loops = new();

    private FunctionBuilder Code => routine.Code;

    internal void Emit(BoundStatement statement)
    {
        switch (statement)
        {
            case BoundWhile loop:
                EmitWhile(loop);
                break;
            case BoundRepeat loop:
                EmitRepeat(loop);
                break;
            case BoundFor loop:
                new ForEmitter(routine).Emit(loop, EmitBody);
                break;
            case BoundBreak:
                Code.Branch(Opcode.Br, _loops.Peek().Break);
                break;
            default:
                Code.Branch(Opcode.Br, _loops.Peek().Continue);
                break;
        }
    }

    private void EmitBody(BoundStatement body, LabelHandle end, LabelHandle next)
    {
        _loops.Push((end, next));
        routine.Statements.Emit(body);
        _loops.Pop();
        Code.Mark(next);
    }

    private void EmitWhile(BoundWhile loop)
    {
        LabelHandle body = Code.NewLabel();
        LabelHandle test = Code.NewLabel();
        LabelHandle end = Code.NewLabel();
        bool copies = routine.Context.Optimizes && Weight(loop.Condition) <= LargestCopiedCondition;
        if (copies)
        {
            routine.Conditions.Branch(loop.Condition, end, when: false);
        }
        else
        {
            Code.Branch(Opcode.Br, test);
        }

        Code.MarkLoop(body);
        EmitBody(loop.Body, end, test);
        routine.Line(loop.Condition.Span);
        routine.Conditions.Branch(loop.Condition, body, when: true);
        Code.Mark(end);
    }

    private void EmitRepeat(BoundRepeat loop)
    {
        LabelHandle body = Code.NewLabel();
        LabelHandle test = Code.NewLabel();
        LabelHandle end = Code.NewLabel();
        Code.MarkLoop(body);
        EmitBody(loop.Body, end, test);
        routine.Line(loop.Condition.Span);
        routine.Conditions.Branch(loop.Condition, body, when: false);
        Code.Mark(end);
    }

    // A rough count of instructions; stops counting when it is enough.
    private static int Weight(BoundExpression expression) => expression switch
    {
        BoundConstant or BoundVariable => 1,
        BoundBinary binary => 1 + Weight(binary.Left) + Weight(binary.Right),
        BoundUnary unary => 1 + Weight(unary.Operand),
        BoundConversion conversion => 1 + Weight(conversion.Operand),
        BoundRangeCheck check => 1 + Weight(check.Operand),
        BoundField field => Weight(field.Record),
        BoundElement element => 1 + Weight(element.Array) + Weight(element.Index),
        BoundDereference dereference => 1 + Weight(dereference.Pointer),
        BoundIntrinsic { Arguments: [var argument] } => 2 + Weight(argument),
        BoundIntrinsic { Arguments: [] } => 1,
        BoundCall { Arguments: [] } => 1,
        _ => LargestCopiedCondition,
    };
}

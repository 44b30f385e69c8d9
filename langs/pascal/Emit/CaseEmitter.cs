using ProcVM.Module;
using ProcVM.Pascal.Binding;

namespace ProcVM.Pascal.Emit;

/// <summary>case: a branch table where the labels are dense, else a binary search.</summary>
internal sealed class CaseEmitter(RoutineEmitter routine)
{
    private const int FewestForTable = 4;
    private const long WidestTable = 65_536;
    private const int FewestForSearch = 4;

    private FunctionBuilder Code => routine.Code;

    internal void Emit(BoundCase statement)
    {
        LabelHandle end = Code.NewLabel();
        LabelHandle otherwise = Code.NewLabel();
        LabelHandle[] arms = new LabelHandle[statement.Arms.Length];
        List<(long Low, long High, LabelHandle Arm)> labels = [];
        for (int i = 0; i < arms.Length; i++)
        {
            arms[i] = Code.NewLabel();
            foreach ((long low, long high) in statement.Arms[i].Labels)
            {
                labels.Add((low, high, arms[i]));
            }
        }

        labels.Sort((a, b) => a.Low.CompareTo(b.Low));
        Dispatch(statement.Selector, Join(labels), otherwise);
        for (int i = 0; i < arms.Length; i++)
        {
            Code.Mark(arms[i]);
            routine.Statements.Emit(statement.Arms[i].Body);
            Code.Branch(Opcode.Br, end);
        }

        Code.Mark(otherwise);
        if (statement.Else is { } rest)
        {
            routine.Statements.Emit(rest);
        }
        else if (statement.ChecksMatch)
        {
            routine.Line(statement.Span);
            Code.Trap(TrapKind.Case);
        }

        Code.Mark(end);
    }

    // Neighbouring labels of one arm become one range.
    private static List<(long Low, long High, LabelHandle Arm)> Join(List<(long Low, long High, LabelHandle Arm)> labels)
    {
        List<(long Low, long High, LabelHandle Arm)> joined = [];
        foreach ((long low, long high, LabelHandle arm) in labels)
        {
            if (joined.Count > 0 && joined[^1].Arm == arm && joined[^1].High + 1 == low)
            {
                joined[^1] = (joined[^1].Low, high, arm);
            }
            else
            {
                joined.Add((low, high, arm));
            }
        }

        return joined;
    }

    private void Dispatch(
        BoundExpression selector, List<(long Low, long High, LabelHandle Arm)> labels, LabelHandle otherwise)
    {
        ValueType type = Cells.Of(selector.Type).TypeOf();
        routine.Values.Push(selector);
        if (IsDense(labels))
        {
            DispatchByTable(type, labels, otherwise);
            return;
        }

        int value = Code.Take(type);
        Code.Set(value);
        Search(value, type, labels, 0, labels.Count, otherwise);
        Code.Release(value, type);
    }

    private static bool IsDense(List<(long Low, long High, LabelHandle Arm)> labels)
    {
        if (labels.Count < FewestForTable)
        {
            return false;
        }

        Int128 span = (Int128)labels[^1].High - labels[0].Low + 1;
        Int128 covered = 0;
        foreach ((long low, long high, _) in labels)
        {
            covered += (Int128)high - low + 1;
        }

        return span <= WidestTable && (span <= covered * 3 || span <= labels.Count * 8) && span <= labels.Count * 64;
    }

    private void DispatchByTable(
        ValueType type, List<(long Low, long High, LabelHandle Arm)> labels, LabelHandle otherwise)
    {
        long low = labels[0].Low;
        LabelHandle[] table = new LabelHandle[labels[^1].High - low + 1];
        Array.Fill(table, otherwise);
        foreach ((long from, long to, LabelHandle arm) in labels)
        {
            Array.Fill(table, arm, (int)(from - low), (int)(to - from + 1));
        }

        if (type == ValueType.I64)
        {
            int value = Code.Take(type);
            Code.I64(low);
            Code.Emit(Opcode.I64Sub);
            Code.Tee(value);
            Code.I64(table.Length);
            Code.Emit(Opcode.I64GeU);
            Code.Branch(Opcode.BrIf, otherwise);
            Code.Get(value);
            Code.Emit(Opcode.I32WrapI64);
            Code.Release(value, type);
        }
        else if (low != 0)
        {
            Code.I32((int)low);
            Code.Emit(Opcode.I32Sub);
        }

        Code.BranchTable(table, otherwise);
    }

    private void Search(
        int value,
        ValueType type,
        List<(long Low, long High, LabelHandle Arm)> labels,
        int from,
        int to,
        LabelHandle otherwise)
    {
        if (to - from < FewestForSearch)
        {
            for (int i = from; i < to; i++)
            {
                Code.Get(value);
                routine.Conditions.PushInRange(labels[i].Low, labels[i].High, type);
                Code.Branch(Opcode.BrIf, labels[i].Arm);
            }

            Code.Branch(Opcode.Br, otherwise);
            return;
        }

        int middle = (from + to) / 2;
        LabelHandle upper = Code.NewLabel();
        Code.Get(value);
        if (type == ValueType.I64)
        {
            Code.I64(labels[middle].Low);
            Code.Emit(Opcode.I64GeS);
        }
        else
        {
            Code.I32((int)labels[middle].Low);
            Code.Emit(Opcode.I32GeS);
        }

        Code.Branch(Opcode.BrIf, upper);
        Search(value, type, labels, from, middle, otherwise);
        Code.Mark(upper);
        Search(value, type, labels, middle, to, otherwise);
    }
}

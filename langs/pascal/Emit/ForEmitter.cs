using ProcVM.Module;
using ProcVM.Pascal.Binding;

namespace ProcVM.Pascal.Emit;

/// <summary>for: the bounds are evaluated once; the variable is compared before it is changed, so that it can't overflow.</summary>
internal sealed class ForEmitter(RoutineEmitter routine)
{
    private BoundFor _loop = null!;
    private ValueType _type;
    private Cell _cell;
    private int _limit = -1;

    private FunctionBuilder Code => routine.Code;

    private bool IsWide => _type == ValueType.I64;

    internal void Emit(BoundFor loop, Action<BoundStatement, LabelHandle, LabelHandle> emitBody)
    {
        _loop = loop;
        _cell = Cells.Of(loop.Variable.Type);
        _type = loop.First.Type.Representation == Representation.I64 || _cell == Cell.I64 ? ValueType.I64 : ValueType.I32;
        LabelHandle body = Code.NewLabel();
        LabelHandle next = Code.NewLabel();
        LabelHandle end = Code.NewLabel();
        if (!EmitStart(end))
        {
            return;
        }

        Code.MarkLoop(body);
        emitBody(loop.Body, end, next);
        routine.Line(loop.Span);
        PushVariable();
        PushLimit();
        Code.Emit(Compare(loop.IsDown ? BoundOperator.Greater : BoundOperator.Less));
        Code.Branch(Opcode.BrIfz, end);
        EmitStep();
        Code.Branch(Opcode.Br, body);
        Code.Mark(end);
        if (_limit >= 0)
        {
            Code.Release(_limit, _type);
        }
    }

    // False when the loop runs no turn.
    private bool EmitStart(LabelHandle end)
    {
        if (_loop.First is BoundOrdinal first && _loop.Last is BoundOrdinal last)
        {
            if (_loop.IsDown ? first.Value < last.Value : first.Value > last.Value)
            {
                return false;
            }

            SetVariable(() => PushChecked(_loop.First));
            if (_loop.ChecksRange && !_loop.Last.Range.IsInside(_loop.Low, _loop.High))
            {
                PushChecked(_loop.Last);
                Code.Emit(Opcode.Drop);
            }

            return true;
        }

        int start = Code.Take(_type);
        Push(_loop.First);
        Code.Set(start);
        if (_loop.Last is not BoundOrdinal)
        {
            _limit = Code.Take(_type);
            Push(_loop.Last);
            Code.Set(_limit);
        }

        Code.Get(start);
        PushLimit();
        Code.Emit(Compare(_loop.IsDown ? BoundOperator.Less : BoundOperator.Greater));
        Code.Branch(Opcode.BrIf, end);
        SetVariable(() =>
        {
            Code.Get(start);
            Check(_loop.First);
        });
        if (_loop.ChecksRange && !_loop.Last.Range.IsInside(_loop.Low, _loop.High))
        {
            PushLimit();
            Check(_loop.Last);
            Code.Emit(Opcode.Drop);
        }

        Code.Release(start, _type);
        return true;
    }

    private void EmitStep() => SetVariable(() =>
    {
        PushVariable();
        if (IsWide)
        {
            Code.I64(1);
            Code.Emit(_loop.IsDown ? Opcode.I64Sub : Opcode.I64Add);
        }
        else
        {
            Code.I32(1);
            Code.Emit(_loop.IsDown ? Opcode.I32Sub : Opcode.I32Add);
        }
    });

    private void Push(BoundExpression bound)
    {
        if (IsWide)
        {
            routine.Values.PushWide(bound);
        }
        else
        {
            routine.Values.Push(bound);
        }
    }

    private void PushChecked(BoundExpression bound)
    {
        Push(bound);
        Check(bound);
    }

    private void Check(BoundExpression bound)
    {
        if (_loop.ChecksRange && !bound.Range.IsInside(_loop.Low, _loop.High))
        {
            Code.Range(IsWide ? Opcode.I64Range : Opcode.I32Range, _loop.Low, _loop.High);
        }
    }

    private void PushLimit()
    {
        if (_limit >= 0)
        {
            Code.Get(_limit);
        }
        else
        {
            Push(_loop.Last);
        }
    }

    private void PushVariable()
    {
        routine.Values.Push(_loop.Variable);
        if (IsWide && _cell != Cell.I64)
        {
            Code.Emit(ValueEmitter.IsUnsigned(_loop.Variable.Type) ? Opcode.I64ExtendI32U : Opcode.I64ExtendI32S);
        }
    }

    private void SetVariable(Action pushValue)
    {
        Address target = routine.Places.LocateTarget(_loop.Variable);
        pushValue();
        if (IsWide && _cell != Cell.I64)
        {
            Code.Emit(Opcode.I32WrapI64);
        }

        routine.Places.Store(target, _cell);
    }

    private Opcode Compare(BoundOperator op)
    {
        bool isUnsigned = ValueEmitter.IsUnsigned(_loop.First.Type) && !(IsWide && _cell != Cell.I64);
        bool isLess = op == BoundOperator.Less;
        return (IsWide, isUnsigned) switch
        {
            (true, false) => isLess ? Opcode.I64LtS : Opcode.I64GtS,
            (true, true) => isLess ? Opcode.I64LtU : Opcode.I64GtU,
            (false, false) => isLess ? Opcode.I32LtS : Opcode.I32GtS,
            _ => isLess ? Opcode.I32LtU : Opcode.I32GtU,
        };
    }
}

using ProcVM.Module;
using ProcVM.Pascal.Binding;

namespace ProcVM.Pascal.Emit;

/// <summary>Statements. The operand stack is empty before and after each.</summary>
internal sealed class StatementEmitter
{
    private readonly RoutineEmitter _routine;
    private readonly LoopEmitter _loops;
    private readonly CaseEmitter _cases;
    private readonly InputOutputEmitter _inputOutput;
    private readonly Dictionary<LabelSymbol, LabelHandle> _labels = [];

    internal StatementEmitter(RoutineEmitter routine)
    {
        _routine = routine;
        _loops = new LoopEmitter(routine);
        _cases = new CaseEmitter(routine);
        _inputOutput = new InputOutputEmitter(routine);
    }

    private FunctionBuilder Code => _routine.Code;

    internal void Emit(BoundStatement statement)
    {
        if (statement is BoundBlock block)
        {
            foreach (BoundStatement inner in block.Statements)
            {
                Emit(inner);
            }

            return;
        }

        if (statement is BoundLabeled labeled)
        {
            Code.MarkLoop(LabelOf(labeled.Label));
            Emit(labeled.Statement);
            return;
        }

        // Behind an exit or goto nothing is written; but a statement's label may be further down.
        if (statement is BoundEmpty || (!Code.IsReachable && _routine.Routine.Labels.Count == 0))
        {
            return;
        }

        _routine.Line(statement.Span);
        uint top = Code.FrameTop;
        EmitOne(statement);
        Code.ReleaseFrame(top);
    }

    /// <summary>target := value.</summary>
    internal void Assign(BoundPlace target, BoundExpression value)
    {
        MarkResult(target);
        Cell cell = Cells.Of(target.Type);
        if (target.Type is StringType)
        {
            _routine.Strings.Assign(target, value);
        }
        else if (target.Type is DynamicArrayType)
        {
            AssignArray(target, value);
        }
        else if (cell == Cell.None)
        {
            _routine.Places.PushAddress(target);
            _routine.Values.Push(value);
            CopyPushed(target.Type);
        }
        else
        {
            Address address = _routine.Places.LocateTarget(target);
            _routine.Values.Push(value);
            _routine.Places.Store(address, cell);
        }
    }

    /// <summary>Assigns to the fresh variable whose address is on the operand stack.</summary>
    internal void AssignPushed(PascalType type, BoundExpression value)
    {
        if (type is StringType text)
        {
            _routine.Strings.AssignTo(text.Capacity, value);
        }
        else if (type.IsMemory)
        {
            _routine.Values.Push(value);
            Code.I32(type.Size);
            Code.Emit(Opcode.MemoryCopy);
        }
        else
        {
            _routine.Values.Push(value);
            _routine.Places.Store(Address.Pushed, Cells.Of(type));
        }
    }

    /// <summary>Records that a function's result is given when a place is the result or part of it.</summary>
    internal void MarkResult(BoundPlace place)
    {
        BoundPlace root = place;
        while (true)
        {
            switch (root)
            {
                case BoundField field:
                    root = field.Record;
                    continue;
                case BoundElement element:
                    root = element.Array;
                    continue;
                case BoundStringElement element:
                    root = element.Text;
                    continue;
                case BoundPlaceCast cast:
                    root = cast.Place;
                    continue;
                case BoundVariable variable:
                    _routine.MarkResultGiven(variable.Variable);
                    return;
                default:
                    return;
            }
        }
    }

    private void EmitOne(BoundStatement statement)
    {
        switch (statement)
        {
            case BoundAssignment assignment:
                Assign(assignment.Target, assignment.Value);
                break;
            case BoundCallStatement call:
                EmitCall(call.Call);
                break;
            case BoundIf branch:
                EmitIf(branch);
                break;
            case BoundWhile or BoundRepeat or BoundFor or BoundBreak or BoundContinue:
                _loops.Emit(statement);
                break;
            case BoundCase choice:
                _cases.Emit(choice);
                break;
            case BoundWith with:
                _routine.Places.PushAddress(with.Record);
                Code.Set((int)_routine.Plan.Variables[with.Reference].Place);
                Emit(with.Body);
                break;
            case BoundGoto jump:
                EmitGoto(jump);
                break;
            case BoundExit:
                _routine.Exit();
                break;
            case BoundWrite or BoundRead or BoundReadElement or BoundWriteElement:
                _inputOutput.Emit(statement);
                break;
            default:
                throw new InvalidOperationException(statement.GetType().Name);
        }
    }

    private void EmitCall(BoundExpression call)
    {
        int depth = Code.Operands.Length;
        _routine.Values.Push(call);
        while (Code.IsReachable && Code.Operands.Length > depth)
        {
            Code.Emit(Opcode.Drop);
        }
    }

    private void EmitIf(BoundIf statement)
    {
        LabelHandle otherwise = Code.NewLabel();
        _routine.Conditions.Branch(statement.Condition, otherwise, when: false);
        Emit(statement.Then);
        if (statement.Else is null)
        {
            Code.Mark(otherwise);
            return;
        }

        LabelHandle end = Code.NewLabel();
        Code.Branch(Opcode.Br, end);
        Code.Mark(otherwise);
        Emit(statement.Else);
        Code.Mark(end);
    }

    private void EmitGoto(BoundGoto jump)
    {
        if (!jump.IsEscape)
        {
            Code.Branch(Opcode.Br, LabelOf(jump.Label));
            return;
        }

        RoutinePlan plan = _routine.Context.PlanOf(jump.Label.Owner);
        if (!plan.EscapeThunks.TryGetValue(jump.Label, out FunctionHandle thunk))
        {
            thunk = Unwinding.EmitThunk(_routine.Context.Module, plan.Code, plan.EscapeTarget(jump.Label).Number);
            plan.EscapeThunks.Add(jump.Label, thunk);
        }

        _routine.Places.PushFrameOf(jump.Label.Owner);
        Code.Reference(thunk);
        Code.Call(_routine.Context.Unwind);
        Code.Emit(Opcode.Unreachable);
    }

    private LabelHandle LabelOf(LabelSymbol symbol)
    {
        if (symbol.IsEscapeTarget)
        {
            return _routine.Plan.EscapeTarget(symbol).Label;
        }

        if (!_labels.TryGetValue(symbol, out LabelHandle label))
        {
            label = Code.NewLabel();
            _labels.Add(symbol, label);
        }

        return label;
    }

    private void AssignArray(BoundPlace target, BoundExpression value)
    {
        ManagedTypes managed = _routine.Context.Managed;
        int fresh = Code.Take(ValueType.I32);
        if (CallEmitter.GivesOwned(value))
        {
            _routine.Calls.PushOwned(value);
            Code.Set(fresh);
        }
        else
        {
            _routine.Values.Push(value);
            Code.Tee(fresh);
            Code.Call(managed.RetainArray);
        }

        Address address = _routine.Places.Locate(target);
        int place = address.IsPushed ? _routine.Places.ToLocal(address) : -1;
        Address again = place >= 0 ? Address.Pushed : address;
        PushBase(place);
        _routine.Places.Load(again, Cell.I32);
        Code.Call(managed.ReleaseArray(target.Type));
        PushBase(place);
        if (place < 0 && !address.IsLocal)
        {
            _routine.Places.Push(address);
            again = Address.Pushed;
        }

        Code.Get(fresh);
        _routine.Places.Store(again, Cell.I32);
        Code.Release(fresh, ValueType.I32);
        if (place >= 0)
        {
            Code.Release(place, ValueType.I32);
        }
    }

    private void PushBase(int place)
    {
        if (place >= 0)
        {
            Code.Get(place);
        }
    }

    // (target, source) on the operand stack.
    private void CopyPushed(PascalType type)
    {
        if (type.NeedsZeros)
        {
            ManagedTypes managed = _routine.Context.Managed;
            int source = Code.Take(ValueType.I32);
            int target = Code.Take(ValueType.I32);
            Code.Set(source);
            Code.Set(target);
            Code.Get(source);
            Code.Call(managed.Retain(type));
            Code.Get(target);
            Code.Call(managed.Release(type));
            Code.Get(target);
            Code.Get(source);
            Code.Release(source, ValueType.I32);
            Code.Release(target, ValueType.I32);
        }

        _routine.Places.PushSize(type);
        Code.Emit(Opcode.MemoryCopy);
    }
}

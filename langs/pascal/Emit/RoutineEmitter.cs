using ProcVM.Core.Text;
using ProcVM.Module;
using ProcVM.Pascal.Binding;

namespace ProcVM.Pascal.Emit;

/// <summary>Writes the code of one routine: its parts share this.</summary>
internal sealed class RoutineEmitter
{
    private readonly List<(Storage Storage, PascalType Type)> _cleanups = [];
    private readonly LabelHandle _epilogue;
    private bool _hasNode;
    private uint _node;
    private LabelHandle _unwound;
    private int _isEntered = -1;

    internal RoutineEmitter(ModuleContext context, RoutinePlan plan)
    {
        Context = context;
        Plan = plan;
        _epilogue = Code.NewLabel();
        Places = new PlaceEmitter(this);
        Values = new ValueEmitter(this);
        Conditions = new ConditionEmitter(this);
        Calls = new CallEmitter(this);
        Strings = new StringEmitter(this);
        Sets = new SetEmitter(this);
        Statements = new StatementEmitter(this);
    }

    internal ModuleContext Context { get; }

    internal RoutinePlan Plan { get; }

    internal RoutineSymbol Routine => Plan.Routine;

    internal FunctionBuilder Code => Plan.Code;

    internal PlaceEmitter Places { get; }

    internal ValueEmitter Values { get; }

    internal ConditionEmitter Conditions { get; }

    internal CallEmitter Calls { get; }

    internal StringEmitter Strings { get; }

    internal SetEmitter Sets { get; }

    internal StatementEmitter Statements { get; }

    /// <summary>Calls a host call by its name.</summary>
    internal void Host(string name) => Code.Call(Context.Host(name));

    /// <summary>What follows comes from the line where a span starts.</summary>
    internal void Line(SourceSpan span)
    {
        if (span.Source is not null)
        {
            Code.Line(Context.FileOf(span.Source), span.Line);
        }
    }

    /// <summary>Writes the whole routine; <paramref name="before"/> and <paramref name="after"/> are what the main routine
    /// does around its body.</summary>
    internal void Emit(Action<RoutineEmitter>? before = null, Action<RoutineEmitter>? after = null)
    {
        Line(Routine.Body?.Span ?? Routine.Span);
        new PrologueEmitter(this).Emit(_cleanups);
        _hasNode = Context.HasEscapes || (Context.Unwinds && _cleanups.Count > 0);
        if (_hasNode)
        {
            _node = Code.AllocateFrame(Unwinding.NodeSize, 4);
            if (_cleanups.Count > 0)
            {
                EmitEnter();
            }
        }

        before?.Invoke(this);
        if (Routine.Body is { } body)
        {
            Statements.Emit(body);
        }

        Line(Routine.EndSpan);
        Code.Mark(_epilogue);
        after?.Invoke(this);
        CheckResult();
        EmitLeave();
        EmitCleanups();
        PushResult();
        Code.Emit(Opcode.Return);
        if (_unwound.IsValid)
        {
            EmitUnwound();
        }
    }

    /// <summary>Leaves the routine.</summary>
    internal void Exit() => Code.Branch(Opcode.Br, _epilogue);

    /// <summary>Something to release when the routine ends; its storage is zero until it holds something.</summary>
    internal void ReleaseAtEnd(Storage storage, PascalType type)
    {
        _cleanups.Add((storage, type));
        if (!_hasNode || (_unwound.IsValid && _isEntered < 0))
        {
            return;
        }

        // Only now something needs releasing: the activation is entered into the list where that is first so.
        if (_isEntered < 0)
        {
            _isEntered = Code.NewLocal(ValueType.I32);
        }

        LabelHandle entered = Code.NewLabelHere();
        Code.Get(_isEntered);
        Code.Branch(Opcode.BrIf, entered);
        EmitEnter();
        Code.I32(1);
        Code.Set(_isEntered);
        Code.Mark(entered);
    }

    private void EmitEnter()
    {
        if (!_unwound.IsValid)
        {
            _unwound = Code.NewEscapeTarget(out int number);
            Plan.CleanupThunk = Unwinding.EmitThunk(Context.Module, Code, number);
        }

        Unwinding.EmitEnter(Code, _node, Plan.CleanupThunk);
    }

    private void EmitLeave()
    {
        if (!_unwound.IsValid)
        {
            return;
        }

        LabelHandle absent = Code.NewLabelHere();
        if (_isEntered >= 0)
        {
            Code.Get(_isEntered);
            Code.Branch(Opcode.BrIfz, absent);
        }

        Unwinding.EmitLeave(Code, _node);
        Code.Mark(absent);
    }

    private void EmitCleanups()
    {
        foreach ((Storage storage, PascalType type) in _cleanups)
        {
            Context.Managed.EmitRelease(this, storage, type);
        }
    }

    // A goto leaves this activation. Nobody takes its result; one that the caller made room for is released by the caller.
    private void EmitUnwound()
    {
        Code.Mark(_unwound);
        EmitCleanups();
        if (Routine.Result is { Type: DynamicArrayType } result)
        {
            Context.Managed.EmitRelease(this, Plan.Variables[result], result.Type);
        }

        Unwinding.EmitContinue(Code, Context.Unwind);
    }

    /// <summary>Room in the frame until the statement ends.</summary>
    internal Address Temporary(int size, int alignment) =>
        new(AddressKind.Frame, Code.AllocateFrame((uint)Math.Max(size, 1), (uint)Math.Max(alignment, 1)));

    /// <summary>Records that the function's result is being given.</summary>
    internal void MarkResultGiven(VariableSymbol variable)
    {
        if (variable.Kind != VariableKind.Result || !variable.Owner.ChecksResult)
        {
            return;
        }

        Storage flag = Context.PlanOf(variable.Owner).ResultFlag;
        if (flag.Kind == StorageKind.Local)
        {
            Code.I32(1);
            Code.Set((int)flag.Place);
        }
        else
        {
            Places.PushFrameOf(variable.Owner);
            Code.I32(1);
            Code.Emit(Opcode.I32Store, flag.Place);
        }
    }

    private void CheckResult()
    {
        if (!Routine.ChecksResult || Routine.Result is null)
        {
            return;
        }

        LabelHandle given = Code.NewLabel();
        Places.PushStored(Plan.ResultFlag, Cell.I32);
        Code.Branch(Opcode.BrIf, given);
        Code.Trap(TrapKind.Undefined);
        Code.Mark(given);
    }

    private void PushResult()
    {
        if (Routine.Result is { } result && Plan.ResultAddress < 0)
        {
            Places.PushStored(Plan.Variables[result], Cells.Of(result.Type));
        }
    }
}

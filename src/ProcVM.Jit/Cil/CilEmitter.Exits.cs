using System.Reflection.Emit;
using ProcVM.Module;
using ProcVM.Runtime.Execution;
using ProcVM.Runtime.Tiers;

namespace ProcVM.Jit.Cil;

/// <summary>Ways out: traps, limits, interruption. What is seldom done lies behind the function.</summary>
internal sealed unsafe partial class CilEmitter
{
    private readonly List<OutOfLine> _outOfLine = [];

    /// <summary>A place out of line that traps.</summary>
    private Label TrapAt(TrapKind kind) => AddOutOfLine(kind, null, default);

    /// <summary>The same for a value, outside constant bounds.</summary>
    private Label TrapAt(TrapKind kind, LocalBuilder value, long low, long high) => AddOutOfLine(kind, value, (low, high));

    private Label AddOutOfLine(TrapKind kind, LocalBuilder? value, (long Low, long High) bounds)
    {
        Label label = _il.DefineLabel();
        _outOfLine.Add(new OutOfLine(label, PlaceOf(ExitKind.Trap, kind), _now, value, bounds.Low, bounds.High));
        return label;
    }

    private Label ExitAt(ExitKind kind)
    {
        Label label = _il.DefineLabel();
        _outOfLine.Add(new OutOfLine(label, PlaceOf(kind, TrapKind.None), _now, null, 0, 0));
        return label;
    }

    /// <summary>The number of a way out at this place.</summary>
    private int PlaceOf(ExitKind kind, TrapKind trap) => Unit.Exits.Add(new CompiledExit(kind, trap, Places()));

    /// <summary>This place and where the functions around it were called, innermost first.</summary>
    private CodePlace[] Places() => [new CodePlace(Unit.Function, _pc), .. _now.Callers];

    private void GoOut(int place)
    {
        _il.Emit(OpCodes.Ldc_I4, place);
        _il.Emit(OpCodes.Stloc, _place);
        _il.Emit(OpCodes.Br, _exit);
    }

    private void EmitOutOfLine()
    {
        EmitAnswers();
        foreach (OutOfLine exit in _outOfLine)
        {
            _il.MarkLabel(exit.Label);
            _now = exit.Activation;
            TellDepth();
            if (exit.Value is not null)
            {
                SetBounds(exit.Value, exit.Low, exit.High);
            }

            GoOut(exit.Place);
        }

        EmitNotes();
        EmitAttendances();
        _il.MarkLabel(_exit);
        _il.Emit(OpCodes.Ldarg_0);
        _il.Emit(OpCodes.Ldloc, _place);
        _il.Emit(OpCodes.Call, CilMethods.Exit);
        ReturnNothing();
    }

    private void SetBounds(LocalBuilder value, long low, long high)
    {
        _il.Emit(OpCodes.Ldarg_0);
        _il.Emit(OpCodes.Ldloc, value);
        _il.Emit(OpCodes.Conv_I8);
        _il.Emit(OpCodes.Stfld, Field(nameof(EngineState.TrapValue)));
        SetField(nameof(EngineState.TrapLow), low);
        SetField(nameof(EngineState.TrapHigh), high);
        SetHasBounds();
    }

    private void SetHasBounds()
    {
        _il.Emit(OpCodes.Ldarg_0);
        _il.Emit(OpCodes.Ldc_I4_1);
        _il.Emit(OpCodes.Stfld, Field(nameof(EngineState.TrapHasBounds)));
    }

    private void SetField(string name, long value)
    {
        _il.Emit(OpCodes.Ldarg_0);
        _il.Emit(OpCodes.Ldc_I8, value);
        _il.Emit(OpCodes.Stfld, Field(name));
    }

    private void EmitTrap(TrapKind kind)
    {
        TellDepth();
        GoOut(PlaceOf(ExitKind.Trap, kind));
    }

    /// <summary>In sampled runs what is left of the call depth says which activation it is that leaves.</summary>
    private void TellDepth()
    {
        if (TakesSamples)
        {
            StoreDepth(PushDepth);
        }
    }

    /// <summary>Returns from the method without a result: the state says why.</summary>
    private void ReturnNothing()
    {
        ReadOnlySpan<ValueType> results = _outermost.Module.TypeOf(_outermost.Function).Results;
        if (!_fromSlots && results.Length > 0)
        {
            PushConstant(results[0], 0);
        }

        _il.Emit(OpCodes.Ret);
    }

    /// <summary>Leaves when a call ended the run or goes elsewhere, and when the run is to stop: recursion without loops has no other look at that.</summary>
    private void LeaveIfAsked(int behind)
    {
        _il.Emit(OpCodes.Ldarg_0);
        _il.Emit(OpCodes.Ldflda, Field(nameof(EngineState.Interrupt)));
        _il.Emit(OpCodes.Volatile);
        _il.Emit(OpCodes.Ldind_I8);
        Label back = _il.DefineLabel();
        AttendIfTrue(ExitKind.Call, -1, back, behind);
        _il.MarkLabel(back);
    }

    private void ChargeFuel(long units)
    {
        LoadField(nameof(EngineState.Fuel));
        _il.Emit(OpCodes.Ldc_I8, units);
        _il.Emit(OpCodes.Sub);
        _il.Emit(OpCodes.Stloc, _wide);
        _il.Emit(OpCodes.Ldloc, _wide);
        _il.Emit(OpCodes.Ldc_I4_0);
        _il.Emit(OpCodes.Conv_I8);
        _il.Emit(OpCodes.Blt, ExitAt(ExitKind.FuelSpent));
        _il.Emit(OpCodes.Ldarg_0);
        _il.Emit(OpCodes.Ldloc, _wide);
        _il.Emit(OpCodes.Stfld, Field(nameof(EngineState.Fuel)));
    }

    private readonly record struct OutOfLine(Label Label, int Place, CilActivation Activation, LocalBuilder? Value, long Low, long High);
}

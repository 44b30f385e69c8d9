using System.Reflection;
using System.Reflection.Emit;
using ProcVM.Module;
using ProcVM.Runtime.Execution;

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
        _outOfLine.Add(new OutOfLine(label, kind, value, bounds.Low, bounds.High, _pc));
        return label;
    }

    private void EmitOutOfLine()
    {
        foreach (OutOfLine exit in _outOfLine)
        {
            _il.MarkLabel(exit.Label);
            _pc = exit.Pc;
            if (exit.Value is not null)
            {
                SetBounds(exit.Value, exit.Low, exit.High);
            }

            EmitTrap(exit.Kind);
        }

        EmitAnswers();
        foreach ((Label label, MethodInfo method, int pc) in _exits)
        {
            _il.MarkLabel(label);
            _pc = pc;
            CallExit(method);
        }
    }

    private readonly List<(Label Label, MethodInfo Method, int Pc)> _exits = [];

    private Label ExitAt(MethodInfo method)
    {
        Label label = _il.DefineLabel();
        _exits.Add((label, method, _pc));
        return label;
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
        PushPlace();
        _il.Emit(OpCodes.Ldc_I4, (int)kind);
        _il.Emit(OpCodes.Call, CilMethods.Trap);
        ReturnNothing();
    }

    private void CallExit(MethodInfo method)
    {
        PushPlace();
        _il.Emit(OpCodes.Call, method);
        ReturnNothing();
    }

    private void PushPlace()
    {
        _il.Emit(OpCodes.Ldarg_0);
        _il.Emit(OpCodes.Ldc_I4, _unit.Function);
        _il.Emit(OpCodes.Ldc_I4, _pc);
    }

    /// <summary>Returns without a result: the state says why.</summary>
    private void ReturnNothing()
    {
        ReadOnlySpan<ValueType> results = _unit.Module.TypeOf(_unit.Function).Results;
        if (!_fromSlots && results.Length > 0)
        {
            PushConstant(results[0], 0);
        }

        _il.Emit(OpCodes.Ret);
    }

    /// <summary>Leaves when a call ended the run or goes elsewhere.</summary>
    private void LeaveIfAsked()
    {
        LoadField(nameof(EngineState.Leaving));
        _il.Emit(OpCodes.Brtrue, ExitAt(CilMethods.Leave));
    }

    private void Poll()
    {
        _il.Emit(OpCodes.Ldarg_0);
        _il.Emit(OpCodes.Volatile);
        _il.Emit(OpCodes.Ldfld, Field(nameof(EngineState.Interrupt)));
        _il.Emit(OpCodes.Brtrue, ExitAt(CilMethods.Interrupted));
    }

    private void ChargeFuel(long units)
    {
        _il.Emit(OpCodes.Ldarg_0);
        LoadField(nameof(EngineState.Fuel));
        _il.Emit(OpCodes.Ldc_I8, units);
        _il.Emit(OpCodes.Sub);
        _il.Emit(OpCodes.Stfld, Field(nameof(EngineState.Fuel)));
        LoadField(nameof(EngineState.Fuel));
        _il.Emit(OpCodes.Ldc_I4_0);
        _il.Emit(OpCodes.Conv_I8);
        Label enough = _il.DefineLabel();
        _il.Emit(OpCodes.Bge, enough);
        _il.Emit(OpCodes.Ldarg_0);
        LoadField(nameof(EngineState.Fuel));
        _il.Emit(OpCodes.Ldc_I8, units);
        _il.Emit(OpCodes.Add);
        _il.Emit(OpCodes.Stfld, Field(nameof(EngineState.Fuel)));
        CallExit(CilMethods.FuelSpent);
        _il.MarkLabel(enough);
    }

    private readonly record struct OutOfLine(Label Label, TrapKind Kind, LocalBuilder? Value, long Low, long High, int Pc);
}

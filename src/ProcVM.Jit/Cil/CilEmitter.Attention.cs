using System.Reflection.Emit;
using ProcVM.Runtime.Execution;
using ProcVM.Runtime.Tiers;

namespace ProcVM.Jit.Cil;

/// <summary>Where code can be asked to stop, to tell where it is, or to go on in another tier: at loops and behind calls.</summary>
internal sealed unsafe partial class CilEmitter
{
    private readonly List<Attention> _attentions = [];

    /// <summary>Attends when the number on the stack isn't 0.</summary>
    /// <param name="kind">How the code is left here when it is to leave.</param>
    /// <param name="block">The block that begins here; −1 for none.</param>
    private void AttendIfTrue(ExitKind kind, int block)
    {
        Label attend = _il.DefineLabel();
        Label back = _il.DefineLabel();
        _il.Emit(OpCodes.Brtrue, attend);
        _il.MarkLabel(back);
        _attentions.Add(new Attention(attend, back, _now, PlaceOf(kind, Module.TrapKind.None), block));
    }

    private void EmitAttendances()
    {
        foreach (Attention attention in _attentions)
        {
            bool canSwitch = attention.Block > 0 && _outermost.CanSwitch;
            _now = attention.Activation;
            _il.MarkLabel(attention.Label);
            _il.Emit(OpCodes.Ldarg_0);
            _il.Emit(OpCodes.Ldc_I4, attention.Place);
            _il.Emit(OpCodes.Ldc_I4, canSwitch ? attention.Block : -1);
            _il.Emit(OpCodes.Call, CilMethods.Attend);
            _il.Emit(OpCodes.Stloc, _place);
            _il.Emit(OpCodes.Ldloc, _place);
            _il.Emit(OpCodes.Brfalse, attention.Back);
            if (canSwitch)
            {
                Label leave = _il.DefineLabel();
                _il.Emit(OpCodes.Ldloc, _place);
                _il.Emit(OpCodes.Ldc_I4, (int)Attendance.Leave);
                _il.Emit(OpCodes.Beq, leave);
                Switch(attention.Block);
                _il.MarkLabel(leave);
            }

            ReturnNothing();
        }
    }

    /// <summary>Puts the registers where the interpreter would have them at a block, and goes on from there in native code.</summary>
    private void Switch(int block)
    {
        for (int register = 0; register < Ir.RegisterCount; register++)
        {
            if (_now.Registers[register] is { } local && Unit.Slots.HoldsAt(register, block))
            {
                PushSlot(Unit.Slots[register]);
                _il.Emit(OpCodes.Ldloc, local);
                CilTypes.StoreSlot(_il, Ir.Types[register]);
            }
        }

        StoreDepth(PushDepth);
        _il.Emit(OpCodes.Ldarg_0);
        PushFrame();
        _il.Emit(OpCodes.Call, CilMethods.Continue);
        ReadOnlySpan<ValueType> results = Unit.Module.TypeOf(Unit.Function).Results;
        if (_now.Callers.Length > 0)
        {
            ComeBack(results);
            return;
        }

        if (!_fromSlots && results.Length > 0)
        {
            PushSlot(0);
            CilTypes.LoadSlot(_il, results[0]);
        }

        _il.Emit(OpCodes.Ret);
    }

    /// <summary>The native code stood for a function that is inlined here: behind it goes on what called it.</summary>
    private void ComeBack(ReadOnlySpan<ValueType> results)
    {
        LoadMemorySize();
        if (_now.Result is { } result)
        {
            PushSlot(0);
            CilTypes.LoadSlot(_il, results[0]);
            _il.Emit(OpCodes.Stloc, result);
        }

        LoadField(nameof(EngineState.Leaving));
        _il.Emit(OpCodes.Brfalse, _now.End);
        GoOut(Unit.Exits.Add(new CompiledExit(ExitKind.Call, Module.TrapKind.None, _now.Callers)));
    }

    private readonly record struct Attention(Label Label, Label Back, CilActivation Activation, int Place, int Block);
}

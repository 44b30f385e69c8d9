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
    /// <param name="back">Where the code goes on behind it.</param>
    /// <param name="behind">The function that has just returned; negative for none.</param>
    private void AttendIfTrue(ExitKind kind, int block, Label back, int behind = NoFunction)
    {
        if (!_outermost.CanSwitch)
        {
            // No tier above this one will ask.
            _il.Emit(OpCodes.Brtrue, ExitAt(kind));
            return;
        }

        Label attend = _il.DefineLabel();
        _il.Emit(OpCodes.Brtrue, attend);
        int number = Unit.Exits.Add(new CompiledExit(kind, Module.TrapKind.None, Places(), block, behind));
        _attentions.Add(new Attention(attend, back, _now, number, block));
    }

    /// <summary>What is done where attention is asked for. Nothing that is called comes back to the loop: its registers would have to live in memory.</summary>
    private void EmitAttendances()
    {
        foreach (Attention attention in _attentions)
        {
            _now = attention.Activation;
            _il.MarkLabel(attention.Label);
            LeaveUnlessAsked(attention, EngineState.Attend);
            Attend(attention);
            _il.Emit(OpCodes.Br, attention.Back);
        }
    }

    /// <summary>Goes on in native code when that is there; otherwise tells the place, or lets it pass for another.</summary>
    private void Attend(Attention attention)
    {
        if (attention.Block > 0)
        {
            Label elsewhere = _il.DefineLabel();
            LoadField(nameof(EngineState.SwitchAt));
            _il.Emit(OpCodes.Ldc_I4, attention.Number);
            _il.Emit(OpCodes.Bne_Un, elsewhere);
            Switch(attention.Block, attention.Number);
            _il.MarkLabel(elsewhere);
        }

        if (_now.Callers.Length > 0)
        {
            // Code that was inlined: the loop around it is the better place to go on from, if it comes soon.
            BePatient(nameof(EngineState.Patience), attention.Back);
        }

        if (attention.Block <= 0)
        {
            // Behind a call, when the loop around it is to be heard of.
            BePatient(nameof(EngineState.CallPatience), attention.Back);
        }

        TellPlace(attention.Number);
    }

    /// <summary>Leaves when more is asked for than the place can do; goes back when nothing is any more.</summary>
    private void LeaveUnlessAsked(Attention attention, int most)
    {
        Label attends = _il.DefineLabel();
        _il.Emit(OpCodes.Ldarg_0);
        _il.Emit(OpCodes.Ldflda, Field(nameof(EngineState.Interrupt)));
        _il.Emit(OpCodes.Volatile);
        _il.Emit(OpCodes.Ldind_I8);
        _il.Emit(OpCodes.Stloc, _wide);
        _il.Emit(OpCodes.Ldloc, _wide);
        _il.Emit(OpCodes.Brfalse, attention.Back);
        _il.Emit(OpCodes.Ldloc, _wide);
        _il.Emit(OpCodes.Ldc_I8, ~(long)most);
        _il.Emit(OpCodes.And);
        _il.Emit(OpCodes.Brfalse, attends);
        GoOut(attention.Number);
        _il.MarkLabel(attends);
    }

    private void BePatient(string patience, Label back)
    {
        _il.Emit(OpCodes.Ldarg_0);
        LoadField(patience);
        _il.Emit(OpCodes.Ldc_I4_1);
        _il.Emit(OpCodes.Sub);
        _il.Emit(OpCodes.Stfld, Field(patience));
        LoadField(patience);
        _il.Emit(OpCodes.Ldc_I4_0);
        _il.Emit(OpCodes.Bgt, back);
    }

    private void TellPlace(int number)
    {
        SetNumber(nameof(EngineState.Attended), number);
        SetNumber(nameof(EngineState.Patience), EngineState.MostPatience);
        _il.Emit(OpCodes.Ldarg_0);
        if (_outermost.AttendsAtOnce)
        {
            _il.Emit(OpCodes.Call, CilMethods.AttendAtOnce);
            return;
        }

        _il.Emit(OpCodes.Ldflda, Field(nameof(EngineState.Interrupt)));
        _il.Emit(OpCodes.Ldc_I4_0);
        _il.Emit(OpCodes.Ldc_I4, EngineState.Attend);
        _il.Emit(OpCodes.Call, CilMethods.CompareExchange);
        _il.Emit(OpCodes.Pop);
    }

    private void SetNumber(string name, int value)
    {
        _il.Emit(OpCodes.Ldarg_0);
        _il.Emit(OpCodes.Ldc_I4, value);
        _il.Emit(OpCodes.Stfld, Field(name));
    }

    /// <summary>Puts the registers where the interpreter would have them at a block, and goes on from there in native code.</summary>
    private void Switch(int block, int number)
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
        _il.Emit(OpCodes.Ldc_I4, number);
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
        if (TakesSamples)
        {
            StoreDepth(PushDepthOfCaller);
        }

        GoOut(Unit.Exits.Add(new CompiledExit(ExitKind.Call, Module.TrapKind.None, _now.Callers)));

        void PushDepthOfCaller()
        {
            PushDepth();
            _il.Emit(OpCodes.Ldc_I8, (long)Unit.Targets.CostOf(Unit.Function));
            _il.Emit(OpCodes.Add);
        }
    }

    private readonly record struct Attention(Label Label, Label Back, CilActivation Activation, int Number, int Block);
}

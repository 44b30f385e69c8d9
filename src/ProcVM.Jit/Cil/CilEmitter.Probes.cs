using System.Reflection.Emit;
using ProcVM.Runtime.Execution;
using ProcVM.Runtime.Profiling;

namespace ProcVM.Jit.Cil;

/// <summary>What code of profiled runs does besides (<see cref="Probes"/>).</summary>
internal sealed unsafe partial class CilEmitter
{
    private readonly List<(Label Label, Label Back, int Pc, int HostCall)> _answers = [];

    private bool TakesSamples => _unit.Probes is { TakesSamples: true };

    private long Site => CallPlace.Of(ProfileTier.Cil, _unit.Function, Math.Max(_pc, 0));

    private void Count(long address)
    {
        _il.Emit(OpCodes.Ldc_I8, address);
        _il.Emit(OpCodes.Conv_I);
        _il.Emit(OpCodes.Dup);
        _il.Emit(OpCodes.Ldind_I8);
        _il.Emit(OpCodes.Ldc_I8, 1L);
        _il.Emit(OpCodes.Add);
        _il.Emit(OpCodes.Stind_I8);
    }

    private void PollLoop()
    {
        if (TakesSamples)
        {
            TakeSample();
        }
        else
        {
            Poll();
        }
    }

    /// <summary>Takes a sample when one is wanted, or leaves when the run is to stop. The evaluation stack is empty.</summary>
    private void TakeSample() => TakeSampleBehind(-1);

    private void TakeSampleBehind(int hostCall)
    {
        if (!TakesSamples)
        {
            return;
        }

        Label answer = _il.DefineLabel();
        Label back = _il.DefineLabel();
        _il.Emit(OpCodes.Ldarg_0);
        _il.Emit(OpCodes.Volatile);
        _il.Emit(OpCodes.Ldfld, Field(nameof(EngineState.Interrupt)));
        _il.Emit(OpCodes.Brtrue, answer);
        _il.MarkLabel(back);
        _answers.Add((answer, back, _pc, hostCall));
    }

    private void EmitAnswers()
    {
        foreach ((Label label, Label back, int pc, int hostCall) in _answers)
        {
            _il.MarkLabel(label);
            _pc = pc;
            _il.Emit(OpCodes.Ldarg_0);
            _il.Emit(OpCodes.Ldc_I8, Site);
            if (hostCall >= 0)
            {
                _il.Emit(OpCodes.Ldc_I4, hostCall);
            }

            _il.Emit(OpCodes.Call, hostCall >= 0 ? CilMethods.AnswerBehindHostCall : CilMethods.Answer);
            LoadField(nameof(EngineState.Leaving));
            _il.Emit(OpCodes.Brfalse, back);
            ReturnNothing();
        }
    }

    /// <summary>Tells from where a call is made; the call depth that it leaves is in its local.</summary>
    private void NoteCallSite()
    {
        if (!TakesSamples)
        {
            return;
        }

        _il.Emit(OpCodes.Ldc_I8, (long)_unit.Probes!.CallSites);
        _il.Emit(OpCodes.Ldloc, _wide);
        _il.Emit(OpCodes.Ldc_I4, 6);
        _il.Emit(OpCodes.Shr);
        _il.Emit(OpCodes.Ldc_I4, 3);
        _il.Emit(OpCodes.Shl);
        _il.Emit(OpCodes.Add);
        _il.Emit(OpCodes.Conv_I);
        _il.Emit(OpCodes.Ldc_I8, Site);
        _il.Emit(OpCodes.Stind_I8);
    }
}

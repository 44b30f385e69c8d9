using System.Reflection.Emit;
using ProcVM.Module;
using ProcVM.Runtime.Execution;
using ProcVM.Runtime.Profiling;
using ProcVM.Runtime.Tiers;

namespace ProcVM.Jit.Cil;

/// <summary>What code of profiled runs does besides (<see cref="Probes"/>).</summary>
internal sealed unsafe partial class CilEmitter
{
    private readonly List<(Label Label, Label Back, CilActivation Activation, int Pc, int HostCall)> _answers = [];

    private bool TakesSamples => Unit.Probes is { TakesSamples: true };

    private long Site => CallPlace.Of(ProfileTier.Cil, Unit.Function, Math.Max(_pc, 0));

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

    private void PollLoop(int block)
    {
        if (TakesSamples)
        {
            TakeSample();
        }
        else
        {
            _il.Emit(OpCodes.Ldarg_0);
            _il.Emit(OpCodes.Volatile);
            _il.Emit(OpCodes.Ldfld, Field(nameof(EngineState.Interrupt)));
            AttendIfTrue(ExitKind.Interrupted, block);
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
        _answers.Add((answer, back, _now, _pc, hostCall));
    }

    private void EmitAnswers()
    {
        foreach ((Label label, Label back, CilActivation activation, int pc, int hostCall) in _answers)
        {
            _il.MarkLabel(label);
            _now = activation;
            _pc = pc;
            StoreDepth(PushDepth);
            _il.Emit(OpCodes.Ldarg_0);
            _il.Emit(OpCodes.Ldc_I8, Site);
            _il.Emit(OpCodes.Ldc_I4, PlaceOf(ExitKind.Interrupted, TrapKind.None));
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

    /// <summary>Tells from where a call is made that leaves so much of the call depth.</summary>
    private void NoteCallSite(LocalBuilder left)
    {
        if (!TakesSamples)
        {
            return;
        }

        _il.Emit(OpCodes.Ldc_I8, (long)Unit.Probes!.CallSites);
        _il.Emit(OpCodes.Ldloc, left);
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

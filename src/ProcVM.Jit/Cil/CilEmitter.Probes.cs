using System.Reflection.Emit;
using ProcVM.Module;
using ProcVM.Runtime.Execution;
using ProcVM.Runtime.Profiling;
using ProcVM.Runtime.Tiers;

namespace ProcVM.Jit.Cil;

/// <summary>What code of profiled runs does besides (<see cref="Probes"/>).</summary>
internal sealed unsafe partial class CilEmitter
{
    // In place of the function behind whose call an answer is given: none, and the one that a local variable holds.
    private const int NoFunction = -1;
    private const int AnyFunction = -2;

    private readonly List<Answer> _answers = [];
    private readonly List<Attention> _notes = [];
    private LocalBuilder? _noted;

    private bool TakesSamples => Unit.Probes is { TakesSamples: true };

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

    private void PollLoop(int block, Label before)
    {
        PushInterrupt();
        if (TakesSamples)
        {
            NoteSampleIfTrue(block, before);
        }
        else
        {
            AttendIfTrue(ExitKind.Interrupted, block, before);
        }
    }

    /// <summary>A place before a loop, which what is done out of line comes back to: .NET's compiler, for which no code is cold, leaves it out of the loop then.
    /// It has an instruction, because one without would be the loop's start.</summary>
    private Label BeforeLoop()
    {
        Label before = _il.DefineLabel();
        if (TakesSamples || _outermost.CanSwitch)
        {
            _il.MarkLabel(before);
            SetNumber(nameof(EngineState.LoopsBegun), 0);
        }

        return before;
    }

    /// <summary>Takes a sample when one is wanted, or leaves when the run is to stop. The evaluation stack is empty.</summary>
    private void TakeSample(int behind = NoFunction)
    {
        if (TakesSamples)
        {
            PushInterrupt();
            AnswerIfTrue(OpCodes.Brtrue, behind);
        }
    }

    /// <summary>At the end of a function that is inlined: what its last instructions took is its own.</summary>
    private void TakeSampleAtReturn()
    {
        if (_now.Callers.Length > 0 && IsSampledInlined(Unit, _now.Callers[0].Function))
        {
            TakeSample();
        }
    }

    /// <summary>True when a sample tells a function that is inlined from the one around it. A look costs as much as a few instructions do, so they count as the
    /// caller's; and in a function that is inlined in itself there is nothing to tell.</summary>
    private bool IsSampledInlined(CompilationUnit callee, int caller) =>
        TakesSamples && callee.Function != caller && (callee.Ir.Count > Probes.MostUnseen || callee.Ir.FindLoopHeads().Contains(true));

    /// <summary>Behind a call: takes a sample for the callee, and tells this place when the callee's callers are asked for.</summary>
    /// <param name="behind">The callee; none for one that a local variable holds.</param>
    private void TellBehind(int behind)
    {
        PushDepth();
        LoadField(nameof(EngineState.Tell));
        AnswerIfTrue(OpCodes.Bgt, behind);
    }

    private void PushInterrupt()
    {
        _il.Emit(OpCodes.Ldarg_0);
        _il.Emit(OpCodes.Volatile);
        _il.Emit(OpCodes.Ldfld, Field(nameof(EngineState.Interrupt)));
    }

    private void AnswerIfTrue(OpCode branch, int behind)
    {
        Label answer = _il.DefineLabel();
        Label back = _il.DefineLabel();
        _il.Emit(branch, answer);
        _il.MarkLabel(back);
        _answers.Add(new Answer(answer, back, _now, _pc, behind, null));
    }

    /// <summary>The call depth left is below its floor: it is used up, or something is asked.</summary>
    private void AnswerIfBelowFloor(LocalBuilder left)
    {
        _il.Emit(OpCodes.Ldloc, left);
        LoadField(nameof(EngineState.DepthFloor));
        Label answer = _il.DefineLabel();
        Label back = _il.DefineLabel();
        _il.Emit(OpCodes.Blt, answer);
        _il.MarkLabel(back);
        _answers.Add(new Answer(answer, back, _now, _pc, NoFunction, left));
    }

    private void EmitAnswers()
    {
        foreach (Answer answer in _answers)
        {
            _il.MarkLabel(answer.Label);
            _now = answer.Activation;
            _pc = answer.Pc;
            if (answer.Left is { } left)
            {
                _il.Emit(OpCodes.Ldloc, left);
                _il.Emit(OpCodes.Ldc_I4_0);
                _il.Emit(OpCodes.Conv_I8);
                _il.Emit(OpCodes.Blt, TrapAt(TrapKind.Stack));
            }

            StoreDepth(PushDepth);
            int number = Unit.Exits.Add(new CompiledExit(ExitKind.Interrupted, TrapKind.None, Places(), -1, answer.Behind));
            _il.Emit(OpCodes.Ldarg_0);
            _il.Emit(OpCodes.Ldc_I4, number);
            PushBehind(answer.Behind);
            _il.Emit(OpCodes.Call, CilMethods.Answer);
            LeaveUnlessGoingOn();
            _il.Emit(OpCodes.Br, answer.Back);
        }
    }

    private void PushBehind(int behind)
    {
        if (behind == AnyFunction)
        {
            _il.Emit(OpCodes.Ldloc, _callee!);
        }
        else
        {
            _il.Emit(OpCodes.Ldc_I4, behind);
        }
    }

    private void LeaveUnlessGoingOn()
    {
        Label goesOn = _il.DefineLabel();
        LoadField(nameof(EngineState.Leaving));
        _il.Emit(OpCodes.Brfalse, goesOn);
        ReturnNothing();
        _il.MarkLabel(goesOn);
    }

    /// <summary>In a loop: notes where it is when a sample is wanted. Nothing is called for that: .NET's compiler would keep what the loop counts with in
    /// memory.</summary>
    private void NoteSampleIfTrue(int block, Label before)
    {
        Label note = _il.DefineLabel();
        _il.Emit(OpCodes.Brtrue, note);
        int number = Unit.Exits.Add(new CompiledExit(ExitKind.Interrupted, TrapKind.None, Places(), block));
        _notes.Add(new Attention(note, before, _now, number, block));
    }

    private void EmitNotes()
    {
        foreach (Attention place in _notes)
        {
            _now = place.Activation;
            _il.MarkLabel(place.Label);
            TellDepth();
            LeaveUnlessAsked(place, EngineState.Attend | EngineState.TakeSample);
            // Before the request is taken: who asks for more sets these behind the flag.
            _il.Emit(OpCodes.Ldarg_0);
            PushDepth();
            _il.Emit(OpCodes.Stfld, Field(nameof(EngineState.Tell)));
            SetField(nameof(EngineState.DepthFloor), 0);
            TakeRequest(place.Back);
            Label isNoted = _il.DefineLabel();
            PushAsked(EngineState.TakeSample);
            _il.Emit(OpCodes.Brfalse, isNoted);
            Append(place.Number);
            _il.MarkLabel(isNoted);
            if (_outermost.CanSwitch)
            {
                PushAsked(EngineState.Attend);
                _il.Emit(OpCodes.Brfalse, place.Back);
                Attend(place);
            }

            _il.Emit(OpCodes.Br, place.Back);
        }
    }

    private void PushAsked(int what)
    {
        _il.Emit(OpCodes.Ldloc, _wide);
        _il.Emit(OpCodes.Ldc_I8, (long)what);
        _il.Emit(OpCodes.And);
    }

    /// <summary>Takes what was asked; when more is asked meanwhile the next look finds all of it.</summary>
    private void TakeRequest(Label back)
    {
        Label isTaken = _il.DefineLabel();
        _il.Emit(OpCodes.Ldarg_0);
        _il.Emit(OpCodes.Ldflda, Field(nameof(EngineState.Interrupt)));
        PushAsked(_outermost.CanSwitch ? EngineState.Attend : 0);
        _il.Emit(OpCodes.Conv_I4);
        _il.Emit(OpCodes.Ldloc, _wide);
        _il.Emit(OpCodes.Conv_I4);
        _il.Emit(OpCodes.Call, CilMethods.CompareExchange);
        _il.Emit(OpCodes.Ldloc, _wide);
        _il.Emit(OpCodes.Conv_I4);
        _il.Emit(OpCodes.Beq, isTaken);
        SetField(nameof(EngineState.Tell), -1);
        SetField(nameof(EngineState.DepthFloor), long.MaxValue);
        _il.Emit(OpCodes.Br, back);
        _il.MarkLabel(isTaken);
    }

    /// <summary>Adds a note (<see cref="SampleNote"/>), or counts the last one when it is the same.</summary>
    private void Append(int number)
    {
        Probes probes = Unit.Probes!;
        LocalBuilder noted = _noted ??= _il.DeclareLocal(typeof(nint));
        Label isOther = _il.DefineLabel();
        Label isDone = _il.DefineLabel();
        LoadField(nameof(EngineState.Noted));
        _il.Emit(OpCodes.Stloc, noted);
        _il.Emit(OpCodes.Ldloc, noted);
        _il.Emit(OpCodes.Ldc_I8, (long)probes.Notes);
        _il.Emit(OpCodes.Conv_I);
        _il.Emit(OpCodes.Beq, isOther);
        PushNote(-sizeof(SampleNote), OpCodes.Ldind_I4);
        _il.Emit(OpCodes.Ldc_I4, number);
        _il.Emit(OpCodes.Bne_Un, isOther);
        PushNote(SampleNote.AtLeft - sizeof(SampleNote), OpCodes.Ldind_I8);
        PushDepth();
        _il.Emit(OpCodes.Bne_Un, isOther);
        PushNote(SampleNote.AtCount - sizeof(SampleNote), null);
        PushNote(SampleNote.AtCount - sizeof(SampleNote), OpCodes.Ldind_I4);
        _il.Emit(OpCodes.Ldc_I4_1);
        _il.Emit(OpCodes.Add);
        _il.Emit(OpCodes.Stind_I4);
        _il.Emit(OpCodes.Br, isDone);
        _il.MarkLabel(isOther);
        _il.Emit(OpCodes.Ldloc, noted);
        _il.Emit(OpCodes.Ldc_I8, (long)probes.NotesEnd);
        _il.Emit(OpCodes.Conv_I);
        _il.Emit(OpCodes.Beq, isDone);
        PushNote(0, null);
        _il.Emit(OpCodes.Ldc_I4, number);
        _il.Emit(OpCodes.Stind_I4);
        PushNote(SampleNote.AtCount, null);
        _il.Emit(OpCodes.Ldc_I4_1);
        _il.Emit(OpCodes.Stind_I4);
        PushNote(SampleNote.AtLeft, null);
        PushDepth();
        _il.Emit(OpCodes.Stind_I8);
        _il.Emit(OpCodes.Ldarg_0);
        PushNote(sizeof(SampleNote), null);
        _il.Emit(OpCodes.Stfld, Field(nameof(EngineState.Noted)));
        _il.MarkLabel(isDone);
    }

    /// <summary>Pushes the address of something near the end of the notes, or what is there.</summary>
    private void PushNote(int distance, OpCode? load)
    {
        _il.Emit(OpCodes.Ldloc, _noted!);
        _il.Emit(OpCodes.Ldc_I4, distance);
        _il.Emit(OpCodes.Add);
        if (load is { } how)
        {
            _il.Emit(how);
        }
    }

    private readonly record struct Answer(Label Label, Label Back, CilActivation Activation, int Pc, int Behind, LocalBuilder? Left);
}

using ProcVM.Runtime.Execution;
using ProcVM.Runtime.Profiling;
using ProcVM.Runtime.Tiers;

namespace ProcVM.Runtime;

/// <summary>Profiling: samples of the guest's stack, taken by its own thread.</summary>
public sealed unsafe partial class PcodeInstance
{
    // Backward branches between two looks at the flag when samples are taken: microseconds. Calls and returns look each time.
    private const int SampledSlice = 2000;

    private readonly ProfileRecorder? _recorder;
    private readonly Probes? _probes;

    private bool TakesSamples => _probes is { TakesSamples: true };

    /// <summary>Makes the guest's thread record its stack soon, from any thread. Nothing happens when the run takes no samples.</summary>
    public void RequestSample()
    {
        lock (_code)
        {
            if (_state != null && TakesSamples)
            {
                Ask(EngineState.TakeSample);
            }
        }
    }

    /// <summary>Does in compiled code what is asked: takes a sample, hears where the code is, or ends the run. The state has the call depth left to the
    /// innermost activation.</summary>
    /// <param name="places">The activations that the code stands for there, innermost first.</param>
    /// <param name="tier">The code's tier.</param>
    /// <param name="behind">The function that has just returned: what time isn't accounted for yet is its. −1 for none.</param>
    /// <param name="number">The place's way out in managed code, which can go on in a better tier; −1 for none.</param>
    internal void AnswerInCompiledCode(ReadOnlySpan<CodePlace> places, ProfileTier tier, int behind, int number)
    {
        int asked = Interlocked.And(ref _state->Interrupt, ~(EngineState.TakeSample | EngineState.Attend));
        if ((asked & EngineState.Stop) != 0 || _state->Leaving != Leaving.Not)
        {
            LeaveCompiledCode(ExitKind.Call, Module.TrapKind.None, places);
            return;
        }

        if ((asked & EngineState.TakeSample) != 0)
        {
            AddSample(TellCompiled(places, _state->Depth, forSample: true)!, tier, behind);
        }
        else
        {
            TellCompiled(places);
        }

        Settle();
        if ((asked & EngineState.Attend) != 0 && number >= 0)
        {
            Attend(number);
        }
    }

    /// <summary>Takes a sample in the interpreter; false when the run is to stop instead.</summary>
    private bool TrySample(EngineExit exit)
    {
        if (exit == EngineExit.InterruptedBehind && _state->Ip == _code.ExitStub && (Volatile.Read(ref _state->Interrupt) & EngineState.Stop) == 0)
        {
            // On the way back to compiled code, which will see the flag itself.
            return true;
        }

        if (!TakeRequest())
        {
            return false;
        }

        RegisterInstruction* at = exit == EngineExit.InterruptedBehind ? _state->Ip - 1 : _state->Ip;
        int function = _code.Find(at, out int offset);
        OpenPlace? place = TellFrom(function, offset, _state->Depth, _state->Calls, addsInnermost: true, forSample: true);
        if (exit == EngineExit.InterruptedBehind && at->Op is RegisterOp.CallHost or RegisterOp.CallHostSampled)
        {
            AddSample(place!, ProfileTier.Host, Array.IndexOf(_hostCalls, at->Imm));
        }
        else
        {
            _recorder!.AddSample(place, function < _module.Imports.Length ? ProfileTier.Host : ProfileTier.Interpreter);
        }

        Settle();
        return true;
    }

    /// <summary>Takes the request for a sample; false when the run is to stop.</summary>
    private bool TakeRequest() =>
        (Interlocked.And(ref _state->Interrupt, ~EngineState.TakeSample) & EngineState.Stop) == 0 && _recorder is not null;

    /// <summary>Compiled code came back to the interpreter: its activations tell where they are, and what isn't accounted for yet is the callee's.</summary>
    private void AnswerBehindCompiled(int behind)
    {
        int asked = Interlocked.And(ref _state->Interrupt, ~EngineState.TakeSample);
        int function = _code.Find(_state->Ip - 1, out int offset);
        bool wantsSample = (asked & EngineState.TakeSample) != 0;
        OpenPlace? place = TellFrom(function, offset, _state->Depth, _state->Calls, addsInnermost: true, wantsSample);
        if (wantsSample)
        {
            AddSample(place!, ProfileTier.Interpreter, behind);
        }

        Settle();
    }

    /// <summary>Adds a sample at a place, or in what it has called.</summary>
    private void AddSample(OpenPlace place, ProfileTier tier, int behind)
    {
        if (behind < 0)
        {
            _recorder!.AddSample(place, tier);
        }
        else if (behind < _module.Imports.Length)
        {
            _recorder!.AddSample(OpenStacks.CalleeOf(place, behind, -1), ProfileTier.Host);
        }
        else
        {
            FunctionEntry* entry = _state->Functions + behind;
            int end = _module.Functions[behind - _module.Imports.Length].Code.Length - 1;
            ProfileTier ranIn = entry->Native != 0 ? ProfileTier.Llvm : entry->Enter != 0 ? ProfileTier.Cil : ProfileTier.Interpreter;
            _recorder!.AddSample(OpenStacks.CalleeOf(place, behind, end), ranIn);
        }
    }

    /// <summary>Tells the places of compiled code when something was sampled in what it called.</summary>
    private void TellCompiled(ReadOnlySpan<CodePlace> places)
    {
        TakeNotes();
        if (TakesSamples && _state->Depth > _recorder!.Threshold)
        {
            TellPlaces(places, _state->Depth, forSample: false);
        }
    }

    /// <summary>Tells what loops have noted, before anything that happened later.</summary>
    private void TakeNotes()
    {
        if (!TakesSamples || _state->Noted == _probes!.Notes)
        {
            return;
        }

        long shares = 1;
        for (SampleNote* note = _probes.Notes; note < _state->Noted; note++)
        {
            shares += note->Count;
        }

        for (SampleNote* note = _probes.Notes; note < _state->Noted; note++)
        {
            _recorder!.AddSamples(TellPlaces(_exits[note->Exit].Places, note->Left, forSample: true), ProfileTier.Cil, note->Count, shares);
            shares -= note->Count;
        }

        _state->Noted = _probes.Notes;
    }

    private OpenPlace? TellCompiled(ReadOnlySpan<CodePlace> places, long left, bool forSample)
    {
        TakeNotes();
        return TakesSamples ? TellPlaces(places, left, forSample) : null;
    }

    private OpenPlace? TellPlaces(ReadOnlySpan<CodePlace> places, long left, bool forSample)
    {
        foreach (CodePlace place in places)
        {
            _recorder!.AddFrame(place.Function, place.Offset, left);
            left += _state->Functions[place.Function].Cost;
        }

        return _recorder!.Tell(isComplete: false, forSample);
    }

    /// <summary>Tells the places of the interpreter's activations that are left, when something was sampled in what they called.</summary>
    /// <param name="skipTop">The innermost is compiled code, which has told its own.</param>
    private void TellInterpreted(bool skipTop)
    {
        if (!TakesSamples)
        {
            return;
        }

        RegisterInstruction* ip = _state->Ip;
        int function = ip->Op == RegisterOp.CompiledStub ? ip->Imm : _code.Find(ip, out _);
        int offset = -1;
        if (!skipTop)
        {
            function = _code.Find(ip, out offset);
        }

        TellFrom(function, offset, _state->Depth, _state->Calls, !skipTop, forSample: false);
    }

    /// <summary>Tells the places of the interpreter's activations, from the innermost to the one that compiled code called, or the outermost.</summary>
    // SAFETY: the call frames below the end are those of activations that run; the first is the run's own.
    private OpenPlace? TellFrom(int function, int offset, long left, CallFrame* frame, bool addsInnermost, bool forSample)
    {
        TakeNotes();
        bool isComplete = false;
        while (function >= 0 && !_recorder!.IsDeeper)
        {
            if (addsInnermost)
            {
                _recorder.AddFrame(function, offset, left);
            }

            addsInnermost = true;
            left += _state->Functions[function].Cost;
            isComplete = --frame <= _callStack;
            if (isComplete || frame->Return == _code.ExitStub)
            {
                break;
            }

            function = _code.Find(frame->Return - 1, out offset);
        }

        return _recorder!.Tell(isComplete, forSample);
    }

    /// <summary>Asks something of the guest's thread.</summary>
    private void Ask(int what)
    {
        Interlocked.Or(ref _state->Interrupt, what);
        if (what != EngineState.Attend)
        {
            Volatile.Write(ref _state->DepthFloor, long.MaxValue);
        }

        if (TakesSamples)
        {
            Volatile.Write(ref _state->Tell, -1);
        }
    }

    /// <summary>Makes compiled code of sampled runs see what is still asked of it, and no more. Another thread may ask meanwhile: it sets the flag
    /// first.</summary>
    private void Settle()
    {
        if (!TakesSamples)
        {
            return;
        }

        Volatile.Write(ref _state->Tell, _recorder!.Threshold);
        Volatile.Write(ref _state->DepthFloor, 0);
        Interlocked.MemoryBarrier();
        int asked = Volatile.Read(ref _state->Interrupt);
        if (asked != 0 || _state->Leaving != Leaving.Not)
        {
            Volatile.Write(ref _state->Tell, -1);
        }

        if ((asked & ~EngineState.Attend) != 0)
        {
            Volatile.Write(ref _state->DepthFloor, long.MaxValue);
        }
    }

    /// <summary>Begins a compilation on the guest's thread: the time up to now is the caller's.</summary>
    private CompileClock BeginCompilation(int function)
    {
        SampleCompilation(function, isBefore: true);
        return CompileClock.Start(_recorder);
    }

    /// <summary>Ends it: the time since it began is the compiler's.</summary>
    private void EndCompilation(int function, int block, CompileClock clock, CompiledGroup? group)
    {
        Registry.Add(group, _generator!.Tier, block, clock);
        SampleCompilation(function, isBefore: false);
    }

    private void SampleCompilation(int function, bool isBefore)
    {
        if (!TakesSamples)
        {
            return;
        }

        // At a first call the function hasn't begun: the time up to now is its caller's, where that is the interpreter's.
        bool hasBegun = _state->Ip->Op != RegisterOp.NeedsLowering || _state->Calls[-1].Return == _code.ExitStub;
        OpenPlace? place = TellFrom(function, -1, _state->Depth, _state->Calls, hasBegun, forSample: true);
        if (isBefore)
        {
            _recorder!.AddSample(place, ProfileTier.Interpreter);
        }
        else if (place is not null)
        {
            _recorder!.AddSample(OpenStacks.CalleeOf(place, CallTree.Compiler, -1), ProfileTier.Compiler);
        }

        Settle();
    }

    /// <summary>Notes that an escape leaves an activation of compiled code for good.</summary>
    internal void NoteEscapedCompiled(int function, int offset) => _recorder?.NoteLeft(function, offset);

    /// <summary>Notes that an escape leaves activations for good: the innermost ones, so many of them.</summary>
    /// <param name="ip">Where the innermost was.</param>
    /// <param name="calls">The call frames' end then.</param>
    /// <param name="count">How many.</param>
    /// <param name="skipTop">Leave out the innermost: it is compiled code that has told where it was.</param>
    // SAFETY: the frames between the old end and the new one are as they were: nothing has run since.
    private void NoteEscaped(RegisterInstruction* ip, CallFrame* calls, long count, bool skipTop)
    {
        for (long i = skipTop ? 1 : 0; i < count && _recorder is not null; i++)
        {
            int function = _code.Find(i == 0 ? ip : calls[-i].Return - 1, out int offset);
            if (i == 0 || calls[-i].Return != _code.ExitStub)
            {
                _recorder.NoteLeft(function, offset);
            }
        }
    }
}

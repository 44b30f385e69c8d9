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

    /// <summary>Makes the guest's thread record its stack soon, from any thread. Nothing happens when the run takes no samples.</summary>
    public void RequestSample()
    {
        lock (_code)
        {
            if (_state != null && _probes is { TakesSamples: true })
            {
                Interlocked.Or(ref _state->Interrupt, EngineState.TakeSample);
            }
        }
    }

    /// <summary>Does in compiled code what is asked: takes a sample, hears where the code is, or ends the run.</summary>
    /// <param name="site">Where the code is, as a <see cref="CallPlace"/>.</param>
    /// <param name="hostCall">The host call that is just over; −1 for none.</param>
    /// <param name="places">The activations that the code stands for there, innermost first.</param>
    /// <param name="number">The place's way out in managed code, which can go on in a better tier; −1 for none.</param>
    internal void AnswerInCompiledCode(long site, int hostCall, ReadOnlySpan<CodePlace> places, int number)
    {
        int asked = Interlocked.And(ref _state->Interrupt, ~(EngineState.TakeSample | EngineState.Attend));
        if ((asked & EngineState.Stop) != 0)
        {
            LeaveCompiledCode(ExitKind.Interrupted, Module.TrapKind.None, places);
            return;
        }

        if ((asked & EngineState.Attend) != 0 && number >= 0)
        {
            _state->Attended = number;
            if (_isSynchronous)
            {
                AttendAtOnce();
                Attract();
            }
        }

        if ((asked & EngineState.TakeSample) == 0)
        {
            return;
        }

        if (hostCall >= 0)
        {
            _recorder!.AddFrame(Array.IndexOf(_hostCalls, hostCall), -1);
        }

        Walk(CallPlace.Function(site), CallPlace.Offset(site), isCompiled: true);
        _recorder!.AddSample(hostCall >= 0 ? ProfileTier.Host : CallPlace.Tier(site));
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
        ProfileTier tier = function < _module.Imports.Length ? ProfileTier.Host : ProfileTier.Interpreter;
        if (exit == EngineExit.InterruptedBehind && at->Op is RegisterOp.CallHost or RegisterOp.CallHostSampled)
        {
            _recorder!.AddFrame(Array.IndexOf(_hostCalls, at->Imm), -1);
            tier = ProfileTier.Host;
        }

        Walk(function, offset, isCompiled: false);
        _recorder!.AddSample(tier);
        return true;
    }

    /// <summary>Takes the request for a sample; false when the run is to stop.</summary>
    private bool TakeRequest() =>
        (Interlocked.And(ref _state->Interrupt, ~EngineState.TakeSample) & EngineState.Stop) == 0 && _recorder is not null;

    /// <summary>Adds the activations from the innermost on, compiled and interpreted ones, to the sample.</summary>
    // SAFETY: each activation's call site and call frame were written when it was called and are valid until it returns; the sum of the costs tells
    // where they are.
    private void Walk(int function, int offset, bool isCompiled, bool addsInnermost = true)
    {
        CallFrame* frame = _state->Calls;
        long depth = _state->Depth;
        while (function >= 0 && !_recorder!.IsFull)
        {
            if (addsInnermost)
            {
                _recorder.AddFrame(function, offset);
            }

            addsInnermost = true;
            long site = *(long*)(_probes!.CallSites + depth);
            depth += _state->Functions[function].Cost;
            if (!isCompiled || site == CallPlace.Interpreter || CallPlace.IsWithFrame(site))
            {
                if (--frame < _callStack)
                {
                    return;
                }

                if (frame->Return != _code.ExitStub)
                {
                    function = _code.Find(frame->Return - 1, out offset);
                    isCompiled = false;
                    continue;
                }

                if (frame == _callStack)
                {
                    return;
                }
            }

            function = CallPlace.Function(site);
            offset = CallPlace.Offset(site);
            isCompiled = true;
        }
    }

    /// <summary>Notes that compiled code called the interpreter: the activation has a call frame besides its call site.</summary>
    private void NoteInterpreted()
    {
        if (_state->CallSites != null)
        {
            long* site = (long*)(_state->CallSites + _state->Depth);
            *site = CallPlace.WithFrame(*site);
        }
    }

    /// <summary>Notes that an activation of the interpreter goes on in compiled code.</summary>
    private void NoteContinued()
    {
        if (_state->CallSites != null && _state->Calls[-1].Return != _code.ExitStub)
        {
            *(long*)(_state->CallSites + _state->Depth) = CallPlace.Interpreter;
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
        if (_probes is not { TakesSamples: true })
        {
            return;
        }

        if (!isBefore)
        {
            _recorder!.AddFrame(CallTree.Compiler, -1);
        }

        // At a first call the function hasn't begun: the time up to now is its caller's.
        bool isFirstCall = isBefore && _state->Ip->Op == RegisterOp.NeedsLowering;
        Walk(function, -1, isCompiled: false, addsInnermost: !isFirstCall);
        _recorder!.AddSample(isBefore ? ProfileTier.Interpreter : ProfileTier.Compiler);
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

using System.Globalization;
using System.Runtime.ExceptionServices;
using ProcVM.Core;
using ProcVM.Module;
using ProcVM.Runtime.Execution;
using ProcVM.Runtime.Tiers;

namespace ProcVM.Runtime;

/// <summary>Running: the interpreter with all that it leaves to others, and the way between interpreter and compiled code.</summary>
public sealed unsafe partial class PcodeInstance
{
    private RunEnd _end;
    private TrapKind _kind;
    private string _message = "";

    private ExceptionDispatchInfo? _failure;

    // The activation that an escape out of compiled code is on its way to.
    private int _escapeFunction;
    private int _escapeLabel;
    private byte* _escapeFrame;

    /// <summary>The activations that were left when the run ended.</summary>
    internal TraceLog Trace { get; } = new();

    /// <summary>Compiled code is left by one of its ways out: the run ends there, or has ended in what it called, or an escape goes on.</summary>
    /// <param name="kind">Why.</param>
    /// <param name="trap">The trap's kind, or None.</param>
    /// <param name="places">The activations that the code stands for there, innermost first.</param>
    internal void LeaveCompiledCode(ExitKind kind, TrapKind trap, ReadOnlySpan<CodePlace> places)
    {
        switch (kind)
        {
            case ExitKind.Trap:
                End(RunEnd.Trapped, trap, TrapMessages.DescribeCompiled(_state, trap));
                break;
            case ExitKind.FuelSpent:
                End(RunEnd.FuelSpent, TrapKind.None, DescribeEnd(RunEnd.FuelSpent));
                break;
            case ExitKind.Interrupted:
            case ExitKind.Call when _state->Leaving == Leaving.Not:
                End(RunEnd.Interrupted, TrapKind.None, DescribeEnd(RunEnd.Interrupted));
                break;
            default:
                break;
        }

        NoteLeft(places);
    }

    /// <summary>A way out by its number.</summary>
    internal CompiledExit ExitOf(int number) => _exits[number];

    /// <summary>Activations are left: the trace tells of them when the run ends, the counts when an escape leaves them for good.</summary>
    private void NoteLeft(ReadOnlySpan<CodePlace> places)
    {
        TellCompiled(places);
        Note(places);
    }

    private void Note(ReadOnlySpan<CodePlace> places)
    {
        foreach (CodePlace place in places)
        {
            if (_state->Leaving == Leaving.Ending)
            {
                Trace.Add(place.Function, place.Offset);
            }
            else
            {
                NoteEscapedCompiled(place.Function, place.Offset);
            }
        }
    }

    /// <summary>Makes a host call for compiled code.</summary>
    internal void CallHost(int hostCall)
    {
        _state->HostStatus = _host.Call(hostCall, _state->Slots);
        _state->MemorySize = Memory.Size;
        if (_state->HostStatus != HostCallStatus.Ok)
        {
            EndByHost();
        }
    }

    /// <summary>Does a rare operation for compiled code. Gives a trap's kind, or None.</summary>
    internal TrapKind DoRare(Opcode op, int first, int second, uint a, uint b, uint c, uint* result)
    {
        TrapKind trap = RareOperations.Do(op, first, second, a, b, c, _state, _tables, Memory, out uint? value);
        *result = value ?? 0;
        return trap;
    }

    /// <summary>Runs a function for compiled code that can't call it itself and has charged its cost; arguments and results are in the state's
    /// slots. Where the host's stack is short the interpreter runs it, whose frames aren't there.</summary>
    internal void CallFromCompiled(int function, byte* frame)
    {
        EvictIfFull();
        FunctionEntry* entry = _state->Functions + function;
        bool hasStack = CompiledCode.HasStack(_state);
        if (hasStack && entry->Native != 0)
        {
            NativeCode.Enter(_state, entry, frame);
        }
        else if (hasStack && entry->Enter != 0)
        {
            ((delegate* managed<EngineState*, ulong*, byte*, void>)entry->Enter)(_state, _state->Slots, frame);
        }
        else
        {
            CallInterpreted(function, frame);
        }
    }

    /// <summary>Keeps an exception of ours on its way through native code, where it can't be thrown, and ends the run.</summary>
    internal void FailInNativeCode(Exception exception)
    {
        _failure = ExceptionDispatchInfo.Capture(exception);
        End(RunEnd.Interrupted, TrapKind.None, "");
    }

    private void CallInterpreted(int function, byte* frame)
    {
        EngineState* state = _state;
        ulong* slots = state->Slots;
        CallFrame* calls = state->Calls;
        RegisterInstruction* ip = state->Ip;
        byte* caller = state->Frame;
        calls->Return = _code.ExitStub;
        calls->Slots = slots;
        calls->Frame = caller;
        state->Calls = calls + 1;
        state->Frame = frame;
        state->Ip = InterpretedCode(function);
        RunLoop(calls);
        state->Slots = slots;
        state->Calls = calls;
        state->Ip = ip;
        state->Frame = caller;
    }

    /// <summary>A function's code for the interpreter, also when calls go to compiled code.</summary>
    private RegisterInstruction* InterpretedCode(int function)
    {
        RegisterInstruction* code = _state->Functions[function].Code;
        if (code->Op != RegisterOp.CompiledStub)
        {
            return code;
        }

        return _code.CodeOf(function) is var made && made != null ? made : _code.Add(function, Lower(function));
    }

    /// <summary>Goes to an older activation from compiled code, or traps when there is none.</summary>
    internal void EscapeFromCompiledCode(int function, int label, uint address, ReadOnlySpan<CodePlace> places)
    {
        byte* wanted = _state->Memory + address + _state->Functions[function].Frame;
        if (!RareOperations.IsActive(_state, _code, _callStack, function, wanted))
        {
            LeaveCompiledCode(ExitKind.Trap, TrapKind.Escape, places);
            return;
        }

        // The activation that escapes has come to the end of its block; those that it is inlined in haven't.
        BeginEscape(function, label, wanted);
        TellCompiled(places);
        Note(places[1..]);
    }

    /// <summary>Interprets until the activation that <paramref name="bottom"/> belongs to returns, or is left.</summary>
    private EngineExit RunLoop(CallFrame* bottom)
    {
        Interpreter interpreter = new(_state, _host, Memory, TakesSamples);
        while (true)
        {
            EngineExit exit = interpreter.Run();
            switch (exit)
            {
                case EngineExit.Returned:
                    return EngineExit.Returned;
                case EngineExit.NeedsLowering:
                    FirstCall();
                    break;
                case EngineExit.NeedsInterpreter:
                    _state->Ip = InterpretedCode(_state->Ip->Imm);
                    break;
                case EngineExit.Tells:
                    AnswerBehindCompiled(_state->Behind);
                    break;
                case EngineExit.SliceOver:
                    if (!CountHeat() && !ArriveByEscape(bottom, skipTop: true))
                    {
                        return LeaveLevel(bottom, skipTop: true);
                    }

                    break;
                case EngineExit.InterruptedBehind when TakeAttention():
                    HearOfCallee();
                    goto case EngineExit.SliceOver;
                case EngineExit.Interrupted when TakeAttention():
                    goto case EngineExit.SliceOver;
                case EngineExit.Interrupted or EngineExit.InterruptedBehind when TrySample(exit):
                    if (_countsSamplesAsHeat && !CountHeat() && !ArriveByEscape(bottom, skipTop: true))
                    {
                        return LeaveLevel(bottom, skipTop: true);
                    }

                    break;
                case EngineExit.Rare:
                    if (!DoRareInterpreted(bottom))
                    {
                        return LeaveLevel(bottom, skipTop: false);
                    }

                    break;
                case EngineExit.Leaving:
                    if (!ArriveByEscape(bottom, skipTop: true))
                    {
                        return LeaveLevel(bottom, skipTop: true);
                    }

                    break;
                default:
                    End(exit);
                    if (exit == EngineExit.InterruptedBehind && _state->Ip != _code.ExitStub)
                    {
                        _state->Ip--;
                        Trace.IsAtBlockStart = false;
                    }

                    return LeaveLevel(bottom, skipTop: false);
            }
        }
    }

    private EngineExit LeaveLevel(CallFrame* bottom, bool skipTop)
    {
        TellInterpreted(skipTop);
        if (_state->Leaving == Leaving.Ending)
        {
            StackTrace.Add(Trace, _state, bottom, _code, skipTop);
        }
        else
        {
            NoteEscaped(_state->Ip, _state->Calls, _state->Calls - bottom, skipTop);
        }

        return EngineExit.Leaving;
    }

    private void End(EngineExit exit)
    {
        switch (exit)
        {
            case EngineExit.Trap:
                End(RunEnd.Trapped, _state->Trap, TrapMessages.Describe(_state, _state->Trap));
                break;
            case EngineExit.Host:
                EndByHost();
                break;
            case EngineExit.FuelSpent:
                End(RunEnd.FuelSpent, TrapKind.None, DescribeEnd(RunEnd.FuelSpent));
                break;
            default:
                End(RunEnd.Interrupted, TrapKind.None, DescribeEnd(RunEnd.Interrupted));
                break;
        }
    }

    private void End(RunEnd end, TrapKind kind, string message)
    {
        _end = end;
        _kind = kind;
        _message = message;
        Trace.IsAtBlockStart = end is RunEnd.Interrupted or RunEnd.FuelSpent;
        _state->Leaving = Leaving.Ending;
        Settle();
    }

    private void EndByHost()
    {
        switch (_state->HostStatus)
        {
            case HostCallStatus.Exit:
                End(RunEnd.Exited, TrapKind.None, "");
                break;
            case HostCallStatus.Trap:
                TrapKind kind = (TrapKind)_host.TrapKind;
                End(RunEnd.Trapped, kind, string.IsNullOrEmpty(_host.TrapMessage) ? TrapMessages.Describe(_state, kind) : _host.TrapMessage);
                break;
            case HostCallStatus.MemoryLimit:
                End(RunEnd.MemoryLimit, TrapKind.None, DescribeEnd(RunEnd.MemoryLimit));
                break;
            default:
                End(RunEnd.Interrupted, TrapKind.None, DescribeEnd(RunEnd.Interrupted));
                break;
        }
    }

    private string DescribeEnd(RunEnd end) => end switch
    {
        RunEnd.FuelSpent => string.Create(CultureInfo.InvariantCulture, $"the fuel limit of {_limits.Fuel} instructions is spent"),
        RunEnd.MemoryLimit => string.Create(CultureInfo.InvariantCulture, $"the memory limit of {_limits.Memory} bytes is reached"),
        _ => "the program was interrupted",
    };

    /// <summary>What an ended run came to.</summary>
    private RunResult Result()
    {
        _failure?.Throw();
        return _end == RunEnd.Exited
            ? new RunResult(RunEnd.Exited, _host.ExitCode, null, Statistics())
            : new RunResult(_end, 0, new Trap(_kind, _message, StackTrace.Describe(Trace, _module), Trace.Omitted), Statistics());
    }

    /// <summary>Does the interpreter's rare instruction; false when control leaves this interpreter.</summary>
    private bool DoRareInterpreted(CallFrame* bottom)
    {
        RegisterInstruction* ip = _state->Ip;
        if ((Opcode)ip->Imm == Opcode.Escape)
        {
            int function = ip->Target;
            byte* wanted = _state->Memory + (uint)_state->Slots[ip->B] + _state->Functions[function].Frame;
            if (!RareOperations.IsActive(_state, _code, _callStack, function, wanted))
            {
                End(RunEnd.Trapped, TrapKind.Escape, TrapMessages.Describe(_state, TrapKind.Escape));
                return false;
            }

            BeginEscape(function, ip[1].Imm, wanted);
            if (!ArriveByEscape(bottom, skipTop: false))
            {
                return false;
            }
        }
        else
        {
            TrapKind kind = RareOperations.Execute(_state, _tables, _code, Memory);
            if (kind != TrapKind.None)
            {
                End(RunEnd.Trapped, kind, TrapMessages.Describe(_state, kind));
                return false;
            }
        }

        // The interpreter begins a slice anew each time: a loop of these operations would never come to its end.
        if ((Volatile.Read(ref _state->Interrupt) & EngineState.Stop) != 0)
        {
            End(EngineExit.Interrupted);
            return false;
        }

        return true;
    }

    private void BeginEscape(int function, int label, byte* frame)
    {
        _escapeFunction = function;
        _escapeLabel = label;
        _escapeFrame = frame;
        _state->Leaving = Leaving.Escaping;
        Settle();
    }

    /// <summary>Ends an escape when its target is one of this interpreter's activations.</summary>
    private bool ArriveByEscape(CallFrame* bottom, bool skipTop)
    {
        if (_state->Leaving == Leaving.Escaping)
        {
            TellInterpreted(skipTop);
        }

        RegisterInstruction* ip = _state->Ip;
        CallFrame* calls = _state->Calls;
        if (_state->Leaving != Leaving.Escaping
            || !RareOperations.TryEscape(_state, _code, bottom, _escapeFunction, _escapeLabel, _escapeFrame))
        {
            return false;
        }

        NoteEscaped(ip, calls, calls - _state->Calls + 1, skipTop);
        _state->Leaving = Leaving.Not;
        Settle();
        return true;
    }
}

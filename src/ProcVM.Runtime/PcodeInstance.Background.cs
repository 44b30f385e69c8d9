using System.Diagnostics;
using ProcVM.Runtime.Execution;
using ProcVM.Runtime.Tiers;

namespace ProcVM.Runtime;

/// <summary>Compiling on other threads: what is hot in the interpreter for the first tier, what stays hot there for the optimizing one.</summary>
/// <remarks>The interpreter counts its slices. Managed compiled code counts nothing: every now and then it is asked where it is, and looks at the request where it
/// looks for an interruption anyway. When the optimizing tier has a way into the loop that it is in, it goes on there.</remarks>
public sealed unsafe partial class PcodeInstance
{
    // Milliseconds of a run before the optimizing tier, whose library takes its time to load, is thought of.
    private const int OptimizeAfter = 90;

    // Looks from inlined code that are let pass for one from the function around it.
    private const int MostPatience = 64;

    // Answers from a function before it is optimized: some 20 ms of its time.
    private const int HotSamples = 2;

    private readonly Func<CodeGenerator?>? _makeOptimizer;
    private BackgroundCompiler? _compiler;
    private BackgroundCompiler? _optimizer;
    private int[] _samples = [];
    private CompiledFunction? _next;
    private bool _isSynchronous;
    private int _patience;

    /// <summary>Why a tier gave up on something; null when none did. Told once.</summary>
    private string? _tierWarning;

    /// <summary>The code that was compiled for this instance.</summary>
    public CodeRegistry Registry { get; } = new();

    /// <summary>Lets the compilers do at once what they are asked, and the optimizing one ask all the time, so that tests get there.</summary>
    internal void CompileAtOnce() => _isSynchronous = true;

    /// <summary>Answers managed compiled code that was interrupted, or called what came back without a result: what it does next.</summary>
    /// <param name="exit">The way out there.</param>
    /// <param name="block">The block at whose start the code is; −1 for none.</param>
    internal Attendance Attend(CompiledExit exit, int block)
    {
        bool isPatient = _patience > 0 && exit.Places.Length > 1;
        if (!_isSynchronous && !isPatient)
        {
            Interlocked.And(ref _state->Interrupt, ~EngineState.Attend);
        }

        if (_state->Leaving != Leaving.Not || (Volatile.Read(ref _state->Interrupt) & ~EngineState.Attend) != 0)
        {
            LeaveCompiledCode(exit.Kind, exit.Trap, exit.Places);
            return Attendance.Leave;
        }

        if (_optimizer is null)
        {
            return Attendance.GoOn;
        }

        if (isPatient)
        {
            // Code that was inlined: the loop around it is the better place to go on from, if it comes soon.
            _patience--;
            return Attendance.GoOn;
        }

        _patience = MostPatience;
        return AskOptimizer(exit, block);
    }

    /// <summary>The code at a place is hot, as likely as not: asks for better code, and goes on in it when it is there.</summary>
    private Attendance AskOptimizer(CompiledExit exit, int block)
    {
        int function = exit.Places[0].Function;
        int method = exit.Places[^1].Function;
        if (!_isSynchronous && _samples[method] < HotSamples && ++_samples[method] < HotSamples)
        {
            return Attendance.GoOn;
        }

        if (block > 0)
        {
            _optimizer!.Request(function, block);
            if (_optimizer.EntryAt(function, block) is { } entry && CompiledCode.HasStack(_state))
            {
                _next = entry;
                return Attendance.Switch;
            }
        }

        if (method != _module.Entry)
        {
            _optimizer!.Request(method, -1);
        }

        return Attendance.GoOn;
    }

    /// <summary>Goes on in native code for managed code that has put its registers into the slots; the result is left in the first.</summary>
    internal void ContinueNative(byte* frame) => NativeCode.Continue(_state, _next!.Enter, frame);

    /// <summary>The interpreter was asked to attend and to nothing else: it counts its slices anyway.</summary>
    private bool TakeAttention()
    {
        if (_isSynchronous)
        {
            return _state->Interrupt == EngineState.Attend;
        }

        return Interlocked.CompareExchange(ref _state->Interrupt, 0, EngineState.Attend) == EngineState.Attend;
    }

    /// <summary>Makes managed compiled code attend soon.</summary>
    private void Attract() => Interlocked.Or(ref _state->Interrupt, EngineState.Attend);

    private void AttractFromOutside()
    {
        lock (_code)
        {
            if (_state != null)
            {
                Attract();
            }
        }
    }

    /// <summary>A function is hot in the interpreter: goes on in the best code there is, or asks for some.</summary>
    private bool CountHeatInBackground(int function)
    {
        StartCompilers();
        int block = _code.BlockAt(function, _state->Ip);
        if (block > 0)
        {
            _compiler!.Request(function, block);
            if ((_optimizer?.EntryAt(function, block) ?? _compiler.EntryAt(function, block)) is { } entry && CompiledCode.HasStack(_state))
            {
                return Continue(function, entry);
            }
        }

        FunctionEntry* target = _state->Functions + function;
        if (function != _module.Entry && target->Enter == 0 && target->Native == 0)
        {
            _compiler!.Request(function, -1);
        }

        return true;
    }

    private void StartCompilers()
    {
        if (_compiler is not null)
        {
            return;
        }

        _compiler = new BackgroundCompiler(_makeGenerator!, CompileForFirstTier) { IsSynchronous = _isSynchronous };
        if (_makeOptimizer is not null)
        {
            _samples = new int[_module.FunctionCount];
            _optimizer = new BackgroundCompiler(_makeOptimizer, CompileForOptimizer, AttractFromOutside)
            {
                Delay = OptimizeAfter,
                IsSynchronous = _isSynchronous,
            };
            _optimizer.Start();
        }

        if (_isSynchronous)
        {
            Attract();
        }
    }

    private void CompileForFirstTier(CodeGenerator generator, int function, int block) => CompileFor(_compiler!, generator, function, block);

    private void CompileForOptimizer(CodeGenerator generator, int function, int block)
    {
        if (block >= 0 || !_hasNative[function])
        {
            CompileFor(_optimizer!, generator, function, block);
            AttractFromOutside();
        }
    }

    /// <summary>Compiles on the compiler's thread. What fails is left to the tier below, and told once.</summary>
    private void CompileFor(BackgroundCompiler compiler, CodeGenerator generator, int function, int block)
    {
        CompiledGroup? group;
        try
        {
            long start = Stopwatch.GetTimestamp();
            group = block < 0 ? generator.Compile(Unit(function)) : generator.CompileEntryAt(Unit(function), block);
            Registry.Add(group, generator.Tier, block, Stopwatch.GetElapsedTime(start));
        }
        catch (CodeGenerationException problem)
        {
            Interlocked.CompareExchange(ref _tierWarning, $"{generator.Name}: {problem.Message}", null);
            return;
        }

        lock (_code)
        {
            if (group is null || _state == null)
            {
                return;
            }

            if (block < 0)
            {
                Install(group);
            }
            else
            {
                _owners.Add(group.Owner);
                EntriesCompiled++;
                compiler.AddEntry(function, block, group.Functions[0]);
            }
        }
    }
}

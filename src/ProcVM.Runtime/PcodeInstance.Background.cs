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

    // Milliseconds for which the first tier is held back at most while code of earlier runs is looked for; it takes a few.
    private const int RecallWithin = 30;

    // Calls and backward branches that are looked at one by one until the interpreter stands at a loop that has code from an earlier run: some 3 ms.
    private const int StepsToKept = 20_000;

    // Answers from a function before it is optimized: some 20 ms of its time.
    private const int HotSamples = 2;

    private readonly Func<CodeGenerator?>? _makeOptimizer;
    private BackgroundCompiler? _compiler;
    private BackgroundCompiler? _optimizer;
    private int[] _samples = [];
    private bool[] _hasKeptLoops = [];
    private bool _isSynchronous;
    private bool _isFull;
    private long _recallEnd;
    private int _steps;
    private int _slice;

    // The place last heard of that waits for code.
    private int _heard = -1;

    /// <summary>Why a tier gave up on something; null when none did. Told once.</summary>
    private string? _tierWarning;

    /// <summary>The optimizing tier may have code from earlier runs: it is asked as soon as anything is hot. To be set before the run.</summary>
    public bool RecallsCode { get; set; }

    /// <summary>The code that was compiled for this instance.</summary>
    public CodeRegistry Registry { get; } = new();

    /// <summary>Lets the compilers do at once what they are asked, and the optimizing one ask all the time, so that tests get there.</summary>
    internal void CompileAtOnce() => _isSynchronous = true;

    /// <summary>Managed compiled code attends; the optimizing compiler does at once what that makes it do.</summary>
    internal void AttendAtOnce()
    {
        if (_optimizer is not null)
        {
            EvictIfFull();
            HearOfPlace();
        }
    }

    /// <summary>Managed compiled code of a sampled run was asked where it is; code that was inlined leaves it to the loop around it, if that comes soon.</summary>
    private void Attend(int number)
    {
        CompiledExit exit = _exits[number];
        if ((exit.Places.Length > 1 && --_state->Patience > 0) || (exit.Block <= 0 && --_state->CallPatience > 0))
        {
            Attract();
            return;
        }

        _state->Attended = number;
        _state->Patience = EngineState.MostPatience;
        if (_isSynchronous)
        {
            AttendAtOnce();
            Attract();
        }
    }

    /// <summary>Takes the place where managed compiled code attended: it is hot there, as likely as not. Asks for better code, and has the guest go on
    /// in it when it is there.</summary>
    private void HearOfPlace()
    {
        int number = Interlocked.Exchange(ref _state->Attended, -1);
        if (number < 0)
        {
            return;
        }

        CompiledExit exit = _exits[number];
        HearOfCallee(exit);
        int function = exit.Places[0].Function;
        int method = exit.Places[^1].Function;
        if (!IsHotSample(method))
        {
            return;
        }

        if (exit.Block > 0)
        {
            _heard = number;
            _optimizer!.Request(function, exit.Block);
            if (_optimizer.EntryAt(function, exit.Block) is not null)
            {
                Volatile.Write(ref _state->SwitchAt, number);
            }
        }

        if (method != _module.Entry)
        {
            _optimizer!.Request(method, -1);
        }
    }

    /// <summary>Behind a call the time was most likely spent in what was called; a loop around the call is what is to be heard of next.</summary>
    private void HearOfCallee(CompiledExit exit)
    {
        _state->CallPatience = exit.Block > 0 ? 0 : EngineState.MostCallPatience;
        int callee = exit.Behind;
        if (callee >= _module.Imports.Length && _managed[callee] != 0 && !_hasNative[callee] && IsHotSample(callee))
        {
            _optimizer!.Request(callee, -1);
        }
    }

    /// <summary>Goes on in native code for managed code that has put its registers into the slots; the result is left in the first.</summary>
    internal void ContinueNative(int number, byte* frame)
    {
        CompiledExit exit = _exits[number];
        NativeCode.Continue(_state, _optimizer!.EntryAt(exit.Places[0].Function, exit.Block)!.Enter, frame);
        if (exit.Places.Length > 1)
        {
            // What goes on behind it is the function around the one that the native code stood for.
            TellCompiled(exit.Places.AsSpan(1), _state->Depth + _state->Functions[exit.Places[0].Function].Cost, forSample: false);
        }
    }

    /// <summary>The interpreter was asked to attend and to nothing else: it counts its slices anyway.</summary>
    private bool TakeAttention()
    {
        // Calls of sampled runs wait until the flag is gone.
        if (_isSynchronous && _probes is not { TakesSamples: true })
        {
            return _state->Interrupt == EngineState.Attend;
        }

        return Interlocked.CompareExchange(ref _state->Interrupt, 0, EngineState.Attend) == EngineState.Attend;
    }

    /// <summary>The interpreter attended: right behind a call of managed compiled code the time was most likely spent there.</summary>
    private void HearOfCallee()
    {
        RegisterInstruction* call = _state->Ip - 1;
        int caller = _code.Find(_state->Ip, out _);
        if (_optimizer is null || caller < _module.Imports.Length || _code.Find(call, out _) != caller || call->Op != RegisterOp.Call)
        {
            return;
        }

        FunctionEntry* callee = (FunctionEntry*)call->Long;
        int function = (int)(callee - _state->Functions);
        lock (_code)
        {
            if (callee->Compiled != 0 && IsHotSample(function))
            {
                _optimizer.Request(function, -1);
            }
        }
    }

    private bool IsHotSample(int function) => _isSynchronous || _samples[function] >= HotSamples || ++_samples[function] >= HotSamples;

    /// <summary>Makes managed compiled code attend soon.</summary>
    private void Attract() => Ask(EngineState.Attend);

    /// <summary>On the optimizing compiler's thread: hears where the guest is, and asks it again.</summary>
    private void AttractFromOutside()
    {
        lock (_code)
        {
            if (_state != null)
            {
                HearOfPlace();
                Attract();
            }
        }
    }

    /// <summary>A function is hot in the interpreter: goes on in the best code there is, or asks for some.</summary>
    private bool CountHeatInBackground(int function)
    {
        StartCompilers();
        EvictIfFull();
        if (_optimizer is { HasBegun: false } && Environment.TickCount64 < _recallEnd)
        {
            return true;
        }

        int block = _code.BlockAt(function, _state->Ip);
        if (block > 0)
        {
            CompiledFunction? entry = _optimizer?.EntryAt(function, block);
            if (entry is null && _hasKeptLoops[function])
            {
                _hasKeptLoops[function] = false;
                _slice = _state->Slice;
                _state->Slice = 0;
                _steps = StepsToKept;
                return true;
            }

            if (entry is null)
            {
                _compiler!.Request(function, block);
                entry = _compiler.EntryAt(function, block);
            }

            if (entry is not null && CompiledCode.HasStack(_state))
            {
                if (_isSynchronous)
                {
                    Attract();
                }

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

    /// <summary>One step on the way to a loop that has code from an earlier run; goes on in that code when it is there.</summary>
    private bool StepToKept(int function)
    {
        int block = _code.BlockAt(function, _state->Ip);
        CompiledFunction? entry = block > 0 && CompiledCode.HasStack(_state) ? _optimizer!.EntryAt(function, block) : null;
        if (--_steps == 0 || entry is not null)
        {
            _steps = 0;
            _state->Slice = _slice;
        }

        return entry is null || Continue(function, entry);
    }

    /// <summary>Frees all code of the optimizing tier when there is no room for more and none of it is running; what is hot is compiled again. On
    /// the guest's thread.</summary>
    private void EvictIfFull()
    {
        if (!Volatile.Read(ref _isFull) || _state->NativeDepth > 0)
        {
            return;
        }

        lock (_code)
        {
            for (int function = _module.Imports.Length; function < _module.FunctionCount; function++)
            {
                if (_hasNative[function])
                {
                    Uninstall(function);
                }
            }

            _owners.RemoveAll(owner =>
            {
                (owner as IDisposable)?.Dispose();
                return owner is IDisposable;
            });
            _optimizer?.Forget();
            Array.Clear(_samples);
            _heard = -1;
            _state->SwitchAt = -1;
            _isFull = false;
        }

        Registry.AddEviction();
    }

    /// <summary>Lets calls of a function go where they went before it had native code.</summary>
    private void Uninstall(int function)
    {
        FunctionEntry* entry = _state->Functions + function;
        _hasNative[function] = false;
        entry->Native = 0;
        entry->Compiled = _managed[function];
        if (entry->Enter == 0)
        {
            entry->Code = _code.CodeOf(function) is var code && code != null ? code : _code.LoweringStub(function);
        }
    }

    private void StartCompilers()
    {
        if (_compiler is not null)
        {
            return;
        }

        _compiler = new BackgroundCompiler(_makeGenerator!, CompileForFirstTier) { IsSynchronous = _isSynchronous };
        _hasKeptLoops = new bool[_module.FunctionCount];
        if (_makeOptimizer is not null)
        {
            _samples = new int[_module.FunctionCount];
            _recallEnd = Environment.TickCount64 + RecallWithin;
            _optimizer = new BackgroundCompiler(_makeOptimizer, CompileForOptimizer, AttractFromOutside, RecallsCode ? InstallKept : null)
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
        if (block >= 0 ? _optimizer!.EntryAt(function, block) is null : !_hasNative[function])
        {
            CompileFor(_optimizer!, generator, function, block);
            AttractFromOutside();
        }
    }

    /// <summary>Installs what earlier runs left: it was hot there, and costs nothing like a compilation. On the optimizing compiler's thread.</summary>
    private void InstallKept(CodeGenerator generator)
    {
        foreach (CodeRequest kept in generator.Recall(_module, _targets))
        {
            if (!TryPut(_optimizer!, generator, kept.Function, kept.Block, static (tier, _, function, block) => tier.TakeKept(function, block)))
            {
                // What is left isn't worth throwing the rest out.
                _isFull = false;
                return;
            }

            _hasKeptLoops[kept.Function] |= kept.Block >= 0;
        }
    }

    /// <summary>Compiles on the compiler's thread. What fails is left to the tier below, and told once.</summary>
    private void CompileFor(BackgroundCompiler compiler, CodeGenerator generator, int function, int block) =>
        TryPut(compiler, generator, function, block, static (tier, instance, function, block) => tier.TakeKept(function, block) ?? instance.Compile(tier, function, block));

    private CompiledGroup? Compile(CodeGenerator generator, int function, int block)
    {
        bool isReady = generator.TryPrepare();
        // Now that it is known which compiler there is there may be code that it made.
        return generator.TakeKept(function, block) is { } kept ? kept
            : !isReady ? null
            : block < 0 ? generator.Compile(Unit(function))
            : generator.CompileEntryAt(Unit(function), block);
    }

    /// <summary>Gets code and installs it; false when there is no room for more.</summary>
    private bool TryPut(
        BackgroundCompiler compiler, CodeGenerator generator, int function, int block, Func<CodeGenerator, PcodeInstance, int, int, CompiledGroup?> get)
    {
        CompiledGroup? group;
        try
        {
            CompileClock clock = CompileClock.Start(_recorder);
            group = get(generator, this, function, block);
            Registry.Add(group, generator.Tier, block, clock, inBackground: true);
        }
        catch (CodeGenerationException problem) when (problem.IsFull)
        {
            Volatile.Write(ref _isFull, true);
            return false;
        }
        catch (CodeGenerationException problem)
        {
            Interlocked.CompareExchange(ref _tierWarning, $"{generator.Name}: {problem.Message}", null);
            return true;
        }

        lock (_code)
        {
            if (group is not null && _state != null)
            {
                Put(compiler, group, function, block);
            }
        }

        return true;
    }

    private void Put(BackgroundCompiler compiler, CompiledGroup group, int function, int block)
    {
        if (block < 0)
        {
            Install(group);
            return;
        }

        _owners.Add(group.Owner);
        EntriesCompiled++;
        compiler.AddEntry(function, block, group.Functions[0]);
        if (compiler == _optimizer && _heard >= 0 && _exits[_heard].Block == block && _exits[_heard].Places[0].Function == function)
        {
            Volatile.Write(ref _state->SwitchAt, _heard);
        }
    }
}

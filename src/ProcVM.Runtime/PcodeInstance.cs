using System.Runtime.InteropServices;
using ProcVM.Core;
using ProcVM.Module;
using ProcVM.Runtime.Execution;
using ProcVM.Runtime.Lowering;
using ProcVM.Runtime.Profiling;
using ProcVM.Runtime.Tiers;

namespace ProcVM.Runtime;

/// <summary>A running P-code program: a verified module, its memory and globals, and the host calls it was given.</summary>
public sealed unsafe partial class PcodeInstance : IDisposable
{
    // Well under a millisecond.
    private const int Slice = 20_000;

    // Slots are at most four times what an activation's cost counts for them (SlotLimit), calls cost 64 bytes or more.
    private const int SlotFactor = 4;

    // Bytes of the host's stack that compiled code leaves to what it calls.
    private const int StackReserve = 512 << 10;

    // Up to this many types are compared one by one: cheaper than to make the dictionary.
    private const int FewTypes = 16;

    private readonly VerifiedModule _verified;
    private readonly PcodeModule _module;
    private readonly HostCallTable _host;
    private readonly PcodeLimits _limits;
    private readonly CodeStore _code;
    private readonly InstanceTables _tables;
    private readonly int[] _signatures;
    private readonly int[] _hostCalls;
    private readonly CallTargets _targets;
    private EngineState* _state;
    private ulong* _slotStack;
    private CallFrame* _callStack;
    private bool _disposed;

    private PcodeInstance(
        VerifiedModule verified, HostCallTable host, PcodeLimits limits, GuestMemory memory, int[] hostCalls, Func<CodeGenerator>? generator,
        TierPolicy policy, ProfileRecorder? recorder, Func<CodeGenerator?>? optimizer)
    {
        _makeGenerator = generator;
        _policy = policy;
        _makeOptimizer = optimizer;
        _recorder = recorder;
        _verified = verified;
        _module = verified.Module;
        _host = host;
        _limits = limits;
        _hostCalls = hostCalls;
        Memory = memory;
        _signatures = InternSignatures(_module);
        _code = new CodeStore(_module.FunctionCount);
        _tables = new InstanceTables(_module);
        _state = (EngineState*)NativeMemory.AllocZeroed((nuint)sizeof(EngineState));
        uint stack = _module.Memory.StackSize;
        _slotStack = (ulong*)NativeMemory.AllocZeroed((((nuint)stack * SlotFactor) + 4096) * 1);
        _callStack = (CallFrame*)NativeMemory.AllocZeroed((nuint)((stack / 64) + 4) * (nuint)sizeof(CallFrame));
        _state->Functions = (FunctionEntry*)NativeMemory.AllocZeroed((nuint)Math.Max(_module.FunctionCount, 1) * (nuint)sizeof(FunctionEntry));
        _state->FunctionCount = (uint)_module.FunctionCount;
        _state->Globals = (ulong*)NativeMemory.AllocZeroed((nuint)Math.Max(_module.Globals.Length, 1) * 8);
        _state->Memory = memory.Base;
        _state->MemorySize = memory.Size;
        _state->Attended = _state->SwitchAt = -1;
        _state->Depth = stack;
        _state->Tell = long.MaxValue;
        _state->Fuel = limits.Fuel;
        _targets = new CallTargets(_state->Functions, _module, verified.MaxStack, hostCalls, _signatures);
        _state->Slice = Slice;
        _state->CountsHeat = generator is not null && policy != TierPolicy.Always ? 1 : 0;
        if (recorder is not null)
        {
            _probes = recorder.Attach(_module);
            Trace.Recorder = recorder;
            if (_probes.TakesSamples)
            {
                // Each sample counts as a slice that is over: so the interpreter comes back for them alone.
                _state->Slice = SampledSlice;
                _state->Noted = _probes.Notes;
                _countsSamplesAsHeat = _state->CountsHeat != 0;
                _state->CountsHeat = 0;
            }
        }

        FillFunctions();
        for (int i = 0; i < _module.Globals.Length; i++)
        {
            _state->Globals[i] = _module.Globals[i].Initial;
        }

        foreach (DataSegment segment in _module.Data)
        {
            // The verifier has checked that active segments fit the memory's minimum.
            if (segment.IsActive && memory.TrySlice(segment.Offset, (uint)segment.Bytes.Length, out Span<byte> target))
            {
                segment.Bytes.Span.CopyTo(target);
            }
        }
    }

    /// <summary>The guest's memory.</summary>
    public GuestMemory Memory { get; }

    /// <summary>The limit of its call depth, in bytes.</summary>
    public uint DepthLimit => _module.Memory.StackSize;

    /// <summary>Makes an instance, or says why not: imports that the host lacks, no entry function, too little memory.</summary>
    /// <param name="verified">The program.</param>
    /// <param name="host">Its host calls.</param>
    /// <param name="limits">What it may use.</param>
    /// <param name="generator">Makes the tier above the interpreter when it is needed first; null when there is none.</param>
    /// <param name="policy">When functions go to that tier.</param>
    /// <param name="recorder">Records the run; null for a run that isn't profiled.</param>
    /// <param name="optimizer">Makes the tier for what is hot in that one, on another thread; gives null when the host has none.</param>
    public static LoadResult<PcodeInstance> Create(
        VerifiedModule verified, HostCallTable host, PcodeLimits limits, Func<CodeGenerator>? generator = null,
        TierPolicy policy = TierPolicy.WhenHot, ProfileRecorder? recorder = null, Func<CodeGenerator?>? optimizer = null)
    {
        PcodeModule module = verified.Module;
        List<Diagnostic> errors = [];
        int[] hostCalls = ResolveImports(module, host, errors);
        if (module.Entry < 0)
        {
            errors.Add(new Diagnostic(RuntimeDiagnostics.NoEntry, null));
        }

        ulong minimum = (ulong)module.Memory.Minimum * GuestMemory.PageSize;
        ulong limit = Math.Min((ulong)module.Memory.Maximum * GuestMemory.PageSize, Math.Min(limits.Memory, 1UL << 32));
        if (minimum > limit)
        {
            errors.Add(new Diagnostic(RuntimeDiagnostics.TooMuchMemory, null, minimum, limits.Memory));
        }

        if (errors.Count > 0)
        {
            return LoadResult<PcodeInstance>.Failure(errors);
        }

        GuestMemory memory;
        try
        {
            memory = new GuestMemory(minimum, limit);
        }
        catch (OutOfMemoryException)
        {
            return LoadResult<PcodeInstance>.Failure(new Diagnostic(RuntimeDiagnostics.NoHostMemory, null, limit));
        }

        host.Attach(memory);
        return LoadResult<PcodeInstance>.Success(new PcodeInstance(verified, host, limits, memory, hostCalls, generator, policy, recorder, optimizer));
    }

    /// <summary>Runs the entry function to its end. An instance runs once.</summary>
    /// <param name="stackBytes">The size of the calling thread's stack, most of it free; 0 when it isn't known.</param>
    public RunResult Run(int stackBytes = 0)
    {
        if (stackBytes > StackReserve)
        {
            _state->StackLimit = (nint)(&stackBytes) - stackBytes + StackReserve;
        }

        ObjectDisposedException.ThrowIf(_disposed, this);
        _recorder?.Start();
        RunResult result = RunEntry();
        TakeNotes();
        _recorder?.End(Registry);
        return result;
    }

    private RunResult RunEntry()
    {
        int entry = _module.Entry;
        CallFrame* first = _callStack;
        first->Return = _code.ExitStub;
        first->Slots = _slotStack;
        first->Frame = Memory.Base + _module.Memory.StackBase;
        _state->Slots = _slotStack;
        _state->Calls = first + 1;
        _state->Frame = first->Frame + _state->Functions[entry].Frame;
        _state->Ip = _state->Functions[entry].Code;
        _state->Depth -= _state->Functions[entry].Cost;
        if (_state->Depth < 0)
        {
            End(RunEnd.Trapped, TrapKind.Stack, TrapMessages.Describe(_state, TrapKind.Stack));
            StackTrace.Add(Trace, _state, _callStack, _code, skipTop: false);
            return Result();
        }

        return RunLoop(_callStack) == EngineExit.Returned ? new RunResult(RunEnd.Exited, 0, null, Statistics()) : Result();
    }

    /// <summary>Makes the run end soon, from any thread, also before it started. A host call that blocks is not woken.</summary>
    public void Interrupt()
    {
        lock (_code)
        {
            if (_state != null)
            {
                Ask(EngineState.Stop);
            }
        }
    }

    /// <summary>Frees the instance's memory.</summary>
    public void Dispose()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        lock (_code)
        {
            if (_state->Instance != 0)
            {
                GCHandle.FromIntPtr(_state->Instance).Free();
            }

            NativeBlock.Free(_state->Functions);
            NativeBlock.Free(_state->Globals);
            NativeBlock.Free(_state);
            _state = null;
        }

        _generator?.Dispose();
        _compiler?.Stop();
        _optimizer?.Stop();
        NativeBlock.Free(_slotStack);
        NativeBlock.Free(_callStack);
        _probes?.Dispose();
        _code.Dispose();
        Memory.Dispose();
    }

    private static int[] ResolveImports(PcodeModule module, HostCallTable host, List<Diagnostic> errors)
    {
        int[] calls = new int[module.Imports.Length];
        for (int i = 0; i < calls.Length; i++)
        {
            Import import = module.Imports[i];
            string wanted = module.Types[import.Type].Letters;
            calls[i] = host.Resolve(import.Module, import.Name, out string signature);
            if (calls[i] < 0)
            {
                errors.Add(new Diagnostic(RuntimeDiagnostics.UnknownImport, null, import.Module, import.Name));
            }
            else if (signature != wanted)
            {
                errors.Add(new Diagnostic(RuntimeDiagnostics.WrongImport, null, import.Module, import.Name, signature, wanted));
            }
        }

        return calls;
    }

    private static int[] InternSignatures(PcodeModule module)
    {
        int[] signatures = new int[module.Types.Length];
        if (signatures.Length > FewTypes)
        {
            InternManySignatures(module, signatures);
            return signatures;
        }

        string[] letters = new string[signatures.Length];
        for (int i = 0; i < signatures.Length; i++)
        {
            letters[i] = module.Types[i].Letters;
            while (letters[signatures[i]] != letters[i])
            {
                signatures[i]++;
            }
        }

        return signatures;
    }

    private static void InternManySignatures(PcodeModule module, int[] signatures)
    {
        Dictionary<string, int> byLetters = new(StringComparer.Ordinal);
        for (int i = 0; i < signatures.Length; i++)
        {
            string letters = module.Types[i].Letters;
            if (!byLetters.TryGetValue(letters, out int number))
            {
                byLetters.Add(letters, number = byLetters.Count);
            }

            signatures[i] = number;
        }
    }

    private void FillFunctions()
    {
        for (int i = 0; i < _module.FunctionCount; i++)
        {
            FunctionEntry* entry = _state->Functions + i;
            if (i < _module.Imports.Length)
            {
                entry->Signature = _signatures[_module.Imports[i].Type];
                entry->Code = _code.AddHostStub(i, _hostCalls[i], _module.TypeOf(i));
                continue;
            }

            Function function = _module.Functions[i - _module.Imports.Length];
            entry->Signature = _signatures[function.Type];
            entry->Frame = _targets.FrameOf(i);
            entry->Cost = _targets.CostOf(i);
            entry->Code = _code.LoweringStub(i);
        }
    }

    private RunStatistics Statistics()
    {
        IReadOnlyList<TierStatistics>? tiers = Registry.IsEmpty ? null : TierStatistics.Of(Registry);
        return new RunStatistics(
            _code.FunctionsLowered, _code.Units, _limits.Fuel >= 0 ? _limits.Fuel - _state->Fuel : -1, Memory.Size,
            tiers is { Count: > 0 } ? tiers[^1].Name : _generator?.Name, FunctionsCompiled, EntriesCompiled)
        {
            TierWarning = Volatile.Read(ref _tierWarning),
            Tiers = tiers,
        };
    }
}

using System.Globalization;
using ProcVM.Core;
using ProcVM.Core.Text;
using ProcVM.Module;
using ProcVM.Pascal.Binding;
using ProcVM.Pascal.Units;

namespace ProcVM.Pascal.Emit;

/// <summary>What the code of all routines of a module shares.</summary>
internal sealed class ModuleContext
{
    // Variables of other modules have made-up addresses, each so far from all others that no offset leads to another's.
    private const long ExternalSpan = 1L << 34;

    private readonly Dictionary<string, FunctionHandle> _hostCalls = new(StringComparer.Ordinal);
    private readonly Dictionary<VariableSymbol, uint> _statics = [];
    private readonly Dictionary<RoutineSymbol, RoutinePlan> _plans = [];
    private readonly Dictionary<string, uint> _memberTables = new(StringComparer.Ordinal);
    private SourceText? _lastSource;
    private int _lastFile;

    private readonly Dictionary<VariableSymbol, long> _external = [];
    private readonly List<string> _externalNames = [];

    /// <param name="module">The module.</param>
    /// <param name="options">How to compile.</param>
    /// <param name="unit">The unit that becomes a module of its own; null for a program.</param>
    internal ModuleContext(ModuleBuilder module, PascalOptions options, UnitSymbol? unit = null)
    {
        Unit = unit;
        Module = module;
        Options = options;
        Sets = new SetRoutines(module);
        Strings = new StringRoutines(module);
        Heap = new HeapRoutines(this);
        Managed = new ManagedTypes(this);
    }

    internal ModuleBuilder Module { get; }

    /// <summary>The unit that becomes this module; null in a program's.</summary>
    internal UnitSymbol? Unit { get; }

    /// <summary>Addresses and references in the first values of variables: of a module that is to be linked its code stores them.</summary>
    internal List<InitialValue> InitialValues { get; } = [];

    internal PascalOptions Options { get; }

    internal SetRoutines Sets { get; }

    internal StringRoutines Strings { get; }

    internal HeapRoutines Heap { get; }

    internal ManagedTypes Managed { get; }

    internal List<Diagnostic> Diagnostics { get; } = [];

    internal bool IsIso => Options.IsIso;

    /// <summary>True where the plainest code isn't asked for.</summary>
    internal bool Optimizes => Options.Optimization > 0;

    /// <summary>True when some goto leaves a routine.</summary>
    internal bool HasEscapes { get; init; }

    /// <summary>True where gotos may leave routines, whose variables are released then: a unit compiled apart doesn't know what its
    /// programs do.</summary>
    internal bool Unwinds => HasEscapes || Module.IsRelocatable;

    /// <summary>(frame, reference of a thunk): carries out a non-local goto.</summary>
    internal FunctionHandle Unwind => SharedRoutines.Once(ref field, () => Unwinding.EmitUnwind(Module));

    /// <summary>Ends the program with an exit status on the operand stack; made by the program's emitter.</summary>
    internal FunctionHandle Halt { get; set; }

    /// <summary>(real) → the nearest whole number.</summary>
    internal FunctionHandle Round => SharedRoutines.Once(ref field, () => SharedRoutines.EmitRound(Module));

    /// <summary>(to, from, first): copies a string, letters from first on in the other case.</summary>
    internal FunctionHandle MapCase => SharedRoutines.Once(ref field, () => SharedRoutines.EmitMapCase(Module));

    /// <summary>Routines whose code must be written, callers first.</summary>
    internal Queue<RoutinePlan> Pending { get; } = [];

    /// <summary>A host call, imported when first used.</summary>
    internal FunctionHandle Host(string name)
    {
        if (!_hostCalls.TryGetValue(name, out FunctionHandle handle))
        {
            handle = Module.Import(PvmImports.Module, name, PvmImports.Letters(name)!);
            _hostCalls.Add(name, handle);
        }

        return handle;
    }

    /// <summary>The address of a static variable; of another module's, and anything near it, what <see cref="SymbolOf"/> makes a symbol of.</summary>
    internal long StaticOf(VariableSymbol variable)
    {
        VariableSymbol stored = variable.Overlays is { IsStatic: true } overlaid ? overlaid : variable;
        return IsExternal(stored) ? ExternalOf(stored) : OwnStaticOf(stored);
    }

    /// <summary>True for an address in another module.</summary>
    internal static bool IsExternal(long address) => address >= ExternalSpan / 2;

    /// <summary>The symbol of a relocated address.</summary>
    internal string SymbolOf(long address)
    {
        int place = (int)((address + (ExternalSpan / 2)) / ExternalSpan) - 1;
        uint addend = (uint)(place < 0 ? address : address - ((place + 1) * ExternalSpan));
        return string.Create(CultureInfo.InvariantCulture, $"{(place < 0 ? "" : _externalNames[place])}+{addend}");
    }

    /// <summary>What calls of a routine name.</summary>
    internal FunctionHandle HandleOf(RoutineSymbol routine) =>
        IsExternal(routine) ? ImportOf(routine, UnitExports.NameOf(routine), takesLink: false) : PlanOf(routine).Handle;

    private bool IsExternal(RoutineSymbol routine) => Module.IsRelocatable && routine.Unit != Unit;

    private bool IsExternal(VariableSymbol variable) =>
        Module.IsRelocatable && (variable.StandardFile != 0 ? Unit is not null : variable.Unit is { } unit && unit != Unit);

    private FunctionHandle ImportOf(RoutineSymbol routine, string name, bool takesLink) =>
        Module.Import(UnitExports.ModuleOf(routine.Unit!), name, Module.TypeAt(Signatures.Of(Module, routine.Type, takesLink)).Letters);

    private long ExternalOf(VariableSymbol variable)
    {
        if (!_external.TryGetValue(variable, out long place))
        {
            string module = variable.Unit is { } unit ? UnitExports.ModuleOf(unit) : UnitExports.Program;
            _externalNames.Add($"{module}:{UnitExports.NameOf(variable)}");
            place = _externalNames.Count * ExternalSpan;
            _external.Add(variable, place);
        }

        return place;
    }

    private uint OwnStaticOf(VariableSymbol variable)
    {
        if (_statics.TryGetValue(variable, out uint address))
        {
            return address;
        }

        address = Module.Data.Reserve((uint)variable.Type.Size, (uint)Math.Max(variable.Type.Alignment, 1));
        _statics.Add(variable, address);
        if (variable.StandardFile != 0)
        {
            Module.Data.Initialise(address, [(byte)variable.StandardFile, 0, 0, 0]);
        }

        if (variable.Image is { } image)
        {
            Module.Data.Initialise(address, image.Bytes);
            Initialise(address, image);
        }

        return address;
    }

    private void Initialise(uint address, StaticImage image)
    {
        foreach ((int offset, VariableSymbol target, int addend) in image.Addresses)
        {
            long value = StaticOf(target) + addend;
            if (Module.IsRelocatable)
            {
                InitialValues.Add(new InitialValue(address + (uint)offset, value, default));
            }
            else
            {
                Module.Data.Initialise(address + (uint)offset, BitConverter.GetBytes((uint)value));
            }
        }

        foreach ((int offset, RoutineSymbol routine) in image.Routines)
        {
            FunctionHandle reference = ReferenceTo(routine);
            if (Module.IsRelocatable)
            {
                InitialValues.Add(new InitialValue(address + (uint)offset, 0, reference));
            }
            else
            {
                Module.Data.InitialiseReference(address + (uint)offset, reference);
            }
        }
    }

    /// <summary>The plan of a routine; the first request queues its code.</summary>
    internal RoutinePlan PlanOf(RoutineSymbol routine)
    {
        if (!_plans.TryGetValue(routine, out RoutinePlan? plan))
        {
            FunctionBuilder code = Module.Function(NameOf(routine), Signatures.Of(Module, routine.Type, routine.NeedsStaticLink));
            plan = new RoutinePlan(routine, code);
            _plans.Add(routine, plan);
            new RoutineLayout(this, plan).Place();
            Pending.Enqueue(plan);
        }

        return plan;
    }

    /// <summary>What a procedural value refers to: the routine itself when it takes a static link, else a function that
    /// takes one and ignores it.</summary>
    internal FunctionHandle ReferenceTo(RoutineSymbol routine)
    {
        if (IsExternal(routine))
        {
            return ImportOf(routine, UnitExports.ReferenceOf(routine), takesLink: true);
        }

        RoutinePlan plan = PlanOf(routine);
        if (plan.TakesLink)
        {
            return plan.Handle;
        }

        if (!plan.Thunk.IsValid)
        {
            FunctionBuilder thunk = Module.Function(plan.Code.Name, Signatures.Of(Module, routine.Type, takesLink: true));
            int parameters = thunk.LocalCount;
            for (int i = 1; i < parameters; i++)
            {
                thunk.Get(i);
            }

            thunk.Call(plan.Handle);
            thunk.Emit(Opcode.Return);
            plan.Thunk = thunk.Handle;
        }

        return plan.Thunk;
    }

    /// <summary>The address of 256 bytes, 1 for each member of a set.</summary>
    internal uint MemberTable(ulong[] words)
    {
        string key = string.Join(',', words);
        if (!_memberTables.TryGetValue(key, out uint address))
        {
            byte[] table = new byte[256];
            for (int i = 0; i < table.Length; i++)
            {
                table[i] = (byte)((words[i / 64] >> (i % 64)) & 1);
            }

            address = Module.Data.Place(table, 1);
            _memberTables.Add(key, address);
        }

        return address;
    }

    /// <summary>The number of a source for line marks.</summary>
    internal int FileOf(SourceText source)
    {
        if (!ReferenceEquals(source, _lastSource))
        {
            _lastSource = source;
            _lastFile = Module.File(source.Path);
        }

        return _lastFile;
    }

    private static string NameOf(RoutineSymbol routine)
    {
        // Routines nest; the innermost names tell enough.
        const int Longest = 200;
        string name = routine.Name;
        for (RoutineSymbol? outer = routine.Parent; outer is { Level: > 0 } && name.Length < Longest; outer = outer.Parent)
        {
            name = outer.Name + "." + name;
        }

        return routine.Unit is { } unit && routine.Parent is not null ? unit.Name + "." + name : name;
    }
}

/// <summary>An address or reference that a variable begins with.</summary>
/// <param name="Address">Where it is stored.</param>
/// <param name="Value">The address, as <see cref="ModuleContext.StaticOf"/> gives it.</param>
/// <param name="Routine">The routine referred to; invalid for an address.</param>
internal readonly record struct InitialValue(uint Address, long Value, FunctionHandle Routine);

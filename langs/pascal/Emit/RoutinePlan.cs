using ProcVM.Module;
using ProcVM.Pascal.Binding;

namespace ProcVM.Pascal.Emit;

/// <summary>What callers and nested routines need to know of a routine before its code is written: its function, and
/// where its variables are.</summary>
internal sealed class RoutinePlan
{
    private readonly Dictionary<LabelSymbol, (LabelHandle Label, int Number)> _escapeTargets = [];

    internal RoutinePlan(RoutineSymbol routine, FunctionBuilder code)
    {
        Routine = routine;
        Code = code;
        TakesLink = routine.NeedsStaticLink;
    }

    internal RoutineSymbol Routine { get; }

    internal FunctionBuilder Code { get; }

    internal FunctionHandle Handle => Code.Handle;

    /// <summary>True when parameter 0 is the address of the enclosing routine's frame.</summary>
    internal bool TakesLink { get; }

    /// <summary>The local with the address to which a result handled by address is written; −1 when there is none.</summary>
    internal int ResultAddress { get; set; } = -1;

    /// <summary>Where each of its variables is kept, statics aside.</summary>
    internal Dictionary<VariableSymbol, Storage> Variables { get; } = [];

    /// <summary>The bounds that come with array parameters: the parameter's local, its cell, and where it is kept.</summary>
    internal List<(int Local, Cell Cell, Storage Storage)> Bounds { get; } = [];

    /// <summary>Where the high bounds of open array parameters are kept.</summary>
    internal Dictionary<VariableSymbol, Storage> Highs { get; } = [];

    /// <summary>The first P-code local of each parameter, in order.</summary>
    internal List<int> ParameterLocals { get; } = [];

    /// <summary>Place in the frame of the flag that tells whether a result was given, for nested routines; or its local.</summary>
    internal Storage ResultFlag { get; set; }

    /// <summary>What a call through a reference with static link reaches; invalid until needed.</summary>
    internal FunctionHandle Thunk { get; set; }

    /// <summary>Static memory that holds the frame's address, of the main routine with escape targets.</summary>
    internal uint FrameCell { get; set; }

    internal void AddEscapeTarget(LabelSymbol symbol) =>
        _escapeTargets.Add(symbol, (Code.NewEscapeTarget(out int number), number));

    internal (LabelHandle Label, int Number) EscapeTarget(LabelSymbol symbol) => _escapeTargets[symbol];

    /// <summary>The function that resumes an activation to release what it holds; invalid until needed.</summary>
    internal FunctionHandle CleanupThunk { get; set; }

    /// <summary>The function that resumes an activation at an escape target; invalid until needed.</summary>
    internal Dictionary<LabelSymbol, FunctionHandle> EscapeThunks { get; } = [];

    internal bool HasEscapeTargets => _escapeTargets.Count > 0;
}

using ProcVM.Core.Text;
using ProcVM.Pascal.Syntax;
using ProcVM.Pascal.Units;

namespace ProcVM.Pascal.Binding;

/// <summary>A unit on its way through the binder: its source, or its compiled form.</summary>
internal sealed class LoadedUnit
{
    private readonly Universe _universe;
    private readonly ForeignTypes _types;
    private UnitInterface? _interface;

    internal LoadedUnit(Universe universe, ForeignTypes types, string name, SourceSpan span)
    {
        _universe = universe;
        _types = types;
        Initialization = new RoutineSymbol(name, null, span) { Unit = new UnitSymbol(name) };
    }

    /// <summary>The source; null for a compiled unit.</summary>
    internal UnitSyntax? Syntax { get; init; }

    /// <summary>The compiled form; null for a source.</summary>
    internal CompiledUnit? Compiled { get; init; }

    /// <summary>The clause by which a compiled unit was found, and the file it is in.</summary>
    internal UsedUnitSyntax Clause { get; init; }

    internal SourceText? From { get; init; }

    /// <summary>The clause of a source that led to a compiled unit: where its errors are shown.</summary>
    internal SourceSpan Place { get; set; }

    internal RoutineSymbol Initialization { get; }

    internal UnitSymbol Symbol => Initialization.Unit!;

    internal string Key => Symbol.Key;

    internal RoutineSymbol? Finalization { get; set; }

    internal bool IsInterfaceBound { get; set; }

    internal List<UsedUnit> Uses { get; } = [];

    /// <summary>The interface, once it is bound, as a compiled unit describes it.</summary>
    internal UnitInterface Interface
    {
        get
        {
            if (_interface is null)
            {
                // What it is made of belongs to units that are described already.
                UsedUnit[] uses = [.. Uses.Where(used => used.IsInInterface)];
                foreach (UsedUnit used in uses)
                {
                    _ = used.Unit.Interface;
                }

                SetInterface(InterfaceWriter.Write(Symbol.Interface, uses.Select(used => used.Unit), _universe, _types));
            }

            return _interface!;
        }
    }

    /// <summary>The unit as the program starts and ends it.</summary>
    internal BoundUnit Bound => new(Symbol, Initialization, Compiled is null ? Finalization : CompiledFinalization()) { Module = Compiled?.Module };

    internal void SetInterface(UnitInterface described)
    {
        _interface = described;
        _types.Add(this, described.Types);
    }

    internal UnitUse[] UsedInterfaces() =>
        [.. Uses.Select(used => new UnitUse(used.Unit.Symbol.Name, used.Path, used.IsInInterface, used.Unit.Interface.Hash))];

    private RoutineSymbol? CompiledFinalization() =>
        Array.Exists(Compiled!.Module.Exports, export => export.Name == UnitExports.Finalization)
            ? new RoutineSymbol(Symbol.Name, null, default) { Unit = Symbol, IsFinalization = true }
            : null;
}

/// <summary>A unit in a uses clause.</summary>
/// <param name="Unit">The unit.</param>
/// <param name="Path">The file that <c>in</c> names; null without.</param>
/// <param name="IsInInterface">The clause is the interface's.</param>
internal readonly record struct UsedUnit(LoadedUnit Unit, string? Path, bool IsInInterface);

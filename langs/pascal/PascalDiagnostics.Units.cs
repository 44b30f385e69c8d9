using ProcVM.Core;

namespace ProcVM.Pascal;

/// <summary>Units that were compiled separately: PAS420 to PAS429.</summary>
public static partial class PascalDiagnostics
{
    public static readonly DiagnosticDescriptor NotAUnit = Error("PAS420", "'{0}' isn't a compiled unit: {1}",
        "A unit's compiled form is made by procvm build UNIT.pas -o UNIT.pcode. The file is something else, damaged, or of another version; "
        + "with the unit's source beside it, it would be compiled again.");

    public static readonly DiagnosticDescriptor UnitChanged = Error("PAS421", "unit '{0}' in '{1}' was compiled against another interface of unit '{2}', and its source isn't there",
        "The interface of the used unit has changed since. Compile the unit again: procvm build UNIT.pas -o UNIT.pcode.");

    public static readonly DiagnosticDescriptor UsedUnitMissing = Error("PAS422", "unit '{0}' in '{1}' uses unit '{2}', which isn't there",
        "A compiled unit needs the units it uses, compiled or as sources, when a program is built. They are looked for as if the program used them, and beside it.");

    public static readonly DiagnosticDescriptor NotLinkable = Error("PAS423", "unit '{0}' can't be linked: {1}",
        "The compiled unit's code doesn't fit the program. Compile the unit again: procvm build UNIT.pas -o UNIT.pcode.");

    private static DiagnosticDescriptor[] UnitsMessages => [NotAUnit, UnitChanged, UsedUnitMissing, NotLinkable];
}

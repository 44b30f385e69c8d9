using ProcVM.Pascal.Binding;

namespace ProcVM.Pascal.Units;

/// <summary>The names under which modules of separately compiled units show things to each other: no Pascal name has a $.</summary>
internal static class UnitExports
{
    /// <summary>The name of the program's module to units.</summary>
    internal const string Program = "program";

    /// <summary>Ends the program: (status).</summary>
    internal const string Halt = "$halt";

    /// <summary>Stores addresses in the first values of variables, where the linker can't.</summary>
    internal const string Data = "$data";

    internal const string Initialization = "$init";

    internal const string Finalization = "$final";

    /// <summary>The name of a unit's module to others.</summary>
    internal static string ModuleOf(UnitSymbol unit) => "unit/" + unit.Key;

    internal static string NameOf(RoutineSymbol routine) => routine switch
    {
        { Parent: null, IsFinalization: true } => Finalization,
        { Parent: null } => Initialization,
        { OverloadIndex: 0 } => routine.Name.ToLowerInvariant(),
        _ => $"{routine.Name.ToLowerInvariant()}${routine.OverloadIndex}",
    };

    /// <summary>The routine as a procedural value refers to it: with a static link.</summary>
    internal static string ReferenceOf(RoutineSymbol routine) => NameOf(routine) + "$ref";

    internal static string NameOf(VariableSymbol variable) => variable.StandardFile switch
    {
        1 => "$input",
        2 => "$output",
        3 => "$stderr",
        _ => variable.Name.ToLowerInvariant(),
    };
}

using ProcVM.Core;

namespace ProcVM.Pascal;

/// <summary>Programs that are right but too large: PAS400 to PAS409.</summary>
public static partial class PascalDiagnostics
{
    public static readonly DiagnosticDescriptor TooManyLocals = Error("PAS400", "'{0}' needs more than 50,000 local values",
        "A routine has too many variables and intermediate values for one P-code function. Divide it into several routines.");

    public static readonly DiagnosticDescriptor RoutineTooLarge = Error("PAS401", "'{0}' is too large: {1}",
        "A routine's code is at most 8 MiB with 65,535 places to jump to. Divide it into several routines.");

    public static readonly DiagnosticDescriptor FrameTooLarge = Error("PAS402", "the variables of '{0}' take more than 16 MiB",
        "Local variables live on the stack. Declare large arrays in the program, or allocate them with new.");

    public static readonly DiagnosticDescriptor TooManyParameters = Error("PAS403", "'{0}' has more than 255 parameter values",
        "A P-code function has at most 255 parameters; bounds of array parameters and static links count too.");

    public static readonly DiagnosticDescriptor StaticsTooLarge = Error("PAS404", "the program's variables take more than 1 GiB",
        "Variables of the program and of units lie in static memory, of which there is at most 1 GiB.");

    private static DiagnosticDescriptor[] LimitsMessages =>
    [
        TooManyLocals, RoutineTooLarge, FrameTooLarge, TooManyParameters, StaticsTooLarge,
    ];
}

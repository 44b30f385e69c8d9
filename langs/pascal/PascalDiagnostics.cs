using ProcVM.Core;
using ProcVM.Pascal.Binding;

namespace ProcVM.Pascal;

/// <summary>What can be wrong with a Pascal source. Tokens and directives: PAS001 to PAS029; grammar: PAS030 to PAS099.</summary>
public static partial class PascalDiagnostics
{
    /// <summary>All of them, for <c>procvm explain</c>.</summary>
    public static IReadOnlyList<DiagnosticDescriptor> All =>
        [.. GrammarMessages, .. LimitsMessages, .. UnitsMessages, .. TokensMessages, .. BindingDiagnostics.All];

    private static DiagnosticDescriptor Error(string code, string format, string explanation) =>
        new(code, DiagnosticSeverity.Error, format, explanation);

    private static DiagnosticDescriptor Warning(string code, string format, string explanation) =>
        new(code, DiagnosticSeverity.Warning, format, explanation);
}

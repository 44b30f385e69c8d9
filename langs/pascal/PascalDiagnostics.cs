using ProcVM.Core;

namespace ProcVM.Pascal;

/// <summary>What can be wrong with a Pascal source. Tokens and directives: PAS001 to PAS029; grammar: PAS030 to PAS099.</summary>
public static partial class PascalDiagnostics
{
    private static DiagnosticDescriptor Error(string code, string format, string explanation) =>
        new(code, DiagnosticSeverity.Error, format, explanation);

    private static DiagnosticDescriptor Warning(string code, string format, string explanation) =>
        new(code, DiagnosticSeverity.Warning, format, explanation);
}

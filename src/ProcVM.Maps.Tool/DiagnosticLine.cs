using ProcVM.Core;

namespace ProcVM.Maps.Tool;

/// <summary>A diagnostic as MSBuild recognises it: <c>FILE(LINE,COL): error CODE: message</c>.</summary>
internal static class DiagnosticLine
{
    public static string Of(Diagnostic diagnostic)
    {
        string kind = diagnostic.IsError ? "error" : "warning";
        return diagnostic.Span is { } span
            ? $"{span.Source.Path}({span.Position.Line},{span.Position.Column}): {kind} {diagnostic.Descriptor.Code}: {diagnostic.Message}"
            : $"{diagnostic.File}: {kind} {diagnostic.Descriptor.Code}: {diagnostic.Message}";
    }
}

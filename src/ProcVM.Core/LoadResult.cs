using System.Diagnostics.CodeAnalysis;

namespace ProcVM.Core;

/// <summary>What reading hostile input gives: a value, or the errors that say why there is none. Warnings may come
/// with a value.</summary>
public readonly struct LoadResult<T>
    where T : class
{
    private LoadResult(T? value, IReadOnlyList<Diagnostic> diagnostics)
    {
        Value = value;
        Diagnostics = diagnostics;
    }

    /// <summary>The value; null when there are errors.</summary>
    public T? Value { get; }

    /// <summary>Errors and warnings, in order of appearance.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics { get; }

    /// <summary>True when there is a value.</summary>
    [MemberNotNullWhen(true, nameof(Value))]
    public bool Succeeded => Value is not null;

    /// <summary>A result with a value, and warnings perhaps.</summary>
    public static LoadResult<T> Success(T value, IReadOnlyList<Diagnostic>? warnings = null) => new(value, warnings ?? []);

    /// <summary>A result without value.</summary>
    public static LoadResult<T> Failure(params IReadOnlyList<Diagnostic> errors) => new(null, errors);
}

namespace ProcVM.Module;

/// <summary>A function of a module that is being built: its place in the index space is known only at the end, when
/// the number of imports is.</summary>
public readonly record struct FunctionHandle
{
    private readonly int _code;

    private FunctionHandle(int code) => _code = code;

    /// <summary>True for an import.</summary>
    public bool IsImport => _code < 0;

    /// <summary>False for a handle that nobody gave out.</summary>
    public bool IsValid => _code != 0;

    /// <summary>Place among the imports, or among the functions with code.</summary>
    internal int Number => IsImport ? ~_code : _code - 1;

    internal static FunctionHandle ForImport(int number) => new(~number);

    internal static FunctionHandle ForFunction(int number) => new(number + 1);
}

/// <summary>A label of a function that is being built.</summary>
public readonly record struct LabelHandle
{
    internal LabelHandle(int place) => Place = place;

    /// <summary>One more than its place in the builder's list.</summary>
    internal int Place { get; }

    /// <summary>False for a handle that nobody gave out.</summary>
    public bool IsValid => Place != 0;
}

/// <summary>A bound of the module format (SPEC.md section 2) that a function exceeds.</summary>
public enum BuilderLimit
{
    /// <summary>None: the function fits.</summary>
    None,

    /// <summary>50,000 parameters and locals.</summary>
    Locals,

    /// <summary>65,535 labels.</summary>
    Labels,

    /// <summary>8 MiB of code.</summary>
    Code,

    /// <summary>16 MiB of memory frame.</summary>
    Frame,

    /// <summary>255 parameters or 16 results.</summary>
    Signature,
}

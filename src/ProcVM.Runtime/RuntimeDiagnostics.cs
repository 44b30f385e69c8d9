using ProcVM.Core;

namespace ProcVM.Runtime;

/// <summary>Why a verified module can't be made into an instance.</summary>
public static class RuntimeDiagnostics
{
    /// <summary>An import that the host doesn't have.</summary>
    public static readonly DiagnosticDescriptor UnknownImport = new("PVM0290", DiagnosticSeverity.Error,
        "host call {0}.{1} is not known",
        "The module imports a host call that the syscall map of its personality doesn't have. It was made for a newer ProcVM, or by a "
        + "compiler for another host. 'procvm verify FILE' lists all imports that are missing.");

    /// <summary>An import with another signature.</summary>
    public static readonly DiagnosticDescriptor WrongImport = new("PVM0291", DiagnosticSeverity.Error,
        "host call {0}.{1} has the signature {2}, the module wants {3}",
        "The module imports a host call with parameters or results that differ from the syscall map's row. i, l, f, d stand for i32, i64, f32, "
        + "f64; results follow '>'. Compile the source again with this version.");

    /// <summary>No entry.</summary>
    public static readonly DiagnosticDescriptor NoEntry = new("PVM0292", DiagnosticSeverity.Error,
        "the module has no entry function",
        "The module is a library, a Pascal unit perhaps, and can't be run by itself: build a program that uses it.");

    /// <summary>Too much memory.</summary>
    public static readonly DiagnosticDescriptor TooMuchMemory = new("PVM0293", DiagnosticSeverity.Error,
        "the program needs {0} bytes of memory to start, the limit (--memory) is {1}",
        "Static variables, stack and data of the program are larger than what --memory grants. Give it more: procvm run --memory 256M FILE.");

    /// <summary>The host refused.</summary>
    public static readonly DiagnosticDescriptor NoHostMemory = new("PVM0294", DiagnosticSeverity.Error,
        "the host can't reserve {0} bytes of memory",
        "The guest's memory is reserved at its limit when it starts, though only touched pages are used. Lower --memory, or raise the "
        + "host's limit on address space (ulimit -v).");

    /// <summary>All of them, for <c>procvm explain</c>.</summary>
    public static IReadOnlyList<DiagnosticDescriptor> All => [UnknownImport, WrongImport, NoEntry, TooMuchMemory, NoHostMemory];
}

namespace ProcVM.Llvm;

/// <summary>The names distributions give the library.</summary>
internal static class LibraryNames
{
    /// <summary>The version we measure with first, then older ones, then those that may have lost an entry point.</summary>
    public static ReadOnlySpan<string> InOrder => new[]
    {
        "libLLVM.so.19.1", "libLLVM-19.so", "libLLVM-19.so.1", "libLLVM.so.19",
        "libLLVM.so.18.1", "libLLVM-18.so", "libLLVM-18.so.1",
        "libLLVM-17.so.1", "libLLVM-17.so",
        "libLLVM-16.so.1", "libLLVM-16.so",
        "libLLVM.so.20.1", "libLLVM.so.21.1",
    };
}

using System.Runtime.InteropServices;

namespace ProcVM.Llvm;

/// <summary>The names that native code may refer to outside of its own object: helper routines and their addresses. Fill it
/// once; afterwards several threads may load objects with it.</summary>
public sealed class SymbolTable
{
    private readonly Dictionary<string, nint> _addresses = new(StringComparer.Ordinal);
    private readonly Dictionary<nint, string> _names = [];

    /// <summary>A table with the C library's routines that LLVM itself calls for: copying memory, and the exact functions
    /// of floating-point numbers that a CPU may lack.</summary>
    public static SymbolTable WithRuntimeLibrary()
    {
        SymbolTable table = new();
        table.AddFrom("libc.so.6", "memcpy", "memmove", "memset", "memcmp", "bcmp");
        table.AddFrom("libm.so.6", "fmod", "floor", "ceil", "trunc", "rint", "nearbyint", "round", "roundeven", "sqrt", "fma", "copysign");
        table.AddFrom("libm.so.6", "fmodf", "floorf", "ceilf", "truncf", "rintf", "nearbyintf", "roundf", "roundevenf", "sqrtf", "fmaf", "copysignf");
        return table;
    }

    /// <summary>Defines a name.</summary>
    /// <exception cref="ArgumentException">It is defined already.</exception>
    public void Add(string name, nint address)
    {
        _addresses.Add(name, address);
        _names.TryAdd(address, name);
    }

    /// <summary>The address of a name; false when nothing defines it.</summary>
    public bool TryFind(string name, out nint address) => _addresses.TryGetValue(name, out address);

    /// <summary>The name of an address; null when it has none.</summary>
    public string? NameOf(nint address) => _names.GetValueOrDefault(address);

    private void AddFrom(string library, params ReadOnlySpan<string> names)
    {
        if (!NativeLibrary.TryLoad(library, out nint handle))
        {
            return;
        }

        foreach (string name in names)
        {
            if (NativeLibrary.TryGetExport(handle, name, out nint address))
            {
                Add(name, address);
            }
        }
    }
}

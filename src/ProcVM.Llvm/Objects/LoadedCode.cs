using System.Diagnostics.CodeAnalysis;

namespace ProcVM.Llvm;

/// <summary>An object in memory, ready to run.</summary>
public sealed class LoadedCode : IDisposable
{
    private readonly CodeBlock? _code;
    private readonly CodeBlock? _data;
    private readonly NativeFunction[] _functions;
    private readonly Dictionary<string, NativeFunction> _byName = new(StringComparer.Ordinal);
    private readonly Dictionary<nint, string> _externals;

    internal LoadedCode(
        CodeBlock? code, CodeBlock? data, NativeFunction[] functions, Dictionary<nint, string> externals, nint[] sectionAddresses)
    {
        _code = code;
        _data = data;
        _functions = functions;
        _externals = externals;
        SectionAddresses = sectionAddresses;
        Sort(_functions);
        foreach (NativeFunction function in functions)
        {
            _byName.TryAdd(function.Name, function);
        }
    }

    /// <summary>Its functions, by address.</summary>
    public IReadOnlyList<NativeFunction> Functions => _functions;

    /// <summary>Bytes of the heap that it takes.</summary>
    public int Size => (_code?.Size ?? 0) + (_data?.Size ?? 0);

    /// <summary>Where each section lies; 0 for those that aren't loaded.</summary>
    internal nint[] SectionAddresses { get; }

    /// <summary>The function with a name.</summary>
    public bool TryFind(string name, out NativeFunction function) => _byName.TryGetValue(name, out function);

    /// <summary>The function that an address lies in: for profilers.</summary>
    public bool TryFind(nint address, out NativeFunction function)
    {
        int low = 0;
        int high = _functions.Length;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (_functions[middle].Address <= address)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        function = low > 0 ? _functions[low - 1] : default;
        return low > 0 && address - function.Address < function.Size;
    }

    /// <summary>A function's bytes.</summary>
    public ReadOnlySpan<byte> BytesOf(in NativeFunction function) =>
        _code is null ? [] : _code.Writable.Slice((int)(function.Address - _code.Address), function.Size);

    /// <summary>The helper routine that a stub or an address slot at this place stands for.</summary>
    public bool TryFindExternal(nint address, [NotNullWhen(true)] out string? name) => _externals.TryGetValue(address, out name);

    // By insertion: an object lists them in this order but for a few.
    private static void Sort(NativeFunction[] functions)
    {
        for (int i = 1; i < functions.Length; i++)
        {
            NativeFunction function = functions[i];
            int at = i;
            for (; at > 0 && functions[at - 1].Address > function.Address; at--)
            {
                functions[at] = functions[at - 1];
            }

            functions[at] = function;
        }
    }

    /// <summary>Frees the memory; no thread may be in the code.</summary>
    public void Dispose()
    {
        _code?.Dispose();
        _data?.Dispose();
    }
}

using System.Runtime.InteropServices;
using System.Text;

namespace ProcVM.Llvm;

/// <summary>A string as C sees it, for the length of a call.</summary>
internal readonly unsafe ref struct MarshaledString
{
    private readonly byte* _allocated;

    /// <summary>Makes the C string; an empty one, as nearly all names are, costs nothing.</summary>
    public MarshaledString(string value)
    {
        if (value.Length == 0)
        {
            return;
        }

        int size = Encoding.UTF8.GetByteCount(value);
        _allocated = (byte*)NativeMemory.Alloc((nuint)size + 1);
        // SAFETY: the allocation holds exactly the encoded bytes and the zero behind them.
        Encoding.UTF8.GetBytes(value, new Span<byte>(_allocated, size));
        _allocated[size] = 0;
        Length = (nuint)size;
    }

    /// <summary>Bytes without the zero.</summary>
    public nuint Length { get; }

    // SAFETY: a literal's bytes lie in the assembly's image and never move.
    private static sbyte* Empty => (sbyte*)System.Runtime.CompilerServices.Unsafe.AsPointer(ref MemoryMarshal.GetReference("\0"u8));

    public static implicit operator sbyte*(MarshaledString value) => value._allocated is null ? Empty : (sbyte*)value._allocated;

    /// <summary>Copies a C string; a null pointer is empty.</summary>
    public static string Read(sbyte* text) => Marshal.PtrToStringUTF8((nint)text) ?? "";

    /// <summary>Copies a message that LLVM made for us, and frees it.</summary>
    public static string TakeMessage(sbyte* text)
    {
        if (text is null)
        {
            return "";
        }

        string message = Read(text);
        LLVM.DisposeMessage(text);
        return message;
    }

    /// <summary>Frees the C string.</summary>
    public void Dispose() => NativeMemory.Free(_allocated);
}

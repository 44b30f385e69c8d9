using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Unicode;

namespace ProcVM.Core.Text;

/// <summary>UTF-8 of short texts, as names and paths are. Plain loops serve what is all ASCII: the framework's vector code makes the runtime load some
/// two milliseconds' worth of types when it is used first (RATIONALE.md, "Nothing is compiled at start-up").</summary>
public static class Utf8Text
{
    private const int Short = 256;

    /// <summary>The bytes of a text.</summary>
    public static byte[] Encode(string text)
    {
        if (text.Length > Short)
        {
            return EncodeAny(text);
        }

        byte[] bytes = new byte[text.Length];
        for (int i = 0; i < bytes.Length; i++)
        {
            char unit = text[i];
            if (unit >= 0x80)
            {
                return EncodeAny(text);
            }

            bytes[i] = (byte)unit;
        }

        return bytes;
    }

    /// <summary>The text of bytes; false when they aren't UTF-8.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> bytes, out string text) => TryDecodeAscii(bytes, out text) || TryDecodeAny(bytes, out text);

    /// <summary>The text of bytes, with U+FFFD for what isn't UTF-8.</summary>
    public static string Decode(ReadOnlySpan<byte> bytes) => TryDecodeAscii(bytes, out string text) ? text : DecodeAny(bytes);

    // Out of line, so that nothing of them is prepared for who never needs them.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static byte[] EncodeAny(string text) => Encoding.UTF8.GetBytes(text);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static string DecodeAny(ReadOnlySpan<byte> bytes) => Encoding.UTF8.GetString(bytes);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool TryDecodeAny(ReadOnlySpan<byte> bytes, out string text)
    {
        bool isValid = Utf8.IsValid(bytes);
        text = isValid ? Encoding.UTF8.GetString(bytes) : "";
        return isValid;
    }

    private static bool TryDecodeAscii(ReadOnlySpan<byte> bytes, out string text)
    {
        text = "";
        if (bytes.Length > Short)
        {
            return false;
        }

        Span<char> units = stackalloc char[Short];
        for (int i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] >= 0x80)
            {
                return false;
            }

            units[i] = (char)bytes[i];
        }

        text = new string(units[..bytes.Length]);
        return true;
    }
}

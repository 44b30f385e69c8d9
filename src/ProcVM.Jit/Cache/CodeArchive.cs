using System.Buffers.Binary;
using System.Text;

namespace ProcVM.Jit.Cache;

/// <summary>The form of a file of the cache: a header with length and digest of what follows, then a key, then pieces of code.</summary>
/// <remarks>Little-endian. Header: magic (8 bytes), length of the whole file (8), SHA-256 of all behind the header (32). Then the key and the number of
/// pieces; each piece is kind, function, block (4 bytes each), letters, members, object. Texts and bytes have their length (4) before them, members
/// their number. Lengths are checked before they are believed: whatever the file is, it is read or it isn't.</remarks>
internal static class CodeArchive
{
    /// <summary>The longest file.</summary>
    public const int LargestFile = 64 << 20;

    private const int HeaderSize = 48;
    private const int LongestText = 1 << 16;

    private static ReadOnlySpan<byte> Magic => "PVMcode1"u8;

    /// <summary>A file's bytes.</summary>
    public static byte[] Encode(string key, IReadOnlyCollection<KeptCode> pieces)
    {
        byte[] keyBytes = Encoding.UTF8.GetBytes(key);
        int size = HeaderSize + 8 + keyBytes.Length;
        foreach (KeptCode piece in pieces)
        {
            size += SizeOf(piece);
        }

        byte[] file = new byte[size];
        Span<byte> rest = file.AsSpan(HeaderSize);
        Put(ref rest, keyBytes);
        Put(ref rest, pieces.Count);
        foreach (KeptCode piece in pieces)
        {
            Put(ref rest, (int)piece.Kind);
            Put(ref rest, piece.Function);
            Put(ref rest, piece.Block);
            Put(ref rest, Encoding.UTF8.GetBytes(piece.Type));
            Put(ref rest, piece.Members.Length);
            foreach (int member in piece.Members)
            {
                Put(ref rest, member);
            }

            Put(ref rest, piece.Object.Span);
        }

        Seal(file);
        return file;
    }

    /// <summary>Bytes that a piece takes.</summary>
    public static int SizeOf(KeptCode piece) =>
        24 + Encoding.UTF8.GetByteCount(piece.Type) + (4 * piece.Members.Length) + piece.Object.Length;

    /// <summary>Writes the header of a file whose other bytes are complete.</summary>
    public static void Seal(Span<byte> file)
    {
        Magic.CopyTo(file);
        BinaryPrimitives.WriteInt64LittleEndian(file[8..], file.Length);
        Sha256.Hash(file[HeaderSize..], file[16..HeaderSize]);
    }

    /// <summary>Reads a file; false when it isn't whole, or isn't one.</summary>
    /// <param name="file">Its bytes, which the pieces go on to use.</param>
    /// <param name="key">What it was written for.</param>
    /// <param name="pieces">The pieces of code.</param>
    public static bool TryDecode(ReadOnlyMemory<byte> file, out string key, out List<KeptCode> pieces)
    {
        key = "";
        pieces = [];
        ReadOnlySpan<byte> bytes = file.Span;
        if (bytes.Length is < HeaderSize or > LargestFile || !bytes.StartsWith(Magic)
            || BinaryPrimitives.ReadInt64LittleEndian(bytes[8..]) != bytes.Length)
        {
            return false;
        }

        Span<byte> digest = stackalloc byte[Sha256.Size];
        Sha256.Hash(bytes[HeaderSize..], digest);
        ReadOnlyMemory<byte> rest = file[HeaderSize..];
        return digest.SequenceEqual(bytes[16..HeaderSize])
            && TryTakeText(ref rest, out key) && TryTake(ref rest, out int count) && TryTakePieces(ref rest, count, pieces) && rest.IsEmpty;
    }

    private static bool TryTakePieces(ref ReadOnlyMemory<byte> rest, int count, List<KeptCode> pieces)
    {
        for (int i = 0; i < count; i++)
        {
            if (!TryTake(ref rest, out int kind) || !TryTake(ref rest, out int function) || !TryTake(ref rest, out int block)
                || !TryTakeText(ref rest, out string type) || !TryTakeMembers(ref rest, out int[] members)
                || !TryTakeBytes(ref rest, LargestFile, out ReadOnlyMemory<byte> code) || kind is < 0 or > (int)KeptKind.Enter)
            {
                return false;
            }

            pieces.Add(new KeptCode((KeptKind)kind, function, block, type, members, code));
        }

        return count >= 0;
    }

    private static bool TryTakeMembers(ref ReadOnlyMemory<byte> rest, out int[] members)
    {
        members = [];
        if (!TryTake(ref rest, out int count) || (uint)count > (uint)rest.Length / 4)
        {
            return false;
        }

        members = new int[count];
        for (int i = 0; i < count; i++)
        {
            TryTake(ref rest, out members[i]);
        }

        return true;
    }

    private static bool TryTakeText(ref ReadOnlyMemory<byte> rest, out string text)
    {
        bool isThere = TryTakeBytes(ref rest, LongestText, out ReadOnlyMemory<byte> bytes);
        text = Encoding.UTF8.GetString(bytes.Span);
        return isThere;
    }

    private static bool TryTakeBytes(ref ReadOnlyMemory<byte> rest, int most, out ReadOnlyMemory<byte> bytes)
    {
        bytes = default;
        if (!TryTake(ref rest, out int length) || length < 0 || length > most || length > rest.Length)
        {
            return false;
        }

        bytes = rest[..length];
        rest = rest[length..];
        return true;
    }

    private static bool TryTake(ref ReadOnlyMemory<byte> rest, out int value)
    {
        bool isThere = BinaryPrimitives.TryReadInt32LittleEndian(rest.Span, out value);
        rest = isThere ? rest[4..] : rest;
        return isThere;
    }

    private static void Put(ref Span<byte> rest, ReadOnlySpan<byte> bytes)
    {
        Put(ref rest, bytes.Length);
        bytes.CopyTo(rest);
        rest = rest[bytes.Length..];
    }

    private static void Put(ref Span<byte> rest, int value)
    {
        BinaryPrimitives.WriteInt32LittleEndian(rest, value);
        rest = rest[4..];
    }
}

using System.Buffers.Binary;
using System.Numerics;

namespace ProcVM.Jit.Cache;

/// <summary>SHA-256 (FIPS 180-4). The framework's own loads OpenSSL first, which takes longer than all else that a warm start does.</summary>
internal sealed class Sha256
{
    /// <summary>Bytes of a digest.</summary>
    public const int Size = 32;

    private const int BlockSize = 64;

    /// <summary>Section 4.2.2: the first 32 bits of the fractional parts of the cube roots of the first 64 primes.</summary>
    private static ReadOnlySpan<uint> Constants =>
    [
        0x428A2F98, 0x71374491, 0xB5C0FBCF, 0xE9B5DBA5, 0x3956C25B, 0x59F111F1, 0x923F82A4, 0xAB1C5ED5,
        0xD807AA98, 0x12835B01, 0x243185BE, 0x550C7DC3, 0x72BE5D74, 0x80DEB1FE, 0x9BDC06A7, 0xC19BF174,
        0xE49B69C1, 0xEFBE4786, 0x0FC19DC6, 0x240CA1CC, 0x2DE92C6F, 0x4A7484AA, 0x5CB0A9DC, 0x76F988DA,
        0x983E5152, 0xA831C66D, 0xB00327C8, 0xBF597FC7, 0xC6E00BF3, 0xD5A79147, 0x06CA6351, 0x14292967,
        0x27B70A85, 0x2E1B2138, 0x4D2C6DFC, 0x53380D13, 0x650A7354, 0x766A0ABB, 0x81C2C92E, 0x92722C85,
        0xA2BFE8A1, 0xA81A664B, 0xC24B8B70, 0xC76C51A3, 0xD192E819, 0xD6990624, 0xF40E3585, 0x106AA070,
        0x19A4C116, 0x1E376C08, 0x2748774C, 0x34B0BCB5, 0x391C0CB3, 0x4ED8AA4A, 0x5B9CCA4F, 0x682E6FF3,
        0x748F82EE, 0x78A5636F, 0x84C87814, 0x8CC70208, 0x90BEFFFA, 0xA4506CEB, 0xBEF9A3F7, 0xC67178F2,
    ];

    private readonly uint[] _state = [0x6A09E667, 0xBB67AE85, 0x3C6EF372, 0xA54FF53A, 0x510E527F, 0x9B05688C, 0x1F83D9AB, 0x5BE0CD19];
    private readonly byte[] _block = new byte[BlockSize];
    private ulong _length;

    /// <summary>The digest of some bytes.</summary>
    public static void Hash(ReadOnlySpan<byte> data, Span<byte> digest)
    {
        Sha256 sha = new();
        sha.Add(data);
        sha.Finish(digest);
    }

    /// <summary>Goes on with more bytes.</summary>
    public void Add(ReadOnlySpan<byte> data)
    {
        int used = (int)(_length % BlockSize);
        _length += (ulong)data.Length;
        if (used > 0)
        {
            int taken = Math.Min(BlockSize - used, data.Length);
            data[..taken].CopyTo(_block.AsSpan(used));
            data = data[taken..];
            if (used + taken < BlockSize)
            {
                return;
            }

            Compress(_state, _block);
        }

        for (; data.Length >= BlockSize; data = data[BlockSize..])
        {
            Compress(_state, data);
        }

        data.CopyTo(_block);
    }

    /// <summary>Goes on with a number.</summary>
    public void Add(ulong number)
    {
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, number);
        Add(bytes);
    }

    /// <summary>Gives the digest; nothing can be added any more.</summary>
    public void Finish(Span<byte> digest)
    {
        // Section 5.1.1: a one, zeros, and the length in bits.
        ulong bits = _length * 8;
        int used = (int)(_length % BlockSize);
        Span<byte> last = stackalloc byte[2 * BlockSize];
        last.Clear();
        _block.AsSpan(0, used).CopyTo(last);
        last[used] = 0x80;
        last = last[..(used + 9 > BlockSize ? 2 * BlockSize : BlockSize)];
        BinaryPrimitives.WriteUInt64BigEndian(last[^8..], bits);
        for (; last.Length > 0; last = last[BlockSize..])
        {
            Compress(_state, last);
        }

        for (int i = 0; i < _state.Length; i++)
        {
            BinaryPrimitives.WriteUInt32BigEndian(digest[(i * 4)..], _state[i]);
        }
    }

    /// <summary>The digest in hexadecimal.</summary>
    public static string Text(ReadOnlySpan<byte> data)
    {
        Sha256 sha = new();
        sha.Add(data);
        return sha.Text();
    }

    /// <summary>Gives the digest in hexadecimal; nothing can be added any more.</summary>
    public string Text()
    {
        Span<byte> digest = stackalloc byte[Size];
        Finish(digest);
        Span<char> text = stackalloc char[2 * Size];
        for (int i = 0; i < Size; i++)
        {
            text[2 * i] = "0123456789abcdef"[digest[i] >> 4];
            text[(2 * i) + 1] = "0123456789abcdef"[digest[i] & 15];
        }

        return new string(text);
    }

    // Section 6.2.2.
    private static void Compress(Span<uint> state, ReadOnlySpan<byte> block)
    {
        Span<uint> w = stackalloc uint[64];
        for (int i = 0; i < 16; i++)
        {
            w[i] = BinaryPrimitives.ReadUInt32BigEndian(block[(i * 4)..]);
        }

        for (int i = 16; i < 64; i++)
        {
            uint s0 = BitOperations.RotateRight(w[i - 15], 7) ^ BitOperations.RotateRight(w[i - 15], 18) ^ (w[i - 15] >> 3);
            uint s1 = BitOperations.RotateRight(w[i - 2], 17) ^ BitOperations.RotateRight(w[i - 2], 19) ^ (w[i - 2] >> 10);
            w[i] = unchecked(w[i - 16] + s0 + w[i - 7] + s1);
        }

        (uint a, uint b, uint c, uint d) = (state[0], state[1], state[2], state[3]);
        (uint e, uint f, uint g, uint h) = (state[4], state[5], state[6], state[7]);
        ReadOnlySpan<uint> constants = Constants;
        for (int i = 0; i < 64; i++)
        {
            uint sum = BitOperations.RotateRight(e, 6) ^ BitOperations.RotateRight(e, 11) ^ BitOperations.RotateRight(e, 25);
            uint one = unchecked(h + sum + ((e & f) ^ (~e & g)) + constants[i] + w[i]);
            sum = BitOperations.RotateRight(a, 2) ^ BitOperations.RotateRight(a, 13) ^ BitOperations.RotateRight(a, 22);
            uint two = unchecked(sum + ((a & b) ^ (a & c) ^ (b & c)));
            (h, g, f, e, d, c, b, a) = (g, f, e, unchecked(d + one), c, b, a, unchecked(one + two));
        }

        unchecked
        {
            (state[0], state[1], state[2], state[3]) = (state[0] + a, state[1] + b, state[2] + c, state[3] + d);
            (state[4], state[5], state[6], state[7]) = (state[4] + e, state[5] + f, state[6] + g, state[7] + h);
        }
    }
}

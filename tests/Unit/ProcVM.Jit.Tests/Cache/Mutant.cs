using System.Buffers.Binary;
using ProcVM.Jit.Cache;

namespace ProcVM.Jit.Tests.Cache;

/// <summary>Damages files of the cache in the ways that matter, and then makes length and digest right again.</summary>
internal static class Mutant
{
    private const int HeaderSize = 48;

    private static readonly int[] s_values = [0, 1, -1, 4, 8, 0x7F, 0x80, 0xFF, 0x100, 0xFFFF, 0x10000, int.MaxValue, int.MinValue, 0x7FFFFFF0, -16];

    /// <summary>A damaged file with a right header.</summary>
    public static byte[] Of(byte[] file, Random random)
    {
        byte[] body = file[HeaderSize..];
        for (int changes = random.Next(1, 4); changes > 0; changes--)
        {
            body = Change(body, random);
        }

        byte[] mutant = [.. file.AsSpan(0, HeaderSize), .. body];
        CodeArchive.Seal(mutant);
        return mutant;
    }

    /// <summary>Changes bytes anywhere: as lengths, as numbers, as bits; or cuts, doubles, moves them.</summary>
    public static byte[] Change(byte[] body, Random random)
    {
        byte[] changed = [.. body];
        if (changed.Length < 8)
        {
            return changed;
        }

        int at = random.Next(changed.Length - 7);
        switch (random.Next(7))
        {
            case 0:
                changed[at] ^= (byte)(1 << random.Next(8));
                return changed;
            case 1:
                changed[at] = (byte)random.Next(256);
                return changed;
            case 2:
                BinaryPrimitives.WriteInt32LittleEndian(changed.AsSpan(at & ~3), s_values[random.Next(s_values.Length)]);
                return changed;
            case 3:
                BinaryPrimitives.WriteInt64LittleEndian(changed.AsSpan(at & ~7), s_values[random.Next(s_values.Length)]);
                return changed;
            case 4:
                BinaryPrimitives.WriteInt32LittleEndian(changed.AsSpan(at & ~3),
                    BinaryPrimitives.ReadInt32LittleEndian(changed.AsSpan(at & ~3)) + random.Next(-9, 10));
                return changed;
            case 5:
                return changed[..at];
            default:
                int length = Math.Min(random.Next(1, 64), changed.Length - at);
                return [.. changed.AsSpan(0, at + length), .. changed.AsSpan(at)];
        }
    }
}

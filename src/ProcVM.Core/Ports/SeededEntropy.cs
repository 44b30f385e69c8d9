using System.Buffers.Binary;

namespace ProcVM.Core.Ports;

/// <summary>Entropy for deterministic runs: the same bytes for the same seed (SplitMix64; Steele, Lea, Flood 2014).</summary>
public sealed class SeededEntropy(ulong seed) : IEntropy
{
    private ulong _state = seed;

    /// <inheritdoc/>
    public void Fill(Span<byte> buffer)
    {
        Span<byte> word = stackalloc byte[8];
        while (!buffer.IsEmpty)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(word, Next());
            int count = Math.Min(8, buffer.Length);
            word[..count].CopyTo(buffer);
            buffer = buffer[count..];
        }
    }

    private ulong Next()
    {
        unchecked
        {
            ulong z = _state += 0x9E3779B97F4A7C15;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
    }
}

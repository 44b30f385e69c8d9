using System.Buffers.Binary;
using ProcVM.Core.Ports;
using ProcVM.Personality.Pvm.Numbers;

namespace ProcVM.Personality.Pvm;

/// <summary>Pseudo-random numbers: Free Pascal's sequences.</summary>
/// <param name="entropy">Where <c>randomize</c> takes its seed from.</param>
/// <param name="seed">The seed at the start; Free Pascal's is 0.</param>
public sealed class RandomCalls(IEntropy entropy, uint seed)
{
    // Made when first asked for: most programs never are.
    private MersenneTwister? _generator;

    private MersenneTwister Generator => _generator ??= new MersenneTwister(seed);

    /// <summary><c>random_seed</c>: the low 32 bits count, as in Free Pascal.</summary>
    public void Seed(long value) => Generator.Seed(unchecked((uint)value));

    /// <summary><c>random_entropy</c>.</summary>
    public void Entropy()
    {
        Span<byte> bytes = stackalloc byte[4];
        entropy.Fill(bytes);
        Generator.Seed(BinaryPrimitives.ReadUInt32LittleEndian(bytes));
    }

    /// <summary><c>random_i64</c>: from 0 up to below the limit; a negative limit gives numbers above it, up to 0; 0 gives 0.</summary>
    public long Below(long limit)
    {
        unchecked
        {
            if (limit is >= int.MinValue and <= int.MaxValue)
            {
                // The scaling of random(longint): the high half of the product.
                long scale = limit < 0 ? limit + 1 : limit;
                return (int)(uint)((ulong)(Generator.Next() * scale) >> 32);
            }

            // random(int64): 63 bits, the low word first.
            ulong bits = Generator.Next();
            bits |= (ulong)Generator.Next() << 32;
            return (long)(bits & long.MaxValue) % limit;
        }
    }

    /// <summary><c>random_f64</c>: from 0 up to below 1, 32 bits of it.</summary>
    public double Unit() => Generator.Next() * (1.0 / 4294967296.0);
}

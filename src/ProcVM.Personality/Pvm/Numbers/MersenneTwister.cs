namespace ProcVM.Personality.Pvm.Numbers;

/// <summary>MT19937 (Matsumoto and Nishimura 1998): Free Pascal's generator, so that unseeded sequences are the same.</summary>
internal sealed class MersenneTwister
{
    private const int Size = 624;
    private const int Middle = 397;

    private readonly uint[] _state = new uint[Size];
    private int _next;

    /// <summary>Starts the sequence of a seed.</summary>
    public MersenneTwister(uint seed) => Seed(seed);

    /// <summary>Starts the sequence of another seed.</summary>
    public void Seed(uint seed)
    {
        _state[0] = seed;
        for (int i = 1; i < Size; i++)
        {
            uint previous = _state[i - 1];
            _state[i] = unchecked((1812433253u * (previous ^ (previous >> 30))) + (uint)i);
        }

        _next = Size;
    }

    /// <summary>The next 32 bits.</summary>
    public uint Next()
    {
        if (_next == Size)
        {
            Generate();
        }

        uint y = _state[_next++];
        y ^= y >> 11;
        y ^= (y << 7) & 0x9D2C5680;
        y ^= (y << 15) & 0xEFC60000;
        return y ^ (y >> 18);
    }

    private void Generate()
    {
        uint[] state = _state;
        for (int i = 0; i < Size - Middle; i++)
        {
            state[i] = state[i + Middle] ^ Twist(state[i], state[i + 1]);
        }

        for (int i = Size - Middle; i < Size - 1; i++)
        {
            state[i] = state[i + Middle - Size] ^ Twist(state[i], state[i + 1]);
        }

        state[Size - 1] = state[Middle - 1] ^ Twist(state[Size - 1], state[0]);
        _next = 0;
    }

    private static uint Twist(uint upper, uint lower)
    {
        uint y = (upper & 0x80000000) | (lower & 0x7FFFFFFF);
        return (y >> 1) ^ (0x9908B0DF & (0 - (y & 1)));
    }
}

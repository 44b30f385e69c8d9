using System.Buffers.Binary;

namespace ProcVM.Personality.Linux.Signals;

/// <summary>The x87's state as FSAVE writes it, with the two words that Linux has behind it (struct fregs_state), from FXSAVE's form and back
/// (Intel SDM vol. 1, figures 8-9 and 10.5).</summary>
internal static class I386FloatState
{
    /// <summary>Bytes of it.</summary>
    public const int Size = 112;

    private const int Registers = 8;
    private const int OldRegisters = 28;
    private const int OldRegisterSize = 10;
    private const int NewRegisters = 32;
    private const int NewRegisterSize = 16;
    private const int StatusAgain = 108;

    /// <summary>FSAVE's form of FXSAVE's.</summary>
    public static void Convert(ReadOnlySpan<byte> state, Span<byte> old)
    {
        old.Clear();
        uint status = Get16(state, 2);
        Put(old, 0, 0xFFFF_0000 | Get16(state, 0));
        Put(old, 4, 0xFFFF_0000 | status);
        Put(old, 8, 0xFFFF_0000 | Tags(state, status));
        Put(old, 12, Get(state, 8));
        Put(old, 16, Get16(state, 12) | (Get16(state, 6) << 16));
        Put(old, 20, Get(state, 16));
        Put(old, 24, 0xFFFF_0000 | Get16(state, 20));
        for (int i = 0; i < Registers; i++)
        {
            state.Slice(NewRegisters + (i * NewRegisterSize), OldRegisterSize).CopyTo(old[(OldRegisters + (i * OldRegisterSize))..]);
        }

        // The status once more, and 0: FXSAVE's form follows.
        Put(old, StatusAgain, status);
    }

    /// <summary>What a handler has made of FSAVE's form, in FXSAVE's.</summary>
    public static void ConvertBack(ReadOnlySpan<byte> old, Span<byte> state)
    {
        Put16(state, 0, Get16(old, 0));
        Put16(state, 2, Get16(old, 4));
        uint tags = Get16(old, 8);
        uint kept = 0;
        for (int i = 0; i < Registers; i++)
        {
            kept |= ((tags >> (i * 2)) & 3) != 3 ? 1u << i : 0;
        }

        state[4] = (byte)kept;
        Put16(state, 6, Get(old, 16) >> 16);
        Put(state, 8, Get(old, 12));
        Put(state, 12, Get16(old, 16));
        Put(state, 16, Get(old, 20));
        Put(state, 20, Get16(old, 24));
        for (int i = 0; i < Registers; i++)
        {
            old.Slice(OldRegisters + (i * OldRegisterSize), OldRegisterSize).CopyTo(state[(NewRegisters + (i * NewRegisterSize))..]);
        }
    }

    // Two bits for each register: 0 valid, 1 zero, 2 special, 3 empty.
    private static uint Tags(ReadOnlySpan<byte> state, uint status)
    {
        const int Infinite = 0x7FFF;
        int top = (int)(status >> 11) & 7;
        uint tags = 0;
        for (int i = 0; i < Registers; i++)
        {
            uint tag = 3;
            if ((state[4] & (1 << i)) != 0)
            {
                ReadOnlySpan<byte> register = state[(NewRegisters + (((i - top) & 7) * NewRegisterSize))..];
                uint exponent = Get16(register, 8) & Infinite;
                ulong significand = BinaryPrimitives.ReadUInt64LittleEndian(register);
                tag = exponent == Infinite ? 2u : exponent == 0 ? significand == 0 ? 1u : 2u : (significand >> 63) != 0 ? 0u : 2u;
            }

            tags |= tag << (i * 2);
        }

        return tags;
    }

    private static uint Get(ReadOnlySpan<byte> bytes, int place) => BinaryPrimitives.ReadUInt32LittleEndian(bytes[place..]);

    private static uint Get16(ReadOnlySpan<byte> bytes, int place) => BinaryPrimitives.ReadUInt16LittleEndian(bytes[place..]);

    private static void Put(Span<byte> bytes, int place, uint value) => BinaryPrimitives.WriteUInt32LittleEndian(bytes[place..], value);

    private static void Put16(Span<byte> bytes, int place, uint value) => BinaryPrimitives.WriteUInt16LittleEndian(bytes[place..], (ushort)value);
}

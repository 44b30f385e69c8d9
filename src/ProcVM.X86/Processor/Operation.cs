using System.Runtime.InteropServices;

namespace ProcVM.X86.Processor;

/// <summary>A step of decoded code: most instructions are one, those with an operand in memory two or three. Registers are named by <see cref="Slot"/>,
/// vector registers by their numbers.</summary>
[StructLayout(LayoutKind.Explicit, Size = 32)]
internal unsafe struct Operation
{
    private const ulong AddressMask = (1UL << 48) - 1;

    [FieldOffset(0)]
    public Op Code;

    [FieldOffset(2)]
    public byte To;

    [FieldOffset(3)]
    public byte From;

    /// <summary>Of an address; or a third operand.</summary>
    [FieldOffset(4)]
    public byte Base;

    [FieldOffset(5)]
    public byte Index;

    [FieldOffset(6)]
    public byte Scale;

    /// <summary>Bytes of the instruction.</summary>
    [FieldOffset(7)]
    public byte Length;

    /// <summary>Of an address; for jumps the guest's address of the target.</summary>
    [FieldOffset(8)]
    public ulong Displacement;

    /// <summary>A constant, which is added to what <see cref="From"/> names.</summary>
    [FieldOffset(16)]
    public long Constant;

    /// <summary>For jumps, once it is known: the target's code.</summary>
    [FieldOffset(16)]
    public Operation* Target;

    [FieldOffset(24)]
    private ulong _address;

    /// <summary>The instruction's number in its block, from 1.</summary>
    [FieldOffset(30)]
    public ushort Number;

    /// <summary>The instruction's address.</summary>
    public ulong Address
    {
        readonly get => (ulong)((long)(_address << 16) >> 16);
        set => _address = (_address & ~AddressMask) | (value & AddressMask);
    }

    /// <summary>The address behind it.</summary>
    public readonly ulong Next => Address + Length;
}

using System.Runtime.CompilerServices;

namespace ProcVM.X86.Processor;

/// <summary>A width of integer operands, so that each instruction's meaning is written once.</summary>
internal unsafe interface IWidth
{
    /// <summary>Bits of an operand.</summary>
    static abstract int Bits { get; }

    /// <summary>A register or a memory operand, with its sign extended.</summary>
    static abstract long Read(void* from);

    /// <summary>Writes a register as instructions do: 32 bits clear the upper half, less leave the rest as it is.</summary>
    static abstract void WriteRegister(void* to, long value);

    /// <summary>Writes memory.</summary>
    static abstract void WriteMemory(void* to, long value);

    /// <summary>Extends the sign of what the width holds of a value.</summary>
    static abstract long Extend(long value);
}

internal readonly unsafe struct Width8 : IWidth
{
    public static int Bits => 8;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Read(void* from) => *(sbyte*)from;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void WriteRegister(void* to, long value) => *(byte*)to = (byte)value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void WriteMemory(void* to, long value) => *(byte*)to = (byte)value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Extend(long value) => (sbyte)value;
}

internal readonly unsafe struct Width16 : IWidth
{
    public static int Bits => 16;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Read(void* from) => *(short*)from;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void WriteRegister(void* to, long value) => *(ushort*)to = (ushort)value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void WriteMemory(void* to, long value) => *(ushort*)to = (ushort)value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Extend(long value) => (short)value;
}

internal readonly unsafe struct Width32 : IWidth
{
    public static int Bits => 32;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Read(void* from) => *(int*)from;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void WriteRegister(void* to, long value) => *(ulong*)to = (uint)value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void WriteMemory(void* to, long value) => *(uint*)to = (uint)value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Extend(long value) => (int)value;
}

internal readonly unsafe struct Width64 : IWidth
{
    public static int Bits => 64;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Read(void* from) => *(long*)from;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void WriteRegister(void* to, long value) => *(long*)to = value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void WriteMemory(void* to, long value) => *(long*)to = value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Extend(long value) => value;
}

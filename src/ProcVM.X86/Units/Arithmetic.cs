using System.Runtime.CompilerServices;
using ProcVM.X86.Processor;

namespace ProcVM.X86.Units;

/// <summary>ADD, ADC, SUB, SBB, CMP, INC, DEC, NEG (Intel SDM vol. 2).</summary>
internal static unsafe class Arithmetic
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add<TWidth>(CpuState* s, Operation* o)
        where TWidth : IWidth
    {
        long left = TWidth.Read((byte*)s + o->To);
        long right = TWidth.Read((byte*)s + o->From) + o->Constant;
        long result = TWidth.Extend(left + right);
        Flags.SetSum(s, left, right, result);
        TWidth.WriteRegister((byte*)s + o->To, result);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Subtract<TWidth>(CpuState* s, Operation* o)
        where TWidth : IWidth
    {
        long left = TWidth.Read((byte*)s + o->To);
        long right = TWidth.Read((byte*)s + o->From) + o->Constant;
        long result = TWidth.Extend(left - right);
        Flags.SetDifference(s, left, right, result);
        TWidth.WriteRegister((byte*)s + o->To, result);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Compare<TWidth>(CpuState* s, Operation* o)
        where TWidth : IWidth
    {
        long left = TWidth.Read((byte*)s + o->To);
        long right = TWidth.Read((byte*)s + o->From) + o->Constant;
        Flags.SetDifference(s, left, right, TWidth.Extend(left - right));
    }

    public static void AddWithCarry<TWidth>(CpuState* s, Operation* o)
        where TWidth : IWidth
    {
        long left = TWidth.Read((byte*)s + o->To);
        long right = TWidth.Read((byte*)s + o->From) + o->Constant;
        bool carry = Flags.IsCarry(s);
        long result = TWidth.Extend(left + right + (carry ? 1 : 0));
        bool isCarry = carry ? (ulong)result <= (ulong)left : (ulong)result < (ulong)left;
        bool isOverflow = ((left ^ result) & (right ^ result)) < 0;
        Flags.SetResult(s, result, Others(isCarry, isOverflow, left ^ right ^ result));
        TWidth.WriteRegister((byte*)s + o->To, result);
    }

    public static void SubtractWithBorrow<TWidth>(CpuState* s, Operation* o)
        where TWidth : IWidth
    {
        long left = TWidth.Read((byte*)s + o->To);
        long right = TWidth.Read((byte*)s + o->From) + o->Constant;
        bool carry = Flags.IsCarry(s);
        long result = TWidth.Extend(left - right - (carry ? 1 : 0));
        bool isCarry = carry ? (ulong)left <= (ulong)right : (ulong)left < (ulong)right;
        bool isOverflow = ((left ^ right) & (left ^ result)) < 0;
        Flags.SetResult(s, result, Others(isCarry, isOverflow, left ^ right ^ result));
        TWidth.WriteRegister((byte*)s + o->To, result);
    }

    public static void Increment<TWidth>(CpuState* s, Operation* o)
        where TWidth : IWidth
    {
        long left = TWidth.Read((byte*)s + o->To);
        long result = TWidth.Extend(left + 1);
        Flags.SetResult(s, result, Others(Flags.IsCarry(s), result < left, left ^ result));
        TWidth.WriteRegister((byte*)s + o->To, result);
    }

    public static void Decrement<TWidth>(CpuState* s, Operation* o)
        where TWidth : IWidth
    {
        long left = TWidth.Read((byte*)s + o->To);
        long result = TWidth.Extend(left - 1);
        Flags.SetResult(s, result, Others(Flags.IsCarry(s), result > left, left ^ result));
        TWidth.WriteRegister((byte*)s + o->To, result);
    }

    public static void Negate<TWidth>(CpuState* s, Operation* o)
        where TWidth : IWidth
    {
        long right = TWidth.Read((byte*)s + o->To);
        long result = TWidth.Extend(-right);
        Flags.SetDifference(s, 0, right, result);
        TWidth.WriteRegister((byte*)s + o->To, result);
    }

    /// <summary>Carry, overflow and adjust, each in its place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Others(bool carry, bool overflow, long adjust) =>
        (carry ? Flags.Carry : 0) | (overflow ? Flags.Overflow : 0) | ((ulong)adjust & Flags.Adjust);
}

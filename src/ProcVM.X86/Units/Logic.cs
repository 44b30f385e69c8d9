using System.Runtime.CompilerServices;
using ProcVM.X86.Processor;

namespace ProcVM.X86.Units;

/// <summary>AND, OR, XOR, TEST, NOT. Adjust is undefined after them; it is clear here, as on processors.</summary>
internal static unsafe class Logic
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void And<TWidth>(CpuState* s, Operation* o)
        where TWidth : IWidth
    {
        long result = TWidth.Read((byte*)s + o->To) & (TWidth.Read((byte*)s + o->From) + o->Constant);
        Flags.SetResult(s, result, 0);
        TWidth.WriteRegister((byte*)s + o->To, result);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Or<TWidth>(CpuState* s, Operation* o)
        where TWidth : IWidth
    {
        long result = TWidth.Read((byte*)s + o->To) | (TWidth.Read((byte*)s + o->From) + o->Constant);
        Flags.SetResult(s, result, 0);
        TWidth.WriteRegister((byte*)s + o->To, result);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Xor<TWidth>(CpuState* s, Operation* o)
        where TWidth : IWidth
    {
        long result = TWidth.Read((byte*)s + o->To) ^ (TWidth.Read((byte*)s + o->From) + o->Constant);
        Flags.SetResult(s, result, 0);
        TWidth.WriteRegister((byte*)s + o->To, result);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Test<TWidth>(CpuState* s, Operation* o)
        where TWidth : IWidth =>
        Flags.SetResult(s, TWidth.Read((byte*)s + o->To) & (TWidth.Read((byte*)s + o->From) + o->Constant), 0);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Not<TWidth>(CpuState* s, Operation* o)
        where TWidth : IWidth =>
        TWidth.WriteRegister((byte*)s + o->To, ~TWidth.Read((byte*)s + o->To));
}

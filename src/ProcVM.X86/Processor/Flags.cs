using System.Numerics;
using System.Runtime.CompilerServices;

namespace ProcVM.X86.Processor;

/// <summary>The arithmetic flags, worked out when something asks (Intel SDM vol. 1, 3.4.3).</summary>
internal static unsafe class Flags
{
    public const ulong Carry = 1;
    public const ulong Parity = 4;
    public const ulong Adjust = 0x10;
    public const ulong Zero = 0x40;
    public const ulong Sign = 0x80;
    public const ulong Direction = 0x400;
    public const ulong Overflow = 0x800;

    /// <summary>The six.</summary>
    public const ulong Arithmetic = Carry | Parity | Adjust | Zero | Sign | Overflow;

    /// <summary>What POPF in user mode, and whoever sets the registers, may change: those, TF, DF, NT, AC and ID.</summary>
    public const ulong Settable = Arithmetic | 0x100 | Direction | 0x4000 | 0x4_0000 | 0x20_0000;

    /// <summary>Always set: bit 1, and interrupts.</summary>
    public const ulong Fixed = 0x202;

    /// <summary>The flags follow from a sum.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void SetSum(CpuState* s, long left, long right, long result)
    {
        s->Left = left;
        s->Right = right;
        s->Result = result;
        s->FlagState = FlagState.Sum;
    }

    /// <summary>The flags follow from a difference.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void SetDifference(CpuState* s, long left, long right, long result)
    {
        s->Left = left;
        s->Right = right;
        s->Result = result;
        s->FlagState = FlagState.Difference;
    }

    /// <summary>Zero, sign and parity follow from a result; carry, overflow and adjust are given, each in its place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void SetResult(CpuState* s, long result, ulong others)
    {
        s->Left = (long)others;
        s->Result = result;
        s->FlagState = FlagState.Result;
    }

    /// <summary>All six are given; other flags stay.</summary>
    public static void Set(CpuState* s, ulong arithmetic)
    {
        s->Flags = (s->Flags & ~Arithmetic) | (arithmetic & Arithmetic);
        s->FlagState = FlagState.Explicit;
    }

    /// <summary>Some of the six are given; the others stay.</summary>
    public static void Change(CpuState* s, ulong mask, ulong value) => Set(s, (Get(s) & ~mask) | (value & mask));

    /// <summary>Carry is given; the others stay.</summary>
    public static void SetCarry(CpuState* s, bool carry)
    {
        if (s->FlagState == FlagState.Explicit)
        {
            s->Flags = (s->Flags & ~Carry) | (carry ? Carry : 0);
            return;
        }

        SetResult(s, s->Result, (carry ? Carry : 0) | (IsOverflow(s) ? Overflow : 0) | GetAdjust(s));
    }

    /// <summary>Carry and overflow are given; the others stay.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void SetCarryAndOverflow(CpuState* s, bool carry, bool overflow)
    {
        ulong both = (carry ? Carry : 0) | (overflow ? Overflow : 0);
        if (s->FlagState == FlagState.Explicit)
        {
            s->Flags = (s->Flags & ~(Carry | Overflow)) | both;
            return;
        }

        SetResult(s, s->Result, both | GetAdjust(s));
    }

    /// <summary>The six.</summary>
    public static ulong Get(CpuState* s)
    {
        if (s->FlagState == FlagState.Explicit)
        {
            return s->Flags & Arithmetic;
        }

        ulong flags = (IsCarry(s) ? Carry : 0) | (IsParity(s) ? Parity : 0) | (s->Result == 0 ? Zero : 0) | (s->Result < 0 ? Sign : 0)
            | (IsOverflow(s) ? Overflow : 0);
        return flags | GetAdjust(s);
    }

    /// <summary>The whole register.</summary>
    public static ulong GetAll(CpuState* s) => (s->Flags & ~Arithmetic) | Get(s) | Fixed;

    /// <summary>Sets the whole register, as far as user code may.</summary>
    public static void SetAll(CpuState* s, ulong value)
    {
        s->Flags = (value & Settable) | Fixed;
        s->FlagState = FlagState.Explicit;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsZero(CpuState* s) => s->FlagState != FlagState.Explicit ? s->Result == 0 : (s->Flags & Zero) != 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsSign(CpuState* s) => s->FlagState != FlagState.Explicit ? s->Result < 0 : (s->Flags & Sign) != 0;

    public static bool IsCarry(CpuState* s) =>
        s->FlagState == FlagState.Difference ? (ulong)s->Left < (ulong)s->Right
        : s->FlagState == FlagState.Result ? (s->Left & (long)Carry) != 0
        : s->FlagState == FlagState.Sum ? (ulong)s->Result < (ulong)s->Left
        : (s->Flags & Carry) != 0;

    public static bool IsOverflow(CpuState* s) => s->FlagState switch
    {
        FlagState.Difference => ((s->Left ^ s->Right) & (s->Left ^ s->Result)) < 0,
        FlagState.Sum => ((s->Left ^ s->Result) & (s->Right ^ s->Result)) < 0,
        FlagState.Result => (s->Left & (long)Overflow) != 0,
        _ => (s->Flags & Overflow) != 0,
    };

    public static bool IsParity(CpuState* s) =>
        s->FlagState != FlagState.Explicit ? (BitOperations.PopCount((byte)s->Result) & 1) == 0 : (s->Flags & Parity) != 0;

    /// <summary>A condition by its number in the instruction's code (Intel SDM vol. 2, appendix B.1.4.7).</summary>
    public static bool Test(CpuState* s, int condition)
    {
        bool holds = (condition >> 1) switch
        {
            0 => IsOverflow(s),
            1 => IsCarry(s),
            2 => IsZero(s),
            3 => IsBelowOrEqual(s),
            4 => IsSign(s),
            5 => IsParity(s),
            6 => IsLess(s),
            _ => IsLessOrEqual(s),
        };
        return holds != ((condition & 1) != 0);
    }

    public static bool IsBelowOrEqual(CpuState* s) =>
        s->FlagState == FlagState.Difference ? (ulong)s->Left <= (ulong)s->Right : IsCarry(s) || IsZero(s);

    public static bool IsLess(CpuState* s) => s->FlagState == FlagState.Difference ? s->Left < s->Right : IsSign(s) != IsOverflow(s);

    public static bool IsLessOrEqual(CpuState* s) => s->FlagState == FlagState.Difference ? s->Left <= s->Right : IsZero(s) || IsLess(s);

    /// <summary>Remembers the flags.</summary>
    public static FlagCopy Save(CpuState* s) =>
        new() { Result = s->Result, Left = s->Left, Right = s->Right, State = s->FlagState, Flags = s->Flags };

    /// <summary>Sets the flags that were remembered.</summary>
    public static void Restore(CpuState* s, in FlagCopy copy)
    {
        s->Result = copy.Result;
        s->Left = copy.Left;
        s->Right = copy.Right;
        s->FlagState = copy.State;
        s->Flags = copy.Flags;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong GetAdjust(CpuState* s) =>
        (ulong)(s->FlagState == FlagState.Result ? s->Left : s->Left ^ s->Right ^ s->Result) & Adjust;
}

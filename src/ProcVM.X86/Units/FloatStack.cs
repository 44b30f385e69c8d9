using ProcVM.X86.Processor;

namespace ProcVM.X86.Units;

/// <summary>The x87's stack of registers, and what happens when it runs over or dry (Intel SDM vol. 1, 8.5.1.1), masked.</summary>
internal static unsafe class FloatStack
{
    private const ushort StackFault = 0x40;

    /// <summary>The number of the register at a distance from the top, or of the operand from memory.</summary>
    public static int Number(in FloatState f, int distance) => distance == FloatState.Loaded ? distance : (f.Top + distance) & 7;

    /// <summary>A register.</summary>
    public static Real80 Get(in FloatState f, int number) => new(f.Significand[number], f.Exponent[number]);

    /// <summary>Sets a register.</summary>
    public static void Set(ref FloatState f, int number, in Real80 value)
    {
        f.Significand[number] = value.Significand;
        f.Exponent[number] = value.SignAndExponent;
        f.Used |= (byte)(1 << number);
    }

    /// <summary>True when a register holds nothing; the fault is noted then.</summary>
    public static bool IsDry(ref FloatState f, int number)
    {
        if (number == FloatState.Loaded || (f.Used & (1 << number)) != 0)
        {
            return false;
        }

        f.Status = (ushort)((f.Status & ~FloatRounding.RoundedUp) | StackFault | FloatRounding.Invalid);
        return true;
    }

    /// <summary>True when a push would run over.</summary>
    public static bool IsFull(in FloatState f) => (f.Used & (1 << ((f.Top - 1) & 7))) != 0;

    /// <summary>Pushes a number; the indefinite one when there is no room.</summary>
    public static void Push(ref FloatState f, in Real80 value)
    {
        bool isOver = IsFull(f);
        f.Top--;
        f.Status = (ushort)(isOver ? f.Status | StackFault | FloatRounding.Invalid | FloatRounding.RoundedUp : f.Status & ~FloatRounding.RoundedUp);
        Set(ref f, f.Top, isOver ? Real80.Indefinite : value);
    }

    /// <summary>Pops some.</summary>
    public static void Pop(ref FloatState f, int count)
    {
        for (; count > 0; count--)
        {
            f.Used &= (byte)~(1 << f.Top);
            f.Top++;
        }
    }
}

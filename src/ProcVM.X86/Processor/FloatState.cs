namespace ProcVM.X86.Processor;

/// <summary>The x87 registers, by number: which of them is ST(0) is in the status word (Intel SDM vol. 1, 8.1).</summary>
internal unsafe struct FloatState
{
    /// <summary>The control word after FNINIT.</summary>
    public const ushort InitialControl = 0x37F;

    /// <summary>Where an operand from memory is: behind the registers.</summary>
    public const int Loaded = 8;

    public fixed ulong Significand[9];

    /// <summary>Sign and exponent.</summary>
    public fixed ushort Exponent[9];

    /// <summary>The exceptions of that operand's conversion, for the operation that takes it.</summary>
    public ushort LoadedStatus;

    public ushort Control;
    public ushort Status;

    /// <summary>A bit for each register: set when it holds something.</summary>
    public byte Used;

    /// <summary>The number of ST(0).</summary>
    public int Top
    {
        readonly get => (Status >> 11) & 7;
        set => Status = (ushort)((Status & ~0x3800) | ((value & 7) << 11));
    }

    /// <summary>As FNINIT.</summary>
    public void Reset()
    {
        Control = InitialControl;
        Status = 0;
        Used = 0;
    }
}

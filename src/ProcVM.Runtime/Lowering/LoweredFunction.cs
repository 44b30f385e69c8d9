using ProcVM.Runtime.Execution;

namespace ProcVM.Runtime.Lowering;

/// <summary>A function's register code.</summary>
internal sealed class LoweredFunction
{
    /// <summary>The code.</summary>
    public required RegisterInstruction[] Code { get; init; }

    /// <summary>For each unit, the P-code offset it came from.</summary>
    public required int[] Offsets { get; init; }

    /// <summary>Slots that an activation uses, call operands included.</summary>
    public required int Slots { get; init; }

    /// <summary>The unit that each block starts at.</summary>
    public required int[] BlockUnits { get; init; }

    /// <summary>How it was made; compiled code is made from the same intermediate form.</summary>
    public LoweringOptions Options { get; init; }

    /// <summary>The unit that each escape target starts at, by label; −1 for other labels.</summary>
    public required int[] EscapeUnits { get; init; }
}

/// <summary>What the lowering needs to know of the instance.</summary>
internal interface ICallTargets
{
    /// <summary>The address of a function's entry, as a number.</summary>
    long EntryOf(int function);

    /// <summary>What an activation of a function costs of the call depth.</summary>
    int CostOf(int function);

    /// <summary>Bytes of a function's memory frame.</summary>
    int FrameOf(int function);

    /// <summary>The host call's number for an import.</summary>
    int HostCallOf(int import);

    /// <summary>The number of a structurally distinct type.</summary>
    int SignatureOf(int type);
}

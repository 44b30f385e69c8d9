namespace ProcVM.Module;

/// <summary>Properties of an instruction beyond its operands.</summary>
[Flags]
public enum OpcodeFlags
{
    /// <summary>None of the below.</summary>
    None = 0,

    /// <summary>No effect but its result; never traps.</summary>
    Pure = 1,

    /// <summary>No effect but its result, or a trap.</summary>
    Traps = 2,

    /// <summary>Reads memory.</summary>
    Load = 4,

    /// <summary>Writes memory.</summary>
    Store = 8,

    /// <summary>May branch to a label.</summary>
    Branch = 16,

    /// <summary>Control never goes on to the next instruction.</summary>
    Ends = 32,

    /// <summary>Marks a label.</summary>
    Label = 64,

    /// <summary>Operands depend on an immediate; the verifier treats it by itself.</summary>
    Variadic = 128,

    /// <summary>Other code, or the host, runs before it ends.</summary>
    Call = 256,

    /// <summary>Pushes its immediate.</summary>
    Const = 512,

    /// <summary>A comparison with an i32 result of 0 or 1.</summary>
    Compare = 1024,
}

namespace ProcVM.X86.Processor;

/// <summary>How an operation ended.</summary>
internal enum Outcome
{
    /// <summary>The next one follows.</summary>
    Next,

    /// <summary>It faulted, and nothing of its instruction has happened.</summary>
    Fault,

    /// <summary>Its instruction begins again.</summary>
    Again,

    /// <summary>Its instruction is over, and so is the run.</summary>
    SystemCall,

    /// <summary>As <see cref="SystemCall"/>, by the gate of 32-bit code.</summary>
    SystemCall32,

    /// <summary>Its instruction is over, and a trap is due behind it.</summary>
    Trap,

    /// <summary>Its instruction is over, and the next one needs a closer look.</summary>
    Yield,
}

namespace ProcVM.Core;

/// <summary>What a host call asks of the engine.</summary>
public enum HostCallStatus
{
    /// <summary>Go on; results are in the slots.</summary>
    Ok = 0,

    /// <summary>The program ends with <see cref="HostCallTable.ExitCode"/>.</summary>
    Exit,

    /// <summary>The program traps with <see cref="HostCallTable.TrapKind"/> and <see cref="HostCallTable.TrapMessage"/>.</summary>
    Trap,

    /// <summary>The memory limit ends the program.</summary>
    MemoryLimit,

    /// <summary>The call was interrupted: the run is being stopped.</summary>
    Interrupted,
}

/// <summary>The host calls of one P-code instance: the only way out of it. An engine is given one at instantiation and
/// knows nothing else of the world.</summary>
public abstract unsafe class HostCallTable
{
    /// <summary>The exit status asked for by <see cref="HostCallStatus.Exit"/>.</summary>
    public int ExitCode { get; protected set; }

    /// <summary>The trap's number (Module's TrapKind) for <see cref="HostCallStatus.Trap"/>.</summary>
    public byte TrapKind { get; protected set; }

    /// <summary>What the trap's message says beyond its kind; may be empty.</summary>
    public string TrapMessage { get; protected set; } = "";

    /// <summary>The number to call an import by, or −1 when there is none of that name.</summary>
    /// <param name="module">The import's module, as "pvm".</param>
    /// <param name="name">The import's name.</param>
    /// <param name="signature">Its signature: letters i, l, f, d for parameters, '&gt;', and for results, as "il&gt;i".</param>
    public abstract int Resolve(string module, string name, out string signature);

    /// <summary>Tells the table which memory the instance has. Called once, before any call.</summary>
    public abstract void Attach(GuestMemory memory);

    /// <summary>Performs a call.</summary>
    /// <param name="index">What <see cref="Resolve"/> gave.</param>
    /// <param name="slots">Arguments in consecutive 8-byte slots (an i32 or f32 in the low half, the high half
    /// unspecified); results are written there from the first slot on, i32 and f32 zero-extended.</param>
    public abstract HostCallStatus Call(int index, ulong* slots);
}

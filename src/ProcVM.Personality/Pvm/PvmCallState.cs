using ProcVM.Core;
using ProcVM.Module;

namespace ProcVM.Personality.Pvm;

/// <summary>What the handlers of one P-code instance share: its memory, and how the call under way ends.</summary>
/// <remarks>A handler that can't go on records why with <see cref="Trap"/>, <see cref="Exit"/>, <see cref="MemoryLimit"/> or
/// <see cref="Interrupted"/> and returns at once; its result is then of no interest. The first report of a call wins.</remarks>
public sealed class PvmCallState
{
    /// <summary>How the call under way ends; <see cref="HostCallStatus.Ok"/> until a handler says otherwise. It is final:
    /// every other value ends the program.</summary>
    public HostCallStatus Status { get; private set; }

    /// <summary>The exit status given to <see cref="Exit"/>.</summary>
    public int ExitCode { get; private set; }

    /// <summary>The kind given to <see cref="Trap"/>.</summary>
    public TrapKind TrapKind { get; private set; }

    /// <summary>The message given to <see cref="Trap"/>.</summary>
    public string TrapMessage { get; private set; } = "";

    /// <summary>The instance's memory.</summary>
    /// <exception cref="InvalidOperationException">None was attached yet.</exception>
    public GuestMemory Memory
    {
        get => field ?? throw new InvalidOperationException("no memory is attached");
        private set;
    }

    /// <summary>Tells the handlers which memory the instance has.</summary>
    public void Attach(GuestMemory memory) => Memory = memory;

    /// <summary>Ends the program with a trap.</summary>
    public void Trap(TrapKind kind, string message)
    {
        if (Status == HostCallStatus.Ok)
        {
            Status = HostCallStatus.Trap;
            TrapKind = kind;
            TrapMessage = message;
        }
    }

    /// <summary>Ends the program with an exit status.</summary>
    public void Exit(int code)
    {
        if (Status == HostCallStatus.Ok)
        {
            Status = HostCallStatus.Exit;
            ExitCode = code;
        }
    }

    /// <summary>Ends the program because its memory can't grow further.</summary>
    public void MemoryLimit()
    {
        if (Status == HostCallStatus.Ok)
        {
            Status = HostCallStatus.MemoryLimit;
        }
    }

    /// <summary>Ends the call because the run is being stopped from outside.</summary>
    public void Interrupted()
    {
        if (Status == HostCallStatus.Ok)
        {
            Status = HostCallStatus.Interrupted;
        }
    }

    /// <summary>The bytes at a guest address; traps <c>memory</c> when any of them lies outside.</summary>
    public bool TrySlice(uint address, uint length, out Span<byte> bytes)
    {
        if (Memory.TrySlice(address, length, out bytes))
        {
            return true;
        }

        Trap(TrapKind.Memory, $"{length} bytes at address {address} lie outside the memory");
        return false;
    }
}

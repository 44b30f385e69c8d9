using System.Runtime.CompilerServices;
using ProcVM.Core;

namespace ProcVM.Personality.Pvm;

/// <summary>The host calls of one P-code instance, found by name and performed by number. The other half, dispatch and
/// marshalling, is written from pvm.map while this project is built.</summary>
/// <remarks>Every address a guest passes is checked here, once, before a handler sees a span.</remarks>
public sealed unsafe partial class PvmTable : HostCallTable
{
    private readonly PvmHandlers _handlers;
    private GuestMemory _memory = null!;

    /// <summary>A table that dispatches to these handlers.</summary>
    public PvmTable(PvmHandlers handlers) => _handlers = handlers;

    /// <summary>Other names for its calls; null for none.</summary>
    public FurtherCalls? Further { get; init; }

    /// <inheritdoc/>
    public override int Resolve(string module, string name, out string signature)
    {
        int index = Find(module, name, out signature);
        return index < 0 && Further?.Find(module, name) is { } shipped ? Find(ModuleName, shipped, out signature) : index;
    }

    /// <inheritdoc/>
    public override void Attach(GuestMemory memory)
    {
        _memory = memory;
        _handlers.State.Attach(memory);
    }

    /// <summary>The call's outcome; what ends the program is copied to where the engine looks for it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private HostCallStatus End()
    {
        HostCallStatus status = _handlers.State.Status;
        return status == HostCallStatus.Ok ? status : EndProgram(status);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private HostCallStatus EndProgram(HostCallStatus status)
    {
        ExitCode = _handlers.State.ExitCode;
        TrapKind = (byte)_handlers.State.TrapKind;
        TrapMessage = _handlers.State.TrapMessage;
        return status;
    }

    /// <summary>Traps because some of <paramref name="length"/> bytes at an address lie outside the memory.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private HostCallStatus Outside(uint address, uint length)
    {
        _handlers.State.TrySlice(address, length, out _);
        return End();
    }

    /// <summary>The characters of the short string at an address.</summary>
    private bool TryCharacters(uint address, out ReadOnlySpan<byte> characters)
    {
        if (_memory.TrySlice(address, 1, out Span<byte> length)
            && _memory.TrySlice(address, 1u + length[0], out Span<byte> storage))
        {
            characters = storage[1..];
            return true;
        }

        characters = default;
        return _handlers.State.TrySlice(address, length.IsEmpty ? 1u : 1u + length[0], out _);
    }

    /// <summary>The string variable at an address, for at most <paramref name="capacity"/> characters (0 to 255; others are
    /// taken for the nearest).</summary>
    private bool TryString(uint address, int capacity, out ShortString variable)
    {
        capacity = Math.Clamp(capacity, 0, 255);
        if (!_handlers.State.TrySlice(address, 1u + (uint)capacity, out Span<byte> storage))
        {
            variable = default;
            return false;
        }

        variable = new ShortString(storage);
        return true;
    }

    /// <summary>The string variable at an address whose capacity the call doesn't say: up to 255 characters, as far as the
    /// memory goes.</summary>
    private bool TryString(uint address, out ShortString variable)
    {
        ulong left = _memory.Size > address ? _memory.Size - address : 0;
        return TryString(address, (int)Math.Min(left, 256) - 1, out variable);
    }
}

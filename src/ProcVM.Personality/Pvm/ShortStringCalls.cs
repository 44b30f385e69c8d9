using ProcVM.Module;

namespace ProcVM.Personality.Pvm;

/// <summary>Short strings; a result that is too long is cut off.</summary>
public sealed class ShortStringCalls(PvmCallState state)
{
    /// <summary><c>string_assign</c> of pvm.map.</summary>
    public void Assign(ShortString to, ReadOnlySpan<byte> from)
    {
        state.Trap(TrapKind.Unreachable, "string_assign");
    }

    /// <summary><c>string_from_chars</c> of pvm.map.</summary>
    public void FromChars(ShortString to, ReadOnlySpan<byte> from)
    {
        state.Trap(TrapKind.Unreachable, "string_from_chars");
    }

    /// <summary><c>string_append</c> of pvm.map.</summary>
    public void Append(ShortString to, ReadOnlySpan<byte> from)
    {
        state.Trap(TrapKind.Unreachable, "string_append");
    }

    /// <summary><c>string_append_char</c> of pvm.map.</summary>
    public void AppendChar(ShortString to, int value)
    {
        state.Trap(TrapKind.Unreachable, "string_append_char");
    }

    /// <summary><c>string_compare</c> of pvm.map.</summary>
    public int Compare(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b)
    {
        state.Trap(TrapKind.Unreachable, "string_compare");
        return default;
    }

    /// <summary><c>string_copy</c> of pvm.map.</summary>
    public void Copy(ShortString to, ReadOnlySpan<byte> from, int index, int count)
    {
        state.Trap(TrapKind.Unreachable, "string_copy");
    }

    /// <summary><c>string_pos</c> of pvm.map.</summary>
    public int Pos(ReadOnlySpan<byte> what, ReadOnlySpan<byte> from)
    {
        state.Trap(TrapKind.Unreachable, "string_pos");
        return default;
    }

    /// <summary><c>string_insert</c> of pvm.map.</summary>
    public void Insert(ReadOnlySpan<byte> what, ShortString to, int index)
    {
        state.Trap(TrapKind.Unreachable, "string_insert");
    }

    /// <summary><c>string_delete</c> of pvm.map.</summary>
    public void Delete(ShortString to, int index, int count)
    {
        state.Trap(TrapKind.Unreachable, "string_delete");
    }

    /// <summary><c>string_from_int</c> of pvm.map.</summary>
    public void FromInteger(ShortString to, long value, int width)
    {
        state.Trap(TrapKind.Unreachable, "string_from_int");
    }

    /// <summary><c>string_from_uint</c> of pvm.map.</summary>
    public void FromUnsigned(ShortString to, long value, int width)
    {
        state.Trap(TrapKind.Unreachable, "string_from_uint");
    }

    /// <summary><c>string_from_real</c> of pvm.map.</summary>
    public void FromReal(ShortString to, double value, int width, int decimals)
    {
        state.Trap(TrapKind.Unreachable, "string_from_real");
    }

    /// <summary><c>string_to_int</c> of pvm.map.</summary>
    public long ToInteger(ReadOnlySpan<byte> from, uint code)
    {
        state.Trap(TrapKind.Unreachable, "string_to_int");
        return default;
    }

    /// <summary><c>string_to_real</c> of pvm.map.</summary>
    public double ToReal(ReadOnlySpan<byte> from, uint code)
    {
        state.Trap(TrapKind.Unreachable, "string_to_real");
        return default;
    }
}

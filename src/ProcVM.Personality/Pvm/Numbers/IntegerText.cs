namespace ProcVM.Personality.Pvm.Numbers;

/// <summary>Integers as they are written (ISO 7185 §6.9.3.2): right-aligned, never cut.</summary>
internal static class IntegerText
{
    /// <summary>The longest one.</summary>
    public const int BufferSize = 20;

    /// <summary>The digits and perhaps a sign, without padding.</summary>
    public static ReadOnlySpan<byte> Format(long value, Span<byte> buffer)
    {
        value.TryFormat(buffer, out int count);
        return buffer[..count];
    }

    /// <summary>The digits, without padding.</summary>
    public static ReadOnlySpan<byte> Format(ulong value, Span<byte> buffer)
    {
        value.TryFormat(buffer, out int count);
        return buffer[..count];
    }
}

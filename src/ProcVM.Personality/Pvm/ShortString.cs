namespace ProcVM.Personality.Pvm;

/// <summary>A short string in guest memory: a length byte and the characters' places behind it.</summary>
/// <remarks>The stored length may exceed the capacity when the guest wrote it so: <see cref="Length"/> never does.</remarks>
public readonly ref struct ShortString
{
    private readonly Span<byte> _storage;

    /// <summary>Wraps a string variable.</summary>
    /// <param name="storage">The length byte and the places of the characters: 1 to 256 bytes.</param>
    public ShortString(Span<byte> storage)
    {
        ArgumentOutOfRangeException.ThrowIfZero(storage.Length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(storage.Length, 256);
        _storage = storage;
    }

    /// <summary>How many characters fit.</summary>
    public int Capacity => _storage.Length - 1;

    /// <summary>How many characters it has, at most <see cref="Capacity"/>.</summary>
    public int Length
    {
        get => Math.Min(_storage[0], Capacity);
        set => _storage[0] = (byte)Math.Clamp(value, 0, Capacity);
    }

    /// <summary>The characters it has.</summary>
    public Span<byte> Characters => _storage.Slice(1, Length);

    /// <summary>The places of all characters it could have.</summary>
    public Span<byte> Places => _storage[1..];

    /// <summary>Becomes these characters, cut to the capacity. They may overlap it.</summary>
    public void Assign(scoped ReadOnlySpan<byte> characters)
    {
        int length = Math.Min(characters.Length, Capacity);
        characters[..length].CopyTo(Places);
        Length = length;
    }
}

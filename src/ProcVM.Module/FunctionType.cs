namespace ProcVM.Module;

/// <summary>A function's signature; equal when parameters and results are.</summary>
public sealed class FunctionType(ValueType[] parameters, ValueType[] results) : IEquatable<FunctionType>
{
    /// <summary>The most parameters a function has (SPEC.md section 2).</summary>
    public const int MaxParameters = 255;

    /// <summary>The most results a function has.</summary>
    public const int MaxResults = 16;

    /// <summary>Parameter types, first to last.</summary>
    public ReadOnlySpan<ValueType> Parameters => parameters;

    /// <summary>Result types, bottom to top.</summary>
    public ReadOnlySpan<ValueType> Results => results;

    /// <summary>The letters of <see cref="Core.HostCallTable.Resolve"/>: "il&gt;i".</summary>
    public string Letters
    {
        get
        {
            Span<char> text = stackalloc char[parameters.Length + results.Length + 1];
            for (int i = 0; i < parameters.Length; i++)
            {
                text[i] = Letter(parameters[i]);
            }

            text[parameters.Length] = '>';
            for (int i = 0; i < results.Length; i++)
            {
                text[parameters.Length + 1 + i] = Letter(results[i]);
            }

            return new string(text);
        }
    }

    /// <summary>The type that letters such as "il&gt;i" stand for.</summary>
    public static FunctionType FromLetters(string letters)
    {
        int arrow = letters.IndexOf('>', StringComparison.Ordinal);
        return new FunctionType(Types(letters.AsSpan(0, arrow)), Types(letters.AsSpan(arrow + 1)));
    }

    /// <inheritdoc/>
    public bool Equals(FunctionType? other) =>
        other is not null && Parameters.SequenceEqual(other.Parameters) && Results.SequenceEqual(other.Results);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as FunctionType);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        HashCode hash = default;
        foreach (ValueType type in parameters)
        {
            hash.Add((int)type);
        }

        hash.Add(0);
        foreach (ValueType type in results)
        {
            hash.Add((int)type);
        }

        return hash.ToHashCode();
    }

    /// <inheritdoc/>
    public override string ToString() => Letters;

    private static char Letter(ValueType type) => type switch
    {
        ValueType.I32 => 'i',
        ValueType.I64 => 'l',
        ValueType.F32 => 'f',
        _ => 'd',
    };

    private static ValueType[] Types(ReadOnlySpan<char> letters)
    {
        ValueType[] types = new ValueType[letters.Length];
        for (int i = 0; i < types.Length; i++)
        {
            types[i] = ValueTypes.FromLetter(letters[i]);
        }

        return types;
    }
}

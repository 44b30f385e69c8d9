namespace ProcVM.Module;

/// <summary>The operand types at the place where a function builder stands, so that labels can be declared with them.</summary>
internal sealed class OperandStack
{
    private ValueType[] _types = new ValueType[16];

    internal int Depth { get; private set; }

    /// <summary>True once the function exceeds a limit: it won't be built, and its types no longer matter.</summary>
    internal bool IsLenient { get; set; }

    internal ReadOnlySpan<ValueType> Types => _types.AsSpan(0, Depth);

    internal void Push(ValueType type)
    {
        if (Depth == _types.Length)
        {
            Array.Resize(ref _types, 2 * Depth);
        }

        _types[Depth++] = type;
    }

    internal ValueType Pop()
    {
        if (Depth == 0)
        {
            if (IsLenient)
            {
                return ValueType.I32;
            }

            throw new InvalidOperationException("an operand is missing");
        }

        return _types[--Depth];
    }

    internal void Pop(ValueType expected)
    {
        ValueType actual = Pop();
        if (actual != expected && !IsLenient)
        {
            throw new InvalidOperationException($"an operand is {actual.Name()} instead of {expected.Name()}");
        }
    }

    internal void Reset(ReadOnlySpan<ValueType> types)
    {
        Depth = 0;
        foreach (ValueType type in types)
        {
            Push(type);
        }
    }

    /// <summary>The effect of an instruction whose operands the table gives.</summary>
    internal void Apply(in OpcodeRow row)
    {
        string pops = row.Pops;
        for (int i = pops.Length - 1; i >= 0; i--)
        {
            Pop(ValueTypes.FromLetter(pops[i]));
        }

        foreach (char letter in row.Pushes)
        {
            Push(ValueTypes.FromLetter(letter));
        }
    }

    internal void Call(FunctionType type)
    {
        ReadOnlySpan<ValueType> parameters = type.Parameters;
        for (int i = parameters.Length - 1; i >= 0; i--)
        {
            Pop(parameters[i]);
        }

        foreach (ValueType result in type.Results)
        {
            Push(result);
        }
    }
}

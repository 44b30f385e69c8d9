using ProcVM.Module;
using ProcVM.Pascal.Binding;

namespace ProcVM.Pascal.Emit;

/// <summary>How a routine's parameters and result are passed: [static link] [address of a result handled by address]
/// parameters → result.</summary>
internal static class Signatures
{
    /// <summary>The index of a routine's signature.</summary>
    internal static int Of(ModuleBuilder module, RoutineType type, bool takesLink)
    {
        List<ValueType> parameters = [];
        if (takesLink)
        {
            parameters.Add(ValueType.I32);
        }

        if (IsByAddress(type.Result))
        {
            parameters.Add(ValueType.I32);
        }

        for (int i = 0; i < type.Parameters.Length; i++)
        {
            Add(parameters, type.Parameters[i]);
            foreach (VariableBound bound in BoundsOf(type.Parameters, i))
            {
                parameters.Add(bound.Type);
            }
        }

        List<ValueType> results = [];
        if (type.IsFunction && !IsByAddress(type.Result))
        {
            Add(results, type.Result);
        }

        return module.Type(new FunctionType([.. parameters], [.. results]));
    }

    /// <summary>True when the caller passes an address for the result.</summary>
    internal static bool IsByAddress(PascalType result) => result.IsMemory;

    /// <summary>The bounds that are passed after parameter <paramref name="index"/>: low and high of each dimension of a
    /// conformant array (once for parameters that share a schema), high of an open array.</summary>
    internal static IEnumerable<VariableBound> BoundsOf(Parameter[] parameters, int index)
    {
        Parameter parameter = parameters[index];
        if (parameter.Type is OpenArrayType)
        {
            yield return new VariableBound(null, ValueType.I32);
            yield break;
        }

        if (index > 0 && parameters[index - 1].Group == parameter.Group)
        {
            yield break;
        }

        for (ConformantArrayType? array = parameter.Type as ConformantArrayType; array is not null;
            array = array.Element as ConformantArrayType)
        {
            ValueType type = Cells.Of(array.Index).TypeOf();
            yield return new VariableBound(array.LowBound, type);
            yield return new VariableBound(array.HighBound, type);
        }
    }

    private static void Add(List<ValueType> types, Parameter parameter)
    {
        if (parameter.IsReference || parameter.Type.IsMemory)
        {
            types.Add(ValueType.I32);
        }
        else
        {
            Add(types, parameter.Type);
        }
    }

    private static void Add(List<ValueType> types, PascalType type)
    {
        types.Add(Cells.Of(type).TypeOf());
        if (type is RoutineType)
        {
            types.Add(ValueType.I32);
        }
    }
}

/// <summary>A bound that is passed with an array.</summary>
/// <param name="Variable">What holds it in the routine; null for the high bound of an open array.</param>
/// <param name="Type">The value's type.</param>
internal readonly record struct VariableBound(VariableSymbol? Variable, ValueType Type);

using ProcVM.Pascal.Syntax;

namespace ProcVM.Pascal.Binding;

/// <summary>A routine's parameters and result; as a variable's type 8 bytes: the reference i32, the static link i32.</summary>
internal sealed class RoutineType : PascalType
{
    internal RoutineType(Parameter[] parameters, PascalType result)
    {
        Parameters = parameters;
        Result = result;
        Size = 8;
        Alignment = 4;
    }

    internal Parameter[] Parameters { get; }

    /// <summary>A function's result type; <see cref="VoidType"/> for a procedure.</summary>
    internal PascalType Result { get; }

    internal bool IsFunction => Result is not VoidType;

    internal override Representation Representation => Representation.RoutinePair;

    private protected override string Describe()
    {
        string list = Parameters.Length == 0 ? "" : "(" + string.Join("; ", Parameters.Select(p => p.ToString())) + ")";
        return IsFunction ? $"function{list}: {Result}" : $"procedure{list}";
    }
}

/// <summary>One formal parameter of a routine type.</summary>
/// <param name="Mode">How the argument is passed.</param>
/// <param name="Type">Its type; <see cref="VoidType"/> for an untyped parameter, a <see cref="RoutineType"/> for a
/// procedural one.</param>
/// <param name="Default">The value that a missing argument takes.</param>
/// <param name="Group">Parameters of one section have the same number: a conformant schema is shared by them.</param>
internal sealed record Parameter(ParameterMode Mode, PascalType Type, BoundConstant? Default, int Group)
{
    /// <summary>True when an address is passed that the callee doesn't copy: var, out, untyped, and const of what is handled by address.</summary>
    internal bool IsReference => Mode is ParameterMode.Var or ParameterMode.Out || Type is VoidType
        || (Mode == ParameterMode.Const && Type.IsMemory);

    public override string ToString() => (Mode == ParameterMode.Value ? "" : Mode.ToString().ToLowerInvariant() + " ") + Type;
}

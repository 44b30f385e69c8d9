namespace ProcVM.Pascal.Binding;

/// <summary>Which of several routines of one name a call means: the one whose parameters are nearest to the arguments.</summary>
internal static class Overloads
{
    private const int Impossible = 1 << 20;

    /// <summary>The routine, or null when none fits or several fit equally well.</summary>
    internal static RoutineSymbol? Choose(RoutineGroup group, BoundExpression?[] arguments, Binder binder, out bool isAmbiguous)
    {
        RoutineSymbol? best = null;
        int bestCost = Impossible;
        isAmbiguous = false;
        foreach (RoutineSymbol routine in group.Routines)
        {
            int cost = CostOf(routine.Type, arguments, binder);
            if (cost < bestCost)
            {
                (best, bestCost, isAmbiguous) = (routine, cost, false);
            }
            else if (cost == bestCost && cost < Impossible)
            {
                isAmbiguous = true;
            }
        }

        return isAmbiguous ? null : best;
    }

    /// <summary>The arguments' types, for a message.</summary>
    internal static string Describe(BoundExpression?[] arguments) =>
        string.Join(", ", arguments.Select(argument => argument?.Type.ToString() ?? "[...]"));

    /// <summary>Of a bracketed list whose elements aren't bound yet: an open array's, or a set's.</summary>
    private static int CostOfList(Parameter parameter) => parameter.Type switch
    {
        OpenArrayType when parameter.Mode is Syntax.ParameterMode.Value or Syntax.ParameterMode.Const => 3,
        SetType => 10,
        _ => Impossible,
    };

    private static int CostOf(RoutineType type, BoundExpression?[] arguments, Binder binder)
    {
        if (arguments.Length > type.Parameters.Length)
        {
            return Impossible;
        }

        int sum = 0;
        for (int i = 0; i < type.Parameters.Length; i++)
        {
            Parameter parameter = type.Parameters[i];
            int cost = i < arguments.Length
                ? arguments[i] is { } argument ? CostOf(parameter, argument, binder) : CostOfList(parameter)
                : parameter.Default is not null ? 1 : Impossible;
            sum = Math.Min(Impossible, sum + cost);
        }

        return sum;
    }

    private static int CostOf(Parameter parameter, BoundExpression argument, Binder binder)
    {
        PascalType from = argument.Type;
        PascalType to = parameter.Type;
        if (parameter.Mode is Syntax.ParameterMode.Var or Syntax.ParameterMode.Out)
        {
            return !argument.IsPlace ? Impossible : to is VoidType ? 50 : TypeRules.AreSame(from, to, binder.IsIso) ? 0
                : to is OpenArrayType open && ElementOf(from) is { } element && TypeRules.AreSame(element, open.Element, binder.IsIso) ? 5
                : to is FileType { Component: null } && from is FileType ? 20 : Impossible;
        }

        return (from, to) switch
        {
            _ when to is VoidType => 50,
            _ when TypeRules.AreSame(from, to, binder.IsIso) => 0,
            (OrdinalType a, OrdinalType b) when a.IsInteger && b.IsInteger => CostOfInteger(argument, a, b),
            (OrdinalType a, OrdinalType b) => a.Host == b.Host ? 1 : Impossible,
            (OrdinalType { IsInteger: true }, RealType real) => real.IsSingle ? 31 : 30,
            (RealType, RealType) => 2,
            (StringType, StringType) => 1,
            (LiteralStringType, StringType) => 1,
            (OrdinalType { Host: CharType }, StringType) => 10,
            (_, OpenArrayType open) => ElementOf(from) is { } element && TypeRules.AreSame(element, open.Element, binder.IsIso) ? 5 : Impossible,
            (RoutineType a, RoutineType b) => TypeRules.AreCongruent(a, b, binder.IsIso) ? 0 : Impossible,
            _ => binder.Conversions.CanAssign(argument, to) ? 15 : Impossible,
        };
    }

    private static int CostOfInteger(BoundExpression argument, OrdinalType from, OrdinalType to)
    {
        if (argument is BoundOrdinal constant && !ConstantFolding.Fits(ConstantFolding.ValueOf(constant), to))
        {
            return 1000;
        }

        if (from.Host == to.Host)
        {
            return 1;
        }

        bool isWider = to.Size > from.Size || (to.Size == from.Size && to.IsSigned == from.IsSigned);
        return isWider && (to.IsSigned || !from.IsSigned) ? 2 + (to.Size - from.Size) : 16 + from.Size - to.Size;
    }

    private static PascalType? ElementOf(PascalType type) => type switch
    {
        ArrayType array => array.Element,
        DynamicArrayType array => array.Element,
        OpenArrayType array => array.Element,
        _ => null,
    };
}

using ProcVM.Core.Text;
using ProcVM.Pascal.Syntax;
using D = ProcVM.Pascal.Binding.BindingDiagnostics;

namespace ProcVM.Pascal.Binding;

/// <summary>Arguments as their parameters want them (6.6.3, 6.7.3).</summary>
internal sealed class ArgumentBinder(Binder binder)
{
    private Universe Types => binder.Universe;

    /// <summary>The arguments of a call; null when something is wrong and has been reported.</summary>
    internal BoundArgument[]? Bind(SourceSpan span, string name, RoutineType type, ArgumentSyntax[] arguments, BoundExpression?[] bound)
    {
        Parameter[] parameters = type.Parameters;
        if (arguments.Length > parameters.Length
            || Array.Exists(parameters[arguments.Length..], parameter => parameter.Default is null))
        {
            binder.Calls.BindForErrors(arguments);
            binder.Report.Add(D.ArgumentCount, arguments.Length > parameters.Length && arguments.Length > 0
                ? arguments[parameters.Length].Value.Span : span, name, parameters.Length, arguments.Length);
            return null;
        }

        BoundArgument[] made = new BoundArgument[parameters.Length];
        bool isRight = true;
        for (int i = 0; i < parameters.Length; i++)
        {
            if (i >= arguments.Length)
            {
                made[i] = Default(parameters[i], span);
                continue;
            }

            if (arguments[i].Width is { } width)
            {
                binder.Report.Add(D.WidthHere, width.Span);
            }

            isRight &= Bind(parameters[i], arguments[i].Value, bound[i]) is { } argument && (made[i] = argument).Value is not BoundError;
            if (isRight && i > 0 && parameters[i].Type is ConformantArrayType && parameters[i].Group == parameters[i - 1].Group)
            {
                isRight &= AreOfOneType(made[i - 1], ref made[i]);
            }
        }

        return isRight ? made : null;
    }

    private static BoundArgument Default(Parameter parameter, SourceSpan span)
    {
        BoundExpression value = parameter.Default!.At(span);
        return new BoundArgument(parameter, parameter.IsReference ? new BoundTemporary(value) : value);
    }

    private BoundArgument? Bind(Parameter parameter, ExpressionSyntax syntax, BoundExpression? bound)
    {
        switch (parameter.Type)
        {
            case ErrorType:
                binder.Expressions.BindValueOrRoutine(syntax);
                return null;
            case RoutineType routine when parameter.Mode is ParameterMode.Value or ParameterMode.Const:
                return BindRoutine(parameter, routine, syntax);
            case ConformantArrayType schema:
                return BindConformant(parameter, schema, syntax, bound);
            case OpenArrayType open:
                return BindOpen(parameter, open, syntax, bound);
        }

        if (parameter.Mode is ParameterMode.Var or ParameterMode.Out)
        {
            return BindReference(parameter, syntax, bound);
        }

        BoundExpression value = bound ?? binder.Expressions.BindValue(syntax);
        if (value.Type.IsError)
        {
            return null;
        }

        if (parameter.Type is VoidType)
        {
            return new BoundArgument(parameter, value is BoundPlace place ? Referenced(place) : new BoundTemporary(value));
        }

        value = binder.Conversions.Assign(value, parameter.Type, syntax.Switches);
        return value.Type.IsError ? null : new BoundArgument(parameter, parameter.IsReference ? Readable(value) : value);
    }

    /// <summary>A value handled by address that a const parameter only reads.</summary>
    private static BoundExpression Readable(BoundExpression value) => value switch
    {
        BoundPlace place => Referenced(place),
        BoundConversion { Kind: ConversionKind.Same, Operand: BoundPlace place } => new BoundPlaceCast(value.Span, Referenced(place), value.Type),
        _ => new BoundTemporary(value),
    };

    private static BoundPlace Referenced(BoundPlace place)
    {
        PlaceBinder.MarkAddressTaken(place);
        return place;
    }

    private BoundArgument? BindReference(Parameter parameter, ExpressionSyntax syntax, BoundExpression? bound)
    {
        BoundPlace? place = bound is BoundPlace known && PlaceBinder.RootOf(known) is not BoundTemporary ? known : binder.Places.BindPlace(syntax);
        if (place is null || !binder.Places.MarkModified(place))
        {
            return null;
        }

        PlaceBinder.MarkAddressTaken(place);
        if (binder.IsIso && !MayBeReferenced(place))
        {
            return null;
        }

        PascalType wanted = parameter.Type;
        bool isRight = wanted is VoidType || TypeRules.AreSame(place.Type, wanted, binder.IsIso)
            || (!binder.IsIso && wanted is FileType { Component: null } && place.Type is FileType)
            || (wanted == Types.Pointer && place.Type is PointerType && !binder.IsIso);
        if (!isRight)
        {
            binder.Fail(place.Span, D.VarArgumentType, wanted, place.Type);
            return null;
        }

        return new BoundArgument(parameter, place);
    }

    /// <summary>6.6.3.3: no component of a packed variable and no tag field goes to a var parameter.</summary>
    private bool MayBeReferenced(BoundPlace place)
    {
        bool isPacked = place switch
        {
            BoundElement { Array.Type: ArrayType { IsPacked: true } } => true,
            BoundConformantElement { Array.Type: ConformantArrayType { IsPacked: true } } => true,
            BoundField { Record.Type: RecordType { IsPacked: true } } => true,
            _ => false,
        };
        if (isPacked)
        {
            binder.Report.Add(D.PackedComponent, place.Span);
            return false;
        }

        if (place is BoundField { Field.TagOf: not null })
        {
            binder.Report.Add(D.TagField, place.Span);
            return false;
        }

        return true;
    }

    private BoundArgument? BindRoutine(Parameter parameter, RoutineType wanted, ExpressionSyntax syntax)
    {
        BoundExpression value = binder.Expressions.FindSymbolQuietly(syntax) switch
        {
            RoutineGroup group => binder.Calls.RoutineValue(syntax.Span, group, wanted),
            PredeclaredSymbol predeclared => binder.Fail(syntax.Span, D.PredeclaredAsArgument, predeclared.Name),
            _ => binder.Expressions.BindValueOrRoutine(syntax),
        };
        if (value.Type.IsError)
        {
            return null;
        }

        if (value.Type is RoutineType from && !TypeRules.AreCongruent(from, wanted, binder.IsIso))
        {
            binder.Fail(syntax.Span, D.NotCongruent, wanted, from);
            return null;
        }

        value = binder.Conversions.Assign(value, wanted, syntax.Switches);
        return value.Type.IsError ? null : new BoundArgument(parameter, value);
    }

    private BoundArgument? BindConformant(Parameter parameter, ConformantArrayType schema, ExpressionSyntax syntax, BoundExpression? bound)
    {
        BoundExpression? value = bound;
        if (parameter.Mode == ParameterMode.Var)
        {
            BoundPlace? place = binder.Places.BindTarget(syntax);
            if (place is null || (binder.IsIso && !MayBeReferenced(place)))
            {
                return null;
            }

            value = place;
        }

        value ??= binder.Expressions.BindValue(syntax);
        if (value.Type.IsError)
        {
            return null;
        }

        if (value is BoundString { Type: LiteralStringType } or BoundOrdinal { Type: CharType } && ConstantFolding.TextOf(value) is { Length: > 0 } text)
        {
            SubrangeType index = new(Types.Integer, 1, text.Length);
            value = new BoundString(value.Span, new ArrayType(index, Types.Char, isPacked: true), text);
        }

        if (TypeRules.FindNonconformity(value.Type, schema, binder.IsIso) is { } reason)
        {
            binder.Fail(value.Span, D.NotConformable, reason);
            return null;
        }

        if (parameter.Mode == ParameterMode.Value && value.Type is ConformantArrayType && binder.IsIso)
        {
            binder.Fail(value.Span, D.ConformantByValue);
            return null;
        }

        BoundPlace address = value is BoundPlace found ? Referenced(found) : new BoundTemporary(value);
        return new BoundArgument(parameter, address, BoundsOf(address.Type, schema, syntax));
    }

    private BoundExpression[] BoundsOf(PascalType actual, ConformantArrayType schema, ExpressionSyntax syntax)
    {
        List<BoundExpression> bounds = [];
        PascalType type = actual;
        for (ConformantArrayType? dimension = schema; dimension is not null; dimension = dimension.Element as ConformantArrayType)
        {
            switch (type)
            {
                case ArrayType array:
                    bounds.Add(new BoundOrdinal(syntax.Span, dimension.Index, array.Index.Low));
                    bounds.Add(new BoundOrdinal(syntax.Span, dimension.Index, array.Index.High));
                    type = array.Element;
                    break;
                case ConformantArrayType array:
                    AddBound(array.LowBound!, dimension);
                    AddBound(array.HighBound!, dimension);
                    type = array.Element;
                    break;
            }
        }

        return [.. bounds];

        void AddBound(VariableSymbol bound, ConformantArrayType dimension)
        {
            BoundExpression value = binder.Places.Variable(syntax.Span, bound);
            bounds.Add(binder.Conversions.ToOrdinal(value, dimension.Index, syntax.Switches));
        }
    }

    /// <summary>Arguments for one section of conformant parameters have one type; the first alone carries the bounds.</summary>
    private bool AreOfOneType(BoundArgument first, ref BoundArgument later)
    {
        PascalType a = first.Value.Type;
        PascalType b = later.Value.Type;
        bool areSame = ReferenceEquals(a, b) || (a is ArrayType { IsIsoString: true } x && b is ArrayType { IsIsoString: true } y && x.Length == y.Length
            && (first.Value is BoundTemporary || later.Value is BoundTemporary));
        if (!areSame)
        {
            binder.Fail(later.Value.Span, D.ConformantSection, b, a);
            return false;
        }

        later = later with { Bounds = [] };
        return true;
    }

    private BoundArgument? BindOpen(Parameter parameter, OpenArrayType open, ExpressionSyntax syntax, BoundExpression? bound)
    {
        if (syntax is SetExpressionSyntax list && parameter.Mode is ParameterMode.Value or ParameterMode.Const)
        {
            return BindList(parameter, open, list);
        }

        bool isTarget = parameter.Mode is ParameterMode.Var or ParameterMode.Out;
        BoundExpression? value = isTarget ? binder.Places.BindTarget(syntax) : bound ?? binder.Expressions.BindValue(syntax);
        if (value is null || value.Type.IsError)
        {
            return null;
        }

        if (!isTarget && open.Element is CharType && ConstantFolding.TextOf(value) is { Length: > 0 } text)
        {
            SubrangeType index = new(Types.Integer, 0, text.Length - 1);
            value = new BoundString(value.Span, new ArrayType(index, Types.Char, isPacked: true), text);
        }

        BoundExpression? high = value.Type switch
        {
            ArrayType array when IsElement(array.Element) => new BoundOrdinal(syntax.Span, Types.Integer, array.Length - 1),
            OpenArrayType array when IsElement(array.Element) => OpenHigh((BoundPlace)value),
            DynamicArrayType array when IsElement(array.Element) => DynamicHigh(value),
            _ => null,
        };
        if (high is null)
        {
            binder.Conversions.Mismatch(value, open);
            return null;
        }

        BoundExpression address = value is BoundPlace place ? Referenced(place) : value.Type is DynamicArrayType ? value : new BoundTemporary(value);
        return new BoundArgument(parameter, address, [high]);

        bool IsElement(PascalType element) => TypeRules.AreSame(element, open.Element, binder.IsIso);
    }

    /// <summary>high(open).</summary>
    internal BoundExpression OpenHigh(BoundPlace place) => new BoundIntrinsic(place.Span, Types.Integer, Intrinsic.OpenHigh, place)
    {
        KnownRange = new Interval(-1, PascalType.Largest),
    };

    /// <summary>high(dynamic).</summary>
    internal BoundExpression DynamicHigh(BoundExpression array)
    {
        BoundIntrinsic length = new(array.Span, Types.Integer, Intrinsic.DynamicLength, array) { KnownRange = new Interval(0, PascalType.Largest) };
        BoundOrdinal one = new(array.Span, Types.Integer, 1);
        return new BoundBinary(array.Span, Types.Integer, BoundOperator.Subtract, length, one) { KnownRange = new Interval(-1, PascalType.Largest) };
    }

    private BoundArgument? BindList(Parameter parameter, OpenArrayType open, SetExpressionSyntax list)
    {
        List<BoundExpression> elements = [];
        foreach (RangeSyntax member in list.Members)
        {
            BoundExpression element = binder.Conversions.Assign(binder.Expressions.BindValue(member.Low), open.Element, list.Switches);
            if (element.Type.IsError || member.High is not null)
            {
                if (member.High is { } high)
                {
                    binder.Report.Add(D.RangeHere, high.Span);
                }

                return null;
            }

            elements.Add(element);
        }

        BoundOrdinal last = new(list.Span, Types.Integer, elements.Count - 1);
        SubrangeType index = new(Types.Integer, 0, Math.Max(0, elements.Count - 1));
        BoundArrayConstructor value = new(list.Span, new ArrayType(index, open.Element, isPacked: false), [.. elements]);
        return new BoundArgument(parameter, value, [last]);
    }
}

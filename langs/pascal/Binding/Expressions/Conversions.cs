using ProcVM.Pascal.Syntax;
using D = ProcVM.Pascal.Binding.BindingDiagnostics;

namespace ProcVM.Pascal.Binding;

/// <summary>Brings values to the types that their contexts ask for (6.4.6 and the dialect's wider rules), with checks where
/// a value could be wrong.</summary>
internal sealed class Conversions(Binder binder)
{
    /// <summary>A shorter constant is filled up with zeros for arrays of at most so many elements.</summary>
    private const int LongestPadding = 1 << 16;

    private Universe Types => binder.Universe;

    /// <summary>The value as a variable, parameter or result of the target type takes it; reports what isn't assignment-compatible.</summary>
    internal BoundExpression Assign(BoundExpression value, PascalType target, CompilerSwitches switches)
    {
        if (value.Type.IsError || target.IsError)
        {
            return new BoundError(value.Span);
        }

        return TryAssign(value, target, switches) ?? Mismatch(value, target);
    }

    /// <summary>As <see cref="Assign"/>, with null for a value of a type that isn't compatible.</summary>
    internal BoundExpression? TryAssign(BoundExpression value, PascalType target, CompilerSwitches switches) => target switch
    {
        OrdinalType ordinal => value.Type is OrdinalType from && TypeRules.AreCompatible(from, ordinal) ? ToOrdinal(value, ordinal, switches) : null,
        RealType real => IsNumber(value.Type) ? ToReal(value, real) : null,
        SetType set => value.Type is SetType from && TypeRules.AreCompatible(from, set, binder.IsIso) ? ToSet(value, set, switches) : null,
        StringType text => ToString(value, text),
        ArrayType array => ToArray(value, array),
        PointerType pointer => ToPointer(value, pointer),
        RoutineType routine => ToRoutine(value, routine),
        DynamicArrayType array => value.Type == Types.Nil ? new BoundNil(value.Span, array)
            : TypeRules.AreSame(value.Type, array, binder.IsIso) ? value : null,
        _ => ReferenceEquals(value.Type, target) && !target.ContainsFile ? value : null,
    };

    /// <summary>Whether a value of a type that isn't a number or text would be taken.</summary>
    internal bool CanAssign(BoundExpression value, PascalType target) => target switch
    {
        OrdinalType or RealType or StringType => false,
        ArrayType array => ReferenceEquals(value.Type, array)
            || (array.IsCharArray && ConstantFolding.TextOf(value) is { } text && text.Length <= array.Length),
        SetType set => value.Type is SetType from && TypeRules.AreCompatible(from, set, binder.IsIso),
        _ => TryAssign(value, target, CompilerSwitches.None) is not null,
    };

    /// <summary>An ordinal of a compatible type: checked against the target's bounds, then represented as it is.</summary>
    internal BoundExpression ToOrdinal(BoundExpression value, OrdinalType target, CompilerSwitches switches)
    {
        if (value is BoundOrdinal constant)
        {
            Int128 exact = ConstantFolding.ValueOf(constant);
            return ConstantFolding.Fits(exact, target)
                ? ConstantFolding.Ordinal(value.Span, target, exact)
                : binder.Fail(value.Span, D.OutOfRange, exact, target);
        }

        if (ReferenceEquals(value.Type, target) && target is not (SubrangeType or EnumType))
        {
            return value;
        }

        if (Binder.Has(switches, CompilerSwitches.RangeChecks))
        {
            value = Check(value, target);
        }

        return Represent(value, target);
    }

    /// <summary>An ordinal of any type brought to another by its number, as chr and succ do: checked, then represented.</summary>
    internal BoundExpression ToOrdinalOf(BoundExpression value, OrdinalType target, CompilerSwitches switches)
    {
        if (value is BoundOrdinal constant)
        {
            Int128 exact = ConstantFolding.ValueOf(constant);
            return ConstantFolding.Fits(exact, target)
                ? ConstantFolding.Ordinal(value.Span, target, exact)
                : binder.Fail(value.Span, D.OutOfRange, exact, target);
        }

        return Represent(Binder.Has(switches, CompilerSwitches.RangeChecks) ? Check(value, target) : value, target);
    }

    /// <summary>Checks an ordinal against a type's bounds unless its range shows that it lies inside.</summary>
    internal BoundExpression Check(BoundExpression value, OrdinalType target)
    {
        OrdinalType from = (OrdinalType)value.Type;
        if (from.IsQWord && target.IsQWord && !IsNarrow(target))
        {
            return value;
        }

        long low = from.IsSigned ? target.Low : Math.Max(target.Low, 0);
        long high = target.High;
        if (value.Range.IsInside(low, high))
        {
            return value;
        }

        if (value.Range.Low > high || value.Range.High < low)
        {
            binder.Report.Add(D.AlwaysOutOfRange, value.Span, target);
        }

        if (from.Representation == Representation.I32 && from.IsSigned)
        {
            (low, high) = (Math.Max(low, int.MinValue), Math.Min(high, int.MaxValue));
        }
        else if (from.Representation == Representation.I32 && high > int.MaxValue)
        {
            // A cardinal against bounds beyond an i32's: compare as int64.
            value = Represent(value, Types.Int64);
        }

        return new BoundRangeCheck(value, low, high);
    }

    /// <summary>The ordinal in the target type's representation, unchecked.</summary>
    internal BoundExpression Represent(BoundExpression value, OrdinalType target)
    {
        if (ReferenceEquals(value.Type, target))
        {
            return value;
        }

        if (value is BoundOrdinal constant)
        {
            return new BoundOrdinal(value.Span, target, Wrap(constant.Value, target));
        }

        return new BoundConversion(ConversionKind.Ordinal, target, Narrowing.Narrow(value, target, Types));
    }

    /// <summary>A number as a real.</summary>
    internal BoundExpression ToReal(BoundExpression value, RealType target)
    {
        if (value is BoundOrdinal constant)
        {
            double exact = (double)ConstantFolding.ValueOf(constant);
            return new BoundReal(value.Span, target, target.IsSingle ? (float)exact : exact);
        }

        if (value is BoundReal real)
        {
            return new BoundReal(value.Span, target, target.IsSingle ? (float)real.Value : real.Value);
        }

        if (value.Type is OrdinalType)
        {
            return new BoundConversion(ConversionKind.IntegerToReal, target.IsSingle ? Types.Single : Types.Real, value);
        }

        return (((RealType)value.Type).IsSingle, target.IsSingle) switch
        {
            (true, false) => new BoundConversion(ConversionKind.SingleToReal, Types.Real, value),
            (false, true) => new BoundConversion(ConversionKind.RealToSingle, Types.Single, value),
            _ => value,
        };
    }

    /// <summary>A set in another set type's form, its members checked.</summary>
    internal BoundExpression ToSet(BoundExpression value, SetType target, CompilerSwitches switches)
    {
        SetType from = (SetType)value.Type;
        if (value is BoundSet constant)
        {
            for (int i = 0; i < 256; i++)
            {
                if ((constant.Words[i >> 6] >> (i & 63) & 1) != 0 && (i < target.Low || i > target.High))
                {
                    return binder.Fail(value.Span, D.SetMemberOutOfRange, i, target);
                }
            }

            return new BoundSet(value.Span, target, constant.Words);
        }

        if (ReferenceEquals(from, target))
        {
            return value;
        }

        bool isInside = from.Base is null || (from.Low >= target.Low && from.High <= target.High) || IsWholeHost(target);
        if (!isInside && Binder.Has(switches, CompilerSwitches.RangeChecks))
        {
            value = new BoundSetCheck(value, target.Low, target.High);
        }

        return new BoundConversion(from.IsSmall == target.IsSmall ? ConversionKind.Same : ConversionKind.Set, target, value);
    }

    /// <summary>Any string, char or array of char as a short string; null for other types.</summary>
    internal BoundExpression? ToString(BoundExpression value, StringType target)
    {
        if (binder.IsIso)
        {
            return null;
        }

        if (ConstantFolding.TextOf(value) is { } text)
        {
            if (text.Length > target.Capacity)
            {
                if (text.Length > 255)
                {
                    return binder.Fail(value.Span, D.StringTooLong, text.Length, target.Capacity);
                }

                text = text[..target.Capacity];
            }

            return new BoundString(value.Span, target, text);
        }

        return value.Type switch
        {
            StringType => value,
            OrdinalType { Host: CharType } => new BoundConversion(ConversionKind.CharToString, Types.String, Represent(value, Types.Char)),
            ArrayType { IsCharArray: true } or ConformantArrayType { Element: CharType } or OpenArrayType { Element: CharType } =>
                new BoundConversion(ConversionKind.CharsToString, Types.String, value),
            _ => null,
        };
    }

    /// <summary>Reports that a value doesn't fit a type.</summary>
    internal BoundExpression Mismatch(BoundExpression value, PascalType target) =>
        value.Type.IsError || target.IsError ? new BoundError(value.Span)
        : value.Type is VoidType ? binder.Fail(value.Span, D.NoValue)
        : binder.Fail(value.Span, D.TypeMismatch, target, value.Type);

    internal static bool IsNumber(PascalType type) => type is RealType or OrdinalType { IsInteger: true };

    /// <summary>The bits of a value as a variable of the type gives them back.</summary>
    internal static long Wrap(long value, OrdinalType type) => (type.Size, type.IsSigned) switch
    {
        (1, true) => (sbyte)value,
        (1, false) => (byte)value,
        (2, true) => (short)value,
        (2, false) => (ushort)value,
        (4, true) => (int)value,
        (4, false) => (uint)value,
        _ => value,
    };

    private static bool IsNarrow(OrdinalType type) => type.Low != 0 || type.High != long.MaxValue;

    private static bool IsWholeHost(SetType target) =>
        target.Base is { } type && type.Host is not IntegerType && target.Low == type.Host.Low && target.High == type.Host.High;

    private BoundExpression? ToArray(BoundExpression value, ArrayType target)
    {
        if (ReferenceEquals(value.Type, target))
        {
            return target.ContainsFile ? null : value;
        }

        if (!target.IsCharArray || (binder.IsIso && !target.IsIsoString))
        {
            return null;
        }

        if (ConstantFolding.TextOf(value) is { } text)
        {
            if (text.Length != target.Length && (binder.IsIso || text.Length > target.Length || target.Length > LongestPadding))
            {
                return value.Type is LiteralStringType
                    ? binder.Fail(value.Span, D.WrongStringLength, text.Length, target.Length)
                    : null;
            }

            return binder.IsIso && text.Length == 1 ? null : new BoundString(value.Span, target, text.PadRight(target.Length, '\0'));
        }

        return value.Type is ArrayType { IsIsoString: true } from && target.IsIsoString && from.Length == target.Length
            ? new BoundConversion(ConversionKind.Same, target, value)
            : null;
    }

    private BoundExpression? ToPointer(BoundExpression value, PointerType target)
    {
        if (ReferenceEquals(value.Type, target))
        {
            return value;
        }

        if (value.Type == Types.Nil)
        {
            return new BoundNil(value.Span, target);
        }

        bool isFree = !binder.IsIso && value.Type is PointerType from
            && (target == Types.Pointer || from == Types.Pointer || TypeRules.AreSame(from, target, isIso: false));
        return isFree ? new BoundConversion(ConversionKind.Same, target, value)
            : target == Types.Pointer && value is BoundRoutineValue ? new BoundConversion(ConversionKind.RoutineToPointer, target, value)
            : null;
    }

    private BoundExpression? ToRoutine(BoundExpression value, RoutineType target) => value.Type switch
    {
        RoutineType from when TypeRules.AreCongruent(from, target, binder.IsIso) =>
            ReferenceEquals(from, target) ? value : new BoundConversion(ConversionKind.Same, target, value),
        _ when value.Type == Types.Nil => new BoundNil(value.Span, target),
        _ => null,
    };
}

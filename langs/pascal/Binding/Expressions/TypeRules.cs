namespace ProcVM.Pascal.Binding;

/// <summary>The relations between types of ISO 7185 6.4 and 6.6.3 and of the dialect.</summary>
internal static class TypeRules
{
    /// <summary>The same type, or one that is the same in all but name for a reference: in the dialect string types of equal capacity,
    /// dynamic arrays and pointers of equal target.</summary>
    internal static bool AreSame(PascalType a, PascalType b, bool isIso)
    {
        if (ReferenceEquals(a, b) || a.IsError || b.IsError)
        {
            return true;
        }

        return !isIso && (a, b) switch
        {
            (StringType left, StringType right) => left.Capacity == right.Capacity,
            (DynamicArrayType left, DynamicArrayType right) => ReferenceEquals(left.Element, right.Element),
            (PointerType { Target: { } left }, PointerType { Target: { } right }) => ReferenceEquals(left, right),
            (RoutineType left, RoutineType right) => (left.Name is null || right.Name is null) && AreCongruent(left, right, isIso),
            (SubrangeType left, SubrangeType right) => left.Host == right.Host && left.Low == right.Low && left.High == right.High,
            _ => false,
        };
    }

    /// <summary>Ordinal types of the same host; in the dialect all integer types.</summary>
    internal static bool AreCompatible(OrdinalType a, OrdinalType b) => a.Host == b.Host || (a.IsInteger && b.IsInteger);

    /// <summary>6.4.5 for sets: compatible bases, and both packed or neither.</summary>
    internal static bool AreCompatible(SetType a, SetType b, bool isIso)
    {
        if (a.Base is null || b.Base is null)
        {
            return true;
        }

        bool packing = !isIso || a.IsCanonical || b.IsCanonical || a.IsPacked == b.IsPacked;
        return packing && AreCompatible(a.Base, b.Base);
    }

    /// <summary>6.6.3.6: parameter lists that match one for one, and the same result.</summary>
    internal static bool AreCongruent(RoutineType a, RoutineType b, bool isIso)
    {
        if (ReferenceEquals(a, b))
        {
            return true;
        }

        if (a.Parameters.Length != b.Parameters.Length || !AreSame(a.Result, b.Result, isIso))
        {
            return false;
        }

        for (int i = 0; i < a.Parameters.Length; i++)
        {
            Parameter left = a.Parameters[i];
            Parameter right = b.Parameters[i];
            if (left.Mode != right.Mode || !AreCongruent(left.Type, right.Type, isIso))
            {
                return false;
            }

            // In ISO Pascal sections match, too; elsewhere this matters for conformant parameters, which share their bounds.
            bool startsLeft = i == 0 || a.Parameters[i - 1].Group != left.Group;
            bool startsRight = i == 0 || b.Parameters[i - 1].Group != right.Group;
            if ((isIso || left.Type is ConformantArrayType) && startsLeft != startsRight)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>How an argument's array meets a conformant array schema (6.6.3.8); null when it does, else what is wrong.</summary>
    internal static string? FindNonconformity(PascalType actual, ConformantArrayType schema, bool isIso)
    {
        while (true)
        {
            (OrdinalType index, PascalType element, bool isPacked) = actual switch
            {
                ArrayType array => (array.Index, array.Element, array.IsPacked),
                ConformantArrayType array => (array.Index, array.Element, array.IsPacked),
                _ => (null!, actual, false),
            };
            if (index is null)
            {
                return $"'{actual}' isn't an array";
            }

            if (!AreCompatible(index, schema.Index))
            {
                return $"its index type '{index}' isn't compatible with '{schema.Index}'";
            }

            if (actual is ArrayType && (index.Low < schema.Index.Low || index.High > schema.Index.High))
            {
                return $"its bounds {index} lie outside '{schema.Index}'";
            }

            if (isIso && isPacked != schema.IsPacked)
            {
                return schema.IsPacked ? "it isn't packed" : "it is packed";
            }

            if (schema.Element is not ConformantArrayType inner)
            {
                return AreSame(element, schema.Element, isIso) ? null : $"its elements are '{element}', not '{schema.Element}'";
            }

            (actual, schema) = (element, inner);
        }
    }

    private static bool AreCongruent(PascalType a, PascalType b, bool isIso) => (a, b) switch
    {
        (RoutineType left, RoutineType right) => AreCongruent(left, right, isIso),
        (OpenArrayType left, OpenArrayType right) => AreSame(left.Element, right.Element, isIso),
        (ConformantArrayType left, ConformantArrayType right) => AreEquivalent(left, right, isIso),
        _ => AreSame(a, b, isIso),
    };

    private static bool AreEquivalent(ConformantArrayType a, ConformantArrayType b, bool isIso)
    {
        while (true)
        {
            if (!ReferenceEquals(a.Index, b.Index) || a.IsPacked != b.IsPacked)
            {
                return false;
            }

            if (a.Element is ConformantArrayType left && b.Element is ConformantArrayType right)
            {
                (a, b) = (left, right);
                continue;
            }

            return AreSame(a.Element, b.Element, isIso);
        }
    }
}

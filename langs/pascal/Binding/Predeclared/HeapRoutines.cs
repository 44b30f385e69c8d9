using D = ProcVM.Pascal.Binding.BindingDiagnostics;

namespace ProcVM.Pascal.Binding;

/// <summary>new dispose getmem freemem and what looks at pointers.</summary>
internal sealed class HeapRoutines(Binder binder) : PredeclaredRoutines(binder)
{
    internal BoundExpression BindFunction(in PredeclaredCall call)
    {
        bool isBare = call.Symbol.Routine == Predeclared.MemAvail;
        if (!HasArguments(call, isBare ? 0 : 1, isBare ? 0 : 1))
        {
            return new BoundError(call.Span);
        }

        switch (call.Symbol.Routine)
        {
            case Predeclared.MemAvail:
                return new BoundIntrinsic(call.Span, Types.Int64, Intrinsic.MemAvail);
            case Predeclared.GetMem or Predeclared.AllocMem:
                BoundExpression size = Integer(call, 0);
                return AnyError(size) ? size : new BoundIntrinsic(call.Span, Types.Pointer, Intrinsic.AllocMem, size);
            case Predeclared.Addr:
                BoundPlace? place = Target(call, 0);
                return place is null ? new BoundError(call.Span) : new BoundAddress(Types.Pointer, place, call.Span);
            default:
                BoundExpression value = Binder.Expressions.BindValueOrRoutine(call.Arguments[0].Value);
                if (value.Type is not (PointerType or RoutineType or DynamicArrayType))
                {
                    return value.Type.IsError ? value : Binder.Fail(value.Span, D.NotPointer, value.Type);
                }

                BoundNil nil = new(call.Span, value.Type);
                return new BoundBinary(call.Span, Types.Boolean, BoundOperator.NotEqual, value, nil) { KnownRange = new Interval(0, 1) };
        }
    }

    internal BoundStatement BindProcedure(in PredeclaredCall call)
    {
        bool isDispose = call.Symbol.Routine == Predeclared.Dispose;
        if (!HasArguments(call, 1, isDispose ? 255 : 2))
        {
            return new BoundEmpty(call.Span);
        }

        if (call.Symbol.Routine == Predeclared.GetMem)
        {
            BoundPlace? target = Target(call, 0);
            return call.Arguments.Length != 2 || (target is not null && !IsPointer(target))
                ? new BoundEmpty(call.Span)
                : Call(call, Intrinsic.GetMem, target, Integer(call, 1));
        }

        BoundExpression pointer = Value(call, 0);
        if (pointer.Type.IsError || !IsPointer(pointer))
        {
            return new BoundEmpty(call.Span);
        }

        if (!isDispose)
        {
            return call.Arguments.Length == 2 && AnyError(Integer(call, 1)) ? new BoundEmpty(call.Span) : Call(call, Intrinsic.FreeMem, pointer);
        }

        PascalType? type = ((PointerType)pointer.Type).Target;
        bool isRight = call.Arguments.Length == 1 || (type is not null && FindVariants(call, type, out _) is not null);
        return isRight ? Call(call, Intrinsic.Dispose, pointer) : new BoundEmpty(call.Span);
    }

    internal BoundStatement BindNew(in PredeclaredCall call)
    {
        if (!HasArguments(call, 1, 255) || Target(call, 0) is not { } place)
        {
            return new BoundEmpty(call.Span);
        }

        if (place.Type is not PointerType { Target: { } target })
        {
            Binder.Fail(place.Span, D.NotPointer, place.Type);
            return new BoundEmpty(call.Span);
        }

        int size = target.Size;
        List<(FieldSymbol Tag, long Value)> tags = [];
        if (call.Arguments.Length > 1)
        {
            if (FindVariants(call, target, out tags) is not { } found)
            {
                return new BoundEmpty(call.Span);
            }

            size = found;
        }

        BoundOrdinal bytes = new(call.Span, Types.Integer, Math.Max(1, size));
        if (tags.Count == 0)
        {
            return Call(call, Intrinsic.New, place, bytes);
        }

        VariableSymbol reference = Binder.HiddenReference("new", place.Type, call.Span);
        BoundVariable pointer = new(place.Span, reference);
        List<BoundStatement> statements = [Call(call, Intrinsic.New, pointer, bytes)];
        foreach ((FieldSymbol tag, long value) in tags)
        {
            BoundField field = new(place.Span, new BoundDereference(place.Span, pointer, target), tag);
            statements.Add(new BoundAssignment(call.Span, field, new BoundOrdinal(call.Span, (OrdinalType)tag.Type, value)));
        }

        return new BoundWith(call.Span, reference, place, new BoundBlock(call.Span, [.. statements]));
    }

    private bool IsPointer(BoundExpression value)
    {
        if (value.Type is PointerType)
        {
            return true;
        }

        Binder.Fail(value.Span, D.NotPointer, value.Type);
        return false;
    }

    /// <summary>The bytes that the variants named by the tags after the first argument need; null with the error reported.</summary>
    private int? FindVariants(in PredeclaredCall call, PascalType target, out List<(FieldSymbol Tag, long Value)> tags)
    {
        tags = [];
        int size = target.Size;
        VariantPart? part = (target as RecordType)?.Variants;
        for (int i = 1; i < call.Arguments.Length; i++)
        {
            BoundExpression value = Value(call, i);
            if (part is null)
            {
                Binder.Fail(call.Arguments[i].Value.Span, D.NoVariants, target);
                return null;
            }

            if (Binder.Conversions.Assign(value, part.TagType, call.Switches) is not BoundOrdinal tag)
            {
                if (!value.Type.IsError && value is not BoundConstant)
                {
                    Binder.Fail(value.Span, D.NotConstant);
                }

                return null;
            }

            if (part.Find(tag.Value) is not { } variant)
            {
                Binder.Fail(value.Span, D.NoSuchVariant, tag.Value);
                return null;
            }

            if (part.Tag is not null)
            {
                tags.Add((part.Tag, tag.Value));
            }

            size = variant.End;
            part = variant.Nested;
        }

        return size;
    }
}

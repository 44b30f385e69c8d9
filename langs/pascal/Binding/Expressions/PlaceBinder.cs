using ProcVM.Core.Text;
using ProcVM.Pascal.Syntax;
using D = ProcVM.Pascal.Binding.BindingDiagnostics;

namespace ProcVM.Pascal.Binding;

/// <summary>Variable accesses (6.5): names, components, fields, pointers, buffers, and what is done to them.</summary>
internal sealed class PlaceBinder(Binder binder)
{
    private Universe Types => binder.Universe;

    /// <summary>A variable access that something is stored into, or null with the error reported.</summary>
    internal BoundPlace? BindTarget(ExpressionSyntax syntax)
    {
        BoundPlace? place = BindPlace(syntax);
        return place is not null && MarkModified(place) ? place : null;
    }

    /// <summary>A variable access, or null with the error reported.</summary>
    internal BoundPlace? BindPlace(ExpressionSyntax syntax)
    {
        BoundExpression bound = syntax is CallExpressionSyntax call
            && binder.Expressions.FindSymbolQuietly(call.Callee) is TypeSymbol type && binder.Casts.BindPlace(call, type.Type) is { } cast
            ? cast
            : binder.Expressions.Bind(syntax);
        if (bound.Type.IsError)
        {
            return null;
        }

        if (bound is BoundPlace place && RootOf(place) is not BoundTemporary)
        {
            return place;
        }

        if (binder.Expressions.FindSymbolQuietly(syntax) is ConstantSymbol constant)
        {
            binder.Report.Add(D.ConstantChanged, syntax.Span, constant.Name);
        }
        else
        {
            binder.Report.Add(D.NotVariable, syntax.Span);
        }

        return null;
    }

    /// <summary>A variable by its name.</summary>
    internal BoundExpression Variable(SourceSpan span, VariableSymbol variable)
    {
        variable.IsUsed = true;
        Capture(variable);
        if (variable.Type.IsError)
        {
            return new BoundError(span);
        }

        return variable.ControlRange is { } range && variable.Owner == binder.Routine
            ? new BoundVariable(span, variable) { KnownRange = range }
            : new BoundVariable(span, variable);
    }

    /// <summary>Notes which routines need a variable of another.</summary>
    internal void Capture(VariableSymbol variable)
    {
        if (variable.Owner == binder.Routine)
        {
            return;
        }

        variable.IsCaptured = true;
        if (variable.Overlays is { } overlaid)
        {
            overlaid.IsCaptured = true;
        }

        if (variable.Owner.Level > 0 && !variable.IsStatic)
        {
            NeedLink(variable.Owner);
        }
    }

    /// <summary>The routines from here out to the one that owns what is used need their static links.</summary>
    internal void NeedLink(RoutineSymbol owner)
    {
        for (RoutineSymbol? routine = binder.Routine; routine is not null && routine != owner; routine = routine.Parent)
        {
            routine.NeedsStaticLink = true;
        }
    }

    /// <summary>record.field, with the checks of the variants it lies in.</summary>
    internal static BoundPlace Field(SourceSpan span, BoundPlace record, FieldSymbol field, CompilerSwitches switches)
    {
        if (field.Variant is null || !Binder.Has(switches, CompilerSwitches.RangeChecks))
        {
            return new BoundField(span, record, field);
        }

        List<Variant> checks = [];
        for (Variant? variant = field.Variant; variant is not null; variant = variant.Part.Outer)
        {
            if (variant.Part.Tag is not null)
            {
                checks.Insert(0, variant);
            }
        }

        return new BoundField(span, record, field) { Checks = [.. checks] };
    }

    /// <summary>target.field, or unit.name.</summary>
    internal BoundExpression BindField(FieldExpressionSyntax syntax)
    {
        if (syntax.Target is NameExpressionSyntax name
            && binder.Scopes.Find(name.Name.Key, name.Span, out _) is UnitSymbol unit)
        {
            return binder.Expressions.BindSymbol(syntax.Span, binder.Expressions.FindInUnit(unit, syntax.Field), null, syntax.Switches);
        }

        BoundExpression target = binder.Expressions.BindValue(syntax.Target);
        if (target.Type.IsError || syntax.Field.IsMissing)
        {
            return new BoundError(syntax.Span);
        }

        if (target.Type is not RecordType record)
        {
            bool isPointer = target.Type is PointerType { Target: RecordType pointed } && pointed.Fields.ContainsKey(syntax.Field.Key);
            string? hint = isPointer && syntax.Target is NameExpressionSyntax pointer ? $"{pointer.Name.Name}^.{syntax.Field.Name}" : null;
            binder.Report.AddWithHint(D.NotRecord, syntax.Target.Span, hint, target.Type);
            return new BoundError(syntax.Span);
        }

        if (!record.Fields.TryGetValue(syntax.Field.Key, out FieldSymbol? field))
        {
            binder.Report.AddWithHint(D.NoField, syntax.Field.Span, Similar(record, syntax.Field.Key), record, syntax.Field.Name);
            return new BoundError(syntax.Span);
        }

        return field.Type.IsError || AsPlace(target) is not { } place
            ? new BoundError(syntax.Span)
            : Field(syntax.Span, place, field, syntax.Switches);
    }

    /// <summary>target[indices].</summary>
    internal BoundExpression BindIndex(IndexExpressionSyntax syntax)
    {
        BoundExpression target = binder.Expressions.BindValue(syntax.Target);
        foreach (ExpressionSyntax index in syntax.Indices)
        {
            BoundExpression bound = binder.Expressions.BindValue(index);
            target = target.Type.IsError || bound.Type.IsError ? new BoundError(syntax.Span) : Index(syntax, target, bound, index.Switches);
        }

        return target;
    }

    /// <summary>target^.</summary>
    internal BoundExpression BindDereference(DereferenceExpressionSyntax syntax)
    {
        BoundExpression target = binder.Expressions.BindValue(syntax.Target);
        switch (target.Type)
        {
            case ErrorType:
                return new BoundError(syntax.Span);
            case PointerType { Target: { } type } when target is BoundPlace || !binder.IsIso:
                return type.IsError ? new BoundError(syntax.Span) : new BoundDereference(syntax.Span, target, type)
                {
                    ChecksNil = Binder.Has(syntax.Switches, CompilerSwitches.RangeChecks),
                };
            case PointerType { Target: null } when target.Type == Types.Pointer:
                return new BoundDereference(syntax.Span, target, VoidType.Instance)
                {
                    ChecksNil = Binder.Has(syntax.Switches, CompilerSwitches.RangeChecks),
                };
            case FileType { Component: not null } when target is BoundPlace file:
                MarkAddressTaken(file);
                return new BoundBuffer(syntax.Span, file) { ChecksIo = Binder.Has(syntax.Switches, CompilerSwitches.IoChecks) };
            case PointerType when target.Type != Types.Nil:
                return binder.Fail(syntax.Target.Span, D.NotVariable);
            default:
                return binder.Fail(syntax.Target.Span, D.NotPointer, target.Type);
        }
    }

    /// <summary>@place or @routine.</summary>
    internal BoundExpression BindAddress(UnaryExpressionSyntax syntax)
    {
        if (binder.Expressions.FindSymbolQuietly(syntax.Operand) is RoutineGroup group)
        {
            return binder.Calls.RoutineValue(syntax.Span, group, null);
        }

        BoundPlace? place = BindPlace(syntax.Operand);
        if (place is null)
        {
            return new BoundError(syntax.Span);
        }

        if (RootOf(place) is not BoundVariable { Variable.IsReadOnly: true } && !MarkModified(place))
        {
            return new BoundError(syntax.Span);
        }

        MarkAddressTaken(place);
        return new BoundAddress(place.Type is VoidType ? Types.Pointer : new PointerType(place.Type), place, syntax.Span);
    }

    /// <summary>A value as something with an address: itself, or in the dialect a temporary. Null with the error reported.</summary>
    internal BoundPlace? AsPlace(BoundExpression value)
    {
        if (value is BoundPlace place)
        {
            return place;
        }

        if (binder.IsIso)
        {
            binder.Report.Add(D.NotVariable, value.Span);
            return null;
        }

        return new BoundTemporary(value);
    }

    /// <summary>Notes that a place is stored into; false, with the error reported, for what must not be.</summary>
    internal bool MarkModified(BoundPlace place)
    {
        BoundPlace root = RootOf(place);
        if (root is not BoundVariable { Variable: { } variable })
        {
            return true;
        }

        if (variable.IsReadOnly)
        {
            binder.Report.Add(D.ReadOnly, place.Span, variable.Name);
            return false;
        }

        if (variable.ControlRange is not null && place is BoundVariable)
        {
            binder.Report.Add(D.ControlVariableChanged, place.Span, variable.Name);
            return false;
        }

        variable.IsModified = true;
        variable.IsModifiedInside |= variable.Owner != binder.Routine;
        if (variable.Kind == VariableKind.Result)
        {
            variable.Owner.AssignsResult = true;
        }

        return true;
    }

    /// <summary>Notes that a place is handled by its address.</summary>
    internal static void MarkAddressTaken(BoundPlace place)
    {
        if (RootOf(place) is BoundVariable root)
        {
            root.Variable.IsAddressTaken = true;
        }
    }

    /// <summary>The variable, pointer target, buffer or temporary that a place is part of.</summary>
    internal static BoundPlace RootOf(BoundPlace place)
    {
        while (true)
        {
            switch (place)
            {
                case BoundField field:
                    place = field.Record;
                    break;
                case BoundElement element:
                    place = element.Array;
                    break;
                case BoundConformantElement element:
                    place = element.Array;
                    break;
                case BoundOpenElement element:
                    place = element.Array;
                    break;
                case BoundStringElement element:
                    place = element.Text;
                    break;
                case BoundPlaceCast cast:
                    place = cast.Place;
                    break;
                default:
                    return place;
            }
        }
    }

    private static string? Similar(RecordType record, string key)
    {
        foreach (string name in record.Fields.Keys)
        {
            if (key.Length > 2 && Spelling.Distance(name, key) <= 2)
            {
                return $"did you mean '{name}'?";
            }
        }

        return null;
    }

    private BoundExpression Index(IndexExpressionSyntax syntax, BoundExpression target, BoundExpression index, CompilerSwitches switches)
    {
        bool isChecked = Binder.Has(switches, CompilerSwitches.RangeChecks);
        if (target is BoundString { Type: LiteralStringType } literal && !binder.IsIso)
        {
            target = binder.Conversions.ToString(literal, Types.String)!;
        }

        OrdinalType? wanted = target.Type switch
        {
            ArrayType array => array.Index,
            ConformantArrayType array => array.Index,
            DynamicArrayType or OpenArrayType or StringType => Types.Integer,
            _ => null,
        };
        if (wanted is null)
        {
            return target.Type.IsError ? target : binder.Fail(syntax.Target.Span, D.NotArray, target.Type);
        }

        if (index.Type is not OrdinalType type || !TypeRules.AreCompatible(type, wanted))
        {
            return binder.Conversions.Mismatch(index, wanted);
        }

        if (target.Type is DynamicArrayType)
        {
            return new BoundDynamicElement(syntax.Span, target, index) { ChecksIndex = isChecked };
        }

        return AsPlace(target) is { } place ? Element(syntax.Span, place, index, isChecked) : new BoundError(syntax.Span);
    }

    private BoundExpression Element(SourceSpan span, BoundPlace place, BoundExpression index, bool isChecked)
    {
        switch (place.Type)
        {
            case ArrayType array:
                bool isInside = index.Range.IsInside(array.Index.Low, array.Index.High) && !((OrdinalType)index.Type).IsQWord;
                if (index is BoundOrdinal constant && !isInside)
                {
                    binder.Report.Add(binder.IsIso ? D.IndexNeverInside : D.IndexOutside, index.Span, constant.Value, array.Index);
                }

                return array.Element.IsError ? new BoundError(span)
                    : new BoundElement(span, place, index) { ChecksIndex = isChecked && !isInside };
            case ConformantArrayType { Element: var element }:
                return element.IsError ? new BoundError(span) : new BoundConformantElement(span, place, index) { ChecksIndex = isChecked };
            case StringType text:
                bool isInText = index.Range.IsInside(0, text.Capacity) && !((OrdinalType)index.Type).IsQWord;
                return new BoundStringElement(span, place, index, Types.Char) { ChecksIndex = isChecked && !isInText };
            default:
                return new BoundOpenElement(span, (BoundVariable)place, index) { ChecksIndex = isChecked };
        }
    }
}

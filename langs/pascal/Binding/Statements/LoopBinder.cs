using ProcVM.Core.Text;
using ProcVM.Pascal.Syntax;
using D = ProcVM.Pascal.Binding.BindingDiagnostics;

namespace ProcVM.Pascal.Binding;

/// <summary>for statements (6.8.3.9), and the dialect's for-in, which becomes one.</summary>
internal sealed class LoopBinder(Binder binder)
{
    private Universe Types => binder.Universe;

    internal BoundStatement Bind(ForStatementSyntax syntax)
    {
        BoundExpression first = binder.Expressions.BindValue(syntax.Range.First);
        BoundExpression last = binder.Expressions.BindValue(syntax.Range.Last);
        VariableSymbol? variable = FindControl(syntax.Variable);
        if (variable is null)
        {
            binder.Statements.BindLoopBody(syntax.Body);
            return new BoundEmpty(syntax.Span);
        }

        OrdinalType type = (OrdinalType)variable.Type;
        if (!IsBound(first, type) || !IsBound(last, type))
        {
            BindBody(variable, type.StorageRange, syntax.Body);
            return new BoundEmpty(syntax.Span);
        }

        (first, last) = Common(first, last, type);
        BoundExpression least = syntax.Range.IsDown ? last : first;
        BoundExpression greatest = syntax.Range.IsDown ? first : last;
        bool isChecked = Binder.Has(syntax.Switches, CompilerSwitches.RangeChecks)
            && !(first.Range.IsInside(type.Low, type.High) && last.Range.IsInside(type.Low, type.High));
        Interval range = new(least.Range.Low, Math.Max(least.Range.Low, greatest.Range.High));
        range = isChecked ? range.Meet(new Interval(type.Low, type.High)) : range;
        bool isTrusted = !type.IsQWord && range.IsInside(type.StorageRange.Low, type.StorageRange.High)
            && (binder.IsIso || (!variable.IsModifiedInside && !variable.IsAddressTaken && !variable.IsReference && variable.Owner == binder.Routine));
        BoundStatement body = BindBody(variable, isTrusted ? range : type.StorageRange, syntax.Body);
        return new BoundFor(syntax.Span, new BoundVariable(syntax.Variable.Span, variable), first, last, body)
        {
            IsDown = syntax.Range.IsDown,
            ChecksRange = isChecked,
            Low = type.Low,
            High = type.High,
        };
    }

    internal BoundStatement Bind(ForInStatementSyntax syntax)
    {
        OrdinalType? named = (binder.Expressions.FindSymbolQuietly(syntax.Collection) as TypeSymbol)?.Type as OrdinalType;
        BoundExpression collection = named is null ? binder.Expressions.BindValue(syntax.Collection) : new BoundOrdinal(syntax.Span, named, 0);
        BoundPlace? target = binder.Places.BindTarget(new NameExpressionSyntax(syntax.Variable, syntax.Switches));
        if (collection.Type.IsError || target is null || binder.IsIso)
        {
            binder.Statements.BindLoopBody(syntax.Body);
            return new BoundEmpty(syntax.Span);
        }

        return collection.Type switch
        {
            OrdinalType type when named is not null => OverValues(syntax, target, type, null),
            SetType { Base: { } host } set => OverSet(syntax, target, collection, set, host),
            ArrayType array => OverArray(syntax, target, collection, array),
            StringType => OverString(syntax, target, collection),
            LiteralStringType => OverString(syntax, target, binder.Conversions.ToString(collection, Types.String)!),
            DynamicArrayType => OverDynamic(syntax, target, collection),
            OpenArrayType when collection is BoundVariable open => OverOpen(syntax, target, open),
            _ => Unusable(syntax, collection),
        };
    }

    private BoundEmpty Unusable(ForInStatementSyntax syntax, BoundExpression collection)
    {
        binder.Report.Add(D.NotEnumerable, collection.Span, collection.Type);
        binder.Statements.BindLoopBody(syntax.Body);
        return new BoundEmpty(syntax.Span);
    }

    private VariableSymbol? FindControl(Identifier name)
    {
        Symbol? symbol = binder.Expressions.Find(name, out _);
        if (symbol is not VariableSymbol variable)
        {
            if (symbol is not (null or ErrorSymbol))
            {
                binder.Report.Add(D.ControlNotVariable, name.Span, name.Name);
            }

            return null;
        }

        if (variable.Type.IsError)
        {
            return null;
        }

        if (variable.Type is not OrdinalType)
        {
            binder.Fail(name.Span, D.NotOrdinal, variable.Type);
            return null;
        }

        bool isLocal = variable.Owner == binder.Routine && variable.Kind is VariableKind.Local or VariableKind.Global;
        if (binder.IsIso && !(isLocal && variable.Owner == binder.Routine))
        {
            binder.Report.Add(D.ControlNotLocal, name.Span, variable.Name);
            return null;
        }

        if (binder.IsIso && variable.IsModifiedInside)
        {
            binder.Report.Add(D.ControlThreatened, name.Span, variable.Name);
            return null;
        }

        if (!binder.Places.MarkModified(new BoundVariable(name.Span, variable)))
        {
            return null;
        }

        binder.Places.Capture(variable);
        variable.IsUsed = true;
        variable.IsControl = true;
        return variable;
    }

    private BoundStatement BindBody(VariableSymbol variable, Interval range, StatementSyntax body)
    {
        Interval? outer = variable.ControlRange;
        variable.ControlRange = range;
        BoundStatement bound = binder.Statements.BindLoopBody(body);
        variable.ControlRange = outer;
        return bound;
    }

    private bool IsBound(BoundExpression bound, OrdinalType type)
    {
        if (bound.Type is OrdinalType from && TypeRules.AreCompatible(from, type))
        {
            return true;
        }

        binder.Conversions.Mismatch(bound, type);
        return false;
    }

    /// <summary>Both bounds in one type that holds the variable's values too.</summary>
    private (BoundExpression First, BoundExpression Last) Common(BoundExpression first, BoundExpression last, OrdinalType type)
    {
        OrdinalType common = type.Host;
        if (common is IntegerType)
        {
            bool isWide = Is64(first) || Is64(last) || type.StorageRange.High > int.MaxValue;
            common = type.IsQWord ? Types.QWord : isWide ? Types.Int64 : Types.Integer;
        }

        return (binder.Conversions.Represent(first, common), binder.Conversions.Represent(last, common));

        static bool Is64(BoundExpression bound) => !bound.Range.IsInside(int.MinValue, int.MaxValue);
    }

    /// <summary>for target := low to high do [if target in set then] body.</summary>
    private BoundStatement OverValues(ForInStatementSyntax syntax, BoundPlace target, OrdinalType type, BoundExpression? set)
    {
        SetType? members = set?.Type as SetType;
        long low = members?.Low ?? type.Low;
        long high = members?.High ?? type.High;
        OrdinalType counted = type.Host is IntegerType ? type.Size == 8 ? Types.Int64 : Types.Integer : type.Host;
        VariableSymbol counter = Counter(syntax.Span, counted);
        BoundVariable value = new(syntax.Span, counter) { KnownRange = new Interval(low, high) };
        BoundStatement body = Body(syntax, target, value);
        if (set is not null)
        {
            BoundBinary isMember = new(syntax.Span, Types.Boolean, BoundOperator.In, value, set) { KnownRange = new Interval(0, 1) };
            body = new BoundIf(syntax.Span, isMember, body, null);
        }

        BoundOrdinal first = new(syntax.Span, counted, low);
        return new BoundFor(syntax.Span, value, first, new BoundOrdinal(syntax.Span, counted, high), body) { Low = low, High = high };
    }

    private BoundStatement OverSet(ForInStatementSyntax syntax, BoundPlace target, BoundExpression set, SetType type, OrdinalType host)
    {
        if (set is BoundSet)
        {
            return OverValues(syntax, target, host, set);
        }

        VariableSymbol copy = binder.Hidden("set", type, syntax.Span);
        BoundVariable place = new(syntax.Span, copy);
        return new BoundBlock(syntax.Span, [new BoundAssignment(syntax.Span, place, set), OverValues(syntax, target, host, place)]);
    }

    private BoundStatement OverArray(ForInStatementSyntax syntax, BoundPlace target, BoundExpression array, ArrayType type)
    {
        BoundPlace place = binder.Places.AsPlace(array)!;
        PlaceBinder.MarkAddressTaken(place);
        VariableSymbol reference = binder.HiddenReference("array", type, syntax.Span);
        OrdinalType counted = type.Index.Representation == Representation.I64 ? Types.Int64 : Types.Integer;
        BoundOrdinal low = new(syntax.Span, counted, type.Index.Low);
        BoundOrdinal high = new(syntax.Span, counted, type.Index.High);
        BoundStatement loop = Count(syntax, target, low, high, index => new BoundElement(syntax.Span, new BoundVariable(syntax.Span, reference), index));
        return new BoundWith(syntax.Span, reference, place, loop);
    }

    private BoundStatement OverString(ForInStatementSyntax syntax, BoundPlace target, BoundExpression text)
    {
        BoundPlace place = binder.Places.AsPlace(text)!;
        PlaceBinder.MarkAddressTaken(place);
        VariableSymbol reference = binder.HiddenReference("string", text.Type, syntax.Span);
        BoundVariable source = new(syntax.Span, reference);
        BoundIntrinsic length = new(syntax.Span, Types.Integer, Intrinsic.Length, source) { KnownRange = new Interval(0, 255) };
        BoundStatement loop = Count(
            syntax,
            target,
            new BoundOrdinal(syntax.Span, Types.Integer, 1),
            length,
            index => new BoundStringElement(syntax.Span, source, index, Types.Char));
        return new BoundWith(syntax.Span, reference, place, loop);
    }

    private BoundStatement OverDynamic(ForInStatementSyntax syntax, BoundPlace target, BoundExpression array)
    {
        BoundVariable copy = new(syntax.Span, binder.Hidden("array", array.Type, syntax.Span));
        BoundExpression high = binder.Arguments.DynamicHigh(copy);
        BoundStatement loop = Count(
            syntax, target, new BoundOrdinal(syntax.Span, Types.Integer, 0), high, index => new BoundDynamicElement(syntax.Span, copy, index) { ChecksIndex = true });
        return new BoundBlock(syntax.Span, [new BoundAssignment(syntax.Span, copy, array), loop]);
    }

    private BoundStatement OverOpen(ForInStatementSyntax syntax, BoundPlace target, BoundVariable array)
    {
        BoundExpression high = binder.Arguments.OpenHigh(array);
        return Count(
            syntax, target, new BoundOrdinal(syntax.Span, Types.Integer, 0), high, index => new BoundOpenElement(syntax.Span, array, index));
    }

    private BoundStatement Count(
        ForInStatementSyntax syntax, BoundPlace target, BoundExpression low, BoundExpression high, Func<BoundExpression, BoundPlace> element)
    {
        VariableSymbol counter = Counter(syntax.Span, (OrdinalType)low.Type);
        BoundVariable index = new(syntax.Span, counter)
        {
            KnownRange = new Interval(low.Range.Low, Math.Max(low.Range.Low, high.Range.High)),
        };
        BoundStatement body = Body(syntax, target, element(index));
        return new BoundFor(syntax.Span, index, low, high, body) { Low = long.MinValue, High = long.MaxValue };
    }

    private VariableSymbol Counter(SourceSpan span, OrdinalType type)
    {
        VariableSymbol counter = binder.Hidden("counter", type, span);
        counter.IsControl = true;
        return counter;
    }

    private BoundStatement Body(ForInStatementSyntax syntax, BoundPlace target, BoundExpression value)
    {
        BoundExpression converted = binder.Conversions.Assign(value, target.Type, syntax.Switches);
        BoundStatement body = binder.Statements.BindLoopBody(syntax.Body);
        return converted.Type.IsError
            ? new BoundEmpty(syntax.Span)
            : new BoundBlock(syntax.Span, [new BoundAssignment(syntax.Span, target, converted), body]);
    }
}

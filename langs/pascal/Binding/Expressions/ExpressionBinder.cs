using ProcVM.Core.Text;
using ProcVM.Pascal.Syntax;
using D = ProcVM.Pascal.Binding.BindingDiagnostics;

namespace ProcVM.Pascal.Binding;

/// <summary>Expressions: what their names mean and which types they have.</summary>
internal sealed class ExpressionBinder(Binder binder)
{
    private Universe Types => binder.Universe;

    /// <summary>A value: a call without arguments is made, a procedure's call is an error.</summary>
    internal BoundExpression BindValue(ExpressionSyntax syntax)
    {
        BoundExpression value = Bind(syntax);
        if (value.Type is RoutineType { IsFunction: true, Parameters.Length: 0 } && value is not BoundRoutineValue)
        {
            value = new BoundIndirectCall(value.Span, value, []);
        }

        return value.Type is VoidType && !IsUntyped(value) ? binder.Fail(value.Span, D.NoValue) : value;
    }

    /// <summary>A value that may be a routine: for a procedural parameter or variable.</summary>
    internal BoundExpression BindValueOrRoutine(ExpressionSyntax syntax)
    {
        if (FindSymbolQuietly(syntax) is RoutineGroup group)
        {
            return binder.Calls.RoutineValue(syntax.Span, group, null);
        }

        BoundExpression value = Bind(syntax);
        return value.Type is VoidType && !IsUntyped(value) ? binder.Fail(value.Span, D.NoValue) : value;
    }

    /// <summary>A constant; anything else is reported.</summary>
    internal BoundExpression BindConstant(ExpressionSyntax syntax)
    {
        BoundExpression value = BindValue(syntax);
        return value is BoundConstant || value.Type.IsError ? value : binder.Fail(syntax.Span, D.NotConstant);
    }

    /// <summary>An ordinal constant, or null with the error reported.</summary>
    internal BoundOrdinal? BindOrdinalConstant(ExpressionSyntax syntax)
    {
        BoundExpression value = BindConstant(syntax);
        if (value is not BoundOrdinal && !value.Type.IsError)
        {
            binder.Fail(syntax.Span, D.NotOrdinal, value.Type);
        }

        return value as BoundOrdinal;
    }

    /// <summary>A boolean.</summary>
    internal BoundExpression BindCondition(ExpressionSyntax syntax)
    {
        BoundExpression value = BindValue(syntax);
        return value.Type.IsError || OperatorBinder.IsBoolean(value) ? value : binder.Fail(value.Span, D.NotBoolean, value.Type);
    }

    /// <summary>Any expression; of a type <see cref="VoidType"/> for a procedure's call.</summary>
    internal BoundExpression Bind(ExpressionSyntax syntax)
    {
        switch (syntax)
        {
            case NameExpressionSyntax name:
                return BindName(name);
            case IntegerLiteralSyntax literal:
                return BindInteger(literal);
            case RealLiteralSyntax literal:
                return double.IsFinite(literal.Value)
                    ? new BoundReal(literal.Span, Types.Real, literal.Value)
                    : new BoundError(literal.Span);
            case StringLiteralSyntax literal:
                return TextConstant(literal.Span, literal.Value);
            case NilExpressionSyntax:
                return new BoundNil(syntax.Span, Types.Nil);
            case ParenthesizedExpressionSyntax parenthesized:
                return AsValue(BindValue(parenthesized.Inner));
            case UnaryExpressionSyntax unary:
                return binder.Operators.BindUnary(unary);
            case BinaryExpressionSyntax binary:
                return binder.Operators.BindBinary(binary);
            case SetExpressionSyntax set:
                return binder.Sets.BindConstructor(set);
            case CallExpressionSyntax call:
                return binder.Calls.Bind(call);
            case IndexExpressionSyntax index:
                return binder.Places.BindIndex(index);
            case FieldExpressionSyntax field:
                return binder.Places.BindField(field);
            case DereferenceExpressionSyntax dereference:
                return binder.Places.BindDereference(dereference);
            case ArrayInitializerSyntax or RecordInitializerSyntax:
                return binder.Fail(syntax.Span, D.InitializerHere);
            default:
                return new BoundError(syntax.Span);
        }
    }

    /// <summary>What a name means; reports names that mean nothing.</summary>
    internal Symbol? Find(Identifier name, out BoundPlace? record)
    {
        record = null;
        if (name.IsMissing)
        {
            return null;
        }

        Symbol? symbol = binder.Scopes.Find(name.Key, name.Span, out record);
        if (symbol is null)
        {
            // What a missing unit would have declared nobody knows.
            if (!binder.MissesUnits)
            {
                binder.Report.AddWithHint(D.Undeclared, name.Span, Suggestion(name), name.Name);
            }

            binder.Scopes.DeclareError(name);
        }

        return symbol;
    }

    /// <summary>What a name or a unit's qualified name means; null for other expressions.</summary>
    internal Symbol? FindSymbol(ExpressionSyntax syntax, out BoundPlace? record)
    {
        record = null;
        if (syntax is NameExpressionSyntax name)
        {
            return Find(name.Name, out record);
        }

        if (syntax is FieldExpressionSyntax { Target: NameExpressionSyntax unitName } field
            && binder.Scopes.Find(unitName.Name.Key, unitName.Span, out _) is UnitSymbol unit)
        {
            return FindInUnit(unit, field.Field);
        }

        return null;
    }

    /// <summary>As <see cref="FindSymbol"/>, without a word when there is none.</summary>
    internal Symbol? FindSymbolQuietly(ExpressionSyntax syntax) => syntax switch
    {
        NameExpressionSyntax name => binder.Scopes.Find(name.Name.Key, name.Span, out _),
        FieldExpressionSyntax { Target: NameExpressionSyntax unitName } field
            when binder.Scopes.Find(unitName.Name.Key, unitName.Span, out _) is UnitSymbol unit =>
            unit.Interface.Names.GetValueOrDefault(field.Field.Key),
        _ => null,
    };

    /// <summary>What a unit's interface (or the unit itself, from within) declares under a name.</summary>
    internal Symbol? FindInUnit(UnitSymbol unit, Identifier name)
    {
        if (unit.Interface.Names.TryGetValue(name.Key, out Symbol? symbol) && symbol is not UnitSymbol)
        {
            return symbol;
        }

        if (!name.IsMissing)
        {
            binder.Report.Add(D.NotInUnit, name.Span, unit.Name, name.Name);
        }

        return null;
    }

    /// <summary>A char constant for one character, a string constant otherwise.</summary>
    internal BoundExpression TextConstant(SourceSpan span, string text) => text.Length == 1
        ? new BoundOrdinal(span, Types.Char, text[0])
        : new BoundString(span, new LiteralStringType(text.Length), text);

    /// <summary>The symbol as an expression.</summary>
    internal BoundExpression BindSymbol(SourceSpan span, Symbol? symbol, BoundPlace? record, CompilerSwitches switches) => symbol switch
    {
        ConstantSymbol { Value: BoundConstant constant } => constant.At(span),
        VariableSymbol variable => binder.Places.Variable(span, variable),
        FieldSymbol field => PlaceBinder.Field(span, record!, field, switches),
        RoutineGroup group => binder.Calls.BindBare(span, group),
        PredeclaredSymbol predeclared => binder.Predeclared.BindFunction(new PredeclaredCall(span, span, predeclared, [], switches)),
        TypeSymbol => binder.Fail(span, D.TypeAsValue, symbol.Name),
        UnitSymbol => binder.Fail(span, D.UnitAsValue, symbol.Name),
        _ => new BoundError(span),
    };

    private static bool IsUntyped(BoundExpression value) => value is BoundVariable or BoundDereference;

    private static BoundExpression AsValue(BoundExpression value) =>
        value is BoundPlace && !value.Type.IsError ? new BoundConversion(ConversionKind.Same, value.Type, value) : value;

    private BoundExpression BindName(NameExpressionSyntax syntax)
    {
        Symbol? symbol = Find(syntax.Name, out BoundPlace? record);
        return BindSymbol(syntax.Span, symbol, record, syntax.Switches);
    }

    private BoundExpression BindInteger(IntegerLiteralSyntax literal)
    {
        OrdinalType? type = literal.Value <= int.MaxValue ? Types.Integer
            : binder.IsIso ? null
            : literal.Value <= long.MaxValue ? Types.Int64 : Types.QWord;
        return type is null
            ? binder.Fail(literal.Span, D.ConstantOverflow, literal.Value)
            : new BoundOrdinal(literal.Span, type, (long)literal.Value);
    }

    private string? Suggestion(Identifier name) =>
        !binder.Report.IsFull && binder.Scopes.Suggest(name.Key) is { } similar ? $"did you mean '{similar}'?" : null;
}

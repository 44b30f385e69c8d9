using System.Globalization;
using ProcVM.Pascal.Syntax;

namespace ProcVM.Pascal.Tests.Syntax;

/// <summary>Makes random expressions, and writes trees as text: as source, or with every operator's operands bracketed.</summary>
internal sealed class ExpressionWriter(Random random)
{
    private static readonly string[] s_operators =
        ["+", "-", "*", "/", "div", "mod", "and", "or", "xor", "shl", "shr", "=", "<>", "<", ">", "<=", ">=", "in"];

    /// <summary>A random expression as source text.</summary>
    public string Write(int depth) => depth == 0 ? Leaf() : random.Next(10) switch
    {
        0 => $"not {Factor(depth)}",
        1 => $"-{Factor(depth)}",
        2 => $"({Write(depth - 1)})",
        3 => $"f({Write(depth - 1)}, {Write(depth - 1)}:4)",
        4 => $"a[{Write(depth - 1)}]^.b",
        5 => $"[{Write(depth - 1)}..{Write(depth - 1)}]",
        _ => $"{Factor(depth)} {s_operators[random.Next(s_operators.Length)]} {Factor(depth)}",
    };

    /// <summary>The tree as source, with no parentheses but those of the tree.</summary>
    public static string Print(ExpressionSyntax expression) => Write(expression, (op, left, right) => $"{left} {op} {right}",
        (op, operand) => $"{op} {operand}", inner => $"({inner})");

    /// <summary>The tree with its shape visible; parentheses of the source are written as brackets.</summary>
    public static string Show(ExpressionSyntax expression) => Write(expression, (op, left, right) => $"({left} {op} {right})",
        (op, operand) => $"{op}({operand})", inner => $"[{inner.TrimStart('(').TrimEnd(')')}]");

    private static string Write(
        ExpressionSyntax expression,
        Func<string, string, string, string> binary,
        Func<string, string, string> unary,
        Func<string, string> parenthesized)
    {
        return Go(expression);

        string Go(ExpressionSyntax node) => node switch
        {
            NameExpressionSyntax name => name.Name.Name,
            IntegerLiteralSyntax number => number.Value.ToString(CultureInfo.InvariantCulture),
            RealLiteralSyntax number => number.Value.ToString("0.0##", CultureInfo.InvariantCulture),
            StringLiteralSyntax text => $"'{text.Value.Replace("'", "''")}'",
            NilExpressionSyntax => "nil",
            ParenthesizedExpressionSyntax inner => parenthesized(Go(inner.Inner)),
            UnaryExpressionSyntax node1 => unary(Sign(node1.Operator), Go(node1.Operand)),
            BinaryExpressionSyntax node2 => binary(Sign(node2.Operator), Go(node2.Left), Go(node2.Right)),
            IndexExpressionSyntax index => $"{Go(index.Target)}[{string.Join(", ", index.Indices.Select(Go))}]",
            FieldExpressionSyntax field => $"{Go(field.Target)}.{field.Field.Name}",
            DereferenceExpressionSyntax pointer => $"{Go(pointer.Target)}^",
            CallExpressionSyntax call => $"{Go(call.Callee)}({string.Join(", ", call.Arguments.Select(Argument))})",
            SetExpressionSyntax set => $"[{string.Join(", ", set.Members.Select(Range))}]",
            ArrayInitializerSyntax array => $"({string.Join(", ", array.Elements.Select(Go))})",
            RecordInitializerSyntax record => $"({string.Join("; ", record.Fields.Select(field => $"{field.Field}: {Go(field.Value)}"))})",
            _ => throw new InvalidOperationException(node.GetType().Name),
        };

        string Range(RangeSyntax range) => range.High is null ? Go(range.Low) : $"{Go(range.Low)}..{Go(range.High)}";

        string Argument(ArgumentSyntax argument) => Go(argument.Value)
            + (argument.Width is null ? "" : $":{Go(argument.Width)}") + (argument.Decimals is null ? "" : $":{Go(argument.Decimals)}");
    }

    private string Factor(int depth)
    {
        string inner = Write(depth - 1);
        return random.Next(2) == 0 ? $"({inner})" : inner;
    }

    private string Leaf() => random.Next(6) switch
    {
        0 => random.Next(1000).ToString(CultureInfo.InvariantCulture),
        1 => "1.5",
        2 => "'it''s'",
        3 => "nil",
        4 => "p^",
        _ => "x",
    };

    private static string Sign(UnaryOperator op) => op switch
    {
        UnaryOperator.Plus => "+",
        UnaryOperator.Minus => "-",
        UnaryOperator.Not => "not",
        _ => "@",
    };

    private static string Sign(BinaryOperator op) => op switch
    {
        BinaryOperator.Equal => "=",
        BinaryOperator.NotEqual => "<>",
        BinaryOperator.Less => "<",
        BinaryOperator.Greater => ">",
        BinaryOperator.LessOrEqual => "<=",
        BinaryOperator.GreaterOrEqual => ">=",
        BinaryOperator.Add => "+",
        BinaryOperator.Subtract => "-",
        BinaryOperator.Multiply => "*",
        BinaryOperator.Divide => "/",
        BinaryOperator.ShiftLeft => "shl",
        BinaryOperator.ShiftRight => "shr",
        BinaryOperator.SymmetricDifference => "><",
        _ => op.ToString().ToLowerInvariant(),
    };
}

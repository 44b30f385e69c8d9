using ProcVM.Core.Text;

namespace ProcVM.Pascal.Syntax;

/// <summary><c>a[i, j]</c>.</summary>
public sealed class IndexExpressionSyntax(SourceSpan span, CompilerSwitches switches, ExpressionSyntax target, ExpressionSyntax[] indices)
    : ExpressionSyntax(span, switches, Math.Max(target.Height, Highest(indices)))
{
    /// <summary>The array or string.</summary>
    public ExpressionSyntax Target { get; } = target;

    /// <summary>At least one.</summary>
    public ExpressionSyntax[] Indices { get; } = indices;
}

/// <summary><c>r.f</c>, or a unit's name before one of its own: <c>unit.name</c>.</summary>
public sealed class FieldExpressionSyntax(SourceSpan span, CompilerSwitches switches, ExpressionSyntax target, Identifier field)
    : ExpressionSyntax(span, switches, target.Height)
{
    /// <summary>The record.</summary>
    public ExpressionSyntax Target { get; } = target;

    /// <summary>The field's name.</summary>
    public Identifier Field { get; } = field;
}

/// <summary><c>p^</c>: what a pointer points to, or a file's buffer.</summary>
public sealed class DereferenceExpressionSyntax(SourceSpan span, CompilerSwitches switches, ExpressionSyntax target)
    : ExpressionSyntax(span, switches, target.Height)
{
    /// <summary>The pointer or file.</summary>
    public ExpressionSyntax Target { get; } = target;
}

/// <summary><c>f(a, b:8:2)</c>: a call, or a type cast when the callee names a type. A call without parentheses is the callee alone.</summary>
public sealed class CallExpressionSyntax(SourceSpan span, CompilerSwitches switches, ExpressionSyntax callee, ArgumentSyntax[] arguments)
    : ExpressionSyntax(span, switches, Math.Max(callee.Height, Highest(arguments)))
{
    /// <summary>The routine: a name, or in the dialect anything that holds a procedural value.</summary>
    public ExpressionSyntax Callee { get; } = callee;

    /// <summary>The arguments; none for <c>f()</c>, which the dialect allows.</summary>
    public ArgumentSyntax[] Arguments { get; } = arguments;

    private static int Highest(ArgumentSyntax[] arguments)
    {
        int height = 0;
        foreach (ArgumentSyntax argument in arguments)
        {
            height = Math.Max(height, argument.Value.Height);
            height = Math.Max(height, Math.Max(argument.Width?.Height ?? 0, argument.Decimals?.Height ?? 0));
        }

        return height;
    }
}

/// <summary>An argument, with the field widths that write, writeln and str take: <c>e:w:d</c>.</summary>
/// <param name="Value">The value or variable.</param>
/// <param name="Width">The total width, if given.</param>
/// <param name="Decimals">The digits after the point, if given; only after a width.</param>
public readonly record struct ArgumentSyntax(ExpressionSyntax Value, ExpressionSyntax? Width, ExpressionSyntax? Decimals);

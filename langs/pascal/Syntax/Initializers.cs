using ProcVM.Core.Text;

namespace ProcVM.Pascal.Syntax;

/// <summary>The value of an array constant: <c>(1, 2, 3)</c>. For a type that isn't an array, one element in parentheses is
/// just that element: only the declared type tells <c>(1)</c> the array from <c>(1)</c> the number.</summary>
public sealed class ArrayInitializerSyntax(SourceSpan span, CompilerSwitches switches, ExpressionSyntax[] elements)
    : ExpressionSyntax(span, switches, Highest(elements))
{
    /// <summary>The elements; expressions or initialisers.</summary>
    public ExpressionSyntax[] Elements { get; } = elements;
}

/// <summary>The value of a record constant: <c>(x: 1; y: 2)</c>.</summary>
public sealed class RecordInitializerSyntax(SourceSpan span, CompilerSwitches switches, FieldInitializerSyntax[] fields)
    : ExpressionSyntax(span, switches, Highest(fields))
{
    /// <summary>The fields, in the order written.</summary>
    public FieldInitializerSyntax[] Fields { get; } = fields;

    private static int Highest(FieldInitializerSyntax[] fields)
    {
        int height = 0;
        foreach (FieldInitializerSyntax field in fields)
        {
            height = Math.Max(height, field.Value.Height);
        }

        return height;
    }
}

/// <summary>A field and its value within a record constant.</summary>
/// <param name="Field">The field's name.</param>
/// <param name="Value">An expression or initialiser.</param>
public readonly record struct FieldInitializerSyntax(Identifier Field, ExpressionSyntax Value);

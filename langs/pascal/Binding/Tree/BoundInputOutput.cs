using ProcVM.Core.Text;

namespace ProcVM.Pascal.Binding;

/// <summary>write and writeln of a text file; the file is evaluated once, items in order.</summary>
internal sealed class BoundWrite(SourceSpan span, BoundPlace file, BoundWriteItem[] items, bool endsLine) : BoundStatement(span)
{
    internal BoundPlace File { get; } = file;

    internal BoundWriteItem[] Items { get; } = items;

    internal bool EndsLine { get; } = endsLine;

    /// <summary>{$I+}: io_check after the statement.</summary>
    internal bool ChecksIo { get; init; }
}

/// <summary>One item of a write.</summary>
/// <param name="Value">Of type integer, int64, cardinal, qword (converted to the i64 or as its type says), real, single, char, boolean, a string type,
/// a string constant, an array of char (conformant ones too). Enumerated values are not written.</param>
/// <param name="Width">i32; null for the default. With {$R+} in ISO a width below 1 (or decimals below 1) is an error: wrapped in a <see cref="BoundRangeCheck"/>.</param>
/// <param name="Decimals">i32, for reals; null for the floating-point form.</param>
internal readonly record struct BoundWriteItem(BoundExpression Value, BoundExpression? Width, BoundExpression? Decimals);

/// <summary>read and readln of a text file.</summary>
internal sealed class BoundRead(SourceSpan span, BoundPlace file, BoundReadItem[] items, bool endsLine) : BoundStatement(span)
{
    internal BoundPlace File { get; } = file;

    internal BoundReadItem[] Items { get; } = items;

    internal bool EndsLine { get; } = endsLine;

    internal bool ChecksIo { get; init; }
}

/// <summary>One item of a read: of a char, integer (any size, subranges too), real, single, string[n] or array of char type.</summary>
/// <param name="Target">What takes the value.</param>
/// <param name="ChecksRange">An integer or char outside the target type's bounds traps range.</param>
internal readonly record struct BoundReadItem(BoundPlace Target, bool ChecksRange);

/// <summary>read(f, v) of a typed file: v := f^; get(f). When <see cref="Value"/> differs from the buffer it holds the conversions and
/// checks, with the buffer as its innermost operand.</summary>
internal sealed class BoundReadElement(SourceSpan span, BoundPlace file, BoundPlace target, BoundExpression value) : BoundStatement(span)
{
    internal BoundPlace File { get; } = file;

    internal BoundPlace Target { get; } = target;

    /// <summary>A <see cref="BoundBuffer"/> of the file (of the hidden reference when the file isn't a plain variable), or conversions of it.</summary>
    internal BoundExpression Value { get; } = value;

    internal bool ChecksIo { get; init; }
}

/// <summary>write(f, v) of a typed file: f^ := v; put(f).</summary>
internal sealed class BoundWriteElement(SourceSpan span, BoundPlace file, BoundExpression value) : BoundStatement(span)
{
    internal BoundPlace File { get; } = file;

    /// <summary>Converted to the component type, as for an assignment.</summary>
    internal BoundExpression Value { get; } = value;

    internal bool ChecksIo { get; init; }
}

using System.Buffers.Binary;
using ProcVM.Core.Text;
using ProcVM.Pascal.Syntax;
using D = ProcVM.Pascal.Binding.BindingDiagnostics;

namespace ProcVM.Pascal.Binding;

/// <summary>The values of typed constants and initialised variables, as the bytes they begin with.</summary>
internal sealed class InitializerBinder(Binder binder)
{
    /// <summary>The most bytes that all values of a program take together.</summary>
    private const int LargestImage = 1 << 26;

    private long _total;

    /// <summary>The image; null with the error reported.</summary>
    internal StaticImage? Bind(PascalType type, ExpressionSyntax value)
    {
        if (type.IsError)
        {
            return null;
        }

        if (type.ContainsFile || type.Size > LargestImage - _total || type is DynamicArrayType)
        {
            binder.Report.Add(D.NotInitializable, value.Span, type);
            return null;
        }

        _total += type.Size;
        StaticImage image = new(new byte[type.Size]);
        return Fill(image, 0, type, value) ? image : null;
    }

    private bool Fill(StaticImage image, int offset, PascalType type, ExpressionSyntax syntax)
    {
        switch (type, syntax)
        {
            case (ArrayType array, ArrayInitializerSyntax list):
                return FillArray(image, offset, array, list.Elements, syntax.Span);
            case (ArrayType { IsCharArray: false } array, ParenthesizedExpressionSyntax single):
                return FillArray(image, offset, array, [single.Inner], syntax.Span);
            case (RecordType record, RecordInitializerSyntax fields):
                return FillRecord(image, offset, record, fields);
            case (RecordType or ArrayType { IsCharArray: false }, not ErrorExpressionSyntax):
                binder.Report.Add(D.InitializerForm, syntax.Span, type);
                return false;
        }

        BoundExpression value = type is RoutineType or PointerType
            ? binder.Expressions.BindValueOrRoutine(syntax)
            : binder.Expressions.BindValue(syntax);
        value = binder.Conversions.Assign(value, type, CompilerSwitches.Default);
        return !value.Type.IsError && Write(image, offset, value);
    }

    private bool FillArray(StaticImage image, int offset, ArrayType array, ExpressionSyntax[] elements, SourceSpan span)
    {
        if (elements.Length != array.Length)
        {
            binder.Report.Add(D.InitializerCount, span, array.Length, elements.Length);
            return false;
        }

        bool isRight = true;
        for (int i = 0; i < elements.Length; i++)
        {
            isRight &= Fill(image, offset + (i * array.Element.Size), array.Element, elements[i]);
        }

        return isRight;
    }

    private bool FillRecord(StaticImage image, int offset, RecordType record, RecordInitializerSyntax fields)
    {
        bool isRight = true;
        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach (FieldInitializerSyntax item in fields.Fields)
        {
            if (!record.Fields.TryGetValue(item.Field.Key, out FieldSymbol? field))
            {
                binder.Report.Add(D.NoField, item.Field.Span, record, item.Field.Name);
                isRight = false;
            }
            else if (!seen.Add(item.Field.Key))
            {
                binder.Report.Add(D.DeclaredTwice, item.Field.Span, item.Field.Name);
                isRight = false;
            }
            else
            {
                isRight &= !field.Type.IsError && Fill(image, offset + field.Offset, field.Type, item.Value);
            }
        }

        return isRight;
    }

    private bool Write(StaticImage image, int offset, BoundExpression value)
    {
        Span<byte> to = image.Bytes.AsSpan(offset, value.Type.Size);
        switch (value)
        {
            case BoundOrdinal ordinal:
                for (int i = 0; i < to.Length; i++)
                {
                    to[i] = (byte)(ordinal.Value >> (8 * i));
                }

                return true;
            case BoundReal { Type: RealType { IsSingle: true } } real:
                BinaryPrimitives.WriteSingleLittleEndian(to, (float)real.Value);
                return true;
            case BoundReal real:
                BinaryPrimitives.WriteDoubleLittleEndian(to, real.Value);
                return true;
            case BoundString { Type: StringType } text:
                to[0] = (byte)text.Value.Length;
                Copy(text.Value, to[1..]);
                return true;
            case BoundString text:
                Copy(text.Value, to);
                return true;
            case BoundSet set:
                for (int i = 0; i < to.Length; i++)
                {
                    to[i] = (byte)(set.Words[i >> 3] >> (8 * (i & 7)));
                }

                return true;
            case BoundNil:
                return true;
            case BoundRoutineValue { Routine: { Level: 1 } routine }:
                image.Routines.Add((offset, routine));
                return true;
            case BoundAddress { Place: var place }:
                return WriteAddress(image, offset, place, 0, value.Span);
            case BoundConversion { Kind: ConversionKind.Same, Operand: BoundAddress { Place: var place } }:
                return WriteAddress(image, offset, place, 0, value.Span);
            case BoundConversion { Kind: ConversionKind.Same, Operand: BoundRoutineValue { Routine: { Level: 1 } routine } }:
                image.Routines.Add((offset, routine));
                return true;
            default:
                binder.Report.Add(D.NotConstant, value.Span);
                return false;
        }
    }

    private bool WriteAddress(StaticImage image, int offset, BoundPlace place, int addend, SourceSpan span)
    {
        while (true)
        {
            switch (place)
            {
                case BoundField field:
                    addend += field.Field.Offset;
                    place = field.Record;
                    break;
                case BoundElement { Index: BoundOrdinal index, Array: { Type: ArrayType array } inner }:
                    addend += (int)((index.Value - array.Index.Low) * array.Element.Size);
                    place = inner;
                    break;
                case BoundVariable { Variable: { IsStatic: true } variable }:
                    image.Addresses.Add((offset, variable, addend));
                    variable.IsCaptured = true;
                    return true;
                default:
                    binder.Report.Add(D.NotConstant, span);
                    return false;
            }
        }
    }

    private static void Copy(string text, Span<byte> to)
    {
        for (int i = 0; i < text.Length && i < to.Length; i++)
        {
            to[i] = (byte)text[i];
        }
    }
}

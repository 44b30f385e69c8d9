using ProcVM.Core.Text;
using ProcVM.Pascal.Syntax;
using D = ProcVM.Pascal.Binding.BindingDiagnostics;

namespace ProcVM.Pascal.Binding;

/// <summary>Record types and their layout (6.4.3.3).</summary>
internal sealed class RecordBinder(Binder binder)
{
    internal PascalType Bind(RecordTypeSyntax syntax)
    {
        RecordType record = new(syntax.IsPacked);
        RecordLayout layout = new(record);
        List<FieldSymbol> fixedPart = record.Fixed;
        record.Variants = BindFields(syntax.Fields, layout, null, fixedPart);
        if (layout.TryComplete())
        {
            return record;
        }

        binder.Report.Add(D.TooLarge, syntax.Span, "record", PascalType.Largest);
        return ErrorType.Instance;
    }

    private VariantPart? BindFields(FieldListSyntax syntax, RecordLayout layout, Variant? variant, List<FieldSymbol> into)
    {
        foreach (FieldDeclarationSyntax declaration in syntax.Fixed)
        {
            PascalType type = binder.Types.Bind(declaration.Type);
            foreach (Identifier name in declaration.Names)
            {
                Add(name, type, layout, variant, into);
            }
        }

        return syntax.Variants is null ? null : BindVariants(syntax.Variants, layout, variant, into);
    }

    private FieldSymbol? Add(Identifier name, PascalType type, RecordLayout layout, Variant? variant, List<FieldSymbol> into)
    {
        if (name.IsMissing)
        {
            return null;
        }

        FieldSymbol field = new(name.Name, type, variant);
        if (!layout.Record.Fields.TryAdd(name.Key, field))
        {
            binder.Report.Add(D.DeclaredTwice, name.Span, name.Name);
            return null;
        }

        if (variant is not null && type.ContainsFile)
        {
            binder.Report.Add(D.FileInside, name.Span, "a variant");
        }

        field.Offset = layout.Place(type);
        into.Add(field);
        return field;
    }

    private VariantPart? BindVariants(VariantPartSyntax syntax, RecordLayout layout, Variant? outer, List<FieldSymbol> into)
    {
        PascalType tagType = binder.Types.Named(syntax.TagType);
        if (tagType is not (OrdinalType or ErrorType))
        {
            binder.Report.Add(D.NotOrdinal, syntax.TagType.Span, tagType);
        }

        OrdinalType? ordinal = tagType as OrdinalType;
        VariantPart part = new(ordinal ?? binder.Universe.Boolean, outer);
        if (syntax.Tag is { } tag && Add(tag, tagType, layout, outer, into) is { } field)
        {
            field.TagOf = part;
            part.Tag = ordinal is null ? null : field;
        }

        List<(long Low, long High, SourceSpan Span)> labels = [];
        bool isRight = ordinal is not null;
        long start = layout.Offset;
        long end = start;
        foreach (VariantSyntax variantSyntax in syntax.Variants)
        {
            Variant variant = new(part);
            foreach (RangeSyntax label in variantSyntax.Labels)
            {
                if (CaseBinder.BindLabel(binder, label, ordinal) is { } range)
                {
                    variant.Labels.Add(range);
                    labels.Add((range.Low, range.High, label.Low.Span));
                }
                else
                {
                    isRight = false;
                }
            }

            layout.Offset = start;
            variant.Nested = BindFields(variantSyntax.Fields, layout, variant, variant.Fields);
            variant.End = (int)Math.Min(layout.Offset, PascalType.Largest);
            part.Variants.Add(variant);
            end = Math.Max(end, layout.Offset);
        }

        layout.Offset = end;
        if (isRight)
        {
            CaseBinder.ReportOverlaps(binder, labels, ordinal);
            CheckCover(syntax, labels, ordinal!);
        }

        return ordinal is null ? null : part;
    }

    /// <summary>In ISO Pascal the labels are exactly the values of the tag's type.</summary>
    private void CheckCover(VariantPartSyntax syntax, List<(long Low, long High, SourceSpan Span)> labels, OrdinalType type)
    {
        Int128 count = 0;
        foreach ((long low, long high, SourceSpan span) in labels)
        {
            if (low < type.Low || high > type.High)
            {
                binder.Report.Add(D.OutOfRange, span, low < type.Low ? low : high, type);
                return;
            }

            count += (Int128)high - low + 1;
        }

        if (binder.IsIso && count < (Int128)type.High - type.Low + 1)
        {
            binder.Report.Add(D.VariantsIncomplete, syntax.TagType.Span, type);
        }
    }
}

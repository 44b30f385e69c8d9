using ProcVM.Core.Text;
using ProcVM.Pascal.Syntax;
using D = ProcVM.Pascal.Binding.BindingDiagnostics;

namespace ProcVM.Pascal.Binding;

/// <summary>Case statements (6.8.3.5), and the distinct labels that they share with variant parts.</summary>
internal sealed class CaseBinder(Binder binder)
{
    internal BoundStatement Bind(CaseStatementSyntax syntax)
    {
        BoundExpression selector = binder.Expressions.BindValue(syntax.Selector);
        if (selector.Type is not (OrdinalType or ErrorType))
        {
            selector = binder.Fail(selector.Span, D.NotOrdinal, selector.Type);
        }

        OrdinalType? type = (selector.Type as OrdinalType)?.Host;
        BoundCaseArm[] arms = new BoundCaseArm[syntax.Arms.Length];
        List<(long Low, long High, SourceSpan Span)> all = [];
        for (int i = 0; i < arms.Length; i++)
        {
            List<(long, long)> labels = [];
            foreach (RangeSyntax label in syntax.Arms[i].Labels)
            {
                if (type is not null && BindLabel(binder, label, type) is { } range)
                {
                    labels.Add(range);
                    all.Add((range.Low, range.High, label.Low.Span));
                }
            }

            arms[i] = new BoundCaseArm([.. labels], binder.Statements.BindPart(syntax.Arms[i].Statement));
        }

        ReportOverlaps(binder, all, type);
        BoundStatement? otherwise = syntax.Else is null ? null : binder.Statements.BindPart(syntax.Else);
        return selector.Type.IsError ? new BoundEmpty(syntax.Span) : new BoundCase(syntax.Span, selector, arms, otherwise)
        {
            ChecksMatch = binder.IsIso && otherwise is null && Binder.Has(syntax.Switches, CompilerSwitches.RangeChecks),
        };
    }

    /// <summary>A label's values, of a type compatible with <paramref name="type"/>; null with the error reported.</summary>
    internal static (long Low, long High)? BindLabel(Binder binder, RangeSyntax label, OrdinalType? type)
    {
        BoundOrdinal? low = BindBound(binder, label.Low, type);
        BoundOrdinal? high = label.High is null ? low : BindBound(binder, label.High, type);
        if (low is null || high is null)
        {
            return null;
        }

        if (low.Value > high.Value)
        {
            binder.Report.Add(D.EmptyRange, label.Span);
            return null;
        }

        return (low.Value, high.Value);
    }

    /// <summary>Reports each value that stands twice.</summary>
    internal static void ReportOverlaps(Binder binder, List<(long Low, long High, SourceSpan Span)> labels, OrdinalType? type)
    {
        if (labels.Count < 2)
        {
            return;
        }

        List<(long Low, long High, SourceSpan Span)> sorted = [.. labels];
        sorted.Sort((a, b) => a.Low != b.Low ? a.Low.CompareTo(b.Low) : a.Span.Start.CompareTo(b.Span.Start));
        long covered = sorted[0].High;
        for (int i = 1; i < sorted.Count; i++)
        {
            if (sorted[i].Low <= covered)
            {
                SourceSpan later = sorted[i].Span.Start > sorted[i - 1].Span.Start ? sorted[i].Span : sorted[i - 1].Span;
                binder.Report.Add(D.LabelOverlap, later, Spell(sorted[i].Low, type));
            }

            covered = Math.Max(covered, sorted[i].High);
        }
    }

    private static string Spell(long value, OrdinalType? type) => type switch
    {
        CharType when value is > 32 and < 127 => $"'{(char)value}'",
        BooleanType => value == 0 ? "false" : "true",
        EnumType enumeration => Array.Find(enumeration.Members, member => member.Value == value).Name ?? $"{value}",
        _ => $"{value}",
    };

    private static BoundOrdinal? BindBound(Binder binder, ExpressionSyntax syntax, OrdinalType? type)
    {
        BoundOrdinal? value = binder.Expressions.BindOrdinalConstant(syntax);
        if (value is null || type is null)
        {
            return null;
        }

        if (TypeRules.AreCompatible((OrdinalType)value.Type, type))
        {
            return value;
        }

        binder.Conversions.Mismatch(value, type);
        return null;
    }
}

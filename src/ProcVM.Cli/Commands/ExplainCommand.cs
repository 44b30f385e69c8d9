using System.Globalization;
using System.Text;
using ProcVM.Cli.Options;
using ProcVM.Cli.Text;
using ProcVM.Core;

namespace ProcVM.Cli.Commands;

/// <summary><c>procvm explain</c>.</summary>
internal static class ExplainCommand
{
    public static int Perform(Invocation invocation)
    {
        string code = invocation.Operands[0];
        if (Catalogues.Find(code) is { } descriptor)
        {
            invocation.Output.Answer(invocation.Has(OptionId.Json) ? AsJson(descriptor) : Explain(descriptor));
            return ExitStatus.Success;
        }

        List<string> codes = [];
        foreach (IReadOnlyList<DiagnosticDescriptor> catalogue in Catalogues.All)
        {
            foreach (DiagnosticDescriptor known in catalogue)
            {
                codes.Add(known.Code);
            }
        }

        string? near = Suggestion.Nearest(code, codes);
        invocation.Output.Report(new Diagnostic(CliDiagnostics.UnknownCode, null, code, near is null ? "" : $"; did you mean {near}?"));
        return ExitStatus.Rejected;
    }

    private static string AsJson(DiagnosticDescriptor descriptor)
    {
        StringBuilder message = new();
        Message(message, descriptor.Format);
        return new JsonLine()
            .Add("code", descriptor.Code)
            .Add("severity", Severity(descriptor))
            .Add("message", message.ToString())
            .Add("explanation", descriptor.Explanation)
            .ToString();
    }

    private static string Severity(DiagnosticDescriptor descriptor) => descriptor.Severity == DiagnosticSeverity.Error ? "error" : "warning";

    private static string Explain(DiagnosticDescriptor descriptor)
    {
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"{Severity(descriptor)} {descriptor.Code}: ");
        Message(text, descriptor.Format);
        text.Append("\n\n");
        Wrap(text, descriptor.Explanation);
        return text.ToString().TrimEnd();
    }

    // The places of arguments are shown as dots: {0} means nothing to a reader.
    private static void Message(StringBuilder text, string format)
    {
        for (int i = 0; i < format.Length; i++)
        {
            if (format[i] == '{' && i + 1 < format.Length && char.IsAsciiDigit(format[i + 1]))
            {
                text.Append('…');
                i = format.IndexOf('}', i);
            }
            else
            {
                text.Append(format[i]);
                i += format[i] is '{' or '}' ? 1 : 0;
            }
        }
    }

    private static void Wrap(StringBuilder text, string explanation)
    {
        const int Widest = 100;
        foreach (string paragraph in explanation.Split('\n'))
        {
            int column = 0;
            bool isCode = paragraph.StartsWith(' ');
            foreach (string word in isCode ? [paragraph] : paragraph.Split(' '))
            {
                if (column > 0 && column + 1 + word.Length > Widest)
                {
                    text.Append('\n');
                    column = 0;
                }
                else if (column > 0)
                {
                    text.Append(' ');
                    column++;
                }

                text.Append(word);
                column += word.Length;
            }

            text.Append('\n');
        }
    }
}

using System.Text;
using ProcVM.Cli.Doctor;
using ProcVM.Cli.Options;
using ProcVM.Cli.Text;

namespace ProcVM.Cli.Commands;

/// <summary><c>procvm doctor</c>: status 1 when a check fails.</summary>
internal static class DoctorCommand
{
    public static int Perform(Invocation invocation)
    {
        List<HostFinding> findings = HostChecks.Perform();
        bool failed = findings.Exists(finding => finding.Verdict == HostVerdict.Fail);
        invocation.Output.Answer(invocation.Has(OptionId.Json) ? AsJson(findings, failed) : AsTable(findings));
        return failed ? ExitStatus.Rejected : ExitStatus.Success;
    }

    private static string AsJson(List<HostFinding> findings, bool failed) =>
        new JsonLine()
            .Add("version", VersionCommand.Version)
            .Add("verdict", failed ? "fail" : "ok")
            .Add("checks", findings.ConvertAll(finding => new JsonLine()
                .Add("name", finding.Name)
                .Add("verdict", Word(finding.Verdict))
                .Add("detail", finding.Detail)
                .Add("fix", finding.Fix)))
            .ToString();

    private static string AsTable(List<HostFinding> findings)
    {
        StringBuilder text = new();
        foreach (HostFinding finding in findings)
        {
            text.Append(Word(finding.Verdict).PadRight(5)).Append(finding.Name.PadRight(19)).Append(finding.Detail).Append('\n');
            if (finding.Fix is not null)
            {
                text.Append("     ".PadRight(24)).Append("try: ").Append(finding.Fix).Append('\n');
            }
        }

        return text.ToString().TrimEnd('\n');
    }

    private static string Word(HostVerdict verdict) => verdict switch
    {
        HostVerdict.Ok => "ok",
        HostVerdict.Warn => "warn",
        _ => "fail",
    };
}

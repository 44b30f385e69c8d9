using ProcVM.Cli.Options;
using ProcVM.Core;
using ProcVM.Core.Text;
using ProcVM.Module;
using ProcVM.Pascal;

namespace ProcVM.Cli.Commands;

/// <summary>Compiles what <c>run</c> and <c>build</c> are given.</summary>
internal static class SourceCompiler
{
    /// <summary>The module of a source; null, with the exit status, after reporting why there is none.</summary>
    /// <param name="invocation">The command with its options.</param>
    /// <param name="files">The program, and units that it uses.</param>
    /// <param name="status">0, or 1 when the source has errors.</param>
    public static PcodeModule? Compile(Invocation invocation, IReadOnlyList<FileContent> files, out int status)
    {
        PascalOptions options = new(invocation.Value(OptionId.Std) == "iso" ? PascalStandard.Iso : PascalStandard.ProcVM);
        if (invocation.Value(OptionId.Optimize) is { } level)
        {
            options = options with { Optimization = level[0] - '0' };
        }

        options = options with { HasVariableNames = invocation.Has(OptionId.Debug) };
        SourceText main = files[0].Text;
        LoadResult<PcodeModule> compiled = PascalCompiler.Compile(main, options, new SourceFiles(files, invocation.Values(OptionId.UnitPath)));
        invocation.Output.Report(compiled.Diagnostics);
        status = compiled.Succeeded ? ExitStatus.Success : ExitStatus.Rejected;
        return compiled.Value;
    }
}

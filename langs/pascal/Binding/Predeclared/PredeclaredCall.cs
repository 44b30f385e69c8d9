using ProcVM.Core.Text;
using ProcVM.Pascal.Syntax;

namespace ProcVM.Pascal.Binding;

/// <summary>A call of a predeclared routine as it is written.</summary>
/// <param name="Span">The whole call.</param>
/// <param name="NameSpan">The routine's name.</param>
/// <param name="Symbol">The routine.</param>
/// <param name="Arguments">The arguments.</param>
/// <param name="Switches">The switches in force.</param>
internal readonly record struct PredeclaredCall(
    SourceSpan Span,
    SourceSpan NameSpan,
    PredeclaredSymbol Symbol,
    ArgumentSyntax[] Arguments,
    CompilerSwitches Switches)
{
    internal bool ChecksRange => Binder.Has(Switches, CompilerSwitches.RangeChecks);

    internal bool ChecksOverflow => Binder.Has(Switches, CompilerSwitches.OverflowChecks);

    internal bool ChecksIo => Binder.Has(Switches, CompilerSwitches.IoChecks);
}

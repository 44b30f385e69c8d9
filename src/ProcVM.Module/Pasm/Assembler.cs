using ProcVM.Core;
using ProcVM.Core.Text;

namespace ProcVM.Module.Pasm;

/// <summary>Makes a module of P-code text (PASM.md). The module is not verified: that is the verifier's business.</summary>
public static class Assembler
{
    /// <summary>Assembles a text; errors name line and column, several a run.</summary>
    public static LoadResult<PcodeModule> Assemble(SourceText source)
    {
        Symbols symbols = Symbols.Collect(source);
        LineParser line = new(source);
        ModuleAssembler module = new(line, symbols);
        for (int offset = 0; offset >= 0 && !line.IsFull;)
        {
            offset = line.Begin(offset);
            if (!line.Failed && line.Current.Kind != TokenKind.End)
            {
                module.Line();
            }
        }

        PcodeModule result = module.Finish(source.Path);
        return line.Errors.Count > 0
            ? LoadResult<PcodeModule>.Failure(line.Errors)
            : LoadResult<PcodeModule>.Success(result);
    }
}

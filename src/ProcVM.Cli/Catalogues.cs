using ProcVM.Core;
using ProcVM.Images.Elf;
using ProcVM.Llvm;
using ProcVM.Maps;
using ProcVM.Module;
using ProcVM.Module.Pasm;
using ProcVM.Pascal;
using ProcVM.Personality.Pvm;
using ProcVM.Runtime;
using ProcVM.Vmm;

namespace ProcVM.Cli;

/// <summary>Every message that ProcVM can print, for <c>procvm explain</c>.</summary>
internal static class Catalogues
{
    /// <summary>The catalogues, one for each part.</summary>
    public static IReadOnlyList<DiagnosticDescriptor>[] All =>
    [
        CliDiagnostics.All,
        RunDiagnostics.All,
        PascalDiagnostics.All,
        VmmDiagnostics.All,
        RuntimeDiagnostics.All,
        ModuleDiagnostics.All,
        PasmDiagnostics.All,
        LinkerDiagnostics.All,
        LlvmDiagnostics.All,
        ElfDiagnostics.All,
        MapDiagnostics.All,
        PvmImportDiagnostics.All,
    ];

    /// <summary>The message with a code, in any case of letters; null when there is none.</summary>
    public static DiagnosticDescriptor? Find(string code)
    {
        foreach (IReadOnlyList<DiagnosticDescriptor> catalogue in All)
        {
            foreach (DiagnosticDescriptor descriptor in catalogue)
            {
                if (string.Equals(descriptor.Code, code, StringComparison.OrdinalIgnoreCase))
                {
                    return descriptor;
                }
            }
        }

        return null;
    }
}

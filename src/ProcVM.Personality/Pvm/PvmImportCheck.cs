using ProcVM.Core;
using ProcVM.Maps;
using ProcVM.Module;

namespace ProcVM.Personality.Pvm;

/// <summary>Checks a module's imports against the P-machine's map: what instantiation would refuse, told before it.</summary>
public static class PvmImportCheck
{
    /// <summary>An error for each import that the map doesn't have or has with another signature. A unit, which has no entry, may
    /// import from other modules too: linking resolves those.</summary>
    /// <param name="module">A module that was read; it needn't be verified.</param>
    /// <param name="path">The module's file, for the messages.</param>
    public static IReadOnlyList<Diagnostic> Check(PcodeModule module, string? path)
    {
        List<Diagnostic> errors = [];
        foreach (Import import in module.Imports)
        {
            if (module.Entry < 0 && import.Module != PvmTable.ModuleName)
            {
                continue;
            }

            string letters = module.Types[import.Type].Letters;
            if (PvmTable.Find(import.Module, import.Name, out string wanted) < 0)
            {
                errors.Add(new Diagnostic(PvmImportDiagnostics.Unknown, null, Printable(import.Module), Printable(import.Name)) { File = path });
            }
            else if (letters != wanted)
            {
                object[] both = [import.Module, import.Name, PcodeSignature.Describe(letters), PcodeSignature.Describe(wanted)];
                errors.Add(new Diagnostic(PvmImportDiagnostics.WrongSignature, null, both) { File = path });
            }
        }

        return errors;
    }

    // A hostile module's names must not reach the terminal as they are.
    private static string Printable(string name) =>
        string.Concat(name.Take(64).Select(static unit => char.IsControl(unit) || char.IsSurrogate(unit) ? '?' : unit)) + (name.Length > 64 ? "…" : "");
}

namespace ProcVM.Pascal.Syntax;

/// <summary>The directives that name a switch, and those that are accepted and ignored.</summary>
internal static class DirectiveNames
{
    private static readonly HashSet<string> s_ignored = new(StringComparer.Ordinal)
    {
        // One-letter switches of Turbo and Free Pascal that tune code generation, and their long names.
        "a", "align", "c", "assertions", "d", "debuginfo", "e", "f", "g", "goto", "h", "longstrings", "hints", "inline", "j", "writeableconst",
        "k", "l", "localsymbols", "m", "macro", "memory", "mode", "modeswitch", "n", "notes", "o", "objectchecks", "optimization", "optimize",
        "p", "openstrings", "packenum", "packrecords", "packset", "pointermath", "region", "endregion", "s", "stackframes", "t",
        "typedaddress", "u", "v", "varstringchecks", "w", "warn", "warnings", "x", "extendedsyntax", "y", "z", "apptype", "codepage",
        "coperators", "calling", "copyright", "description", "frameworkpath", "inlinesyntax", "maxfpuregisters", "minenumsize", "smartlink",
        "static", "title", "unitpath", "includepath", "version", "strings", "scopedenums", "typeinfo", "zerobasedstrings", "rtti", "asmmode",
        "bitpacking", "debug", "implicitexceptions", "interfaces", "safefpuexceptions", "saturation", "varpropsetter",
        "weakpackageunit", "legacyifend", "excessprecision", "fputype", "mmx", "profile", "resource", "threadname",
    };

    /// <summary>The switch that a name means, in lower case, short or long; none for another name.</summary>
    public static CompilerSwitches FindSwitch(string name) => name switch
    {
        "r" or "rangechecks" => CompilerSwitches.RangeChecks,
        "q" or "overflowchecks" => CompilerSwitches.OverflowChecks,
        "i" or "iochecks" => CompilerSwitches.IoChecks,
        "b" or "booleval" => CompilerSwitches.FullBooleans,
        _ => CompilerSwitches.None,
    };

    /// <summary>True for a directive that has no effect here.</summary>
    public static bool IsIgnored(string name) => s_ignored.Contains(name);
}

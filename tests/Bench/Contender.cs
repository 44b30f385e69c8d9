namespace ProcVM.Bench;

/// <summary>One way of running a program: the command that prepares it, if any, and the one that is measured.</summary>
/// <param name="Name">The column's heading.</param>
/// <param name="Source">The source it needs, in the program's folder: {0} is the program's name, {1} the same capitalised.</param>
/// <param name="Prepare">Command and arguments; null when the source is run as it is. {s} source, {o} output folder, {n} name, {N} name
/// capitalised, {t} our tool.</param>
/// <param name="Run">Command and arguments, with the same places.</param>
/// <param name="Size">How much of the program's work is measured.</param>
internal sealed record Contender(string Name, string Source, string[]? Prepare, string[] Run, ProgramSize Size = ProgramSize.Small)
{
    /// <summary>Native code by gcc: what all others are related to.</summary>
    public static readonly Contender Native = new("gcc -O2", "{0}.c", ["gcc", "-O2", "-o", "{o}/{n}-c", "{s}", "-lm"], ["{o}/{n}-c"]);

    /// <summary>All columns of the interpreter's benchmark, ours first.</summary>
    public static readonly Contender[] Interpreters =
    [
        new("procvm", "{0}.pas", ["{t}", "build", "{s}", "-o", "{o}/{n}.pcode"], ["{t}", "run", "--tier", "interp", "--dir", "none", "{o}/{n}.pcode"]),
        new("unchecked", "{0}.pas", ["{t}", "build", "{u}", "-o", "{o}/{n}-u.pcode"], ["{t}", "run", "--tier", "interp", "--dir", "none", "{o}/{n}-u.pcode"]),
        new("fpc -O3", "{0}.pas", ["fpc", "-O3", "-Mobjfpc", "-Sh-", "-v0", "-FE{o}", "-o{o}/{n}-p", "{s}"], ["{o}/{n}-p"]),
        new("java -Xint", "{1}.java", ["javac", "-d", "{o}", "{s}"], ["java", "-Xint", "-cp", "{o}", "{N}"]),
        new("lua5.4", "{0}.lua", null, ["lua5.4", "{s}"]),
    ];

    /// <summary>All columns of the tiers' benchmark.</summary>
    public static readonly Contender[] Tiers =
    [
        OfTier("interp", ProgramSize.Small, "--tier", "interp"),
        OfTier("cil", ProgramSize.Steady, "--tier", "cil"),
        OfTier("llvm", ProgramSize.Steady, "--tier", "llvm"),
        OfTier("llvm unchecked", ProgramSize.Steady, "--tier", "llvm", "{u}"),
        OfTier("auto, whole", ProgramSize.Large, "--engine", "auto"),
        OfTier("auto, again", ProgramSize.Large, "--engine", "auto", cache: "{o}/cache") with { RunsBefore = 2 },
    ];

    /// <summary>How often it is run before it is measured: what a run leaves for the next is there then.</summary>
    public int RunsBefore { get; init; }

    private static Contender OfTier(string name, ProgramSize size, string option, string value, string source = "{s}", string cache = "off") => new(
        name, "{0}.pas", ["{t}", "build", source, "-o", "{o}/{n}.pcode"], ["{t}", "run", option, value, "--code-cache", cache, "--dir", "none", "{o}/{n}.pcode"], size);
}

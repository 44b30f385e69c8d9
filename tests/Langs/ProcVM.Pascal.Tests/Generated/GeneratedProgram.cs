namespace ProcVM.Pascal.Tests.Generated;

/// <summary>A program made from a seed: declarations whose names begin with the seed's, and the statements to run.</summary>
internal sealed record GeneratedProgram(int Seed, string Declarations, string Entry)
{
    internal const string Mark = "=== ";

    /// <summary>The program alone.</summary>
    internal string Alone => Join([this]);

    /// <summary>Makes a program.</summary>
    internal static GeneratedProgram Make(int seed) => new RoutineWriter(seed).Program();

    /// <summary>One program that runs all of them, each after a line with its mark.</summary>
    internal static string Join(IReadOnlyList<GeneratedProgram> programs) =>
        "program generated;\n{$ifdef FPC}{$goto on}{$modeswitch nestedprocvars}{$minfpconstprec 64}{$endif}\n"
        + ProgramText.Prelude + string.Concat(programs.Select(program => program.Declarations))
        + "begin\n" + string.Concat(programs.Select(program => $"  writeln('{Mark}{program.Seed}');\n  {program.Entry};\n  writeln;\n")) + "end.\n";
}

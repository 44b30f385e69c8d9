namespace ProcVM.Pascal.Tests.Generated;

/// <summary>A program made from a seed: declarations whose names begin with the seed's, and the procedure to run.</summary>
internal sealed record GeneratedProgram(int Seed, string Declarations, string Entry, bool IsIso)
{
    internal const string Mark = "=== ";

    /// <summary>The program alone.</summary>
    internal string Alone => Join([this]);

    /// <summary>Makes a program.</summary>
    internal static GeneratedProgram Make(int seed, bool isIso) => new RoutineWriter(seed, isIso).Program();

    /// <summary>One program that runs all of them, each after a line with its mark.</summary>
    internal static string Join(IReadOnlyList<GeneratedProgram> programs)
    {
        bool isIso = programs[0].IsIso;
        string declarations = string.Concat(programs.Select(program => program.Declarations));
        string calls = string.Concat(programs.Select(program => $"  writeln('{Mark}{program.Seed}');\n  {program.Entry};\n  writeln;\n"));
        return isIso
            ? $"program generated(output);\n{IsoPrelude.Text}{declarations}begin\n{calls}end.\n".Replace("_", "z", StringComparison.Ordinal)
            : "program generated;\n{$ifdef FPC}{$goto on}{$modeswitch nestedprocvars}{$modeswitch nonlocalgoto}{$minfpconstprec 64}{$endif}\n"
                + $"{Prelude.Text}{declarations}begin\n{calls}  halt(0);\nend.\n";
    }
}

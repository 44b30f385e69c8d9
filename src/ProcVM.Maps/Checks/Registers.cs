using System.Collections.Frozen;

namespace ProcVM.Maps.Checks;

/// <summary>The registers that gates and interrupt rows may name.</summary>
internal static class Registers
{
    private static readonly FrozenSet<string> s_all = All().ToFrozenSet();

    /// <summary>True for a register, or a pair with a colon between.</summary>
    public static bool Exist(string location) => location.Split(':') is { Length: <= 2 } parts && parts.All(s_all.Contains);

    private static IEnumerable<string> All()
    {
        foreach (string letter in (string[])["a", "b", "c", "d"])
        {
            yield return letter + "l";
            yield return letter + "h";
        }

        foreach (string word in (string[])["ax", "bx", "cx", "dx", "si", "di", "bp", "sp"])
        {
            yield return word;
            yield return "e" + word;
            yield return "r" + word;
        }

        foreach (string segment in (string[])["cs", "ds", "es", "fs", "gs", "ss", "cf", "zf"])
        {
            yield return segment;
        }

        for (int number = 8; number < 16; number++)
        {
            yield return $"r{number}";
        }
    }
}

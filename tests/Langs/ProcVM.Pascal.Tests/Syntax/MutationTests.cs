using System.Text;
using ProcVM.Pascal.Syntax;

namespace ProcVM.Pascal.Tests.Syntax;

/// <summary>Damaged programs give errors, a bounded number of them, and nothing worse.</summary>
public class MutationTests
{
    private const int Seed = 7185;

    private static readonly string[] s_pieces =
    [
        "begin", "end", "if", "then", "else", "case", "of", "record", "(", ")", "[", "]", ";", ":", ":=", "=", "..", ".", ",", "^", "'", "{", "}",
        "(*", "{$ifdef x}", "{$else}", "{$endif}", "{$I x}", "procedure", "function", "var", "const", "type", "label", "1", "x", "'a'", "#1",
        "repeat", "until", "for", "while", "do", "unit", "interface", "implementation", "packed", "array", "set", "file", "not", "-", "@", "&", "$",
    ];

    [Fact]
    public void DamagedProgramsGiveErrorsAndNothingWorse()
    {
        string[] programs = [.. Corpus.Programs(Corpus.Conformance).Select(path => File.ReadAllText(Repository.At(path)))];
        Assert.NotEmpty(programs);
        Random random = new(Seed);
        int clean = 0;
        for (int i = 0; i < 4000; i++)
        {
            string text = Damage(programs[random.Next(programs.Length)], random);
            SyntaxTree tree = Read.Source(text, random.Next(2) == 0 ? PascalStandard.Iso : PascalStandard.ProcVM);
            Assert.InRange(tree.Diagnostics.Count, tree.HasErrors ? 1 : 0, 202);
            foreach (Core.Diagnostic diagnostic in tree.Diagnostics)
            {
                Assert.NotEmpty(diagnostic.ToString());
            }

            clean += tree.HasErrors ? 0 : 1;
        }

        // Some damage is harmless; were none so, the mutations would test little beyond the first token.
        Assert.InRange(clean, 40, 3900);
    }

    private static string Damage(string text, Random random)
    {
        StringBuilder damaged = new(text);
        for (int count = random.Next(1, 5); count > 0 && damaged.Length > 1; count--)
        {
            int at = random.Next(damaged.Length);
            int length = Math.Min(random.Next(1, 12), damaged.Length - at);
            switch (random.Next(4))
            {
                case 0:
                    damaged.Remove(at, length);
                    break;
                case 1:
                    damaged.Insert(at, $" {s_pieces[random.Next(s_pieces.Length)]} ");
                    break;
                case 2:
                    damaged.Insert(at, damaged.ToString(random.Next(damaged.Length - length + 1), length));
                    break;
                default:
                    damaged[at] = (char)random.Next(random.Next(8) == 0 ? 0x10000 : 127);
                    break;
            }
        }

        return damaged.ToString();
    }
}

using Mono.Cecil;

namespace ProcVM.Architecture.Tests;

/// <summary>References go to a strictly lower layer (src/DESIGN.md); a language knows Module and Core alone.</summary>
public class LayerTests
{
    private const int Language = 100;

    private static readonly Dictionary<string, int> s_layers = new()
    {
        ["ProcVM.Core"] = 0,
        ["ProcVM.Llvm"] = 1,
        ["ProcVM.Module"] = 1,
        ["ProcVM.Images"] = 1,
        ["ProcVM.Kernel"] = 1,
        ["ProcVM.Maps"] = 1,
        ["ProcVM.Host"] = 1,
        ["ProcVM.Runtime"] = 2,
        ["ProcVM.X86"] = 2,
        ["ProcVM.Native"] = 2,
        ["ProcVM.Jit"] = 3,
        ["ProcVM.Profile"] = 3,
        ["ProcVM.Personality"] = 3,
        ["ProcVM.Machine"] = 3,
        ["ProcVM.Vmm"] = 4,
        ["procvm"] = 5,
        ["ProcVM.Pascal"] = Language,
    };

    [Fact]
    public void EveryAssemblyHasALayer()
    {
        Assert.NotEmpty(Solution.Assemblies);
        Assert.All(Solution.Assemblies, assembly => Assert.Contains(assembly.Name.Name, s_layers.Keys));
    }

    [Fact]
    public void ReferencesGoDown()
    {
        List<string> wrong = [];
        foreach (AssemblyDefinition assembly in Solution.Assemblies)
        {
            foreach (AssemblyNameReference reference in assembly.MainModule.AssemblyReferences.Where(name => Solution.IsOurs(name.Name)))
            {
                if (!IsAllowed(assembly.Name.Name, reference.Name))
                {
                    wrong.Add($"{assembly.Name.Name} -> {reference.Name}");
                }
            }
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public void ThePortsBelowKnowNoPackage()
    {
        // Sprache belongs to Maps, at build time and for maps that users load; Iced lists native code, and will decode for X86.
        Dictionary<string, string[]> packages = new() { ["Sprache"] = ["ProcVM.Maps"], ["Iced"] = ["ProcVM.Llvm", "ProcVM.X86"], ["Spectre.Console"] = ["procvm"] };
        List<string> wrong = [];
        foreach (AssemblyDefinition assembly in Solution.Assemblies)
        {
            foreach (AssemblyNameReference reference in assembly.MainModule.AssemblyReferences)
            {
                bool ours = Solution.IsOurs(reference.Name);
                bool framework = reference.Name.StartsWith("System.", StringComparison.Ordinal) || reference.Name == "netstandard";
                if (!ours && !framework && !packages.GetValueOrDefault(reference.Name, []).Contains(assembly.Name.Name))
                {
                    wrong.Add($"{assembly.Name.Name} -> {reference.Name}");
                }
            }
        }

        Assert.Empty(wrong);
    }

    private static bool IsAllowed(string from, string to)
    {
        int layer = s_layers[from];
        return layer == Language
            ? to is "ProcVM.Module" or "ProcVM.Core"
            : s_layers[to] < layer || (from == "procvm" && s_layers[to] == Language);
    }
}

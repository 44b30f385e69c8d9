using System.Reflection;
using System.Text.RegularExpressions;
using ProcVM.Core;

namespace ProcVM.Cli.Tests.Options;

/// <summary>Every message has a code of its own and an explanation that procvm explain finds.</summary>
public class CatalogueTests
{
    private static IEnumerable<DiagnosticDescriptor> Declared =>
        from file in Directory.EnumerateFiles(AppContext.BaseDirectory, "*.dll")
        let name = Path.GetFileNameWithoutExtension(file)
        where (name.StartsWith("ProcVM.", StringComparison.Ordinal) || name == "procvm") && !name.EndsWith("Tests", StringComparison.Ordinal)
        from type in Assembly.Load(name).GetTypes()
        from declared in type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
        where declared.FieldType == typeof(DiagnosticDescriptor)
        select (DiagnosticDescriptor)declared.GetValue(null)!;

    [Fact]
    public void EveryMessageCanBeExplained() =>
        Assert.Empty(Declared.Where(descriptor => !ReferenceEquals(Catalogues.Find(descriptor.Code), descriptor)).Select(descriptor => descriptor.Code));

    [Fact]
    public void CodesAreUnique() =>
        Assert.Empty(Declared.GroupBy(descriptor => descriptor.Code).Where(group => group.Count() > 1).Select(group => group.Key));

    [Fact]
    public void EveryMessageIsWellFormed() => Assert.All(Declared, descriptor =>
    {
        Assert.Matches("^(PVM[0-9]{4}|PAS[0-9]{3})$", descriptor.Code);
        Assert.True(descriptor.Explanation.Length >= 20, descriptor.Code);
        Assert.False(Regex.IsMatch(descriptor.Format, @"[.!]$|\n"), descriptor.Code);
    });
}

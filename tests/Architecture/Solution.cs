using System.Runtime.CompilerServices;
using Mono.Cecil;

namespace ProcVM.Architecture.Tests;

/// <summary>The built assemblies and the sources they were built from.</summary>
internal static class Solution
{
    /// <summary>Our assemblies, as the build left them beside this test.</summary>
    public static IReadOnlyList<AssemblyDefinition> Assemblies { get; } = Load();

    public static IEnumerable<TypeDefinition> Types =>
        Assemblies.SelectMany(assembly => assembly.MainModule.GetTypes()).Where(type => !IsGenerated(type));

    public static bool IsOurs(string assembly) => assembly == "procvm" || assembly.StartsWith("ProcVM.", StringComparison.Ordinal);

    /// <summary>True for what the compiler or a source generator made, and for what lies inside it.</summary>
    public static bool IsGenerated(TypeDefinition type) =>
        type.Name.StartsWith('<') || HasGeneratedMark(type) || (type.DeclaringType is not null && IsGenerated(type.DeclaringType));

    public static bool HasGeneratedMark(ICustomAttributeProvider member) =>
        member.CustomAttributes.Any(attribute => attribute.AttributeType.Name is nameof(CompilerGeneratedAttribute) or "GeneratedCodeAttribute");

    public static IEnumerable<string> SourceFiles() =>
        new[] { "src", "langs", "tests" }.SelectMany(folder => Directory.EnumerateFiles(Repository.At(folder), "*.cs", SearchOption.AllDirectories))
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal));

    private static List<AssemblyDefinition> Load() =>
        [.. Directory.EnumerateFiles(AppContext.BaseDirectory, "*.dll")
            .Where(file => IsOurs(Path.GetFileNameWithoutExtension(file)) && !file.EndsWith("Tests.dll", StringComparison.Ordinal))
            .OrderBy(file => file, StringComparer.Ordinal)
            .Select(AssemblyDefinition.ReadAssembly)];
}

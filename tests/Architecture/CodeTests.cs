using Mono.Cecil;
using Mono.Cecil.Cil;

namespace ProcVM.Architecture.Tests;

/// <summary>What the code of our assemblies may not do.</summary>
public class CodeTests
{
    [Fact]
    public void OnlyTheHostSideCallsTheOperatingSystem()
    {
        string[] allowed = ["ProcVM.Host", "ProcVM.Native", "ProcVM.Llvm"];
        IEnumerable<string> wrong =
            from assembly in Solution.Assemblies
            where !allowed.Contains(assembly.Name.Name)
            from type in assembly.MainModule.GetTypes()
            from method in type.Methods
            where method.IsPInvokeImpl
            select $"{method.FullName} in {assembly.Name.Name}";
        Assert.Empty(wrong);
    }

    [Fact]
    public void NothingStaticCanChange()
    {
        // Two instances in one process never meet.
        IEnumerable<string> wrong =
            from type in Solution.Types
            from field in type.Fields
            where field.IsStatic && !field.IsLiteral && !Solution.HasGeneratedMark(field)
            where !field.IsInitOnly || IsSharedState(field.FieldType)
            select field.FullName;
        Assert.Empty(wrong);
    }

    [Fact]
    public void NothingIsFoundByReflection()
    {
        string[] forbidden =
        [
            "System.Activator::", "System.Reflection.Assembly::GetTypes", "System.Reflection.Assembly::GetExportedTypes",
            "System.Reflection.Assembly::Load", "System.Type::GetMethods", "System.Type::GetFields", "System.Type::InvokeMember",
        ];
        IEnumerable<string> wrong =
            from method in Solution.Assemblies.SelectMany(assembly => assembly.MainModule.GetTypes()).SelectMany(type => type.Methods)
            where method.HasBody
            from instruction in method.Body.Instructions
            where instruction.OpCode.Code is Code.Call or Code.Callvirt
            let called = (MethodReference)instruction.Operand
            let name = $"{called.DeclaringType.FullName}::{called.Name}"
            where forbidden.Any(start => name.StartsWith(start, StringComparison.Ordinal)) && !called.Name.EndsWith("`1", StringComparison.Ordinal)
            where called is not GenericInstanceMethod
            select $"{method.FullName} calls {name}";
        Assert.Empty(wrong);
    }

    [Fact]
    public void NothingEndsTheProcessButTheCommand()
    {
        IEnumerable<string> wrong =
            from assembly in Solution.Assemblies
            where assembly.Name.Name != "procvm" && assembly.EntryPoint is null
            from method in assembly.MainModule.GetTypes().SelectMany(type => type.Methods)
            where method.HasBody
            from instruction in method.Body.Instructions
            where instruction.Operand is MethodReference { DeclaringType.FullName: "System.Environment", Name: "Exit" or "FailFast" }
            select method.FullName;
        Assert.Empty(wrong);
    }

    private static bool IsSharedState(TypeReference type) =>
        type.Namespace == "System.Collections.Concurrent" || type.Name is "ThreadLocal`1" or "AsyncLocal`1" or "StringBuilder" or "Random";
}

using System.Text;
using ProcVM.Core;
using ProcVM.Llvm;
using ProcVM.Module;
using ProcVM.Runtime.Lowering;

namespace ProcVM.Jit.Cache;

/// <summary>All that the code of a module depends on, as text. The whole of it is compared; its digest names the file.</summary>
internal static class CodeKey
{
    /// <summary>What is known before LLVM is: the module, what its imports resolved to, ProcVM's own code generator, the flags.</summary>
    /// <param name="module">The module. What is there for people, as names and lines, counts for nothing.</param>
    /// <param name="targets">The instance.</param>
    /// <param name="countsFuel">The code counts fuel.</param>
    public static string Of(PcodeModule module, ICallTargets targets, bool countsFuel)
    {
        StringBuilder text = new("module ");
        text.Append(ModuleDigest.Of(module)).Append("\nimports");
        for (int i = 0; i < module.Imports.Length; i++)
        {
            text.Append(' ').Append(targets.HostCallOf(i));
        }

        return text.Append("\nfuel ").Append(countsFuel ? "counted" : "not counted").Append("\ngenerator ").Append(Generator()).Append('\n').ToString();
    }

    /// <summary>The whole key.</summary>
    /// <param name="start">What <see cref="Of"/> gave.</param>
    /// <param name="llvm">The LLVM that makes the code, and the CPU that it makes it for (<see cref="LlvmIdentity.CodeKey"/>).</param>
    public static string With(string start, string llvm) => $"{start}{llvm}\n";

    /// <summary>The name of the file for a key.</summary>
    public static string FileName(string key) => Sha256.Text(Encoding.UTF8.GetBytes(key)) + CodeFolder.Extension;

    /// <summary>Whatever of ProcVM has a hand in native code, by the builds of its assemblies.</summary>
    private static string Generator()
    {
        Type[] assemblies = [typeof(CodeKey), typeof(ICallTargets), typeof(PcodeModule), typeof(LlvmCompiler), typeof(GuestMemory)];
        byte[] builds = new byte[assemblies.Length * 16];
        for (int i = 0; i < assemblies.Length; i++)
        {
            assemblies[i].Module.ModuleVersionId.TryWriteBytes(builds.AsSpan(i * 16));
        }

        return Sha256.Text(builds);
    }
}

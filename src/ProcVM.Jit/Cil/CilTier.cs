using System.Reflection.Emit;
using System.Runtime.CompilerServices;
using ProcVM.Runtime.Profiling;
using ProcVM.Runtime.Tiers;

namespace ProcVM.Jit.Cil;

/// <summary>The tier that makes CIL, one dynamic method a function, and leaves the rest to .NET's own compiler.</summary>
public sealed class CilTier : CodeGenerator
{
    /// <inheritdoc/>
    public override string Name => "cil";

    /// <inheritdoc/>
    public override ProfileTier Tier => ProfileTier.Cil;

    /// <summary>False where no code can be made at run time.</summary>
    public static bool IsSupported => RuntimeFeature.IsDynamicCodeSupported;

    internal override CompiledGroup? Compile(CompilationUnit unit)
    {
        if (!CilFunction.CanCompile(unit))
        {
            return null;
        }

        DynamicMethod code = CilFunction.Emit(unit);
        nint address = AddressOf(code);
        DynamicMethod enter = CilFunction.EmitEnter(unit, address);
        int size = code.GetILGenerator().ILOffset;
        return new CompiledGroup([new CompiledFunction(unit.Function, address, AddressOf(enter), IsNative: false, size)], (code, enter));
    }

    internal override CompiledGroup? CompileEntryAt(CompilationUnit unit, int block)
    {
        if (!CilFunction.CanCompile(unit))
        {
            return null;
        }

        DynamicMethod code = CilFunction.EmitFrom(unit, block);
        return new CompiledGroup([new CompiledFunction(unit.Function, 0, AddressOf(code), IsNative: false, code.GetILGenerator().ILOffset)], code);
    }

    internal override string? List(CompilationUnit unit, ListingForm form, SourceLines lines, TextWriter writer)
    {
        if (form == ListingForm.Machine)
        {
            return "the machine code of the CIL tier is .NET's own, which it doesn't hand out; --tier asm shows that of the LLVM tier";
        }

        if (!CilFunction.CanCompile(unit))
        {
            return $"'{unit.Module.NameOf(unit.Function)}' stays in the interpreter: it is the target of an escape, too large, or has several results";
        }

        CilFunction.List(unit, lines, writer);
        return null;
    }

    /// <summary>Compiles the method now, and gives the address of its code.</summary>
    private static nint AddressOf(DynamicMethod method)
    {
        RuntimeMethodHandle handle = GetMethodDescriptor(method);
        RuntimeHelpers.PrepareMethod(handle);
        return handle.GetFunctionPointer();
    }

    // The framework has no public way to the address of a dynamic method's code; a delegate would cost another call.
    [UnsafeAccessor(UnsafeAccessorKind.Method)]
    private static extern RuntimeMethodHandle GetMethodDescriptor(DynamicMethod method);
}

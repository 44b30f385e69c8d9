using System.Reflection.Emit;
using System.Runtime.CompilerServices;
using ProcVM.Module;
using ProcVM.Runtime.Execution;
using ProcVM.Runtime.Tiers;

namespace ProcVM.Jit.Cil;

/// <summary>Makes the dynamic methods of one function.</summary>
/// <remarks>The code takes the engine's state, the end of its memory frame, what is left of the call depth, and the arguments. When it has no result because the run ends or control goes
/// elsewhere, it says so in the state and returns anything.</remarks>
internal static unsafe class CilFunction
{
    private static readonly Type[] s_enterTypes = [typeof(EngineState*), typeof(ulong*), typeof(byte*)];

    // Bytes that all registers of a function may take: what HasStack leaves is more.
    private const int LargestFrame = 32 << 10;

    /// <summary>True when this tier can do all that the function does.</summary>
    public static bool CanCompile(CompilationUnit unit) => !unit.NeedsInterpreter && unit.Ir.RegisterCount * 8 <= LargestFrame;

    /// <summary>The function itself.</summary>
    public static DynamicMethod Emit(CompilationUnit unit)
    {
        FunctionType type = unit.Module.TypeOf(unit.Function);
        DynamicMethod method = New(unit, "", CilTypes.Result(type), CilTypes.Parameters(type));
        CilEmitter emitter = new(unit, method.GetILGenerator(unit.Ir.Count * 12), fromSlots: false);
        emitter.LoadParameters();
        emitter.EmitFunction();
        return method;
    }

    /// <summary>Writes the function's CIL, as <see cref="Emit"/> makes it.</summary>
    public static void List(CompilationUnit unit, SourceLines lines, TextWriter writer)
    {
        FunctionType type = unit.Module.TypeOf(unit.Function);
        DynamicMethod method = New(unit, "", CilTypes.Result(type), CilTypes.Parameters(type));
        ListingGenerator listing = new(method.GetILGenerator(unit.Ir.Count * 12), unit.Function, lines);
        CilEmitter emitter = new(unit, listing, fromSlots: false);
        listing.Place = () => emitter.Place;
        emitter.LoadParameters();
        emitter.EmitFunction();
        writer.Write($"{unit.Module.NameOf(unit.Function)}: ; {listing.ILOffset} bytes of CIL\n");
        listing.Write(writer);
    }

    /// <summary>The function from one of its blocks on, its registers taken from the interpreter's slots.</summary>
    public static DynamicMethod EmitFrom(CompilationUnit unit, int block)
    {
        DynamicMethod method = New(unit, "@" + block, typeof(void), s_enterTypes);
        CilEmitter emitter = new(unit, method.GetILGenerator(unit.Ir.Count * 12), fromSlots: true);
        emitter.LoadSlots(block);
        emitter.EmitFunction();
        return method;
    }

    /// <summary>Calls the function with arguments from slots, and leaves its result in the first.</summary>
    public static DynamicMethod EmitEnter(CompilationUnit unit, nint code)
    {
        FunctionType type = unit.Module.TypeOf(unit.Function);
        DynamicMethod method = New(unit, "<enter>", typeof(void), s_enterTypes);
        ILGenerator il = method.GetILGenerator();
        bool hasResult = type.Results.Length > 0;
        if (hasResult)
        {
            il.Emit(OpCodes.Ldarg_1);
        }

        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldarg_2);
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldfld, typeof(EngineState).GetField(nameof(EngineState.Depth))!);
        for (int i = 0; i < type.Parameters.Length; i++)
        {
            il.Emit(OpCodes.Ldarg_1);
            il.Emit(OpCodes.Ldc_I4, i * 8);
            il.Emit(OpCodes.Add);
            CilTypes.LoadSlot(il, type.Parameters[i]);
        }

        il.Emit(OpCodes.Ldc_I8, code);
        il.Emit(OpCodes.Conv_I);
        il.EmitCalli(OpCodes.Calli, System.Reflection.CallingConventions.Standard, CilTypes.Result(type), CilTypes.Parameters(type), null);
        if (hasResult)
        {
            CilTypes.StoreSlot(il, type.Results[0]);
        }

        il.Emit(OpCodes.Ret);
        return method;
    }

    private static DynamicMethod New(CompilationUnit unit, string suffix, Type result, Type[] parameters)
    {
        if (!RuntimeFeature.IsDynamicCodeSupported)
        {
            throw new PlatformNotSupportedException("no code can be made at run time");
        }

        return new(unit.Module.NameOf(unit.Function) + suffix, result, parameters, typeof(CompiledCode).Module, skipVisibility: true);
    }
}

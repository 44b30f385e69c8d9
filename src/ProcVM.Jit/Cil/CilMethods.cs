using System.Numerics;
using System.Reflection;
using ProcVM.Runtime.Execution;
using ProcVM.Runtime.Tiers;

namespace ProcVM.Jit.Cil;

/// <summary>Methods that compiled code calls.</summary>
internal static unsafe class CilMethods
{
    private const BindingFlags Any = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;

    public static readonly MethodInfo Exit = OfCompiledCode(nameof(CompiledCode.Exit), typeof(EngineState*), typeof(int));
    public static readonly MethodInfo AttendAtOnce = Of(nameof(CompiledCode.AttendAtOnce));
    public static readonly MethodInfo CompareExchange =
        typeof(Interlocked).GetMethod(nameof(Interlocked.CompareExchange), [typeof(int).MakeByRefType(), typeof(int), typeof(int)])!;
    public static readonly MethodInfo Continue = Of(nameof(CompiledCode.Continue));
    public static readonly MethodInfo Answer = Of(nameof(CompiledCode.Answer));
    public static readonly MethodInfo CallHost = Of(nameof(CompiledCode.CallHost));
    public static readonly MethodInfo Call = Of(nameof(CompiledCode.Call));
    public static readonly MethodInfo Escape =
        OfCompiledCode(nameof(CompiledCode.Escape), typeof(EngineState*), typeof(int), typeof(int), typeof(uint), typeof(int));
    public static readonly MethodInfo HasStack = Of(nameof(CompiledCode.HasStack));
    public static readonly MethodInfo Rare = Of(nameof(CompiledCode.Rare));
    public static readonly MethodInfo CopyMemory = Of(nameof(CompiledCode.CopyMemory));
    public static readonly MethodInfo FillMemory = Of(nameof(CompiledCode.FillMemory));
    public static readonly MethodInfo CanCompare = Of(nameof(CompiledCode.CanCompare));
    public static readonly MethodInfo CompareMemory = Of(nameof(CompiledCode.CompareMemory));
    public static readonly MethodInfo SingleToInt32Bits = typeof(BitConverter).GetMethod(nameof(BitConverter.SingleToInt32Bits))!;
    public static readonly MethodInfo ToSingleOfBits = typeof(FloatingPoint).GetMethod(nameof(FloatingPoint.ToSingleOfBits), Any)!;
    public static readonly MethodInfo DoubleToInt64Bits = typeof(BitConverter).GetMethod(nameof(BitConverter.DoubleToInt64Bits))!;
    public static readonly MethodInfo Int64BitsToDouble = typeof(BitConverter).GetMethod(nameof(BitConverter.Int64BitsToDouble))!;
    public static readonly MethodInfo Multiply = typeof(Math).GetMethod(nameof(Math.BigMul), [typeof(long), typeof(long), typeof(long).MakeByRefType()])!;
    public static readonly MethodInfo MultiplyUnsigned =
        typeof(Math).GetMethod(nameof(Math.BigMul), [typeof(ulong), typeof(ulong), typeof(ulong).MakeByRefType()])!;

    /// <summary>A method of one or two operands by its name in <see cref="Math"/> or <see cref="MathF"/>.</summary>
    public static MethodInfo OfMath(string name, Type type) => type == typeof(float)
        ? typeof(MathF).GetMethod(name, [typeof(float)])! : typeof(Math).GetMethod(name, [typeof(double)])!;

    /// <summary>A method of <see cref="FloatingPoint"/>.</summary>
    public static MethodInfo OfFloatingPoint(string name, params Type[] types) => typeof(FloatingPoint).GetMethod(name, Any, types)!;

    /// <summary>One of the shared transcendental routines.</summary>
    public static MethodInfo OfTranscendental(string name) => typeof(Transcendental).GetMethod(name, Any)!;

    /// <summary>A method of <see cref="BitOperations"/>.</summary>
    public static MethodInfo OfBits(string name, params Type[] types) => typeof(BitOperations).GetMethod(name, types)!;

    /// <summary>A method of <see cref="CompiledCode"/>, of several with its name.</summary>
    public static MethodInfo OfCompiledCode(string name, params Type[] types) => typeof(CompiledCode).GetMethod(name, Any, types)!;

    private static MethodInfo Of(string name) => typeof(CompiledCode).GetMethod(name, Any)!;
}

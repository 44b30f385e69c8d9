using System.Reflection.Emit;
using ProcVM.Module;
using ProcVM.Runtime.Execution;

namespace ProcVM.Jit.Cil;

/// <summary>P-code's types as CIL's.</summary>
internal static unsafe class CilTypes
{
    /// <summary>A value's type.</summary>
    public static Type Of(ValueType type) => type switch
    {
        ValueType.I32 => typeof(int),
        ValueType.I64 => typeof(long),
        ValueType.F32 => typeof(float),
        _ => typeof(double),
    };

    /// <summary>The type of a function's result.</summary>
    public static Type Result(FunctionType type) => type.Results.Length == 0 ? typeof(void) : Of(type.Results[0]);

    /// <summary>The first argument of compiled code that is the function's.</summary>
    public const int FirstParameter = 3;

    /// <summary>The types of what compiled code takes: state, frame, call depth left, arguments.</summary>
    public static Type[] Parameters(FunctionType type)
    {
        Type[] types = new Type[type.Parameters.Length + FirstParameter];
        types[0] = typeof(EngineState*);
        types[1] = typeof(byte*);
        types[2] = typeof(long);
        for (int i = 0; i < type.Parameters.Length; i++)
        {
            types[i + FirstParameter] = Of(type.Parameters[i]);
        }

        return types;
    }

    /// <summary>Loads the value in the slot whose address is on the stack.</summary>
    public static void LoadSlot(ILGenerator il, ValueType type) => il.Emit(type switch
    {
        ValueType.I32 => OpCodes.Ldind_I4,
        ValueType.I64 => OpCodes.Ldind_I8,
        ValueType.F32 => OpCodes.Ldind_R4,
        _ => OpCodes.Ldind_R8,
    });

    /// <summary>Stores the value on the stack to the slot whose address is below it. What has 32 bits fills the slot with zeros.</summary>
    public static void StoreSlot(ILGenerator il, ValueType type)
    {
        if (type == ValueType.F32)
        {
            il.Emit(OpCodes.Call, CilMethods.SingleToInt32Bits);
        }

        if (type is ValueType.I32 or ValueType.F32)
        {
            il.Emit(OpCodes.Conv_U8);
        }

        il.Emit(type == ValueType.F64 ? OpCodes.Stind_R8 : OpCodes.Stind_I8);
    }
}

using System.Runtime.InteropServices;

namespace ProcVM.Llvm;

/// <summary>The LLVM-C API as it is, by its own names without the prefix: types.</summary>
public static unsafe partial class LLVM
{
    [LibraryImport("libLLVM", EntryPoint = "LLVMVoidTypeInContext")]
    public static partial LLVMOpaqueType* VoidTypeInContext(LLVMOpaqueContext* c);

    [LibraryImport("libLLVM", EntryPoint = "LLVMInt1TypeInContext")]
    public static partial LLVMOpaqueType* Int1TypeInContext(LLVMOpaqueContext* c);

    [LibraryImport("libLLVM", EntryPoint = "LLVMInt8TypeInContext")]
    public static partial LLVMOpaqueType* Int8TypeInContext(LLVMOpaqueContext* c);

    [LibraryImport("libLLVM", EntryPoint = "LLVMInt16TypeInContext")]
    public static partial LLVMOpaqueType* Int16TypeInContext(LLVMOpaqueContext* c);

    [LibraryImport("libLLVM", EntryPoint = "LLVMInt32TypeInContext")]
    public static partial LLVMOpaqueType* Int32TypeInContext(LLVMOpaqueContext* c);

    [LibraryImport("libLLVM", EntryPoint = "LLVMInt64TypeInContext")]
    public static partial LLVMOpaqueType* Int64TypeInContext(LLVMOpaqueContext* c);

    [LibraryImport("libLLVM", EntryPoint = "LLVMInt128TypeInContext")]
    public static partial LLVMOpaqueType* Int128TypeInContext(LLVMOpaqueContext* c);

    [LibraryImport("libLLVM", EntryPoint = "LLVMIntTypeInContext")]
    public static partial LLVMOpaqueType* IntTypeInContext(LLVMOpaqueContext* c, uint numBits);

    [LibraryImport("libLLVM", EntryPoint = "LLVMFloatTypeInContext")]
    public static partial LLVMOpaqueType* FloatTypeInContext(LLVMOpaqueContext* c);

    [LibraryImport("libLLVM", EntryPoint = "LLVMDoubleTypeInContext")]
    public static partial LLVMOpaqueType* DoubleTypeInContext(LLVMOpaqueContext* c);

    [LibraryImport("libLLVM", EntryPoint = "LLVMPointerTypeInContext")]
    public static partial LLVMOpaqueType* PointerTypeInContext(LLVMOpaqueContext* c, uint addressSpace);

    [LibraryImport("libLLVM", EntryPoint = "LLVMFunctionType")]
    public static partial LLVMOpaqueType* FunctionType(
        LLVMOpaqueType* returnType, LLVMOpaqueType** paramTypes, uint paramCount, int isVarArg);

    [LibraryImport("libLLVM", EntryPoint = "LLVMStructTypeInContext")]
    public static partial LLVMOpaqueType* StructTypeInContext(
        LLVMOpaqueContext* c, LLVMOpaqueType** elementTypes, uint elementCount, int packed);

    [LibraryImport("libLLVM", EntryPoint = "LLVMVectorType")]
    public static partial LLVMOpaqueType* VectorType(LLVMOpaqueType* elementType, uint elementCount);

    [LibraryImport("libLLVM", EntryPoint = "LLVMArrayType")]
    public static partial LLVMOpaqueType* ArrayType(LLVMOpaqueType* elementType, uint elementCount);

    [LibraryImport("libLLVM", EntryPoint = "LLVMTypeOf")]
    public static partial LLVMOpaqueType* TypeOf(LLVMOpaqueValue* val);

    [LibraryImport("libLLVM", EntryPoint = "LLVMGetTypeKind")]
    public static partial LLVMTypeKind GetTypeKind(LLVMOpaqueType* ty);

    [LibraryImport("libLLVM", EntryPoint = "LLVMGetIntTypeWidth")]
    public static partial uint GetIntTypeWidth(LLVMOpaqueType* integerTy);

    [LibraryImport("libLLVM", EntryPoint = "LLVMGetReturnType")]
    public static partial LLVMOpaqueType* GetReturnType(LLVMOpaqueType* functionTy);

    [LibraryImport("libLLVM", EntryPoint = "LLVMGlobalGetValueType")]
    public static partial LLVMOpaqueType* GlobalGetValueType(LLVMOpaqueValue* global);
}

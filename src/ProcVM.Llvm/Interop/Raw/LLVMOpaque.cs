namespace ProcVM.Llvm;

// What the pointers of the LLVM-C API point to: nothing that can be seen from outside.

/// <summary>Opaque.</summary>
public struct LLVMOpaqueAttributeRef
{
}

/// <summary>Opaque.</summary>
public struct LLVMOpaqueBasicBlock
{
}

/// <summary>Opaque.</summary>
public struct LLVMOpaqueBuilder
{
}

/// <summary>Opaque.</summary>
public struct LLVMOpaqueContext
{
}

/// <summary>Opaque.</summary>
public struct LLVMOpaqueDIBuilder
{
}

/// <summary>Opaque.</summary>
public struct LLVMOpaqueDiagnosticInfo
{
}

/// <summary>Opaque.</summary>
public struct LLVMOpaqueError
{
}

/// <summary>Opaque.</summary>
public struct LLVMOpaqueMemoryBuffer
{
}

/// <summary>Opaque.</summary>
public struct LLVMOpaqueMetadata
{
}

/// <summary>Opaque.</summary>
public struct LLVMOpaqueModule
{
}

/// <summary>Opaque.</summary>
public struct LLVMOpaquePassBuilderOptions
{
}

/// <summary>Opaque.</summary>
public struct LLVMOpaqueTargetData
{
}

/// <summary>Opaque.</summary>
public struct LLVMOpaqueTargetMachine
{
}

/// <summary>Opaque.</summary>
public struct LLVMOpaqueType
{
}

/// <summary>Opaque.</summary>
public struct LLVMOpaqueValue
{
}

/// <summary>Opaque.</summary>
public struct LLVMTarget
{
}

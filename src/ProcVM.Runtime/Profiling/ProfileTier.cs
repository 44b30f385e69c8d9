namespace ProcVM.Runtime.Profiling;

/// <summary>What a routine was running in when a sample was taken.</summary>
public enum ProfileTier : byte
{
    /// <summary>The interpreter.</summary>
    Interpreter,

    /// <summary>The CIL tier.</summary>
    Cil,

    /// <summary>The LLVM tier.</summary>
    Llvm,

    /// <summary>A host call.</summary>
    Host,

    /// <summary>A tier's compiler, on the guest's own thread.</summary>
    Compiler,
}

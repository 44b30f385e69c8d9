namespace ProcVM.Llvm;

/// <summary>A module: functions and globals.</summary>
/// <param name="handle">The pointer of the LLVM-C API; 0 for none.</param>
public readonly unsafe struct LLVMModuleRef(nint handle) : IEquatable<LLVMModuleRef>
{
    /// <summary>The pointer of the LLVM-C API; 0 for none.</summary>
    public nint Handle { get; } = handle;

    public static implicit operator LLVMOpaqueModule*(LLVMModuleRef value) => (LLVMOpaqueModule*)value.Handle;

    public static implicit operator LLVMModuleRef(LLVMOpaqueModule* value) => new((nint)value);

    public static bool operator ==(LLVMModuleRef left, LLVMModuleRef right) => left.Handle == right.Handle;

    public static bool operator !=(LLVMModuleRef left, LLVMModuleRef right) => left.Handle != right.Handle;

    /// <summary>Its first function; none when it is empty.</summary>
    public LLVMValueRef FirstFunction => LLVM.GetFirstFunction(this);

    /// <summary>Sets the target, CPU-vendor-OS.</summary>
    public void SetTarget(string triple)
    {
        using MarshaledString text = new(triple);
        LLVM.SetTarget(this, text);
    }

    /// <summary>Sets the layout of data.</summary>
    public void SetDataLayout(string layout)
    {
        using MarshaledString text = new(layout);
        LLVM.SetDataLayout(this, text);
    }

    /// <summary>Adds a function; a declaration until it has a block.</summary>
    public LLVMValueRef AddFunction(string name, LLVMTypeRef functionType)
    {
        using MarshaledString text = new(name);
        return LLVM.AddFunction(this, text, functionType);
    }

    /// <summary>The function with a name; none when there is none.</summary>
    public LLVMValueRef GetNamedFunction(string name)
    {
        using MarshaledString text = new(name);
        return LLVM.GetNamedFunction(this, text);
    }

    /// <summary>Adds a global variable.</summary>
    public LLVMValueRef AddGlobal(LLVMTypeRef type, string name)
    {
        using MarshaledString text = new(name);
        return LLVM.AddGlobal(this, type, text);
    }

    /// <summary>Adds a flag that linked modules must agree on.</summary>
    public void AddModuleFlag(string key, LLVMModuleFlagBehavior behavior, LLVMMetadataRef value)
    {
        using MarshaledString text = new(key);
        LLVM.AddModuleFlag(this, behavior, text, text.Length, value);
    }

    /// <summary>Declares an intrinsic for these overloaded types.</summary>
    public LLVMValueRef GetIntrinsicDeclaration(uint id, ReadOnlySpan<LLVMTypeRef> parameterTypes)
    {
        fixed (LLVMTypeRef* types = parameterTypes)
        {
            return LLVM.GetIntrinsicDeclaration(this, id, (LLVMOpaqueType**)types, (nuint)parameterTypes.Length);
        }
    }

    /// <summary>The number of an intrinsic such as "llvm.ctpop"; 0 when this LLVM doesn't know it.</summary>
    public static uint LookupIntrinsicID(string name)
    {
        using MarshaledString text = new(name);
        return LLVM.LookupIntrinsicID(text, text.Length);
    }

    /// <summary>Checks the module; on false the message says what is wrong.</summary>
    public bool TryVerify(LLVMVerifierFailureAction action, out string message)
    {
        sbyte* error = null;
        bool isValid = LLVM.VerifyModule(this, action, &error) == 0;
        message = MarshaledString.TakeMessage(error);
        return isValid;
    }

    /// <summary>Runs a textual pass pipeline; on false the message says why not.</summary>
    public bool TryRunPasses(string passes, LLVMTargetMachineRef machine, LLVMPassBuilderOptionsRef options, out string message)
    {
        using MarshaledString text = new(passes);
        LLVMOpaqueError* error = LLVM.RunPasses(this, text, machine, options);
        if (error is null)
        {
            message = "";
            return true;
        }

        // Taking the message frees the error.
        sbyte* words = LLVM.GetErrorMessage(error);
        message = MarshaledString.Read(words);
        LLVM.DisposeErrorMessage(words);
        return false;
    }

    /// <summary>A copy in the same context.</summary>
    public LLVMModuleRef Clone() => LLVM.CloneModule(this);

    /// <summary>The module as textual IR.</summary>
    public string PrintToString() => MarshaledString.TakeMessage(LLVM.PrintModuleToString(this));

    /// <summary>True for the same module.</summary>
    public bool Equals(LLVMModuleRef other) => Handle == other.Handle;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is LLVMModuleRef other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Handle.GetHashCode();

    /// <summary>Frees it.</summary>
    public void Dispose() => LLVM.DisposeModule(this);
}

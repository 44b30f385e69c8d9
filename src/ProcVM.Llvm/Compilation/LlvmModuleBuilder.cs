namespace ProcVM.Llvm;

/// <summary>A module while its functions are being built: what a translator to IR works with.</summary>
public sealed class LlvmModuleBuilder : IDisposable
{
    private readonly LlvmContext _context;
    private readonly Dictionary<string, LlvmFunction> _functions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, LLVMAttributeRef> _attributes = new(StringComparer.Ordinal);
    private LlvmLineTable? _lines;

    internal LlvmModuleBuilder(LlvmContext context, string name, LlvmTarget target, string dataLayout)
    {
        _context = context;
        Module = context.Handle.CreateModuleWithName(name);
        Module.SetTarget(target.Triple);
        Module.SetDataLayout(dataLayout);
        Target = target;
    }

    /// <summary>LLVM's context.</summary>
    public LLVMContextRef Context => _context.Handle;

    /// <summary>LLVM's module.</summary>
    public LLVMModuleRef Module { get; }

    /// <summary>The builder of instructions.</summary>
    public LLVMBuilderRef Builder => _context.Builder;

    /// <summary>The usual types and constants.</summary>
    public LlvmTypes Types => _context.Types;

    /// <summary>The usual metadata.</summary>
    public LlvmMetadata Metadata => _context.Metadata;

    /// <summary>What the code is for.</summary>
    public LlvmTarget Target { get; }

    /// <summary>The source lines of this module's code; a module that never asks has none.</summary>
    public LlvmLineTable Lines => _lines ??= new LlvmLineTable(Context, Module);

    /// <summary>Defines a function that other objects and the host can find by its name. Nothing is thrown through native
    /// code, its CPU is the host's, and large frames touch each page, so that the guard below the stack is never jumped over.</summary>
    public LlvmFunction DefineFunction(string name, LLVMTypeRef type)
    {
        LlvmFunction function = DefineInternalFunction(name, type);
        function.Value.SetLinkage(LLVMLinkage.LLVMExternalLinkage);
        return function;
    }

    /// <summary>Defines a function that only this module calls.</summary>
    public LlvmFunction DefineInternalFunction(string name, LLVMTypeRef type)
    {
        LlvmFunction function = Declare(name, type);
        function.Value.SetLinkage(LLVMLinkage.LLVMInternalLinkage);
        AddAttribute(function.Value, "target-cpu", Target.Cpu);
        AddAttribute(function.Value, "target-features", Target.Features);
        AddAttribute(function.Value, "probe-stack", "inline-asm");
        return function;
    }

    /// <summary>Declares a function that is defined elsewhere: a helper routine in the <see cref="SymbolTable"/>, or one defined
    /// later in this module. The same name gives the same function.</summary>
    public LlvmFunction Declare(string name, LLVMTypeRef type)
    {
        if (!_functions.TryGetValue(name, out LlvmFunction? function))
        {
            function = new LlvmFunction(Module.AddFunction(name, type), type);
            AddAttribute(function.Value, "nounwind");
            _functions.Add(name, function);
        }

        return function;
    }

    /// <summary>An intrinsic of LLVM for some overloaded types, such as "llvm.ctpop" for i32.</summary>
    /// <exception cref="ArgumentException">This LLVM has none of that name.</exception>
    public LlvmFunction Intrinsic(string name, params ReadOnlySpan<LLVMTypeRef> overloads)
    {
        string key = name;
        foreach (LLVMTypeRef type in overloads)
        {
            key += $" {type.Handle:x}";
        }

        if (!_functions.TryGetValue(key, out LlvmFunction? function))
        {
            uint id = LLVMModuleRef.LookupIntrinsicID(name);
            if (id == 0)
            {
                throw new ArgumentException($"LLVM has no intrinsic '{name}'", nameof(name));
            }

            LLVMValueRef value = Module.GetIntrinsicDeclaration(id, overloads);
            function = new LlvmFunction(value, value.GlobalValueType);
            _functions.Add(key, function);
        }

        return function;
    }

    /// <summary>Calls a function.</summary>
    public LLVMValueRef Call(LlvmFunction function, params ReadOnlySpan<LLVMValueRef> arguments) =>
        Builder.BuildCall2(function.Type, function.Value, arguments);

    /// <summary>Adds an attribute to a function.</summary>
    public void AddAttribute(LLVMValueRef function, string name, ulong value = 0) =>
        function.AddAttributeAtIndex(LLVMAttributeIndex.LLVMAttributeFunctionIndex, Attribute(name, value));

    /// <summary>Adds an attribute that the target reads to a function.</summary>
    public void AddAttribute(LLVMValueRef function, string name, string value)
    {
        string key = $"{name}={value}";
        if (!_attributes.TryGetValue(key, out LLVMAttributeRef attribute))
        {
            attribute = Context.CreateStringAttribute(name, value);
            _attributes.Add(key, attribute);
        }

        function.AddAttributeAtIndex(LLVMAttributeIndex.LLVMAttributeFunctionIndex, attribute);
    }

    /// <summary>Adds an attribute to a parameter, the first being 0.</summary>
    public void AddParameterAttribute(LLVMValueRef function, int parameter, string name, ulong value = 0) =>
        function.AddAttributeAtIndex((LLVMAttributeIndex)(parameter + 1), Attribute(name, value));

    /// <summary>Adds an attribute to a call.</summary>
    public void AddCallAttribute(LLVMValueRef call, string name, ulong value = 0) =>
        call.AddCallSiteAttribute(LLVMAttributeIndex.LLVMAttributeFunctionIndex, Attribute(name, value));

    /// <summary>A new block at a function's end.</summary>
    public LLVMBasicBlockRef AppendBlock(LlvmFunction function, string name = "") => Context.AppendBasicBlock(function.Value, name);

    /// <summary>Frees the module.</summary>
    public void Dispose()
    {
        _lines?.Dispose();
        Module.Dispose();
    }

    /// <summary>Completes what is built along with the functions.</summary>
    internal void Complete() => _lines?.Complete();

    private LLVMAttributeRef Attribute(string name, ulong value)
    {
        string key = $"{name} {value}";
        if (!_attributes.TryGetValue(key, out LLVMAttributeRef attribute))
        {
            uint kind = LLVMContextRef.GetEnumAttributeKind(name);
            if (kind == 0)
            {
                throw new ArgumentException($"LLVM has no attribute '{name}'", nameof(name));
            }

            attribute = Context.CreateEnumAttribute(kind, value);
            _attributes.Add(key, attribute);
        }

        return attribute;
    }
}

namespace ProcVM.Llvm;

/// <summary>Facts about instructions that only the translator knows, as metadata.</summary>
public sealed class LlvmMetadata
{
    private readonly LLVMContextRef _context;
    private readonly uint _profile;
    private readonly uint _range;
    private readonly uint _aliasScope;
    private readonly uint _noAlias;
    private readonly uint _invariantLoad;
    private readonly LLVMValueRef _likely;
    private readonly LLVMValueRef _unlikely;
    private readonly LLVMValueRef _empty;

    internal LlvmMetadata(LLVMContextRef context)
    {
        _context = context;
        _profile = context.GetMDKindID("prof");
        _range = context.GetMDKindID("range");
        _aliasScope = context.GetMDKindID("alias.scope");
        _noAlias = context.GetMDKindID("noalias");
        _invariantLoad = context.GetMDKindID("invariant.load");
        _likely = Weights(1 << 20, 1);
        _unlikely = Weights(1, 1 << 20);
        _empty = context.GetMDNode([]).AsValue(context);
    }

    /// <summary>A conditional branch nearly always goes to its first destination.</summary>
    public void MarkLikely(LLVMValueRef branch) => branch.SetMetadata(_profile, _likely);

    /// <summary>A conditional branch hardly ever goes to its first destination, as that of a check to its trap.</summary>
    public void MarkUnlikely(LLVMValueRef branch) => branch.SetMetadata(_profile, _unlikely);

    /// <summary>How often a branch or a switch goes to each of its destinations.</summary>
    public void SetWeights(LLVMValueRef branch, params ReadOnlySpan<uint> weights) => branch.SetMetadata(_profile, Weights(weights));

    /// <summary>A load or a call gives low ≤ v &lt; high, in the order of the numbers modulo 2ⁿ.</summary>
    public void SetRange(LLVMValueRef value, LLVMValueRef low, LLVMValueRef high) =>
        value.SetMetadata(_range, _context.GetMDNode([LLVMMetadataRef.FromValue(low), LLVMMetadataRef.FromValue(high)]).AsValue(_context));

    /// <summary>What a load reads never changes while the function runs.</summary>
    public void MarkInvariant(LLVMValueRef load) => load.SetMetadata(_invariantLoad, _empty);

    /// <summary>A family of places in memory; scopes of one domain can be told apart.</summary>
    public LLVMMetadataRef NewAliasDomain() => _context.GetDistinctMDNode([]);

    /// <summary>A place in memory, as <see cref="SetAliasScopes"/> speaks of them.</summary>
    public LLVMMetadataRef NewAliasScope(LLVMMetadataRef domain) => _context.GetDistinctMDNode([domain]);

    /// <summary>A load, a store or a call touches what is in some scopes, and nothing in some others.</summary>
    public void SetAliasScopes(LLVMValueRef access, ReadOnlySpan<LLVMMetadataRef> inside, ReadOnlySpan<LLVMMetadataRef> outside)
    {
        access.SetMetadata(_aliasScope, _context.GetMDNode(inside).AsValue(_context));
        access.SetMetadata(_noAlias, _context.GetMDNode(outside).AsValue(_context));
    }

    private LLVMValueRef Weights(params ReadOnlySpan<uint> weights)
    {
        LLVMMetadataRef[] operands = new LLVMMetadataRef[weights.Length + 1];
        operands[0] = _context.GetMDString("branch_weights");
        for (int i = 0; i < weights.Length; i++)
        {
            operands[i + 1] = LLVMMetadataRef.FromValue(LLVMValueRef.CreateConstInt(_context.Int32Type, weights[i]));
        }

        return _context.GetMDNode(operands).AsValue(_context);
    }
}

using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ProcVM.Llvm;

/// <summary>What LLVM reports about the modules of a context. Without a handler it would print an error and exit.</summary>
internal sealed unsafe class LlvmReports : IDisposable
{
    private readonly List<string> _errors = [];
    private GCHandle _self;

    /// <summary>Receives what a context reports.</summary>
    public LlvmReports(LLVMContextRef context)
    {
        _self = GCHandle.Alloc(this);
        LLVM.ContextSetDiagnosticHandler(context, &OnDiagnostic, (void*)GCHandle.ToIntPtr(_self));
    }

    /// <summary>The errors since the last time, one a line; null when there were none.</summary>
    public string? TakeErrors()
    {
        if (_errors.Count == 0)
        {
            return null;
        }

        string text = string.Join('\n', _errors);
        _errors.Clear();
        return text;
    }

    public void Dispose() => _self.Free();

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OnDiagnostic(LLVMOpaqueDiagnosticInfo* info, void* receiver)
    {
        // SAFETY: the receiver is the handle the constructor gave, which lives until the context is gone.
        if (LLVM.GetDiagInfoSeverity(info) == LLVMDiagnosticSeverity.LLVMDSError
            && GCHandle.FromIntPtr((nint)receiver).Target is LlvmReports reports)
        {
            reports._errors.Add(MarshaledString.TakeMessage(LLVM.GetDiagInfoDescription(info)));
        }
    }
}

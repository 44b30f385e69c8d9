using ProcVM.Llvm;

namespace ProcVM.Jit.Llvm;

/// <summary>An address that is known to lie in a stretch, so that it can be computed in 64 bits and perhaps needs no check.</summary>
/// <param name="Wide">The address as 64 bits: a guest's, or a distance from the end of the memory frame. None when nothing is known.</param>
/// <param name="Low">The least it can be.</param>
/// <param name="High">The most it can be.</param>
/// <param name="IsFrame">It counts from the end of the memory frame.</param>
internal readonly record struct KnownAddress(LLVMValueRef Wide, long Low, long High, bool IsFrame);

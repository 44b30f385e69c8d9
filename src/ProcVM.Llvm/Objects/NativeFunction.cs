namespace ProcVM.Llvm;

/// <summary>A function of loaded code.</summary>
/// <param name="Name">The name it has in its module.</param>
/// <param name="Address">Where it starts.</param>
/// <param name="Size">Its bytes.</param>
public readonly record struct NativeFunction(string Name, nint Address, int Size);

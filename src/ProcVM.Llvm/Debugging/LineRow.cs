namespace ProcVM.Llvm;

/// <summary>From an address on, up to the next row's, code comes from a line.</summary>
/// <param name="Address">The address.</param>
/// <param name="Order">Tells rows of one address apart; ends come first.</param>
/// <param name="File">Index of the source.</param>
/// <param name="Line">The line.</param>
/// <param name="IsEnd">True when nothing is known from here on.</param>
internal readonly record struct LineRow(nint Address, int Order, int File, int Line, bool IsEnd);

namespace ProcVM.Kernel.Terminals;

/// <summary>How large a terminal is.</summary>
/// <param name="Rows">Lines.</param>
/// <param name="Columns">Characters of each.</param>
/// <param name="Width">Pixels; 0 where nobody knows.</param>
/// <param name="Height">Pixels.</param>
public readonly record struct TerminalSize(ushort Rows, ushort Columns, ushort Width, ushort Height);

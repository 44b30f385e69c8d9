using System.Reflection.Emit;
using ProcVM.Runtime.Tiers;

namespace ProcVM.Jit.Cil;

/// <summary>The function whose code is being written: the method's own, or one that is written into it where it is called.</summary>
internal sealed class CilActivation
{
    public CilActivation(CompilationUnit unit, ILGenerator il)
    {
        Unit = unit;
        Registers = new LocalBuilder?[unit.Ir.RegisterCount];
        Polls = unit.Ir.LongLoops;
        Blocks = new Label[unit.Ir.BlockCount + 1];
        for (int i = 0; i < Blocks.Length; i++)
        {
            Blocks[i] = il.DefineLabel();
        }

        End = il.DefineLabel();
    }

    /// <summary>The function.</summary>
    public CompilationUnit Unit { get; }

    /// <summary>Where its registers are; null before their first use.</summary>
    public LocalBuilder?[] Registers { get; }

    /// <summary>Its blocks, and behind them what verified code doesn't reach.</summary>
    public Label[] Blocks { get; }

    /// <summary>By block: true for the first of a loop that looks whether it is to stop.</summary>
    public bool[] Polls { get; }

    /// <summary>The end of its memory frame; null for the method's argument.</summary>
    public LocalBuilder? Frame { get; set; }

    /// <summary>The call depth left to what it calls; null for the method's argument.</summary>
    public LocalBuilder? Depth { get; set; }

    /// <summary>Where it was called, innermost first; empty for the method's own function.</summary>
    public CodePlace[] Callers { get; init; } = [];

    /// <summary>Where an inner function's result is left.</summary>
    public LocalBuilder? Result { get; init; }

    /// <summary>Behind an inner function's code.</summary>
    public Label End { get; }
}

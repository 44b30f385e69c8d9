using ProcVM.Module;

namespace ProcVM.Runtime.Lowering;

/// <summary>One instruction of the intermediate form: a P-code operation on virtual registers, in a doubly linked list, so that moving
/// one is cheap.</summary>
internal struct IrInstruction
{
    /// <summary>The operation; <see cref="IrOp"/> adds some.</summary>
    public Opcode Op;

    /// <summary>True when another instruction does its work, or nobody wants its result.</summary>
    public bool IsGone;

    /// <summary>True when <see cref="AccessBounds"/> found that it can't trap.</summary>
    public bool IsSafe;

    /// <summary>The register it defines, or −1.</summary>
    public int Dst;

    /// <summary>Operand registers, or −1.</summary>
    public int A;

    /// <summary>The second operand.</summary>
    public int B;

    /// <summary>The third operand.</summary>
    public int C;

    /// <summary>A constant: offset, label, function, lower bound, place in the list of call operands…</summary>
    public long Imm;

    /// <summary>A second constant.</summary>
    public long Imm2;

    /// <summary>A third one: an element's size.</summary>
    public int Size;

    /// <summary>The P-code offset that traps and lines are told by.</summary>
    public int Pc;

    /// <summary>The block it is in.</summary>
    public int Block;

    /// <summary>The instruction before, or −1.</summary>
    public int Previous;

    /// <summary>The instruction after, or −1.</summary>
    public int Next;

    /// <summary>Its place in the final order; the place of the one that absorbed it when it is gone.</summary>
    public int Position;
}

/// <summary>A basic block.</summary>
internal struct IrBlock
{
    /// <summary>The first instruction, or −1.</summary>
    public int First;

    /// <summary>The last instruction, or −1.</summary>
    public int Last;

    /// <summary>The label at its start, or −1.</summary>
    public int Label;

    /// <summary>True when control goes on to the next block in order.</summary>
    public bool FallsThrough;
}

using ProcVM.Module;

namespace ProcVM.Runtime.Lowering;

/// <summary>Operations that the lowering adds to P-code's own.</summary>
internal static class IrOp
{
    /// <summary>Dst := A.</summary>
    public const Opcode Copy = (Opcode)0xF000;

    /// <summary>Dst := the constant Imm, where an operation can't take it as an immediate.</summary>
    public const Opcode Constant = (Opcode)0xF001;

    /// <summary>Dst := (A − B) × Imm; traps index when A is not within B..C.</summary>
    public const Opcode IndexOffset = (Opcode)0xF002;

    /// <summary>Charges Imm units of fuel.</summary>
    public const Opcode Fuel = (Opcode)0xF003;

    /// <summary>Counts one more run of a basic block, in the 64 bits at the address Imm.</summary>
    public const Opcode Count = (Opcode)0xF004;
}

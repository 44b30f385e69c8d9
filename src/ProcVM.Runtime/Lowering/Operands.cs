using ProcVM.Module;

namespace ProcVM.Runtime.Lowering;

/// <summary>Where an instruction's operands are beyond A, B and C.</summary>
internal static class Operands
{
    /// <summary>The stretch of <see cref="IrFunction.Lists"/> that holds operands of a call or return.</summary>
    public static (int Start, int Count) List(in IrInstruction instruction) => instruction.Op switch
    {
        Opcode.Call or Opcode.CallRef => ((int)instruction.Imm2, instruction.Size >> 8),
        Opcode.Return => ((int)instruction.Imm, (int)instruction.Imm2),
        _ => (0, 0),
    };

    /// <summary>The stretch that holds a call's results.</summary>
    public static (int Start, int Count) Results(in IrInstruction instruction) => instruction.Op is Opcode.Call or Opcode.CallRef
        ? ((int)instruction.Imm2 + (instruction.Size >> 8), instruction.Size & 0xFF)
        : (0, 0);
}

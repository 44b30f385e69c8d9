namespace ProcVM.Module;

/// <summary>One row of the opcode table.</summary>
/// <param name="Opcode">The number.</param>
/// <param name="Name">The assembler's name.</param>
/// <param name="Immediate">What follows the opcode in the code.</param>
/// <param name="Pops">Operand types, bottom to top: i, l, f, d for i32, i64, f32, f64; * when an immediate decides.</param>
/// <param name="Pushes">Result types, in the same letters.</param>
/// <param name="Flags">What verifier, lowering and tools need to know besides.</param>
/// <param name="Doc">One sentence for the reference page.</param>
public readonly record struct OpcodeRow(
    Opcode Opcode, string Name, Immediate Immediate, string Pops, string Pushes, OpcodeFlags Flags, string Doc)
{
    /// <summary>False for a number that no instruction has.</summary>
    public bool IsDefined => Name is not null;
}

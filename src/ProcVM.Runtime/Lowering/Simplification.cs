using ProcVM.Module;

namespace ProcVM.Runtime.Lowering;

/// <summary>Facts about operations that simplification and selection share.</summary>
internal static class Simplification
{
    /// <summary>True when the operands may be exchanged.</summary>
    public static bool IsCommutative(Opcode op) => op switch
    {
        Opcode.I32Add or Opcode.I32Mul or Opcode.I32And or Opcode.I32Or or Opcode.I32Xor or Opcode.I32Eq or Opcode.I32Ne
            or Opcode.I64Add or Opcode.I64Mul or Opcode.I64And or Opcode.I64Or or Opcode.I64Xor or Opcode.I64Eq or Opcode.I64Ne
            or Opcode.I32AddO or Opcode.I32MulO or Opcode.I64AddO or Opcode.I64MulO
            or Opcode.F64Add or Opcode.F64Mul or Opcode.F32Add or Opcode.F32Mul => true,
        _ => false,
    };

    /// <summary>The comparison with operands exchanged; itself when there is none.</summary>
    public static Opcode Mirror(Opcode op) => op switch
    {
        Opcode.I32LtS => Opcode.I32GtS,
        Opcode.I32GtS => Opcode.I32LtS,
        Opcode.I32LeS => Opcode.I32GeS,
        Opcode.I32GeS => Opcode.I32LeS,
        Opcode.I32LtU => Opcode.I32GtU,
        Opcode.I32GtU => Opcode.I32LtU,
        Opcode.I32LeU => Opcode.I32GeU,
        Opcode.I32GeU => Opcode.I32LeU,
        Opcode.I64LtS => Opcode.I64GtS,
        Opcode.I64GtS => Opcode.I64LtS,
        Opcode.I64LeS => Opcode.I64GeS,
        Opcode.I64GeS => Opcode.I64LeS,
        Opcode.I64LtU => Opcode.I64GtU,
        Opcode.I64GtU => Opcode.I64LtU,
        Opcode.I64LeU => Opcode.I64GeU,
        Opcode.I64GeU => Opcode.I64LeU,
        Opcode.F64Lt => Opcode.F64Gt,
        Opcode.F64Gt => Opcode.F64Lt,
        Opcode.F64Le => Opcode.F64Ge,
        Opcode.F64Ge => Opcode.F64Le,
        Opcode.F32Lt => Opcode.F32Gt,
        Opcode.F32Gt => Opcode.F32Lt,
        Opcode.F32Le => Opcode.F32Ge,
        Opcode.F32Ge => Opcode.F32Le,
        _ => op,
    };

    /// <summary>The integer or equality comparison that is true when this one is false; Nop when there is none.</summary>
    public static Opcode Negate(Opcode op) => op switch
    {
        Opcode.I32Eq => Opcode.I32Ne,
        Opcode.I32Ne => Opcode.I32Eq,
        Opcode.I32LtS => Opcode.I32GeS,
        Opcode.I32GeS => Opcode.I32LtS,
        Opcode.I32GtS => Opcode.I32LeS,
        Opcode.I32LeS => Opcode.I32GtS,
        Opcode.I32LtU => Opcode.I32GeU,
        Opcode.I32GeU => Opcode.I32LtU,
        Opcode.I32GtU => Opcode.I32LeU,
        Opcode.I32LeU => Opcode.I32GtU,
        Opcode.I64Eq => Opcode.I64Ne,
        Opcode.I64Ne => Opcode.I64Eq,
        Opcode.I64LtS => Opcode.I64GeS,
        Opcode.I64GeS => Opcode.I64LtS,
        Opcode.I64GtS => Opcode.I64LeS,
        Opcode.I64LeS => Opcode.I64GtS,
        Opcode.I64LtU => Opcode.I64GeU,
        Opcode.I64GeU => Opcode.I64LtU,
        Opcode.I64GtU => Opcode.I64LeU,
        Opcode.I64LeU => Opcode.I64GtU,
        Opcode.F64Eq => Opcode.F64Ne,
        Opcode.F64Ne => Opcode.F64Eq,
        Opcode.F32Eq => Opcode.F32Ne,
        Opcode.F32Ne => Opcode.F32Eq,
        _ => Opcode.Nop,
    };

    /// <summary>True when the operation has a form with a constant second operand, and the constant suits it.</summary>
    public static bool TakesConstant(Opcode op, ulong constant) => op switch
    {
        Opcode.I32Add or Opcode.I32Mul or Opcode.I32And or Opcode.I32Or or Opcode.I32Xor or Opcode.I32Shl or Opcode.I32ShrS
            or Opcode.I32ShrU or Opcode.I32Rotl or Opcode.I32Rotr or Opcode.I32AddO or Opcode.I32MulO
            or (>= Opcode.I32Eq and <= Opcode.I32GeU)
            or Opcode.I64Add or Opcode.I64Mul or Opcode.I64And or Opcode.I64Or or Opcode.I64Xor or Opcode.I64Shl or Opcode.I64ShrS
            or Opcode.I64ShrU or Opcode.I64Rotl or Opcode.I64Rotr or Opcode.I64AddO
            or Opcode.F64Add or Opcode.F64Sub or Opcode.F64Mul or Opcode.F64Div => true,
        Opcode.I32DivS or Opcode.I32RemS => (int)constant is not 0 and not -1,
        Opcode.I32Mod => (int)constant > 0,
        Opcode.I64DivS or Opcode.I64RemS => (long)constant is not 0 and not -1 && (long)constant == (int)constant,
        Opcode.I64Mod => (long)constant > 0 && (long)constant == (int)constant,
        >= Opcode.I64Eq and <= Opcode.I64GeU => (long)constant == (int)constant,
        _ => false,
    };

    /// <summary>True when the operation has a form with a constant first operand.</summary>
    public static bool TakesFirstConstant(Opcode op) =>
        op is Opcode.I32Sub or Opcode.I32SubO or Opcode.I64Sub or Opcode.F64Sub or Opcode.F64Div or Opcode.I64Bit;
}

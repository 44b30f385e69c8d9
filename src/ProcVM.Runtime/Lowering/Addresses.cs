using ProcVM.Module;

namespace ProcVM.Runtime.Lowering;

/// <summary>What the lowering can tell of addresses.</summary>
internal static class Addresses
{
    /// <summary>Bytes that a load or store touches.</summary>
    public static int AccessSize(Opcode op) => op switch
    {
        Opcode.I32Load8S or Opcode.I32Load8U or Opcode.I64Load8S or Opcode.I64Load8U or Opcode.I32Store8 or Opcode.I64Store8 => 1,
        Opcode.I32Load16S or Opcode.I32Load16U or Opcode.I64Load16S or Opcode.I64Load16U or Opcode.I32Store16 or Opcode.I64Store16 => 2,
        Opcode.I64Load or Opcode.F64Load or Opcode.I64Store or Opcode.F64Store => 8,
        _ => 4,
    };

    /// <summary>The bytes of an access.</summary>
    /// <param name="ir">The function.</param>
    /// <param name="register">The address.</param>
    /// <param name="value">Its value number.</param>
    /// <param name="offset">The access's offset.</param>
    /// <param name="size">The access's size.</param>
    public static AddressRange Describe(IrFunction ir, int register, int value, long offset, int size)
    {
        if (ir.IsConstant(register))
        {
            long start = (uint)ir.Int32(register) + offset;
            return new AddressRange(AddressRoot.Absolute, 0, start, start + size);
        }

        int index = ir.IsTemporary(register) ? ir.Definitions[register] : -1;
        if (index >= 0)
        {
            ref IrInstruction definition = ref ir.Instructions[index];
            if (definition.Op == Opcode.FrameAddr)
            {
                return new AddressRange(AddressRoot.Frame, 0, definition.Imm + offset, definition.Imm + offset + size);
            }

            if (definition.Op == Opcode.Index && TryDescribeIndexed(ir, definition, offset, size, out AddressRange range))
            {
                return range;
            }
        }

        return new AddressRange(AddressRoot.Value, value, offset, offset + size);
    }

    /// <summary>The bytes that an indexed access may touch, from the array's bounds.</summary>
    private static bool TryDescribeIndexed(IrFunction ir, in IrInstruction index, long offset, int size, out AddressRange range)
    {
        long extent = index.Imm2 < index.Imm ? 0 : (index.Imm2 - index.Imm) * (uint)index.Size;
        range = default;
        if (extent > int.MaxValue)
        {
            return false;
        }

        if (ir.IsConstant(index.A))
        {
            long start = (uint)ir.Int32(index.A);
            range = new AddressRange(AddressRoot.Absolute, 0, start + offset, start + extent + offset + size);
            return start + extent <= uint.MaxValue;
        }

        int definition = ir.IsTemporary(index.A) ? ir.Definitions[index.A] : -1;
        if (definition >= 0 && ir.Instructions[definition].Op == Opcode.FrameAddr)
        {
            long start = ir.Instructions[definition].Imm;
            range = new AddressRange(AddressRoot.Frame, 0, start + offset, start + extent + offset + size);
            return true;
        }

        return false;
    }

    /// <summary>True for a register that holds an address in the memory frame.</summary>
    public static bool IsFrameAddress(IrFunction ir, int register)
    {
        int definition = ir.IsTemporary(register) ? ir.Definitions[register] : -1;
        return definition >= 0 && ir.Instructions[definition].Op == Opcode.FrameAddr;
    }
}

using ProcVM.Module;

namespace ProcVM.Runtime.Lowering;

/// <summary>An address as a load or store can compute it by itself: register + register × scale + constant, modulo 2³².</summary>
internal struct AddressSum
{
    /// <summary>Instructions that one access may absorb.</summary>
    public const int MostParts = 6;

    private int _plain;
    private int _scaled;

    /// <summary>The register that is added as it is, or −1.</summary>
    public readonly int Plain => _plain - 1;

    /// <summary>The register that is multiplied, or −1.</summary>
    public readonly int Scaled => _scaled - 1;

    /// <summary>What <see cref="Scaled"/> is multiplied by.</summary>
    public int Scale { get; private set; }

    /// <summary>The sum of the constants.</summary>
    public int Constant { get; private set; }

    /// <summary>True for operations that can be part of a sum.</summary>
    public static bool IsSum(Opcode op) => op is Opcode.I32Add or Opcode.I32Mul or Opcode.I32Shl;

    /// <summary>Notes an instruction: a scaled register, or a sum's constant. False when it has no place.</summary>
    public bool TryAdd(IrFunction ir, in IrInstruction instruction)
    {
        if (instruction.Op == Opcode.I32Add)
        {
            Constant += ir.IsConstant(instruction.B) ? ir.Int32(instruction.B) : 0;
            return true;
        }

        if (!ir.IsConstant(instruction.B) || ir.IsConstant(instruction.A))
        {
            return false;
        }

        return TryAddRegister(instruction.A, Factor(ir, instruction));
    }

    /// <summary>Notes a product whose factor is the sum of a register and a constant.</summary>
    public bool TryAddProductOfSum(IrFunction ir, in IrInstruction product, in IrInstruction sum)
    {
        int factor = Factor(ir, product);
        if (!TryAddRegister(sum.A, factor))
        {
            return false;
        }

        Constant += ir.Int32(sum.B) * factor;
        return true;
    }

    /// <summary>True for a product with a constant: its other factor may be a sum that is absorbed too.</summary>
    public static bool IsProduct(IrFunction ir, in IrInstruction instruction) =>
        instruction.Op is Opcode.I32Mul or Opcode.I32Shl && ir.IsConstant(instruction.B) && !ir.IsConstant(instruction.A);

    private static int Factor(IrFunction ir, in IrInstruction product) =>
        product.Op == Opcode.I32Shl ? 1 << ir.Int32(product.B) : ir.Int32(product.B);

    /// <summary>Adds a register. False when there are two already, or two with a scale.</summary>
    public bool TryAddRegister(int register, int scale)
    {
        if (scale == 1 && _plain == 0)
        {
            _plain = register + 1;
            return true;
        }

        if (_scaled == 0)
        {
            _scaled = register + 1;
            Scale = scale;
            return true;
        }

        return false;
    }

    /// <summary>The sum that an access absorbed.</summary>
    public static AddressSum Of(IrFunction ir, in IrInstruction sum)
    {
        AddressSum result = default;
        result.Gather(ir, sum);
        return result;
    }

    private void Gather(IrFunction ir, in IrInstruction instruction)
    {
        if (IsProduct(ir, instruction) && ir.IsTemporary(instruction.A) && ir.Definitions[instruction.A] is var inner && inner >= 0
            && ir.Instructions[inner].IsGone)
        {
            TryAddProductOfSum(ir, instruction, ir.Instructions[inner]);
            return;
        }

        TryAdd(ir, instruction);
        if (instruction.Op == Opcode.I32Add)
        {
            GatherOperand(ir, instruction.A);
            GatherOperand(ir, instruction.B);
        }
    }

    private void GatherOperand(IrFunction ir, int register)
    {
        if (ir.IsConstant(register))
        {
            return;
        }

        int definition = ir.IsTemporary(register) ? ir.Definitions[register] : -1;
        if (definition >= 0 && ir.Instructions[definition].IsGone)
        {
            Gather(ir, ir.Instructions[definition]);
        }
        else
        {
            TryAddRegister(register, 1);
        }
    }
}

using System.Runtime.InteropServices;

namespace ProcVM.Runtime.Execution;

/// <summary>One unit of register code. Some operations take two units; the second holds operands alone.</summary>
/// <remarks>A, B and C are mostly slots of the function's frame. <see cref="Target"/> is a distance in units from this
/// instruction.</remarks>
[StructLayout(LayoutKind.Explicit, Size = 16)]
internal struct RegisterInstruction
{
    /// <summary>The operation.</summary>
    [FieldOffset(0)]
    public RegisterOp Op;

    /// <summary>The destination slot, mostly.</summary>
    [FieldOffset(2)]
    public ushort A;

    /// <summary>The first operand's slot, mostly.</summary>
    [FieldOffset(4)]
    public ushort B;

    /// <summary>The second operand's slot, mostly.</summary>
    [FieldOffset(6)]
    public ushort C;

    /// <summary>A constant operand.</summary>
    [FieldOffset(8)]
    public int Imm;

    /// <summary>A branch distance, or a second constant.</summary>
    [FieldOffset(12)]
    public int Target;

    /// <summary>A 64-bit constant.</summary>
    [FieldOffset(8)]
    public long Long;

    /// <summary>A floating-point constant.</summary>
    [FieldOffset(8)]
    public double Double;
}

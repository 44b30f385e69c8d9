using ProcVM.Module;

namespace ProcVM.Runtime.Lowering;

/// <summary>Facts about loads and stores.</summary>
internal static class Loads
{
    /// <summary>True for loads.</summary>
    public static bool Is(Opcode op) => op is >= Opcode.I32Load and <= Opcode.I64Load32U;

    /// <summary>True for stores.</summary>
    public static bool IsStore(Opcode op) => op is >= Opcode.I32Store and <= Opcode.I64Store32;

    /// <summary>False when the access is in bounds whatever happens: in the memory's minimum, or in the activation's frame.</summary>
    public static bool CanTrap(IrFunction ir, in IrInstruction access, MemoryType memory)
    {
        if (access.IsSafe)
        {
            return false;
        }

        AddressRange range = Addresses.Describe(ir, access.A, access.A, access.Imm, Addresses.AccessSize(access.Op));
        return range.Root switch
        {
            AddressRoot.Absolute => range.End > (long)memory.Minimum * Core.GuestMemory.PageSize,
            AddressRoot.Frame => range.End > ir.FrameSize,
            _ => true,
        };
    }
}

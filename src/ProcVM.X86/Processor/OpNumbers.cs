using System.Runtime.CompilerServices;

namespace ProcVM.X86.Processor;

/// <summary>Operations that are found by counting on from another.</summary>
internal static class OpNumbers
{
    /// <summary>The operation so many behind one: for the next width, or condition.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Op Plus(this Op code, int count) => (Op)((int)code + count);

    /// <summary>True when From, Base and the others of an operation are an address.</summary>
    public static bool HasAddress(this Op code) => code
        is (>= Op.Load8 and <= Op.Store64) or (>= Op.LoadTarget8 and <= Op.LoadTarget64) or (>= Op.ExchangeMemory8 and <= Op.LoadLocked64)
        or (>= Op.LoadVector and <= Op.StoreHigh) or (>= Op.LoadControl and <= Op.StoreStatus) or (>= Op.LoadReal32 and <= Op.StoreInteger64)
        or (>= Op.LoadOperand32 and <= Op.LoadOperandI32);
}

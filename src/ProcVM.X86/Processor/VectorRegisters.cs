using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ProcVM.X86.Processor;

/// <summary>The vector registers: sixteen, and one for memory operands.</summary>
[InlineArray(Count)]
internal struct VectorRegisters
{
    /// <summary>How many there are.</summary>
    public const int Count = 17;

    /// <summary>The one that memory operands are loaded to.</summary>
    public const byte Loaded = 16;

    private Vector128<byte> _first;
}

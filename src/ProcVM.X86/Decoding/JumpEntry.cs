using ProcVM.X86.Processor;

namespace ProcVM.X86.Decoding;

/// <summary>Where the code of an address is, for jumps that find out where they go when they are taken.</summary>
internal unsafe struct JumpEntry
{
    /// <summary>The guest's address.</summary>
    public ulong Address;

    /// <summary>Its code.</summary>
    public Operation* Code;
}

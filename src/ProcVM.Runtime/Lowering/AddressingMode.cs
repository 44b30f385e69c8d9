namespace ProcVM.Runtime.Lowering;

/// <summary>How a load or store finds its address; the order is that of the operations.</summary>
internal enum AddressingMode
{
    /// <summary>A constant address, in bounds.</summary>
    Absolute,

    /// <summary>A place in the memory frame.</summary>
    Frame,

    /// <summary>Slot + offset.</summary>
    Register,

    /// <summary>Slot + offset, the slot not nil.</summary>
    NotNil,

    /// <summary>A checked index into an array at a constant address, in bounds.</summary>
    IndexedAbsolute,

    /// <summary>A checked index into an array in the frame.</summary>
    IndexedFrame,

    /// <summary>A checked index into an array at a slot.</summary>
    IndexedRegister,

    /// <summary>Slot + slot × scale + offset.</summary>
    Scaled,

    /// <summary>Slot × scale + offset.</summary>
    ScaledAbsolute,
}

namespace ProcVM.Images.Elf;

/// <summary>Processors that ELF programs are for (e_machine), as far as they have a name here.</summary>
public enum ElfMachine
{
    /// <summary>Intel 80386 and its successors in 32-bit mode.</summary>
    I386 = 3,

    /// <summary>AMD64.</summary>
    X8664 = 62,
}

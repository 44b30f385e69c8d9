namespace ProcVM.Cli.Options;

/// <summary>One command of procvm: parsing, help and completion read this row.</summary>
/// <param name="Name">Its word.</param>
/// <param name="Operands">What follows the options, as help writes it.</param>
/// <param name="Summary">One line for help.</param>
/// <param name="Options">Its options.</param>
internal sealed record Command(string Name, string Operands, string Summary, OptionRow[] Options)
{
    /// <summary>What performs it: gives the exit status. Null when it isn't built in this version.</summary>
    public Func<Invocation, int>? Perform { get; init; }

    /// <summary>True when everything from the first operand on belongs to the guest.</summary>
    public bool StopsAtFirstOperand { get; init; }

    /// <summary>The fewest operands.</summary>
    public int Least { get; init; }

    /// <summary>The most operands.</summary>
    public int Most { get; init; } = int.MaxValue;

    /// <summary>A few lines more for the command's own help.</summary>
    public string Details { get; init; } = "";

    /// <summary>The words that an operand may be, for completion; empty when operands are files.</summary>
    public string[] OperandWords { get; init; } = [];
}

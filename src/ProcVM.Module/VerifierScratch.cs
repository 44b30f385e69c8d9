namespace ProcVM.Module;

/// <summary>Working memory of the body verifier, shared by all bodies of a module.</summary>
internal sealed class VerifierScratch
{
    internal VerifierScratch(PcodeModule module)
    {
        int labels = 0;
        foreach (Function function in module.Functions)
        {
            labels = Math.Max(labels, function.Labels.Length);
        }

        LabelPlaced = new bool[labels];
        LabelChecked = new int[labels];
    }

    /// <summary>Bytes of type stack: room beneath for the word that holds an instruction's operands, and above for the
    /// results of one instruction.</summary>
    internal byte[] Stack { get; private set; } = new byte[1024];

    /// <summary>Whether a label stands already, by number.</summary>
    internal bool[] LabelPlaced { get; }

    /// <summary>The number of the br_table that checked a label last, so that each does so once.</summary>
    internal int[] LabelChecked { get; }

    /// <summary>The br_tables seen so far.</summary>
    internal int BranchTables { get; set; }

    /// <summary>Doubles the type stack; what it holds stays.</summary>
    internal byte[] Grow()
    {
        byte[] larger = new byte[Stack.Length * 2];
        Stack.CopyTo(larger, 0);
        return Stack = larger;
    }
}

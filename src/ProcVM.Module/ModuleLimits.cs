namespace ProcVM.Module;

/// <summary>The bounds of the format (SPEC.md section 2).</summary>
public static class ModuleLimits
{
    /// <summary>Bytes in a module.</summary>
    public const int ModuleSize = 256 << 20;

    /// <summary>Entries of any vector of the module: functions, types, globals, exports, segments.</summary>
    public const int Items = 1_000_000;

    /// <summary>Parameters and locals of a function.</summary>
    public const int Locals = 50_000;

    /// <summary>Locals of all functions together.</summary>
    public const int AllLocals = 10_000_000;

    /// <summary>Labels of a function.</summary>
    public const int Labels = 65_535;

    /// <summary>Operands that lie on the stack at a label.</summary>
    public const int LabelStack = 1_024;

    /// <summary>Bytes of code of a function.</summary>
    public const int CodeSize = 8 << 20;

    /// <summary>Slots of operand stack.</summary>
    public const int Stack = 65_535;

    /// <summary>Targets of a br_table, the default aside.</summary>
    public const int BranchTargets = 1_000_000;

    /// <summary>Entries of a table.</summary>
    public const int TableEntries = 1_000_000;

    /// <summary>Tables of a module.</summary>
    public const int Tables = 16;

    /// <summary>Pages of memory.</summary>
    public const uint Pages = 65_536;

    /// <summary>Bytes of stack area.</summary>
    public const uint StackSize = 1 << 30;
}

namespace ProcVM.Core.Ports;

/// <summary>What renaming does with a file that has the new name (renameat2(2)).</summary>
public enum RenameMode
{
    /// <summary>It is replaced.</summary>
    Replace,

    /// <summary>It is an error.</summary>
    Keep,

    /// <summary>It gets the old name.</summary>
    Exchange,
}

namespace ProcVM.Vmm;

/// <summary>What runs a foreign program's instructions.</summary>
public enum EngineChoice
{
    /// <summary>The native engine where the host has what it needs and nothing is asked for that it can't do; else the interpreter.</summary>
    Auto,

    /// <summary>The native engine, or nothing.</summary>
    Native,

    /// <summary>The interpreter.</summary>
    Interpreter,
}

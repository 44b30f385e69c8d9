namespace ProcVM.Cli;

/// <summary>What a file is, told by its content.</summary>
internal enum FileKind
{
    /// <summary>Text: a Pascal source.</summary>
    Source,

    /// <summary>A P-code module.</summary>
    Pcode,

    /// <summary>A program for Linux or another Unix.</summary>
    Elf,

    /// <summary>A program for Windows.</summary>
    Pe,

    /// <summary>A program for DOS.</summary>
    Dos,

    /// <summary>A WebAssembly module.</summary>
    Wasm,

    /// <summary>A script for another interpreter.</summary>
    Script,

    /// <summary>Nothing that is known here.</summary>
    Unknown,
}

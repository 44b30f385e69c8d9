namespace ProcVM.Personality.Pvm.Files;

/// <summary>What may be done with a file at present (ISO 7185 §6.4.3.5).</summary>
internal enum FileState
{
    /// <summary>Nothing: it isn't open.</summary>
    Closed,

    /// <summary>Reading: after reset.</summary>
    Inspection,

    /// <summary>Writing: after rewrite or append.</summary>
    Generation,

    /// <summary>Both: an untyped file after reset, a typed one after its first seek.</summary>
    Update,
}

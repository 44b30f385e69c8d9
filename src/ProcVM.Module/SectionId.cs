namespace ProcVM.Module;

/// <summary>Section numbers (SPEC.md section 2).</summary>
internal enum SectionId : byte
{
    None = 0,
    Types = 1,
    Imports = 2,
    Functions = 3,
    Tables = 4,
    Memory = 5,
    Globals = 6,
    Exports = 7,
    Entry = 8,
    Elements = 9,
    Code = 10,
    Data = 11,
    Names = 128,
    Lines = 129,
    Producer = 130,
    Custom = 131,
    Relocations = 132,
}

internal static class SectionIds
{
    /// <summary>The section's name in messages.</summary>
    internal static string Name(this SectionId id) => id switch
    {
        SectionId.Types => "types",
        SectionId.Imports => "imports",
        SectionId.Functions => "functions",
        SectionId.Tables => "tables",
        SectionId.Memory => "memory",
        SectionId.Globals => "globals",
        SectionId.Exports => "exports",
        SectionId.Entry => "entry",
        SectionId.Elements => "elements",
        SectionId.Code => "code",
        SectionId.Data => "data",
        SectionId.Names => "names",
        SectionId.Lines => "lines",
        SectionId.Producer => "producer",
        SectionId.Custom => "custom",
        SectionId.Relocations => "relocations",
        _ => "unknown",
    };
}

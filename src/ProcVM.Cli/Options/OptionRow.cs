namespace ProcVM.Cli.Options;

/// <summary>One option: parsing, help, suggestions and completion all read this row.</summary>
/// <param name="Id">Which it is.</param>
/// <param name="Name">Its long name with the dashes, or its only name, as "-g".</param>
/// <param name="Value">What stands for its value in help; null when it takes none.</param>
/// <param name="Summary">One line for help.</param>
internal sealed record OptionRow(OptionId Id, string Name, string? Value, string Summary)
{
    /// <summary>A second name, as "-o".</summary>
    public string? Alias { get; init; }

    /// <summary>The value may be left out; when it is given, it follows "=".</summary>
    public bool ValueIsOptional { get; init; }

    /// <summary>The value is written without a space: -O2.</summary>
    public bool ValueIsAttached { get; init; }

    /// <summary>The words that the value may be; empty when it is free.</summary>
    public string[] Choices { get; init; } = [];

    /// <summary>Those choices whose part isn't built in this version.</summary>
    public string[] LaterChoices { get; init; } = [];

    /// <summary>True when the option's part isn't built in this version.</summary>
    public bool IsLater { get; init; }

    /// <summary>How the option is written in help.</summary>
    public string Usage => this switch
    {
        { Value: null } => Name,
        { ValueIsAttached: true } => Name + Value,
        { ValueIsOptional: true } => $"{Name}[={Value}]",
        _ => $"{Name} {Value}",
    };
}

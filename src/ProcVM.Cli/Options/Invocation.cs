using ProcVM.Cli.Text;

namespace ProcVM.Cli.Options;

/// <summary>A command with the options and operands it was called with.</summary>
/// <param name="command">The command.</param>
/// <param name="output">What procvm itself prints on.</param>
internal sealed class Invocation(Command command, CommandOutput output)
{
    private readonly List<GivenOption> _options = [];

    /// <summary>The command.</summary>
    public Command Command { get; } = command;

    /// <summary>What procvm itself prints on.</summary>
    public CommandOutput Output { get; } = output;

    /// <summary>FILE and what follows it, or the command's other operands.</summary>
    public List<string> Operands { get; } = [];

    /// <summary>Notes an option; the last one counts where one is wanted.</summary>
    public void Add(OptionRow option, string? value) => _options.Add(new GivenOption(option, value));

    /// <summary>True when the option was given.</summary>
    public bool Has(OptionId id)
    {
        foreach (GivenOption given in _options)
        {
            if (given.Option.Id == id)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The value given last; null when the option, or its value, wasn't given.</summary>
    public string? Value(OptionId id)
    {
        string? found = null;
        foreach (GivenOption given in _options)
        {
            if (given.Option.Id == id)
            {
                found = given.Value;
            }
        }

        return found;
    }

    /// <summary>All values given, in their order.</summary>
    public List<string> Values(OptionId id)
    {
        List<string> values = [];
        foreach (GivenOption given in _options)
        {
            if (given.Option.Id == id && given.Value is { } value)
            {
                values.Add(value);
            }
        }

        return values;
    }

    private sealed class GivenOption(OptionRow option, string? value)
    {
        public OptionRow Option => option;

        public string? Value => value;
    }
}

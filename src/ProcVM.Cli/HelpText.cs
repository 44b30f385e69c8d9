using System.Text;
using ProcVM.Cli.Options;

namespace ProcVM.Cli;

/// <summary>Help, made from the tables of commands and options.</summary>
internal static class HelpText
{
    private const int Column = 34;

    /// <summary>What <c>procvm --help</c> prints.</summary>
    public static string Overview()
    {
        StringBuilder text = new();
        text.Append("usage: procvm FILE [ARGS…]\n       procvm COMMAND [OPTIONS] …\n\ncommands:\n");
        foreach (Command command in CommandTable.All)
        {
            Row(text, $"{command.Name} {command.Operands}", command.Perform is null ? command.Summary + " (not in this version)" : command.Summary);
        }

        text.Append("\nprocvm help COMMAND shows its options.");
        return text.ToString();
    }

    /// <summary>What <c>procvm COMMAND --help</c> prints.</summary>
    public static string For(Command command)
    {
        StringBuilder text = new();
        text.Append("usage: procvm ").Append(command.Name).Append(command.Options.Length > 1 ? " [OPTIONS] " : " ").Append(command.Operands);
        text.Append("\n\n").Append(char.ToUpperInvariant(command.Summary[0])).Append(command.Summary, 1, command.Summary.Length - 1)
            .Append(command.Perform is null ? " (not in this version).\n" : ".\n");
        if (command.Details.Length > 0)
        {
            text.Append(command.Details).Append('\n');
        }

        text.Append("\noptions:\n");
        foreach (OptionRow option in command.Options)
        {
            string alias = option.Alias is null ? "" : option.Alias + ", ";
            Row(text, alias + option.Usage, option.IsLater ? option.Summary + " (not in this version)" : option.Summary);
        }

        return text.ToString().TrimEnd('\n');
    }

    private static void Row(StringBuilder text, string left, string right)
    {
        text.Append("  ").Append(left.TrimEnd());
        if (left.Length > Column - 4)
        {
            text.Append('\n').Append(' ', Column);
        }
        else
        {
            text.Append(' ', Column - 2 - left.TrimEnd().Length);
        }

        text.Append(right).Append('\n');
    }
}

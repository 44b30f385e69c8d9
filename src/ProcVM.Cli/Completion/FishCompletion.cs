using System.Globalization;
using System.Text;
using ProcVM.Cli.Options;

namespace ProcVM.Cli.Completion;

/// <summary>Completion for fish: <c>procvm completion fish | source</c>.</summary>
internal static class FishCompletion
{
    public static string Script()
    {
        StringBuilder text = new();
        text.Append("# procvm completion for fish: procvm completion fish | source\n");
        foreach (Command command in CommandTable.All)
        {
            text.Append(CultureInfo.InvariantCulture, $"complete -c procvm -n __fish_use_subcommand -a {command.Name} -d '{Quote(command.Summary)}'\n");
        }

        foreach (Command command in CommandTable.All)
        {
            string condition = $"-n '__fish_seen_subcommand_from {command.Name}'";
            foreach (OptionRow option in command.Options)
            {
                string name = option.Name.StartsWith("--", StringComparison.Ordinal) ? $"-l {option.Name[2..]}" : $"-s {option.Name[1..]}";
                string alias = option.Alias is null ? "" : option.Alias.Length == 2 ? $" -s {option.Alias[1..]}" : $" -o {option.Alias[1..]}";
                string value = option switch
                {
                    { Value: null } or { ValueIsOptional: true } => "",
                    { Choices.Length: > 0 } => $" -x -a '{string.Join(' ', option.Choices)}'",
                    _ => " -r",
                };
                text.Append(CultureInfo.InvariantCulture, $"complete -c procvm {condition} {name}{alias}{value} -d '{Quote(option.Summary)}'\n");
            }

            if (command.OperandWords.Length > 0)
            {
                text.Append(CultureInfo.InvariantCulture, $"complete -c procvm {condition} -f -a '{string.Join(' ', command.OperandWords)}'\n");
            }
        }

        return text.ToString();
    }

    private static string Quote(string text) => text.Replace("'", "\\'", StringComparison.Ordinal);
}

using System.Globalization;
using System.Text;
using ProcVM.Cli.Options;

namespace ProcVM.Cli.Completion;

/// <summary>Completion for zsh: <c>source &lt;(procvm completion zsh)</c>.</summary>
internal static class ZshCompletion
{
    public static string Script()
    {
        StringBuilder text = new();
        text.Append("#compdef procvm\n# procvm completion for zsh: source <(procvm completion zsh)\n_procvm() {\n  local -a commands\n  commands=(\n");
        foreach (Command command in CommandTable.All)
        {
            text.Append(CultureInfo.InvariantCulture, $"    '{command.Name}:{Quote(command.Summary)}'\n");
        }

        text.Append("""
              )
              if (( CURRENT == 2 )) && [[ $words[2] != -* ]]; then
                _describe command commands
                _files
                return
              fi
              local command=run
              if (( ${commands[(I)$words[2]:*]} )); then
                command=$words[2]
                shift words
                (( CURRENT-- ))
              fi
              case $command in

            """);
        foreach (Command command in CommandTable.All)
        {
            text.Append(CultureInfo.InvariantCulture, $"    {command.Name})\n      _arguments -S");
            foreach (OptionRow option in command.Options)
            {
                string separator = option.ValueIsAttached ? "-" : option.Name.StartsWith("--", StringComparison.Ordinal) ? "=" : "";
                string value = option.Value is null
                    ? ""
                    : $"{(option.ValueIsOptional ? "::" : ":")}{Quote(option.Value).Replace(":", "\\:", StringComparison.Ordinal)}:{(option.Choices.Length > 0 ? $"({string.Join(' ', option.Choices)})" : "_files")}";
                text.Append(CultureInfo.InvariantCulture, $" \\\n        '*{option.Name}{(option.Value is null ? "" : separator)}[{Quote(option.Summary)}]{value}'");
            }

            text.Append(CultureInfo.InvariantCulture, $" \\\n        '*::operand:{(command.OperandWords.Length > 0 ? $"({string.Join(' ', command.OperandWords)})" : "_files")}'\n      ;;\n");
        }

        text.Append("  esac\n}\ncompdef _procvm procvm\n");
        return text.ToString();
    }

    private static string Quote(string text) =>
        text.Replace("'", "'\\''", StringComparison.Ordinal).Replace("[", "\\[", StringComparison.Ordinal).Replace("]", "\\]", StringComparison.Ordinal);
}

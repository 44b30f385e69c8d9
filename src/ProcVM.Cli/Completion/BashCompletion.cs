using System.Globalization;
using System.Text;
using ProcVM.Cli.Options;

namespace ProcVM.Cli.Completion;

/// <summary>Completion for bash: <c>source &lt;(procvm completion bash)</c>.</summary>
internal static class BashCompletion
{
    public static string Script()
    {
        StringBuilder text = new();
        text.Append("""
            # procvm completion for bash: source <(procvm completion bash)
            _procvm() {
              local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]} command=run words= i
              COMPREPLY=()
              if [[ $COMP_CWORD -eq 1 && $current != -* ]]; then
                COMPREPLY=($(compgen -W "
            """);
        text.AppendJoin(' ', Array.ConvertAll(CommandTable.All, command => command.Name));
        text.Append("""
            " -- "$current") $(compgen -f -- "$current"))
                return
              fi
              case ${COMP_WORDS[1]} in

            """);
        foreach (Command command in CommandTable.All)
        {
            text.Append(CultureInfo.InvariantCulture, $"    {command.Name}) command={command.Name} ;;\n");
        }

        text.Append("  esac\n  case $command:$previous in\n");
        foreach (Command command in CommandTable.All)
        {
            foreach (OptionRow option in command.Options)
            {
                if (option.Choices.Length > 0)
                {
                    text.Append(CultureInfo.InvariantCulture, $"    {command.Name}:{option.Name}) words='{string.Join(' ', option.Choices)}' ;;\n");
                }
            }
        }

        text.Append("  esac\n  if [[ -z $words ]]; then\n    case $command in\n");
        foreach (Command command in CommandTable.All)
        {
            string options = string.Join(' ', Array.ConvertAll(command.Options, option => option.Name));
            string operands = string.Join(' ', command.OperandWords);
            text.Append(CultureInfo.InvariantCulture, $"      {command.Name}) if [[ $current == -* ]]; then words='{options}'; else words='{operands}'; fi ;;\n");
        }

        text.Append("""
                esac
              fi
              COMPREPLY=($(compgen -W "$words" -- "$current"))
              [[ $current == -* || -n $words ]] || COMPREPLY=($(compgen -f -- "$current"))
            }
            complete -o filenames -F _procvm procvm

            """);
        return text.ToString();
    }
}

using System.Globalization;
using System.Text;
using ProcVM.Cli.Options;

namespace ProcVM.Cli.Completion;

/// <summary>Completion for PowerShell: <c>procvm completion pwsh | Out-String | Invoke-Expression</c>.</summary>
internal static class PwshCompletion
{
    public static string Script()
    {
        StringBuilder text = new();
        text.Append("""
            # procvm completion for PowerShell: procvm completion pwsh | Out-String | Invoke-Expression
            Register-ArgumentCompleter -Native -CommandName procvm -ScriptBlock {
              param($word, $ast, $position)
              $options = @{

            """);
        foreach (Command command in CommandTable.All)
        {
            IEnumerable<string> words = Array.ConvertAll(command.Options, option => option.Name);
            text.Append(CultureInfo.InvariantCulture, $"    '{command.Name}' = @('{string.Join("', '", [.. words, .. command.OperandWords])}')\n");
        }

        text.Append("""
              }
              $values = @{

            """);
        Dictionary<string, string[]> choices = [];
        foreach (Command command in CommandTable.All)
        {
            foreach (OptionRow option in command.Options)
            {
                if (option.Choices.Length > 0)
                {
                    choices.TryAdd(option.Name, option.Choices);
                }
            }
        }

        foreach ((string name, string[] words) in choices)
        {
            text.Append(CultureInfo.InvariantCulture, $"    '{name}' = @('{string.Join("', '", words)}')\n");
        }

        text.Append("""
              }
              $elements = @($ast.CommandElements | ForEach-Object { $_.ToString() })
              $previous = if ($word) { $elements[-2] } else { $elements[-1] }
              $command = if ($elements.Count -gt 1 -and $options.ContainsKey($elements[1])) { $elements[1] } else { 'run' }
              $candidates = if ($values.ContainsKey($previous)) { $values[$previous] }
                elseif ($elements.Count -le 1 -or ($elements.Count -eq 2 -and $word)) { $options.Keys }
                else { $options[$command] }
              $candidates | Where-Object { $_ -like "$word*" } | Sort-Object |
                ForEach-Object { [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_) }
            }

            """);
        return text.ToString();
    }
}

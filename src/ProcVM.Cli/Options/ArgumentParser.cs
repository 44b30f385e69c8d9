using ProcVM.Cli.Text;
using ProcVM.Core;

namespace ProcVM.Cli.Options;

/// <summary>Splits a command's arguments into options and operands. What follows FILE of <c>run</c> is never looked at.</summary>
internal sealed class ArgumentParser(Invocation invocation, string[] arguments, int start)
{
    private int _next = start;

    /// <summary>Fills the invocation; gives the error that makes it impossible, or null.</summary>
    public Diagnostic? Parse()
    {
        Command command = invocation.Command;
        while (_next < arguments.Length)
        {
            string argument = arguments[_next++];
            if (argument == "--")
            {
                TakeRest();
            }
            else if (argument.Length > 1 && argument[0] == '-')
            {
                if (ParseOption(argument) is { } error)
                {
                    return error;
                }
            }
            else
            {
                invocation.Operands.Add(argument);
                if (command.StopsAtFirstOperand)
                {
                    TakeRest();
                }
            }
        }

        return invocation.Has(OptionId.Help) ? null : CheckOperands(command);
    }

    private void TakeRest()
    {
        while (_next < arguments.Length)
        {
            invocation.Operands.Add(arguments[_next++]);
        }
    }

    private Diagnostic? CheckOperands(Command command)
    {
        List<string> operands = invocation.Operands;
        if (operands.Count < command.Least)
        {
            return new Diagnostic(CliDiagnostics.MissingOperand, null, command.Name, command.Operands.Split(' ')[0].TrimEnd('…'))
            {
                Hint = $"procvm help {command.Name}",
            };
        }

        return operands.Count > command.Most
            ? new Diagnostic(CliDiagnostics.SurplusOperand, null, command.Name, operands[command.Most]) { Hint = $"procvm help {command.Name}" }
            : null;
    }

    private Diagnostic? ParseOption(string argument)
    {
        int equals = argument.StartsWith("--", StringComparison.Ordinal) ? argument.IndexOf('=') : -1;
        string name = equals < 0 ? argument : argument[..equals];
        string? value = equals < 0 ? null : argument[(equals + 1)..];
        OptionRow? option = Find(name, ref value);
        if (option is null)
        {
            return Unknown(name);
        }

        if (option.Value is null)
        {
            if (value is not null)
            {
                return new Diagnostic(CliDiagnostics.NeedlessValue, null, option.Name);
            }
        }
        else if (value is null && !option.ValueIsOptional && !TakeValue(option, out value))
        {
            return new Diagnostic(CliDiagnostics.MissingValue, null, option.Name) { Hint = $"procvm {invocation.Command.Name} {option.Usage}" };
        }

        return Check(option, value) is { } error ? error : Accept(option, value);
    }

    private bool TakeValue(OptionRow option, out string? value)
    {
        value = !option.ValueIsAttached && _next < arguments.Length ? arguments[_next++] : null;
        return value is not null;
    }

    private Diagnostic? Accept(OptionRow option, string? value)
    {
        invocation.Add(option, value);
        return null;
    }

    private static Diagnostic? Check(OptionRow option, string? value)
    {
        if (option.IsLater)
        {
            return new Diagnostic(CliDiagnostics.NotInThisVersion, null, option.Name);
        }

        if (value is null || option.Choices.Length == 0)
        {
            return null;
        }

        if (Array.IndexOf(option.LaterChoices, value) >= 0)
        {
            return new Diagnostic(CliDiagnostics.NotInThisVersion, null, $"{option.Name} {value}");
        }

        return Array.IndexOf(option.Choices, value) >= 0
            ? null
            : new Diagnostic(CliDiagnostics.BadValue, null, option.Name, value, "one of " + string.Join(", ", option.Choices));
    }

    private OptionRow? Find(string name, ref string? value)
    {
        foreach (OptionRow option in invocation.Command.Options)
        {
            if (option.Name == name || option.Alias == name)
            {
                return option;
            }

            bool attached = option.ValueIsAttached || option.Alias is { Length: <= 3 } alias && option.Value is not null && name.StartsWith(alias, StringComparison.Ordinal);
            string prefix = option.ValueIsAttached ? option.Name : option.Alias ?? option.Name;
            if (attached && value is null && name.Length > prefix.Length && name[1] != '-' && name.StartsWith(prefix, StringComparison.Ordinal))
            {
                value = name[prefix.Length..];
                return option;
            }
        }

        return null;
    }

    private Diagnostic Unknown(string name)
    {
        List<string> known = [];
        foreach (OptionRow option in invocation.Command.Options)
        {
            known.Add(option.Name);
        }

        return Suggestion.Nearest(name, known) is { } near
            ? new Diagnostic(CliDiagnostics.UnknownOption, null, name, invocation.Command.Name, $"; did you mean {near}?")
            : new Diagnostic(CliDiagnostics.UnknownOption, null, name, invocation.Command.Name, "") { Hint = $"procvm help {invocation.Command.Name}" };
    }
}

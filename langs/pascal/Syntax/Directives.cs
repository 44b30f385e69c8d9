using ProcVM.Core.Text;

namespace ProcVM.Pascal.Syntax;

/// <summary>Carries out compiler directives: switches, conditionals, includes.</summary>
internal sealed class Directives
{
    private const int MostPushed = 1000;

    private readonly SyntaxErrors _errors;
    private readonly SourceStack _stack;
    private readonly Conditionals _conditionals;
    private readonly HashSet<string> _symbols = new(StringComparer.OrdinalIgnoreCase) { "PROCVM" };
    private readonly Stack<CompilerSwitches> _pushed = new();
    private readonly Stack<int> _conditionalsBelow = new([0]);
    private readonly bool _isIso;

    /// <summary>The state at the beginning of a source.</summary>
    public Directives(PascalOptions options, SourceStack stack, SyntaxErrors errors)
    {
        _errors = errors;
        _stack = stack;
        _conditionals = new Conditionals(errors);
        _symbols.UnionWith(options.Symbols);
        Switches = options.Switches;
        _isIso = options.IsIso;
    }

    /// <summary>The switches in force.</summary>
    public CompilerSwitches Switches { get; private set; }

    /// <summary>True where the text counts, false within a branch that isn't taken.</summary>
    public bool IsActive => _conditionals.IsActive;

    /// <summary>Carries out a directive; true when reading goes on at the start of another file.</summary>
    /// <param name="span">The comment that holds it.</param>
    /// <param name="body">What stands after the $ and before the comment's end.</param>
    public bool Execute(SourceSpan span, ReadOnlySpan<char> body)
    {
        int length = 0;
        while (length < body.Length && Lexer.IsNamePart(body[length]))
        {
            length++;
        }

        string name = body[..Math.Min(length, 40)].ToString().ToLowerInvariant();
        ReadOnlySpan<char> rest = body[length..].Trim();
        if (ExecuteConditional(name, rest, span) || !IsActive)
        {
            return false;
        }

        if (rest.Length == 0 || rest[0] is not ('+' or '-') || length == 0)
        {
            return ExecutePlain(name, rest, span);
        }

        ExecuteSwitches(name, rest, span);
        return false;
    }

    /// <summary>Ends a file, whose conditionals must all have ended.</summary>
    public void EndFile()
    {
        _conditionals.EndFile(_conditionalsBelow.Pop());
        if (_conditionalsBelow.Count == 0)
        {
            _conditionalsBelow.Push(0);
        }
    }

    private bool ExecuteConditional(string name, ReadOnlySpan<char> rest, SourceSpan span)
    {
        int lowest = _conditionalsBelow.Peek();
        switch (name)
        {
            case "ifdef":
                _conditionals.Begin(IsActive && _symbols.Contains(TakeName(rest, name, span)), name, span);
                return true;
            case "ifndef":
                _conditionals.Begin(IsActive && !_symbols.Contains(TakeName(rest, name, span)), name, span);
                return true;
            case "ifopt":
                _conditionals.Begin(IsActive && IsSwitched(rest, span), name, span);
                return true;
            case "if":
                _conditionals.Begin(IsActive && Decide(rest, name, span), name, span);
                return true;
            case "elseif" or "elif" or "elsec":
                string condition = rest.ToString();
                _conditionals.Turn(() => Decide(condition, name, span), isElse: false, lowest, name, span);
                return true;
            case "else":
                _conditionals.Turn(() => true, isElse: true, lowest, name, span);
                return true;
            case "endif" or "ifend" or "endc":
                _conditionals.End(lowest, name, span);
                return true;
            default:
                return false;
        }
    }

    /// <summary>Carries out a directive that isn't a short switch; true when it includes a file.</summary>
    private bool ExecutePlain(string name, ReadOnlySpan<char> rest, SourceSpan span)
    {
        CompilerSwitches named = DirectiveNames.FindSwitch(name);
        switch (name)
        {
            case "define":
                _symbols.Add(TakeName(rest, name, span));
                return false;
            case "undef":
                _symbols.Remove(TakeName(rest, name, span));
                return false;
            case "i" or "include":
                return Include(name, rest, span);
            case "push":
                Push(span);
                return false;
            case "pop":
                Pop(name, span);
                return false;
            case "error" or "fatal" or "stop":
                _errors.Report(PascalDiagnostics.UserError, span, Text(rest));
                return false;
            case "warning" or "message" or "hint" or "note" or "info":
                _errors.Report(PascalDiagnostics.UserWarning, span, Text(rest));
                return false;
            case "r" when rest.Length > 0:
                // {$R file} adds a resource to a Windows program.
                return false;
        }

        if (named != CompilerSwitches.None)
        {
            bool isOn = rest.Equals("on", StringComparison.OrdinalIgnoreCase);
            if (!isOn && !rest.Equals("off", StringComparison.OrdinalIgnoreCase))
            {
                _errors.Report(PascalDiagnostics.MalformedDirective, span, name, name.Length == 1 ? "+ or -" : "on or off");
                return false;
            }

            Set(named, isOn);
        }
        else if (!DirectiveNames.IsIgnored(name))
        {
            _errors.Report(PascalDiagnostics.UnknownDirective, span, name);
        }

        return false;
    }

    /// <summary>Carries out {$R-,Q+}.</summary>
    private void ExecuteSwitches(string name, ReadOnlySpan<char> rest, SourceSpan span)
    {
        while (true)
        {
            if (rest.Length == 0 || rest[0] is not ('+' or '-'))
            {
                _errors.Report(PascalDiagnostics.MalformedDirective, span, name, "+ or -");
                return;
            }

            CompilerSwitches named = DirectiveNames.FindSwitch(name);
            Set(named, rest[0] == '+');
            if (named == CompilerSwitches.None && !DirectiveNames.IsIgnored(name))
            {
                _errors.Report(PascalDiagnostics.UnknownDirective, span, name);
            }

            rest = rest[1..].TrimStart();
            if (rest.Length == 0 || rest[0] != ',')
            {
                return;
            }

            rest = rest[1..].TrimStart().TrimStart('$');
            int length = 0;
            while (length < rest.Length && char.IsAsciiLetter(rest[length]))
            {
                length++;
            }

            name = rest[..Math.Min(length, 40)].ToString().ToLowerInvariant();
            rest = rest[length..].TrimStart();
        }
    }

    // ISO 7185 has no ioresult that could clear an error left unchecked.
    private void Set(CompilerSwitches named, bool isOn) =>
        Switches = isOn || (_isIso && named == CompilerSwitches.IoChecks) ? Switches | named : Switches & ~named;

    private bool Include(string name, ReadOnlySpan<char> rest, SourceSpan span)
    {
        string file = Text(rest);
        if (file.Length == 0)
        {
            _errors.Report(PascalDiagnostics.MalformedDirective, span, name, "a file name, + or -");
            return false;
        }

        if (!_stack.Enter(file, span, span.Start + span.Length))
        {
            return false;
        }

        _conditionalsBelow.Push(_conditionals.Count);
        return true;
    }

    private void Push(SourceSpan span)
    {
        if (_pushed.Count == MostPushed)
        {
            _errors.Report(PascalDiagnostics.MalformedDirective, span, "push", "a $pop for each; too many are open");
            return;
        }

        _pushed.Push(Switches);
    }

    private void Pop(string name, SourceSpan span)
    {
        if (_pushed.TryPop(out CompilerSwitches switches))
        {
            Switches = switches;
        }
        else
        {
            _errors.Report(PascalDiagnostics.MalformedDirective, span, name, "a $push before it");
        }
    }

    private string TakeName(ReadOnlySpan<char> rest, string directive, SourceSpan span)
    {
        int length = 0;
        while (length < rest.Length && Lexer.IsNamePart(rest[length]))
        {
            length++;
        }

        if (length == 0)
        {
            _errors.Report(PascalDiagnostics.MalformedDirective, span, directive, "a name");
        }

        return rest[..length].ToString();
    }

    private bool IsSwitched(ReadOnlySpan<char> rest, SourceSpan span)
    {
        if (rest.Length >= 2 && rest[^1] is '+' or '-')
        {
            CompilerSwitches named = DirectiveNames.FindSwitch(rest[..^1].Trim().ToString().ToLowerInvariant());
            return named != CompilerSwitches.None && (Switches & named) != 0 == (rest[^1] == '+');
        }

        _errors.Report(PascalDiagnostics.MalformedDirective, span, "ifopt", "a switch with + or -");
        return false;
    }

    private bool Decide(ReadOnlySpan<char> condition, string name, SourceSpan span)
    {
        bool? value = new ConditionReader(condition, _symbols).Decide();
        if (value is null)
        {
            _errors.Report(PascalDiagnostics.MalformedDirective, span, name, "a condition that is known here");
        }

        return value ?? false;
    }

    private static string Text(ReadOnlySpan<char> rest) => (rest.Length > 1 && rest[0] == '\'' && rest[^1] == '\'' ? rest[1..^1] : rest).ToString();
}

namespace ProcVM.Module.Pasm;

/// <summary>Understands the lines between .func and .end.</summary>
internal sealed class FunctionAssembler
{
    private readonly LineParser _line;
    private readonly ModuleParts _parts;
    private readonly FunctionHeader _header;
    private readonly NameTable _labelNumbers;
    private readonly InstructionAssembler _instructions;
    private readonly CodeBuffer _code = new();
    private readonly NameTable _localNumbers = new();
    private readonly List<string?> _localNames;
    private readonly List<ValueType> _locals = [];
    private readonly List<Label> _labels = [];
    private readonly HashSet<string> _declared = new(StringComparer.Ordinal);
    private readonly HashSet<string> _placed = new(StringComparer.Ordinal);
    private readonly List<LineEntry> _lines = [];
    private readonly List<Relocation> _relocations = [];

    internal FunctionAssembler(
        LineParser line, Symbols symbols, ModuleParts parts, FunctionHeader header, List<string?> parameterNames)
    {
        _line = line;
        _parts = parts;
        _header = header;
        _localNames = parameterNames;
        for (int i = 0; i < parameterNames.Count; i++)
        {
            _localNumbers.Add(parameterNames[i], i);
        }

        _labelNumbers = symbols.Labels[header.Index - symbols.Imports];
        InstructionNames names = new(symbols, _labelNumbers, _localNumbers);
        _instructions = new InstructionAssembler(line, parts, names, _code, Relocate);
    }

    /// <summary>Takes one line; false when it can't stand in a function.</summary>
    internal bool Line()
    {
        Token first = _line.Current;
        if (first.Kind == TokenKind.Word && TakePlace(first))
        {
            // An instruction may follow on the line.
            if (_line.Is(TokenKind.End))
            {
                return true;
            }

            first = _line.Current;
        }

        if (!_line.Is(TokenKind.Word))
        {
            _line.Unexpected("an instruction");
            return true;
        }

        _line.Take();
        if (!Directive(_line.Text(first)))
        {
            if (_line.Text(first)[0] == '.')
            {
                return false;
            }

            _instructions.Line(first);
        }

        if (_code.Length > ModuleLimits.CodeSize)
        {
            _line.Fail(PasmDiagnostics.TooMany, first, ModuleLimits.CodeSize, "bytes of code");
        }

        _line.End();
        return true;
    }

    internal Function Finish()
    {
        _parts.NameFunction(_header.Index, _header.Name, _localNames);
        if (_lines.Count > 0)
        {
            _parts.Lines.Add(_header.Index, [.. _lines]);
        }

        _relocations.Sort((one, other) => one.CodeOffset.CompareTo(other.CodeOffset));
        for (int i = 0; i < _relocations.Count; i++)
        {
            if (_relocations[i].CodeOffset > _code.Length - 5
                || (i > 0 && _relocations[i].CodeOffset == _relocations[i - 1].CodeOffset))
            {
                _line.Fail(PasmDiagnostics.Order, _line.Current, "two relocations at one place, or one outside of the code");
            }
        }

        _parts.Relocations.AddRange(_relocations);
        return new Function
        {
            Type = _header.TypeIndex,
            Frame = _header.Frame,
            Locals = [.. _locals],
            Labels = [.. _labels],
            Code = _code.Written.ToArray(),
        };
    }

    private bool Directive(ReadOnlySpan<char> word)
    {
        switch (word)
        {
            case ".local":
                Locals();
                return true;
            case ".label":
                Labels();
                return true;
            case ".line":
                SourceLine();
                return true;
            case ".reloc":
                RelocationKind kind = ExpectRelocationKind();
                string symbol = _line.ExpectText();
                if (!_line.TakeWord("at"))
                {
                    _line.Unexpected("'at'");
                }

                _relocations.Add(new Relocation(
                    _header.Index, (int)_line.ExpectNumber("a code offset", 0, ModuleLimits.CodeSize), kind, symbol));
                return true;
            case ".bytes":
                _code.WriteBytes(_line.ExpectBytes());
                return true;
            default:
                return false;
        }
    }

    private bool TakePlace(Token first)
    {
        string name = _line.Text(first).ToString();
        if (!_line.TakePlace())
        {
            return false;
        }

        if (!_declared.Contains(name) && !_placed.Contains(name))
        {
            AddLabel(new Label(false, []), first);
        }

        if (!_placed.Add(name))
        {
            _line.Fail(PasmDiagnostics.LabelTwice, first, name);
        }

        _code.WriteByte((byte)Opcode.Label);
        _code.WriteU32((uint)_parts.Resolve("label", _labelNumbers, name, first));
        return true;
    }

    private void Labels()
    {
        do
        {
            Token token = _line.Current;
            if (!_line.IsLabelName(token))
            {
                _line.Unexpected("a label");
                return;
            }

            string name = _line.Text(_line.Take()).ToString();
            ValueType[] stack = _line.IsMark("(") ? _parts.TypeList(ModuleLimits.LabelStack) : [];
            AddLabel(new Label(_line.TakeWord("escape"), stack), token);
            if (_placed.Contains(name) || !_declared.Add(name))
            {
                _line.Fail(PasmDiagnostics.LabelTwice, token, name);
            }
        }
        while (_line.Is(TokenKind.Word));
    }

    private void AddLabel(Label label, Token token)
    {
        _labels.Add(label);
        if (_labels.Count > ModuleLimits.Labels)
        {
            _line.Fail(PasmDiagnostics.TooMany, token, ModuleLimits.Labels, "labels");
        }
    }

    private void Locals()
    {
        do
        {
            Token token = _line.Current;
            ValueType type = _line.ExpectType();
            int most = Math.Max(0, Math.Min(_parts.LocalsLeft, ModuleLimits.Locals - _localNames.Count));
            int count = _line.TakeMark("*") ? (int)_line.ExpectNumber("a count", 1, ModuleLimits.Locals) : 1;
            if (_line.Failed || count > most)
            {
                _line.Fail(PasmDiagnostics.TooMany, token, most, "locals");
                return;
            }

            _parts.LocalsLeft -= count;
            for (int i = 0; i < count; i++)
            {
                string? name = count == 1 ? _line.TakeName(TokenKind.Local) : null;
                _localNumbers.Add(name, _localNames.Count);
                _localNames.Add(name);
                _locals.Add(type);
            }
        }
        while (_line.Is(TokenKind.Word));
    }

    private void SourceLine()
    {
        Token token = _line.Current;
        int number = (int)_line.ExpectNumber("a line", 0, int.MaxValue);
        LineEntry last = _lines.Count > 0 ? _lines[^1] : default;
        int file = _line.TakeWord("file")
            ? (int)_line.ExpectNumber("a file's index", 0, Math.Max(0, (_parts.Files?.Count ?? 0) - 1))
            : last.File;
        int offset = _line.TakeWord("at") ? (int)_line.ExpectNumber("a code offset", 0, ModuleLimits.CodeSize) : _code.Length;
        if (_parts.Files is not { Count: > 0 })
        {
            _line.Fail(PasmDiagnostics.Misplaced, token, ".line needs a .file above it");
        }
        else if (offset < last.CodeOffset)
        {
            _line.Fail(PasmDiagnostics.Order, token, "a line's place lies before the one before it");
        }

        _lines.Add(new LineEntry(offset, file, number));
    }

    /// <summary>Takes <c>!kind "symbol"</c>, when it follows an immediate at an offset.</summary>
    private bool Relocate(int offset)
    {
        if (!_line.TakeMark("!"))
        {
            return false;
        }

        RelocationKind kind = ExpectRelocationKind();
        _relocations.Add(new Relocation(_header.Index, offset, kind, _line.ExpectText()));
        return true;
    }

    private RelocationKind ExpectRelocationKind()
    {
        for (RelocationKind kind = RelocationKind.Function; kind <= RelocationKind.Type; kind++)
        {
            if (_line.TakeWord(PasmText.Of(kind)))
            {
                return kind;
            }
        }

        _line.Unexpected("function, reference, address, global or type");
        return default;
    }
}

namespace ProcVM.Module.Pasm;

/// <summary>Understands the directives of P-code text and collects the module.</summary>
internal sealed class ModuleAssembler(LineParser line, Symbols symbols)
{
    private readonly ModuleParts _parts = new(line, symbols);
    private FunctionAssembler? _function;
    private CodeBuffer? _bytes;
    private Action<ReadOnlyMemory<byte>>? _bytesDone;

    /// <summary>Takes one line that isn't empty.</summary>
    internal void Line()
    {
        if (line.Is(TokenKind.Text) && _bytes is not null)
        {
            AppendBytes();
            return;
        }

        EndBytes();
        Token first = line.Current;
        if (_function is not null)
        {
            if (line.TakeWord(".end"))
            {
                line.End();
                _parts.Functions.Add(_function.Finish());
                _function = null;
            }
            else if (!_function.Line())
            {
                line.Fail(PasmDiagnostics.Misplaced, first, "'" + line.Text(first).ToString() + "' before the function's .end");
            }

            return;
        }

        if (!line.Is(TokenKind.Word))
        {
            line.Unexpected("a directive");
            return;
        }

        line.Take();
        Directive(first);
        line.End();
    }

    /// <summary>The module, complete when there were no errors.</summary>
    internal PcodeModule Finish(string path)
    {
        EndBytes();
        if (_function is not null)
        {
            line.Fail(PasmDiagnostics.Misplaced, line.Current, "the last function has no .end");
            _parts.Functions.Add(_function.Finish());
        }

        return _parts.Build(path);
    }

    private void Directive(Token first)
    {
        switch (line.Text(first))
        {
            case ".pcode":
                Token version = line.Current;
                if (line.ExpectNumber("a version", 0, int.MaxValue) is var number && number != PcodeModule.Version)
                {
                    line.Fail(PasmDiagnostics.Version, version, number);
                }

                break;
            case ".producer":
                _parts.Producer = line.ExpectText();
                break;
            case ".type":
                _parts.DeclareType();
                break;
            case ".import":
                _parts.Import();
                break;
            case ".table":
                _parts.Table();
                break;
            case ".memory":
                _parts.Memory();
                break;
            case ".global":
                _parts.Global();
                break;
            case ".export":
                _parts.Export();
                break;
            case ".entry":
                _parts.Entry = (int)_parts.Reference("function", TokenKind.Function, symbols.Functions, int.MaxValue);
                break;
            case ".elem":
                _parts.Elements();
                break;
            case ".data":
                Data();
                break;
            case ".custom":
                string name = line.ExpectText();
                BeginBytes(bytes => _parts.Customs.Add(new CustomSection(name, bytes)));
                break;
            case ".file":
                (_parts.Files ??= []).Add(line.ExpectText());
                break;
            case ".lines":
                _parts.Files ??= [];
                break;
            case ".names":
                _parts.HasNames = true;
                break;
            case ".func":
                _function = _parts.Function();
                break;
            default:
                Misplaced(first);
                break;
        }
    }

    private void Misplaced(Token first)
    {
        string text = line.Text(first).ToString();
        bool belongsInFunction = text is ".local" or ".label" or ".line" or ".reloc" or ".bytes" or ".end"
            || OpcodeTable.ByName.ContainsKey(text);
        if (belongsInFunction)
        {
            line.Fail(PasmDiagnostics.Misplaced, first, "'" + text + "' outside of a function");
        }
        else
        {
            line.Fail(PasmDiagnostics.UnknownDirective, first, text);
        }
    }

    private void Data()
    {
        bool isActive = !line.TakeWord("passive");
        uint offset = isActive ? line.ExpectU32("an address or 'passive'") : 0;
        BeginBytes(bytes => _parts.Data.Add(new DataSegment(isActive, offset, bytes)));
    }

    // Strings on this line and at the start of the lines that follow make one run of bytes.
    private void BeginBytes(Action<ReadOnlyMemory<byte>> done)
    {
        _bytes = new CodeBuffer();
        _bytesDone = done;
        AppendBytes();
    }

    private void AppendBytes()
    {
        while (line.Is(TokenKind.Text))
        {
            _bytes!.WriteBytes(line.ExpectBytes());
        }

        line.End();
    }

    private void EndBytes()
    {
        _bytesDone?.Invoke(_bytes!.Written.ToArray());
        _bytesDone = null;
        _bytes = null;
    }
}

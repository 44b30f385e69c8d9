namespace ProcVM.Pascal.Tests;

/// <summary>One program of tests/Conformance/pascal with the expectations in its first comment.</summary>
internal sealed class ConformanceCase
{
    private ConformanceCase(string path, string source)
    {
        Path = path;
        Source = source;
    }

    internal string Path { get; }

    internal string Source { get; }

    /// <summary>accept, reject or error.</summary>
    internal string Kind { get; private set; } = "";

    internal string Clause { get; private set; } = "";

    internal bool IsIso { get; private set; }

    internal string? Expected { get; private set; }

    internal string Input { get; private set; } = "";

    internal string[] Arguments { get; private set; } = [];

    internal int Exit { get; private set; }

    internal List<int> ErrorLines { get; } = [];

    /// <summary>What the one error says, in part.</summary>
    internal string? Says { get; private set; }

    internal string? Trap { get; private set; }

    internal int? TrapLine { get; private set; }

    /// <summary>Reads a case; throws when its comment is malformed, which is a mistake in the corpus.</summary>
    internal static ConformanceCase Read(string path)
    {
        ConformanceCase result = new(path, System.Text.Encoding.Latin1.GetString(File.ReadAllBytes(path)));
        string? block = null;
        foreach (string raw in result.Source.Split('\n'))
        {
            string line = raw.TrimEnd('\r');
            string text = line.TrimStart('{', '(', '*', ' ');
            if (line.StartsWith('}') || line.StartsWith("*)", StringComparison.Ordinal))
            {
                break;
            }

            if (line.StartsWith('|') && block is not null)
            {
                result.Append(block, line[1..] + "\n");
                continue;
            }

            int colon = text.IndexOf(':', StringComparison.Ordinal);
            if (colon < 0)
            {
                continue;
            }

            string key = text[..colon].Trim();
            block = key;
            result.Set(key, text[(colon + 1)..].TrimEnd('}', ' ').Trim());
            if (line.EndsWith('}') || line.EndsWith("*)", StringComparison.Ordinal))
            {
                break;
            }
        }

        return result;
    }

    private void Append(string block, string line)
    {
        if (block == "expect")
        {
            Expected += line;
        }
        else if (block == "input")
        {
            Input += line;
        }
    }

    private void Set(string key, string value)
    {
        switch (key)
        {
            case "test":
                string[] words = value.Split(' ', StringSplitOptions.RemoveEmptyEntries);
                IsIso = words[0] == "iso";
                Clause = words[1];
                Kind = words[^1];
                break;
            case "std":
                IsIso = value == "iso";
                break;
            case "expect":
                Expected ??= "";
                break;
            case "args":
                Arguments = value.Split(' ', StringSplitOptions.RemoveEmptyEntries);
                break;
            case "exit":
                Exit = int.Parse(value);
                break;
            case "error-at":
                ErrorLines.Add(int.Parse(value));
                break;
            case "says":
                Says = value;
                break;
            case "trap":
                Trap = value;
                break;
            case "trap-at":
                TrapLine = int.Parse(value);
                break;
            case "fpc" or "input" or "uses" or "note":
                break;
            default:
                throw new InvalidDataException($"{Path}: unknown key '{key}'");
        }
    }
}

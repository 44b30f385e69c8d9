using System.Globalization;
using System.Text;
using ProcVM.Host;
using Spectre.Console;

namespace ProcVM.Cli.Profiling;

/// <summary>The terminal that tables are written on: as wide as it is, without colour where none is wanted, plain text when it is none.</summary>
internal sealed class TerminalText : IDisposable
{
    // What is piped goes to files and other programs: nothing is cut for lack of room.
    private const int PlainWidth = 160;

    private readonly Stream _stream;
    private readonly StringWriter _text = new(CultureInfo.InvariantCulture);

    /// <summary>The standard error, as it is.</summary>
    public TerminalText(Stream stream)
    {
        _stream = stream;
        IsTerminal = InheritedDescriptors.Has(2) && !System.Console.IsErrorRedirected;
        bool hasColour = IsTerminal && Environment.GetEnvironmentVariable("NO_COLOR") is null or "";
        Console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = hasColour ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = hasColour ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(_text),
        });
        Console.Profile.Width = IsTerminal ? TerminalWidth() : PlainWidth;
        Console.Profile.Capabilities.Unicode = IsTerminal;
    }

    /// <summary>True when somebody looks at it.</summary>
    public bool IsTerminal { get; }

    /// <summary>Takes tables.</summary>
    public IAnsiConsole Console { get; }

    /// <summary>A table with columns in this house's style.</summary>
    public Table NewTable(params (string Title, bool IsNumber)[] columns)
    {
        Table table = new() { Border = IsTerminal ? TableBorder.Simple : TableBorder.None, UseSafeBorder = true };
        foreach ((string title, bool isNumber) in columns)
        {
            TableColumn column = new(Markup.Escape(title)) { NoWrap = isNumber };
            table.AddColumn(isNumber ? column.RightAligned() : column);
        }

        return table;
    }

    /// <summary>Writes what was put on the console; trailing blanks are left out.</summary>
    public void Flush()
    {
        StringBuilder lines = new();
        foreach (string line in _text.ToString().Split('\n'))
        {
            lines.Append(line.TrimEnd()).Append('\n');
        }

        try
        {
            _stream.Write(Encoding.UTF8.GetBytes(lines.ToString().TrimEnd('\n') + "\n"));
            _stream.Flush();
        }
        catch (IOException)
        {
            // Where the standard error is closed or full there is no better place to say so.
        }
    }

    /// <summary>Frees the text.</summary>
    public void Dispose() => _text.Dispose();

    private static int TerminalWidth()
    {
        try
        {
            return Math.Max(60, System.Console.WindowWidth);
        }
        catch (IOException)
        {
            return PlainWidth;
        }
    }
}

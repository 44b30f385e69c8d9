namespace ProcVM.Fuzz.Sources;

/// <summary>How far mutated programs came.</summary>
public sealed class SourceReport
{
    private readonly Dictionary<string, (int Count, int First)> _findings = new(StringComparer.Ordinal);
    private (long Milliseconds, int Number) _slowest;
    private (long Bytes, int Number) _largest;

    /// <summary>Programs made.</summary>
    public int Inputs { get; set; }

    /// <summary>Programs without errors of the lexer and parser.</summary>
    public int Parsed { get; set; }

    /// <summary>Programs that compiled to a module.</summary>
    public int Bound { get; set; }

    /// <summary>Programs at which the compiler failed.</summary>
    public int Crashes { get; private set; }

    /// <summary>True when nothing failed and enough programs came through to say something about what lies behind the parser.</summary>
    public bool ReachesGoals => Crashes == 0 && Parsed * 10L >= Inputs * 3L && Bound * 20L >= Inputs;

    /// <summary>Notes what one program cost.</summary>
    public void Took(int number, long milliseconds, long bytes)
    {
        _slowest = milliseconds > _slowest.Milliseconds ? (milliseconds, number) : _slowest;
        _largest = bytes > _largest.Bytes ? (bytes, number) : _largest;
    }

    /// <summary>Notes a failure; gives the number of different ones.</summary>
    public int Found(int number, Exception exception)
    {
        Crashes++;
        string place = exception.StackTrace?.Split('\n').FirstOrDefault(line => line.Contains("ProcVM.", StringComparison.Ordinal))?.Trim() ?? "";
        string message = exception.Message.Split('\n')[0];
        string key = exception is InvalidOperationException ? message : $"{exception.GetType().Name}: {message} {place}";
        (int count, int first) = _findings.GetValueOrDefault(key, (0, number));
        _findings[key] = (count + 1, first);
        return _findings.Count;
    }

    /// <summary>One table, and the findings with the number of the first program that shows each.</summary>
    public void Print(TextWriter output)
    {
        output.WriteLine($"sources   {Inputs,10}");
        output.WriteLine($"parsed    {Parsed,10}  {Percent(Parsed)}  (goal 30 %)");
        output.WriteLine($"compiled  {Bound,10}  {Percent(Bound)}  (goal 5 %)");
        output.WriteLine($"crashes   {Crashes,10}");
        output.WriteLine($"slowest   {_slowest.Milliseconds,10} ms (source {_slowest.Number})");
        output.WriteLine($"largest   {_largest.Bytes >> 20,10} MiB allocated (source {_largest.Number}), peak working set {Environment.WorkingSet >> 20} MiB");
        foreach ((string key, (int count, int first)) in _findings.OrderByDescending(finding => finding.Value.Count))
        {
            output.WriteLine($"  {count,6} x, first source {first}: {key}");
        }
    }

    private string Percent(int count) => Inputs == 0 ? "-" : $"{100.0 * count / Inputs,5:F1} %";
}

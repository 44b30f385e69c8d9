namespace ProcVM.Fuzz.Modules;

/// <summary>How far mutated modules came.</summary>
public sealed class FuzzReport
{
    /// <summary>Modules made.</summary>
    public int Inputs { get; set; }

    /// <summary>Modules that differ from their seed and were read.</summary>
    public int Read { get; set; }

    /// <summary>Modules that were verified.</summary>
    public int Verified { get; set; }

    /// <summary>Modules that ran, by how the run ended.</summary>
    public SortedDictionary<string, int> Ends { get; } = new(StringComparer.Ordinal);

    /// <summary>Exceptions by the place they came from; the first module of each is kept in a file.</summary>
    public SortedDictionary<string, int> Crashes { get; } = new(StringComparer.Ordinal);

    /// <summary>The longest that one module took, in milliseconds.</summary>
    public long Slowest { get; set; }

    /// <summary>True when enough modules came through reader and verifier to say something about what lies behind.</summary>
    public bool ReachesGoals => Crashes.Count == 0 && Read * 10L >= Inputs * 3L && Verified * 20L >= Inputs;

    /// <summary>Counts an end.</summary>
    public void Ended(string how) => Ends[how] = Ends.GetValueOrDefault(how) + 1;

    /// <summary>Counts an exception, and saves the module of the first at its place.</summary>
    public void Crashed(Exception exception, byte[] module)
    {
        string[] lines = exception.ToString().Split('\n');
        string place = string.Join(' ', lines.Take(3).Select(line => line.Trim()));
        if (Crashes.TryAdd(place, 1))
        {
            File.WriteAllBytes(Path.Combine(Path.GetTempPath(), $"procvm-crash-{Crashes.Count}.pcode"), module);
        }
        else
        {
            Crashes[place]++;
        }
    }

    /// <summary>One table.</summary>
    public void Print(TextWriter output)
    {
        output.WriteLine($"modules   {Inputs,10}");
        output.WriteLine($"read      {Read,10}  {Percent(Read)}  (goal 30 %)");
        output.WriteLine($"verified  {Verified,10}  {Percent(Verified)}  (goal 5 %)");
        foreach ((string how, int count) in Ends)
        {
            output.WriteLine($"  {how,-20} {count,10}");
        }

        foreach ((string place, int count) in Crashes)
        {
            output.WriteLine($"CRASH     {count,10}  {place} (the first of each is {Path.GetTempPath()}procvm-crash-N.pcode)");
        }

        output.WriteLine($"slowest   {Slowest,10} ms, peak working set {Environment.WorkingSet >> 20} MiB");
    }

    private string Percent(int count) => Inputs == 0 ? "-" : $"{100.0 * count / Inputs,5:F1} %";
}

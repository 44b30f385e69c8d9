using System.Globalization;

namespace ProcVM.Bench;

/// <summary>What one process took.</summary>
/// <param name="Status">Its exit status.</param>
/// <param name="Cpu">User and system time of it and its children, in seconds, to the microsecond.</param>
/// <param name="Wall">From start to end, in seconds.</param>
/// <param name="Peak">The largest resident set, in MiB.</param>
/// <param name="Output">What it wrote to standard output.</param>
internal readonly record struct Cost(int Status, double Cpu, double Wall, double Peak, string Output);

/// <summary>Measures processes with measure/cost.c: the kernel's own account, finer than /proc tells.</summary>
internal sealed class CostMeter
{
    private readonly string _meter;
    private readonly string _file;

    /// <summary>Compiles the meter.</summary>
    /// <param name="sources">The folder of cost.c.</param>
    /// <param name="work">Where the meter and its answers go.</param>
    public CostMeter(string sources, string work)
    {
        _meter = Path.Combine(work, "cost");
        _file = Path.Combine(work, "cost.txt");
        if (Measurement.Of(["gcc", "-O1", "-o", _meter, Path.Combine(sources, "cost.c")]) is null)
        {
            throw new InvalidOperationException("gcc can't compile measure/cost.c");
        }
    }

    /// <summary>Runs a command to its end. Null when it can't be started or was killed for taking minutes.</summary>
    public Cost? Measure(IReadOnlyList<string> command)
    {
        File.Delete(_file);
        if (Measurement.Of([_meter, _file, .. command]) is not { } run)
        {
            return null;
        }

        string[] fields = File.ReadAllText(_file).Split(' ');
        CultureInfo culture = CultureInfo.InvariantCulture;
        int status = int.Parse(fields[0], culture);
        return status == 127
            ? null
            : new Cost(status, double.Parse(fields[1], culture), double.Parse(fields[2], culture), double.Parse(fields[3], culture) / 1024, run.Output);
    }

    /// <summary>The middle one of several values.</summary>
    public static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }
}
